"""The ticket page and everything done on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from gijun.desk import actions
from gijun.desk.errors import DeskError, MustReadError, NewMessagesError
from gijun.desk.forms import (
    AssignForm,
    DraftForm,
    MergeForm,
    ParkForm,
    PriorityForm,
    ReasonForm,
    ReplyForm,
    TickForm,
)
from gijun.desk.models import Customer, Message, Ticket
from gijun.desk.queries import page as pages
from gijun.desk.queries import threads
from gijun.desk.views.answers import as_notice, refusing
from gijun.desk.views.queue import list_context, unread
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.queries import colleagues, people_of
from gijun.standards import queries as standards


def _say(request: HttpRequest, error: DeskError) -> HttpResponse:
    match error:
        case NewMessagesError():
            return render(request, "desk/_overtaken.html", {"error": error}, status=409)
        case MustReadError():
            return unread(request, error)
        case _:
            return as_notice(request, error)


asked = refusing(
    _say,
    missing=(Ticket.DoesNotExist, Message.DoesNotExist, Customer.DoesNotExist),
    not_there=gettext_lazy("There is no such ticket, or it is not yours to see."),
)


def _back(request: HttpRequest, ticket_id: int, template: str = "desk/_case.html") -> HttpResponse:
    """After a change: the fragment for htmx, the whole page for everybody else."""
    if request.headers.get("HX-Request"):
        return render(request, template, _context(request, ticket_id))
    return redirect("desk:ticket", ticket_id)


def _context(request: HttpRequest, ticket_id: int) -> dict[str, Any]:
    person = person_of(request)
    page = pages.ticket_page(person, ticket_id)
    below, _above = authority.teams_with(person, "desk.assign_ticket")
    return {
        "page": page,
        "ticket": page.ticket,
        "used": lambda: page.used,
        "reasons": standards.reasons_tree,  # read only where the composer is drawn
        "may_reply": authority.allows(person, "desk.reply"),
        "may_erase": authority.allows(person, "desk.erase_customer"),
        "may_see_contact": authority.allows(person, "desk.see_contact_details"),
        "asked": {"q": "", "ticket": ticket_id, "team": page.ticket.team_id, "channel": page.ticket.channel},
        "colleagues": lambda: colleagues(below),  # read only where the menu is drawn
        "at": timezone.now(),
    }


@require_GET
@needs("desk.view_tickets")
@asked
def ticket(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """List, conversation, standard and customer side by side; a merged ticket leads to where it went."""
    listed = list_context(request, ticket_id)
    context = _context(request, ticket_id)
    into_id = context["page"].ticket.merged_into_id
    if into_id:
        return redirect("desk:ticket", into_id)
    return render(request, "desk/ticket.html", listed | context)


@require_GET
@needs("desk.view_tickets")
@asked
def thread(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Head and conversation, to be swapped when something was said."""
    return render(request, "desk/_thread.html", _context(request, ticket_id))


@require_GET
@needs("desk.view_tickets")
@asked
def older(request: HttpRequest, ticket_id: int, before_id: int) -> HttpResponse:
    """Messages older than the ones shown."""
    person = person_of(request)
    page = pages.ticket_page(person, ticket_id, before_id=before_id)
    shown = {"page": page, "ticket": page.ticket, "may_reply": authority.allows(person, "desk.reply")}
    return render(request, "desk/_messages.html", shown, using="hot")


