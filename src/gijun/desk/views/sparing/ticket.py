"""Taking back, flagging, ending and looking up, on the ticket page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gijun.desk import actions
from gijun.desk.actions.sparing import ending, flags
from gijun.desk.actions.sparing.looking_up import look_up
from gijun.desk.forms.sparing import FlagForm
from gijun.desk.models import Message
from gijun.desk.queries import visible
from gijun.desk.queries.sparing.policy import risk
from gijun.desk.queries.sparing.ticket import Spared
from gijun.desk.terms.sparing import FlagKind
from gijun.desk.views.sparing.answers import answered, to_ticket
from gijun.organisation.access import needs, person_of


@require_POST
@needs("desk.reply")
@answered
def undo(request: HttpRequest, ticket_id: int, message_id: int) -> HttpResponse:
    """Take a reply back; the page comes back whole, with the text in the answer."""
    actions.withdraw_reply(message_id, by=person_of(request), at=timezone.now())
    response = to_ticket(ticket_id)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": response.headers["Location"]})
    return response


@require_http_methods(["GET", "POST"])
@needs("desk.flag_customer")
@answered
def flag(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Ask colleagues to be careful with the customer: the form, with what the ticket holds to point at."""
    person = person_of(request)
    if request.method == "POST":
        flags.flag_customer(ticket_id, by=person, at=timezone.now(), **FlagForm(request.POST).wanted())
        return to_ticket(ticket_id)
    ticket = visible.ticket(person, ticket_id)
    context = {
        "ticket": ticket,
        "kinds": FlagKind.choices,
        "alone_days": risk(ticket.team_id).alone_days,
        "pointed_at": Message.objects.filter(ticket=ticket, direction="in").order_by("-pk")[:20],
    }
    return render(request, "desk/sparing/flag.html", context)


@require_POST
@needs("desk.reply")
@answered
def warn(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Begin the right to end: the customer is warned."""
    ending.warn(ticket_id, reason=request.POST.get("reason", ""), by=person_of(request), at=timezone.now())
    return to_ticket(ticket_id)


@require_POST
@needs("desk.reply")
@answered
def final(request: HttpRequest, run_id: int) -> HttpResponse:
    run = ending.warn_again(run_id, by=person_of(request), at=timezone.now())
    return to_ticket(run.ticket_id)


@require_POST
@needs("desk.reply")
@answered
def calm(request: HttpRequest, run_id: int) -> HttpResponse:
    run = ending.calm(run_id, by=person_of(request), at=timezone.now())
    return to_ticket(run.ticket_id)


@require_POST
@needs("desk.reply")
@answered
def end(request: HttpRequest, run_id: int) -> HttpResponse:
    run = ending.end_contact(run_id, by=person_of(request), at=timezone.now())
    return to_ticket(run.ticket_id)


@require_POST
@needs("desk.reply")
@answered
def rest(request: HttpRequest, run_id: int, ticket_id: int) -> HttpResponse:
    ending.rest(run_id, by=person_of(request), at=timezone.now())
    return to_ticket(ticket_id)


@require_POST
@needs("desk.see_contact_details")
@answered
def card(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Ask the outside systems and show what they said; whoever is too slow, their last words."""
    person = person_of(request)
    look_up(ticket_id, by=person, at=timezone.now())
    if not request.headers.get("HX-Request"):
        return to_ticket(ticket_id)
    ticket = visible.ticket(person, ticket_id)
    shown = Spared(person, ticket).cards
    return render(request, "desk/sparing/_cards.html", {"cards": shown, "ticket": ticket, "asked_now": True})
