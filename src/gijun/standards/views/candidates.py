"""Candidates: what was answered in contacts, made part of the standards or not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards.actions import candidates as actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.candidates import SettleForm
from gijun.standards.queries import candidates as queries
from gijun.standards.views.answers import answered


@require_GET
@needs("standards.view")
def candidates(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, and what became of the last ones."""
    person = person_of(request)
    may_write = authority.allows(person, "standards.write")
    context = {
        "waiting": queries.waiting(person),
        "settled": queries.settled(person),
        "may_write": may_write,
        "standards": queries.standards_to_join(person) if may_write else [],
    }
    return render(request, "standards/candidates.html", context)


@require_POST
@needs("standards.write")
@answered
def settle(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Begin a standard with it, let it go into one, or leave it."""
    form, by, at = SettleForm(request.POST), person_of(request), timezone.now()
    if not form.is_valid():
        raise StandardsError(_("Choose what becomes of the candidate."))
    given = form.cleaned_data
    if given["act"] == "begin":
        draft = actions.begin_standard(candidate_id, title=given["title"], by=by, at=at)
        return redirect("standards:page", draft.standard_id)
    if given["act"] == "join":
        joined = actions.join_standard(candidate_id, standard_id=given["standard"] or 0, by=by, at=at)
        return redirect("standards:page", joined.standard_id)
    actions.decline_candidate(candidate_id, by=by, at=at)
    messages.success(request, _("Saved."))
    return redirect("standards:candidates")
