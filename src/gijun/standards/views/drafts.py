"""A draft: begun, written, thrown away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import ChangedMeanwhileError, StandardsError
from gijun.standards.forms.matters import DraftForm, rearranged
from gijun.standards.models import StandardVersion
from gijun.standards.queries import visible
from gijun.standards.rules.content import Content, content_hash
from gijun.standards.terms import Language, SentenceChannel
from gijun.standards.views.answers import answered

SAVE = "save"


@require_POST
@needs("standards.write")
@answered
def start(request: HttpRequest, standard_id: int) -> HttpResponse:
    """Begin the next version."""
    draft = actions.draft_version(standard_id, by=person_of(request), at=timezone.now())
    return redirect("standards:edit", draft.pk)


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def edit(request: HttpRequest, version_id: int) -> HttpResponse:
    """A draft as one form. Its buttons add, move and remove rows without saving."""
    draft = visible.version(person_of(request), version_id)
    if not draft.is_draft:
        return redirect("standards:page", draft.standard_id)
    if request.method == "GET":
        return _show(request, draft, DraftForm(initial=_initial(draft)), draft.content())
    form, act = DraftForm(request.POST), request.POST.get("act", SAVE)
    if act != SAVE:
        part = "_draft_rows" if request.headers.get("HX-Request") else "edit"
        return _show(request, draft, form, rearranged(form.rows(), act), part=part)
    return _save(request, draft, form)


def _save(request: HttpRequest, draft: StandardVersion, form: DraftForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, draft, form, form.rows(), status=422)
    seen_hash, by = form.cleaned_data["seen_hash"], person_of(request)
    try:
        actions.change_draft(
            draft.pk, form.content(draft.content()), by=by, at=timezone.now(), seen_hash=seen_hash
        )
    except ChangedMeanwhileError as error:
        form.add_error(None, str(error))
        theirs = draft.content()
        return _show(request, draft, form, form.rows(), status=409, theirs=theirs, seen=content_hash(theirs))
    except StandardsError as error:
        form.add_error(None, str(error))
        return _show(request, draft, form, form.rows(), status=422)
    messages.success(request, _("The draft is saved."))
    return redirect("standards:page", draft.standard_id)


def _initial(draft: StandardVersion) -> dict[str, Any]:
    return {
        "explanation": draft.explanation,
        "change_note": draft.change_note,
        "review_on": draft.review_on,
        "seen_hash": content_hash(draft.content()),
    }


def _show(
    request: HttpRequest,
    draft: StandardVersion,
    form: DraftForm,
    rows: Content,
    *,
    part: str = "edit",
    status: int = 200,
    theirs: Content | None = None,
    seen: str = "",
) -> HttpResponse:
    """The form; ``theirs``: what somebody else wrote meanwhile, which the next save would replace."""
    context = {
        "draft": draft,
        "standard": draft.standard,
        "form": form,
        "rows": rows,
        "theirs": theirs,
        "seen_hash": seen or form["seen_hash"].value(),
        "channels": SentenceChannel.choices,
        "languages": Language.choices,
    }
    return render(request, f"standards/{part}.html", context, status=status)


@require_POST
@needs("standards.write")
@answered
def discard(request: HttpRequest, version_id: int) -> HttpResponse:
    """Throw a draft away."""
    standard_id = visible.version(person_of(request), version_id).standard_id
    actions.discard_draft(version_id, by=person_of(request), at=timezone.now())
    messages.success(request, _("The draft is discarded."))
    return redirect("standards:page", standard_id)
