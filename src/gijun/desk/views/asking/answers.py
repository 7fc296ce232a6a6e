"""How the pages of asking say no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError

View = Callable[..., HttpResponse]


def answered(view: View) -> View:
    """Turn what the desk refuses into a notice (409), and what nobody may see into 404."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as error:
            raise Http404(_("It does not exist, or it is not yours to see.")) from error
        except DeskError as error:
            return render(request, "desk/_refused.html", {"message": str(error)}, status=409)

    return guarded
