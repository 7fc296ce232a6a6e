"""Procedures: the list, and the editor, a table with a check as it is typed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.wording import procedures as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.wording import ProcedureForm, StepsTable, rows_of
from gijun.desk.models import Procedure
from gijun.desk.queries.wording import procedures as reads
from gijun.desk.queries.wording.templates import GOVERN
from gijun.desk.rules.wording.procedures import from_content, refusals
from gijun.desk.terms.wording import StepKind
from gijun.desk.views.wording.templates import reasons_of
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of

SPARE_ROWS = 3


def _procedure(request: HttpRequest, procedure_id: int) -> Procedure:
    try:
        return reads.procedures(person_of(request)).get(pk=procedure_id)
    except Procedure.DoesNotExist as error:
        raise Http404(_("There is no such procedure, or it is not yours to see.")) from error


@require_GET
@needs("desk.view_tickets")
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure the person may see, with how its runs ended."""
    person, retired = person_of(request), request.GET.get("show") == "retired"
    context = {
        "lines": reads.listed(person, retired=retired),
        "retired": retired,
        "may_write": authority.allows(person, GOVERN),
    }
    return render(request, "desk/wording/procedures.html", context)


@require_http_methods(["GET", "POST"])
@needs("desk.govern_wording")
def new(request: HttpRequest) -> HttpResponse:
    """Make a procedure."""
    person, table = person_of(request), StepsTable(request.POST)
    form = ProcedureForm(request.POST or None, person=person, initial={"owner": person.pk})
    if request.method == "GET":
        return _editor(request, form, [], None)
    if not form.is_valid():
        return _editor(
            request,
            form,
            table.rows,
            None,
            [_("Some fields are not filled in as they should be. See below.")],
        )
    try:
        actions.add_procedure(
            form.about(), table.steps(), team_id=form.cleaned_data["team"], by=person, at=timezone.now()
        )
    except DeskError as error:
        return _editor(request, form, table.rows, None, reasons_of(error))
    messages.success(request, _("Saved. Tickets offer it from now on."))
    return redirect("desk:procedures")


@require_http_methods(["GET", "POST"])
@needs("desk.govern_wording")
def edit(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """Change a procedure: a new version, with the reason."""
    row, person, table = _procedure(request, procedure_id), person_of(request), StepsTable(request.POST)
    last = reads.newest_version(row.pk)
    form = ProcedureForm(
        request.POST or None, person=person, owner=row.owner, initial=_known(row, last.number)
    )
    if request.method == "GET":
        return _editor(request, form, rows_of(from_content(last.content).steps), row)
    if not form.is_valid():
        return _editor(
            request, form, table.rows, row, [_("Some fields are not filled in as they should be. See below.")]
        )
    try:
        actions.change_procedure(
            row.pk,
            form.about(),
            table.steps(),
            change_reason=form.cleaned_data["change_reason"],
            seen_number=form.cleaned_data["seen_number"],
            by=person,
            at=timezone.now(),
        )
    except DeskError as error:
        return _editor(request, form, table.rows, row, reasons_of(error))
    messages.success(request, _("Saved. Tickets offer it from now on."))
    return redirect("desk:procedures")


def _known(row: Procedure, number: int) -> dict[str, Any]:
    return {
        "name": row.name,
        "team": row.team_id,
        "reason": row.reason_id,
        "standard": row.standard_id,
        "owner": row.owner_id,
        "seen_number": number,
    }


@require_POST
@needs("desk.govern_wording")
def check(request: HttpRequest) -> HttpResponse:
    """What is wrong with the steps as they are typed; nothing is saved."""
    steps = StepsTable(request.POST).steps()
    refused = [str(one) for one in refusals(steps)]
    return render(request, "desk/wording/_checked.html", {"refused": refused, "steps": len(steps)})


def _editor(
    request: HttpRequest,
    form: ProcedureForm,
    rows: list[dict[str, str]],
    procedure: Procedure | None,
    refused: list[str] | None = None,
) -> HttpResponse:
    spare = dict.fromkeys(StepsTable.NAMES, "") | {"kind": StepKind.DO.value}
    context = {
        "form": form,
        "rows": [*rows, *[spare] * SPARE_ROWS],
        "kinds": StepKind.choices,
        "procedure": procedure,
        "refused": refused or [],
    }
    return render(request, "desk/wording/procedure.html", context, status=422 if refused else 200)


@require_POST
@needs("desk.govern_wording")
def retire(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """Stop offering a procedure, or offer it again."""
    row = _procedure(request, procedure_id)
    retired = request.POST.get("retired") == "on"
    actions.retire_procedure(row.pk, retired=retired, by=person_of(request), at=timezone.now())
    return redirect("desk:procedures")
