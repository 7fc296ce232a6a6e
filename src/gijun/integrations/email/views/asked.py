"""What is refused, as a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.integrations.email.errors import MailError

View = Callable[..., HttpResponse]


def asked(view: View) -> View:
    """Turn a refusal into a page that says why (409), and what is not there or not theirs into 404."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (ObjectDoesNotExist, FileNotFoundError) as error:
            raise Http404(_("This does not exist any more, or it is not yours to see.")) from error
        except (DeskError, MailError) as error:
            return render(request, "email/refused.html", {"message": str(error)}, status=409)

    return answered
