"""How the pages of promises say no, and offer another time."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gijun.desk.actions.promises.told import OutsideHoursError
from gijun.desk.errors import DeskError

View = Callable[..., HttpResponse]


def answered(view: View) -> View:
    """Turn what the desk refuses into a notice (409), and what nobody may see into 404.

    Without scripts the notice stands on a page of its own that carries everything typed, so that nothing is
    lost and the time offered is one press away.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as error:
            raise Http404(_("It does not exist, or it is not yours to see.")) from error
        except DeskError as error:
            return _refused(request, error)

    return guarded


def _refused(request: HttpRequest, error: DeskError) -> HttpResponse:
    next_at = error.next_at if isinstance(error, OutsideHoursError) else None
    context = {
        "message": str(error),
        "next_at": next_at,
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {"csrfmiddlewaretoken", "instead", "outside_ok"}
            for value in values
        ],
    }
    name = "_refused" if request.headers.get("HX-Request") else "refused"
    return render(request, f"desk/promises/{name}.html", context, status=409)
