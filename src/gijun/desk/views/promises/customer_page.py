"""The page a customer opens with a signed link: nobody signs in, and looking at it stores nothing.

Programs that open every link of a mail before its reader does (GET, HEAD) therefore rate nothing.
"""

from collections.abc import Callable
from functools import wraps

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gijun.desk.actions.promises.customer_page import give_satisfaction
from gijun.desk.errors import DeskError
from gijun.desk.forms.promises import SatisfactionForm
from gijun.desk.queries.promises.customer_page import progress
from gijun.desk.queries.promises.links import LinkError
from gijun.desk.terms.promises import BEST, WORST
from gijun.organisation.access import public
from gijun.organisation.terms import LANGUAGE_COOKIE

RATES = {"progress": "300/m/ip,60/m/key", "satisfaction": "60/m/ip,10/m/key"}
LANGUAGES = dict(settings.LANGUAGES)
View = Callable[[HttpRequest, str], HttpResponse]


def _language(request: HttpRequest) -> str:
    """What the customer chose here, or what their browser asks for."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else translation.get_language_from_request(request)


def for_customers(action: str) -> Callable[[View], View]:
    """In the customer's language, not too often, and nothing that a cache or a search engine keeps."""

    def decorate(view: View) -> View:
        @public
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            language = _language(request)
            translation.activate(language)
            request.LANGUAGE_CODE = language
            if consume(
                request, app="gijun.desk", action=action, config=RATES, key=token[:120], limit_get=True
            ):
                response = _answered(view, request, token)
            else:
                response = render(request, "desk/promises/customer/too_often.html", status=429)
            response.headers["Content-Language"] = language
            response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            response.headers["Referrer-Policy"] = "same-origin"  # none: browsers post with the origin "null"
            return response

        return guarded

    return decorate


def _answered(view: View, request: HttpRequest, token: str) -> HttpResponse:
    try:
        return view(request, token)
    except LinkError as error:
        status = 410 if error.gone else 404
        return render(request, "desk/promises/customer/closed.html", {"what": str(error)}, status=status)


@require_safe
@for_customers("progress")
def page(request: HttpRequest, token: str) -> HttpResponse:
    """How far the matter is; ``?score=`` only chooses beforehand what the customer then confirms."""
    return _page(request, token, chosen=request.GET.get("score", ""))


def _page(
    request: HttpRequest, token: str, *, chosen: str = "", refusal: str = "", status: int = 200
) -> HttpResponse:
    shown = progress(token, timezone.now())
    given = shown.satisfaction
    typed = request.POST
    context = {
        "progress": shown,
        "token": token,
        "scores": [str(score) for score in range(WORST, BEST + 1)],
        "chosen": typed.get("score") or chosen or (str(given.score) if given else ""),
        "resolved": typed.get("resolved") or (("yes" if given.resolved else "no") if given else ""),
        "comment": typed.get("comment") or (given.comment if given else ""),
        "refusal": refusal,
        "thanks": request.GET.get("thanks") == "1" and given is not None,
    }
    return render(request, "desk/promises/customer/progress.html", context, status=status)


@require_POST
@for_customers("satisfaction")
def satisfaction(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what the customer says, after they pressed the button."""
    form = SatisfactionForm(request.POST)
    if not form.is_valid():
        refusal = translation.gettext("Choose a score, and say whether your matter is settled.")
        return _page(request, token, refusal=refusal, status=422)
    given = form.cleaned_data
    try:
        give_satisfaction(
            token,
            score=given["score"],
            resolved=given["resolved"] == "yes",
            comment=given["comment"],
            solved_ms=given["solved"],
            at=timezone.now(),
        )
    except LinkError:
        raise
    except DeskError as error:
        return _page(request, token, refusal=str(error), status=409)
    response = redirect("progress:page", token)
    response["Location"] += "?thanks=1"
    return response
