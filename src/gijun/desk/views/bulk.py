"""Many tickets at once: chosen, looked at before, changed, told apart and taken back."""

import csv
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions import bulk as actions
from gijun.desk.forms import FilterForm
from gijun.desk.forms.views import BulkForm, MeantForm
from gijun.desk.models import Ticket
from gijun.desk.queries import bulk as queries
from gijun.desk.rules.bulk import PARKED
from gijun.desk.terms import Priority
from gijun.desk.terms.sorting import Cause
from gijun.desk.terms.views import AT_ONCE_HERE, CONFIRMED, MOST_AT_ONCE, Act, RowState
from gijun.desk.views.answers import answered
from gijun.organisation.access import needs, person_of
from gijun.science.spreadsheet import BOM, harmless
from gijun.standards.queries import reasons_tree


def meant(request: HttpRequest, form: MeantForm) -> list[int]:
    """The tickets a page is about: those ticked, or the whole list of its address."""
    if not form.cleaned_data.get("all"):
        return queries.meant(person_of(request), form.ticket_ids())
    wanted, _page = FilterForm(form.data).wanted()
    return queries.all_matching(person_of(request), wanted, timezone.now())


@require_GET
@needs("desk.view_tickets")
def choose(request: HttpRequest) -> HttpResponse:
    """How many tickets are meant, and for each act how many it would change."""
    form = MeantForm(request.GET)
    form.is_valid()
    ids = meant(request, form)
    too_many = len(ids) > MOST_AT_ONCE
    person, kept = person_of(request), [] if too_many else ids
    wanted, _page = FilterForm(request.GET).wanted()
    context = {
        "ids": kept,
        "total": len(kept),
        "too_many": too_many,
        "most": MOST_AT_ONCE,
        "is_all": form.cleaned_data.get("all"),
        "wanted": wanted,
        "key": uuid4(),
        "foreseen": queries.foreseen_each(kept),
        "receivers": queries.receivers(person),
        "reasons": reasons_tree(),
        "priorities": Priority.choices,
        "tags": queries.tags_for(person),
        "causes": Cause.choices,
        "parked": [(one.value, one.label) for one in PARKED],
        "targets": Ticket.objects.filter(pk__in=kept[:40]).order_by("opened_at", "id"),
    }
    return render(request, "desk/bulk/choose.html", context, status=422 if too_many else 200)


@require_POST
@needs("desk.view_tickets")
@answered
def apply(request: HttpRequest) -> HttpResponse:
    """Begin; few tickets are through at once, many are left to the worker."""
    form = BulkForm(request.POST)
    if not form.is_valid() or (content := form.content()) is None:
        told = {"message": _("Choose what is to be done with the tickets, and with what.")}
        return render(request, "desk/refused_page.html", told, status=422)
    act: Act = form.cleaned_data["act"]
    if act in CONFIRMED and not form.cleaned_data["sure"]:
        told = {"message": _("Tick that you are sure, then send it again.")}
        return render(request, "desk/refused_page.html", told, status=422)
    by, at = person_of(request), timezone.now()
    change = actions.request_bulk(act, content, form.ticket_ids(), key=form.sent_key, by=by, at=at)
    if change.total <= AT_ONCE_HERE:
        actions.run_bulk(change.pk, clock=timezone.now)
    return redirect("desk:bulk_change", change.pk)


@require_GET
@needs("desk.view_tickets")
@answered
def change(request: HttpRequest, change_id: int) -> HttpResponse:
    """What became of each ticket, the refused ones first; while it runs, how far it is."""
    progress = queries.progress(person_of(request), change_id, timezone.now())
    is_part = bool(request.headers.get("HX-Request"))
    template = "desk/bulk/_progress.html" if is_part else "desk/bulk/change.html"
    return render(request, template, {"progress": progress, "change": progress.change})


@require_POST
@needs("desk.view_tickets")
@answered
def undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take a change back, as far as that is possible."""
    asked = actions.request_undo(change_id, by=person_of(request), at=timezone.now())
    if asked.total <= AT_ONCE_HERE:
        actions.run_undo(change_id, clock=timezone.now)
    return redirect("desk:bulk_change", change_id)


@require_GET
@needs("desk.view_tickets")
@answered
def refused(request: HttpRequest, change_id: int) -> HttpResponse:
    """The tickets that were not changed, or not changed back, and why, for a spreadsheet."""
    progress = queries.progress(person_of(request), change_id, timezone.now())
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="refused-{change_id}.csv"'
    rows = csv.writer(response)
    rows.writerow([_("Ticket number"), _("State"), _("Why")])
    for row in progress.rows:
        if row.state in {RowState.FAILED, RowState.KEPT}:
            rows.writerow([harmless(cell) for cell in (row.ticket.number, row.get_state_display(), row.why)])
    return response
