"""The approval inbox, absences, and proposals to let agents decide alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions.asking import approvals as actions
from gijun.desk.actions.asking import delegations, promotions
from gijun.desk.errors import DeskError
from gijun.desk.forms.asking import DecideForm, DelegateForm
from gijun.desk.queries.asking import approvals as reads
from gijun.desk.terms.asking import PromotionState
from gijun.desk.views.answers import answered
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of


@require_GET
@needs("desk.approve")
def approvals(request: HttpRequest) -> HttpResponse:
    """Requests the person may decide; the first, or ``?open=``, stands there whole."""
    person, at = person_of(request), timezone.now()
    lines = reads.waiting_for(person, at)
    wanted = request.GET.get("open", "")
    opened = next((line for line in lines if str(line.request.pk) == wanted), lines[0] if lines else None)
    asked = opened.request if opened else None
    context = {
        "lines": lines,
        "opened": opened,
        "similar": reads.similar(asked.power, asked.reason_id, asked.amount, at) if asked else None,
        "lately": reads.lately(person),
        "delegations": reads.delegations(person, at),
        "deputies": reads.possible_deputies(person),
        "form": DelegateForm(),
        "now": at,
    }
    return render(request, "desk/asking/approvals.html", context)


@require_POST
@needs("desk.approve")
@answered
def decide(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Approve, or deny with the reason."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("Approve or deny the request."))
    given = form.cleaned_data
    row = actions.decide(
        approval_id,
        approved=given["act"] == "approve",
        note=given["note"],
        say=given["say"],
        by=person_of(request),
        at=timezone.now(),
    )
    messages.success(request, row.get_state_display())
    return redirect("desk:approvals")


@require_POST
@needs("desk.approve")
@answered
def delegate(request: HttpRequest) -> HttpResponse:
    """Let a colleague decide in one's place."""
    to_id, starts_at, ends_at = DelegateForm(request.POST).wanted()
    by = person_of(request)
    delegations.delegate(to_id, starts_at=starts_at, ends_at=ends_at, by=by, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("desk:approvals")


@require_POST
@needs("desk.approve")
@answered
def end_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Decide oneself again."""
    delegations.end_delegation(delegation_id, by=person_of(request), at=timezone.now())
    return redirect("desk:approvals")


@require_GET
@needs("desk.govern_asking")
def promotion_list(request: HttpRequest) -> HttpResponse:
    """What was always approved, and what became of the proposals."""
    person = person_of(request)
    rows = list(reads.promotions(person)[:60])
    context = {
        "open_ones": [row for row in rows if row.state == PromotionState.PROPOSED],
        "decided": [row for row in rows if row.state != PromotionState.PROPOSED],
        "may_accept": authority.allows_everywhere(person, "organisation.manage_authority"),
    }
    return render(request, "desk/asking/promotions.html", context)


@require_POST
@needs("desk.govern_asking")
@answered
def decide_promotion(request: HttpRequest, promotion_id: int) -> HttpResponse:
    """Raise the limit, or leave it."""
    accepted = request.POST.get("act") == "accept"
    promotions.decide_promotion(promotion_id, accepted=accepted, by=person_of(request), at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("desk:promotions")
