"""Who may do what alone, up to which amount, and who approves beyond it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gijun.organisation import actions
from gijun.organisation import authority as rights
from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import DecisionForm
from gijun.organisation.queries import decisions
from gijun.organisation.queries.decisions import Cell, Row
from gijun.organisation.terms import Role
from gijun.organisation.views.page import done, show, status_of

DECIDE = "organisation.manage_authority"


@require_GET
@needs(DECIDE)
def authority(request: HttpRequest) -> HttpResponse:
    """Every power by role."""
    context = {"rows": decisions.matrix(), "roles": list(Role)}
    return show(request, "authority", "authority", context)


@require_http_methods(["GET", "POST"])
@needs(DECIDE)
def power(request: HttpRequest, code: str) -> HttpResponse:
    """One power: each role is decided by a form of its own."""
    by = person_of(request)
    row = decisions.row_of(code)
    if row is None:
        raise Http404(_("There is no such page, or it is not yours to see."))
    sent = DecisionForm(request.POST, auto_id="sent_%s") if request.method == "POST" else None
    if sent and done(
        request,
        sent,
        lambda clean: actions.decide_authority(power=code, **clean, by=by, at=timezone.now()),
    ):
        return redirect("organisation:power", code)
    context = {"row": row, "forms": _forms(row, sent), "may_decide": rights.allows_everywhere(by, DECIDE)}
    return show(request, "authority", "power", context, status=status_of(sent) if sent else 200)


def _forms(row: Row, sent: DecisionForm | None) -> list[tuple[Cell, DecisionForm]]:
    """A form for each role; the one that was sent keeps what was typed."""
    found = []
    for cell in row.cells:
        if sent and sent.data.get("role") == cell.role:
            found.append((cell, sent))
        else:
            decision = cell.decision
            initial = {
                "role": cell.role.value,
                "allowed": decision.allowed,
                "limit_amount": decision.limit_amount,
                "approver": decision.approver,
            }
            found.append((cell, DecisionForm(initial=initial, auto_id=f"{cell.role.value}_%s")))
    return found
