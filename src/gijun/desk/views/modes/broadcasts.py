"""The broadcast schedule: what is on, one broadcast at a time, or a whole sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions import modes as actions
from gijun.desk.forms.modes import BroadcastForm, ScheduleForm
from gijun.desk.models import Broadcast
from gijun.desk.queries.modes import broadcasts as reads
from gijun.desk.rules.modes.broadcasts import read
from gijun.desk.views.modes.page import centre_for, said, to
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Team

PLAN, VIEW = "desk.plan_broadcasts", "desk.view_tickets"


def _context(request: HttpRequest, centre: Team, **more: Any) -> dict[str, Any]:
    at = timezone.now()
    return {
        "centre": centre,
        "shown": reads.to_come(centre.pk, at),
        "form": BroadcastForm(),
        "sheet": ScheduleForm(),
        "may_plan": authority.allows(person_of(request), PLAN, team_id=centre.pk),
        "at": at,
    } | more


@require_http_methods(["GET", "POST"])
@needs(VIEW)
def broadcasts(request: HttpRequest) -> HttpResponse:
    """The schedule of the days to come; posting puts one broadcast into it."""
    centre, centres = centre_for(request, VIEW)
    form = BroadcastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = person_of(request), timezone.now()
        planned = said(
            request,
            lambda: actions.plan_broadcast(centre.pk, form.line(), by=by, at=at),
            _("In the schedule."),
        )
        if planned:
            return to("desk:broadcasts", centre)
    context = _context(request, centre, centres=centres, form=form)
    return render(request, "desk/modes/broadcasts.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(PLAN)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Put a whole sheet into the schedule; lines that cannot be read stay where they were typed."""
    centre, centres = centre_for(request, PLAN)
    sheet, by, at = ScheduleForm(request.POST, request.FILES), person_of(request), timezone.now()
    if not sheet.is_valid():
        context = _context(request, centre, centres=centres, sheet=sheet)
        return render(request, "desk/modes/broadcasts.html", context, status=422)
    found, source = read(sheet.schedule(), centre.zone), sheet.cleaned_data["source"]
    count = actions.plan_broadcasts(centre.pk, found.lines, by=by, at=at, source=source)
    done = ngettext("%(n)d broadcast is in the schedule.", "%(n)d broadcasts are in the schedule.", count)
    if not found.faults:
        said(request, lambda: True, done % {"n": count})
        return to("desk:broadcasts", centre)
    left = "\n".join(fault.text for fault in found.faults)
    sheet = ScheduleForm(initial={"text": left, "source": source})
    context = _context(
        request, centre, centres=centres, sheet=sheet, faults=found.faults, brought=done % {"n": count}
    )
    return render(request, "desk/modes/broadcasts.html", context, status=422)


@require_http_methods(["GET", "POST"])
@needs(PLAN)
def broadcast(request: HttpRequest, broadcast_id: int) -> HttpResponse:
    """Change one broadcast, say that it still holds, or take it out."""
    row = said(request, lambda: Broadcast.objects.get(pk=broadcast_id, removed_at=None))
    by, at, do = person_of(request), timezone.now(), request.POST.get("do", "save")
    if request.method == "POST" and do in {"check", "remove"}:
        act = actions.check_broadcast if do == "check" else actions.remove_broadcast
        said(request, lambda: act(broadcast_id, by=by, at=at), _("Saved."))
        return to("desk:broadcasts", row.centre_id)
    authority.require(by, PLAN, team_id=row.centre_id)
    form = BroadcastForm(request.POST or None, initial=reads.as_typed(row))
    if request.method == "POST" and form.is_valid():
        change = {"by": by, "at": at, "source": row.source, "broadcast_id": row.pk}
        if said(request, lambda: actions.plan_broadcast(row.centre_id, form.line(), **change), _("Saved.")):
            return to("desk:broadcasts", row.centre_id)
    context = {"row": row, "form": form}
    return render(request, "desk/modes/broadcast.html", context, status=422 if form.is_bound else 200)


@require_GET
@needs(VIEW)
def on_air(request: HttpRequest) -> HttpResponse:
    """The card of what is on air, for a page that is already open."""
    return render(request, "desk/modes/_on_air.html", reads.card(person_of(request), timezone.now()))
