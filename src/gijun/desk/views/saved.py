"""Saved views: narrowed, kept, arranged, shared, removed and brought back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions import views as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.views import ChangeForm, SaveForm, params_of
from gijun.desk.queries import bulk as choices
from gijun.desk.queries import views as queries
from gijun.desk.queries.views import SHARE
from gijun.desk.rules.views import ViewQuery, read
from gijun.desk.terms import ChannelKind, Priority, TicketStatus
from gijun.desk.terms.views import Due, Order
from gijun.desk.views.answers import answered
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Person
from gijun.organisation.queries import people_of, teams_managed_by
from gijun.standards.queries import reasons_tree


@require_GET
@needs("desk.view_tickets")
def views(request: HttpRequest) -> HttpResponse:
    """Every view of the person: renamed, shared, arranged, removed and brought back here."""
    person = person_of(request)
    context = {
        "lines": queries.lines(person),
        "removed": queries.removed_by(person, timezone.now()),
        "teams": teams_managed_by(person, SHARE),
    }
    return render(request, "desk/views/views.html", context)


def narrow_context(person: Person, wanted: ViewQuery) -> dict[str, Any]:
    """What a list may be narrowed by, for this person."""
    below, _above = authority.teams_with(person, "desk.view_tickets")
    return {
        "wanted": wanted,
        "more": wanted.more,
        "statuses": TicketStatus.choices,
        "channels": ChannelKind.choices,
        "priorities": Priority.choices,
        "dues": Due.choices,
        "orders": Order.choices,
        "reasons": reasons_tree(),
        "tags": choices.tags_for(person),
        "fields": choices.fields_for(person),
        "queues": choices.queues_of(person),
        "holders": people_of(below),
        "teams": teams_managed_by(person, SHARE),
        "seen_teams": choices.teams_of(below),
    }


@require_GET
@needs("desk.view_tickets")
def narrow(request: HttpRequest) -> HttpResponse:
    """Everything a list may be narrowed by; shown, or kept under a name."""
    wanted = read(params_of(request.GET))
    return render(request, "desk/views/narrow.html", narrow_context(person_of(request), wanted))


@require_POST
@needs("desk.view_tickets")
def save(request: HttpRequest) -> HttpResponse:
    """Show the list, or keep it under a name; a refusal is said over all that was typed."""
    form = SaveForm(request.POST)
    form.is_valid()
    name, team_id = form.cleaned_data.get("name") or "", form.cleaned_data.get("share")
    person, params = person_of(request), params_of(request.POST)
    if "show" in request.POST:
        return redirect(f"{reverse('desk:queue')}?{queries.address(read(params))}")
    try:
        view = actions.save_view(name=name, params=params, team_id=team_id, by=person, at=timezone.now())
    except DeskError as error:
        again = narrow_context(person, read(params)) | {"error": str(error), "name": name}
        return render(request, "desk/views/narrow.html", again, status=422)
    return redirect(f"{reverse('desk:queue')}?{queries.address(read(view.content))}")


@require_POST
@needs("desk.view_tickets")
@answered
def change(request: HttpRequest, view_id: int) -> HttpResponse:
    """Rename, share, pin, move, remove or bring back, by ``act``."""
    form = ChangeForm(request.POST)
    form.is_valid()
    clean = form.cleaned_data
    who: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    match clean.get("act"):
        case "rename":
            actions.change_view(view_id, name=clean.get("name") or "", **who)
        case "share":
            actions.share_view(view_id, team_id=clean.get("share"), **who)
        case "pin":
            actions.pin_view(view_id, **who)
        case "unpin":
            actions.unpin_view(view_id, **who)
        case "up" | "down":
            actions.move_pin(view_id, step=-1 if clean["act"] == "up" else 1, **who)
        case "remove":
            view = actions.remove_view(view_id, **who)
            messages.success(request, _("“%(name)s” is removed. Bring it back below.") % {"name": view.name})
        case "bring_back":
            actions.bring_back_view(view_id, **who)
    return redirect("desk:views")
