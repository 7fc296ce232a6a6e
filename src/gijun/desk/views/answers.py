"""How the pages of the desk say no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gijun.desk.errors import DeskError

View = Callable[..., HttpResponse]
Missing = tuple[type[ObjectDoesNotExist], ...]
NOT_THERE = _("It does not exist, or it is not yours to see.")


def refusing(
    say: Callable[[HttpRequest, DeskError], HttpResponse],
    *,
    missing: Missing = (ObjectDoesNotExist,),
    not_there: Promise = NOT_THERE,
) -> Callable[[View], View]:
    """View decorator: what the desk refuses is said by ``say``; what nobody may see is not there (404).

    Args:
        missing: rows whose absence is an answer and no fault.
        not_there: the sentence of the 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except missing as error:
                raise Http404(str(not_there)) from error
            except DeskError as error:
                return say(request, error)

        return guarded

    return decorate


def as_notice(request: HttpRequest, error: DeskError) -> HttpResponse:
    """The refusal as a fragment (409)."""
    return render(request, "desk/_refused.html", {"message": str(error)}, status=409)


answered = refusing(as_notice)
