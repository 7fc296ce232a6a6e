"""Publishing with a preview: everything that changes, published together, taken back together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards.actions.publication import change_publication, publish_as_seen, roll_back
from gijun.standards.errors import StandardsError
from gijun.standards.forms.publication import PublicationForm, PublishAsSeenForm, RollBackForm
from gijun.standards.queries import visible
from gijun.standards.queries.consistency import conflicts_of
from gijun.standards.queries.publication import Preview, preview
from gijun.standards.views.answers import answered


@require_http_methods(["GET", "POST"])
@needs("standards.view")
@answered
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """What a version changes, before and after; publishes a draft now or from a time on."""
    if request.method == "GET":
        return _show(request, version_id, PublishAsSeenForm(initial={"when": "now"}))
    form = PublishAsSeenForm(request.POST)
    if not form.is_valid():
        return _show(request, version_id, form, status=409)
    starts, by = form.starts(), person_of(request)
    try:
        version = publish_as_seen(
            version_id,
            seen_hash=form.cleaned_data["seen_hash"],
            by=by,
            at=timezone.now(),
            valid_from=starts,
        )
    except StandardsError as error:
        form.add_error(None, str(error))
        return _show(request, version_id, form, status=409)
    messages.success(request, _("The version is scheduled.") if starts else _("The version is in force."))
    return redirect("standards:page", version.standard_id)


@require_POST
@needs("standards.write")
@answered
def publication(request: HttpRequest, version_id: int) -> HttpResponse:
    """Change notice, must-read and question of a draft."""
    form, when = PublicationForm(request.POST), PublishAsSeenForm(initial={"when": "now"})
    if not form.is_valid():
        return _show(request, version_id, when, told=form, status=422)
    try:
        change_publication(
            version_id,
            form.publication(),
            by=person_of(request),
            at=timezone.now(),
            seen_hash=form.cleaned_data["seen_hash"],
        )
    except StandardsError as error:
        form.add_error(None, str(error))
        return _show(request, version_id, when, told=form, status=409)
    messages.success(request, _("Notice and question are saved."))
    return redirect("standards:publish", version_id)


@require_POST
@needs("standards.publish")
@answered
def take_back(request: HttpRequest, version_id: int) -> HttpResponse:
    """Let what held before a version hold again."""
    visible.version(person_of(request), version_id)
    form = RollBackForm(request.POST)
    if not form.is_valid():
        raise StandardsError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    version = roll_back(version_id, form.cleaned_data["reason"], by=person_of(request), at=timezone.now())
    messages.success(request, _("The version is taken back."))
    return redirect("standards:page", version.standard_id)


def _show(
    request: HttpRequest,
    version_id: int,
    form: PublishAsSeenForm,
    *,
    told: PublicationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at = timezone.now()
    shown = preview(person_of(request), version_id, at)
    context = {
        "shown": shown,
        "version": shown.version,
        "standard": shown.version.standard,
        "form": form,
        "told": told or PublicationForm(initial=_told(shown)),
        "roll_back_form": RollBackForm(),
        "conflicts": conflicts_of(shown.version, at),
    }
    return render(request, "standards/publication.html", context, status=status)


def _told(shown: Preview) -> dict[str, Any]:
    said = shown.version.content().publication
    asked = said.comprehension
    return {
        "notice": said.notice,
        "must_read": said.must_read,
        "question": asked.question if asked else "",
        "answers": asked.answers if asked else (),
        "right": asked.right if asked else 0,
    }
