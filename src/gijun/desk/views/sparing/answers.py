"""What the desk refuses, said; what nobody may see, not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.models import ChannelAccount, CustomerFlag, EndingRun, Message, Ticket

View = Callable[..., HttpResponse]
GONE = (
    Ticket.DoesNotExist,
    Message.DoesNotExist,
    CustomerFlag.DoesNotExist,
    EndingRun.DoesNotExist,
    ChannelAccount.DoesNotExist,
)


def answered(view: View) -> View:
    """Turn refusals into a notice (409), and what nobody may see into 404."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except GONE as error:
            raise Http404(_("There is no such thing, or it is not yours to see.")) from error
        except DeskError as error:
            name = "desk/_refused.html" if request.headers.get("HX-Request") else "desk/refused_page.html"
            return render(request, name, {"message": str(error)}, status=409)

    return asked


def to_ticket(ticket_id: int) -> HttpResponse:
    return redirect("desk:ticket", ticket_id)
