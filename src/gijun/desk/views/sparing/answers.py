"""How the pages of sparing say no, and lead back to the ticket."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gijun.desk.errors import DeskError
from gijun.desk.models import ChannelAccount, CustomerFlag, EndingRun, Message, Ticket
from gijun.desk.views.answers import refusing


def _say(request: HttpRequest, error: DeskError) -> HttpResponse:
    name = "desk/_refused.html" if request.headers.get("HX-Request") else "desk/refused_page.html"
    return render(request, name, {"message": str(error)}, status=409)


answered = refusing(
    _say,
    missing=(
        Ticket.DoesNotExist,
        Message.DoesNotExist,
        CustomerFlag.DoesNotExist,
        EndingRun.DoesNotExist,
        ChannelAccount.DoesNotExist,
    ),
    not_there=_("There is no such thing, or it is not yours to see."),
)


def to_ticket(ticket_id: int) -> HttpResponse:
    return redirect("desk:ticket", ticket_id)
