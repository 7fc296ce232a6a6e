"""A standard: its page, a new one, what it is about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gijun.events import log
from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.matters import StandardForm
from gijun.standards.queries import visible
from gijun.standards.queries.agreeing import agreeing
from gijun.standards.queries.consistency import conflicts_of
from gijun.standards.queries.page import StandardPage, VersionDetail, standard_page
from gijun.standards.queries.receipts import adoption
from gijun.standards.views.answers import answered


@require_GET
@needs("standards.view")
@answered
def page(request: HttpRequest, standard_id: int) -> HttpResponse:
    """Sentences side by side, checklist, and every version with what changed."""
    person, at = person_of(request), timezone.now()
    shown = standard_page(person, standard_id, at)
    told = adoption(shown.current.version.pk) if shown.current and shown.may_write else None
    context = {"page": shown, "standard": shown.standard, "adoption": told}
    context |= {"agreeing": agreeing(person, shown, at)}
    context |= {name: conflicts_of(one.version, at) for name, one in _contradictable(shown)}
    return render(request, "standards/page.html", context)


def _contradictable(shown: StandardPage) -> list[tuple[str, VersionDetail]]:
    """Versions whose contradictions the page shows, under the names its templates know."""
    named = (("conflicts", shown.current), ("draft_conflicts", shown.draft))
    return [(name, detail) for name, detail in named if detail is not None]


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def new(request: HttpRequest) -> HttpResponse:
    """Add a standard and go on to its first draft."""
    by = person_of(request)
    form = StandardForm(request.POST or None, person=by, is_new=True, initial={"owner": by.pk})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("standards:edit", _add(form, request))
        except StandardsError as error:
            form.add_error(None, str(error))
    context = {"form": form, "title": _("New standard")}
    return render(request, "standards/matter.html", context, status=422 if form.errors else 200)


def _add(form: StandardForm, request: HttpRequest) -> int:
    """Add what the form says, with an empty draft; gives the draft's id."""
    given, by, at = form.cleaned_data, person_of(request), timezone.now()
    with log.writing():
        standard = actions.add_standard(
            form.matter(), team_id=given["team"], owner_id=given["owner"], code=given["code"], by=by, at=at
        )
        return actions.draft_version(standard.pk, by=by, at=at).pk


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def change(request: HttpRequest, standard_id: int) -> HttpResponse:
    """Change what a standard is about, or who answers for it."""
    by = person_of(request)
    standard = visible.standard(by, standard_id)
    names = ("title", "reason_id", "owner_id", "example_questions")
    initial = {name.removesuffix("_id"): getattr(standard, name) for name in names}
    form = StandardForm(request.POST or None, person=by, is_new=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _change(standard_id, form, request)
        except StandardsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("standards:page", standard_id)
    context = {"form": form, "title": standard.title, "standard": standard}
    return render(request, "standards/matter.html", context, status=422 if form.errors else 200)


def _change(standard_id: int, form: StandardForm, request: HttpRequest) -> None:
    by, at = person_of(request), timezone.now()
    with log.writing():
        actions.change_standard(standard_id, form.matter(), by=by, at=at)
        actions.change_owner(standard_id, owner_id=form.cleaned_data["owner"], by=by, at=at)
