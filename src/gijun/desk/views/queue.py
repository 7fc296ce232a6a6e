"""The list beside the ticket, search and export."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk import actions
from gijun.desk.errors import DeskError, MustReadError
from gijun.desk.forms import FilterForm
from gijun.desk.queries import clocks, lists
from gijun.desk.queries import views as saved
from gijun.desk.queries.routing.screens import offer_to
from gijun.desk.terms.routing import Refusal
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of


def list_context(request: HttpRequest, open_id: int | None = None) -> dict[str, object]:
    """What the list needs, on its own page and beside the open ticket."""
    wanted, number = FilterForm(request.GET).wanted()
    beside = request.GET.get("open", "")  # a list that is drawn again keeps the mark
    at = timezone.now()
    position = log.head()  # before anything is read: the stream goes on from here and misses nothing
    page = lists.page(person_of(request), wanted, number)
    marks = clocks.marks([ticket.pk for ticket in page.tickets], at)
    return {
        "list_page": page,
        "log_position": position,
        "wanted": wanted,
        "counts": lists.counts(person_of(request)),
        "rows": [(one, marks.get(one.pk) or lists.overdue_mark(one, at)) for one in page.tickets],
        "open_pk": open_id or (int(beside) if beside.isdecimal() else None),
        "query": request.GET.urlencode(),
        "now": at,
        "pinned": lambda: saved.tabs(person_of(request), at),  # read only where the list is drawn
        "offer": lambda: offer_to(person_of(request)),  # read only where a page has room for it
        "refusals": Refusal.choices,
        "may_be_asked": authority.allows(person_of(request), "desk.reply"),
    }


def unread(request: HttpRequest, error: MustReadError) -> HttpResponse:
    """What comes before new tickets, with the way there."""
    told = {
        "message": str(error),
        "link": reverse("standards:notices"),
        "link_label": _("To what has to be read"),
    }
    return render(request, "desk/_refused.html", told, status=409)


@require_GET
@needs("desk.view_tickets")
def queue(request: HttpRequest) -> HttpResponse:
    """The desk without an open ticket: the list, and what to do next."""
    return render(request, "desk/queue.html", list_context(request))


@require_GET
@needs("desk.view_tickets")
def queue_fragment(request: HttpRequest) -> HttpResponse:
    """The list alone, to be swapped when something changed."""
    return render(request, "desk/_list.html", list_context(request))


@require_GET
@needs("desk.view_tickets")
def found(request: HttpRequest) -> HttpResponse:
    """Tickets for the command palette."""
    wanted = lists.Filter(view="all", words=request.GET.get("q", "").strip()[:100])
    page = lists.page(person_of(request), wanted) if wanted.words else None
    return render(request, "desk/_found.html", {"tickets": page.tickets[:8] if page else []})


@require_POST
@needs("desk.take_ticket")
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the longest-waiting ticket; when a colleague is quicker, the next one."""
    person = person_of(request)
    for _try in range(5):
        ticket = lists.next_waiting(person)
        if ticket is None:
            break
        try:
            actions.take(ticket.pk, by=person, at=timezone.now())
        except MustReadError as error:
            return unread(request, error)
        except DeskError:
            continue
        return redirect("desk:ticket", ticket.pk)
    return render(request, "desk/queue.html", list_context(request) | {"nothing_waits": True})