@require_GET
@needs("desk.view_tickets")
@asked
def side(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Standards, checklist and customer; ``?version=`` adds standards inserted but not yet sent."""
    context = _context(request, ticket_id)
    also = [int(value) for value in request.GET.getlist("version") if value.isdigit()]
    context["used"] = pages.used_standards(context["page"].ticket, also, person=person_of(request))
    part = "desk/_checklists.html" if request.GET.get("part") == "checklists" else "desk/_side.html"
    return render(request, part, context)


@require_POST
@needs("desk.take_ticket")
@asked
def take(request: HttpRequest, ticket_id: int) -> HttpResponse:
    actions.take(ticket_id, by=person_of(request), at=timezone.now())
    return _back(request, ticket_id)


@require_POST
@needs("desk.take_ticket")
@asked
def release(request: HttpRequest, ticket_id: int) -> HttpResponse:
    actions.release(ticket_id, by=person_of(request), at=timezone.now())
    return redirect("desk:queue")


@require_POST
@needs("desk.assign_ticket")
@asked
def assign(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = AssignForm(request.POST)
    below, _above = authority.teams_with(person_of(request), "desk.assign_ticket")
    to = people_of(below).filter(pk=form.cleaned_data["to"]).first() if form.is_valid() else None
    if to is None:
        raise DeskError(_("Choose a colleague of your teams."))
    actions.assign(ticket_id, to=to, by=person_of(request), at=timezone.now())
    return _back(request, ticket_id)


@require_POST
@needs("desk.reply")
@asked
def reply(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Send an answer, and solve the ticket when asked to."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("The answer is too long to send. Shorten it, or attach a file."))
    actions.reply(
        ticket_id,
        body=form.cleaned_data["body"],
        by=person_of(request),
        at=timezone.now(),
        base_message_id=form.cleaned_data["base_message_id"],
        used=form.used(),
        then_solve=form.cleaned_data["then_solve"],
        reason_id=form.cleaned_data["reason"],
    )
    return _back(request, ticket_id)


@require_POST
@needs("desk.write_note")
@asked
def note(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = ReplyForm(request.POST)
    form.is_valid()
    actions.write_note(
        ticket_id, body=form.cleaned_data.get("body", ""), by=person_of(request), at=timezone.now()
    )
    return _back(request, ticket_id)


@require_POST
@needs("desk.view_tickets")
@asked
def draft(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = DraftForm(request.POST)
    if form.is_valid():
        actions.save_draft(
            ticket_id,
            body=form.cleaned_data["body"],
            base_message_id=form.cleaned_data["base_message_id"] or 0,
            by=person_of(request),
            at=timezone.now(),
        )
    return HttpResponse(status=204)


@require_POST
@needs("desk.view_tickets")
@asked
def presence(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """A heartbeat; ``left=1`` says goodbye. Answers with who else is here."""
    if request.POST.get("left"):
        actions.leave(ticket_id, by=person_of(request), at=timezone.now())
        return HttpResponse(status=204)
    others = actions.be_present(
        ticket_id,
        by=person_of(request),
        at=timezone.now(),
        is_writing=request.POST.get("writing") == "1",
    )
    return render(request, "desk/_presence.html", {"others": others})


@require_POST
@needs("desk.solve")
@asked
def solve(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason_id = form.cleaned_data["reason"] if form.is_valid() else None
    actions.solve(ticket_id, by=person_of(request), at=timezone.now(), reason_id=reason_id)
    return _back(request, ticket_id)


@require_POST
@needs("desk.solve")
@asked
def reopen(request: HttpRequest, ticket_id: int) -> HttpResponse:
    actions.reopen(ticket_id, by=person_of(request), at=timezone.now())
    return _back(request, ticket_id)


@require_POST
@needs("desk.reply")
@asked
def reason(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("Choose what the contact was about."))
    actions.choose_reason(
        ticket_id, reason_id=form.cleaned_data["reason"], by=person_of(request), at=timezone.now()
    )
    return _back(request, ticket_id)


@require_POST
@needs("desk.reply")
@asked
def priority(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = PriorityForm(request.POST)
    if form.is_valid():
        actions.set_priority(
            ticket_id, priority=form.cleaned_data["priority"], by=person_of(request), at=timezone.now()
        )
    return _back(request, ticket_id)


@require_POST
@needs("desk.reply")
@asked
def park(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = ParkForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("A ticket cannot wait in this state."))
    actions.park(ticket_id, status=form.cleaned_data["status"], by=person_of(request), at=timezone.now())
    return _back(request, ticket_id)


@require_POST
@needs("desk.reply")
@asked
def tick(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = TickForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("This step does not exist any more."))
    actions.tick(
        ticket_id,
        item_id=form.cleaned_data["item"],
        done=form.cleaned_data["done"],
        by=person_of(request),
        at=timezone.now(),
    )
    if not request.headers.get("HX-Request"):
        return redirect("desk:ticket", ticket_id)
    return side_after_tick(request, ticket_id)


def side_after_tick(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """The checklists again, those of sentences not yet sent included."""
    context = _context(request, ticket_id)
    also = [int(value) for value in request.POST.getlist("version") if value.isdigit()]
    context["used"] = pages.used_standards(context["page"].ticket, also, person=person_of(request))
    return render(request, "desk/_checklists.html", context)


@require_POST
@needs("desk.merge")
@asked
def merge(request: HttpRequest, ticket_id: int) -> HttpResponse:
    form = MergeForm(request.POST)
    number = form.cleaned_data["number"].strip().lstrip("#") if form.is_valid() else ""
    into_id = threads.ticket_of_number(number)
    if into_id is None:
        raise DeskError(_("There is no ticket %(number)s.") % {"number": number or "—"})
    winner = actions.merge(ticket_id, into_id=into_id, by=person_of(request), at=timezone.now())
    return redirect("desk:ticket", winner.pk)


@require_POST
@needs("desk.reply")
@asked
def try_again(request: HttpRequest, ticket_id: int, message_id: int) -> HttpResponse:
    actions.try_again(message_id, by=person_of(request), at=timezone.now())
    return _back(request, ticket_id)
