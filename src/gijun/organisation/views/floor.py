"""One's own state in the head of every page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation import actions
from gijun.organisation.access import needs, person_of
from gijun.organisation.errors import OrganisationError
from gijun.organisation.forms import StateForm
from gijun.organisation.queries.own_state import own_state as read
from gijun.organisation.views.page import reachable

KEEP = "organisation.keep_state"


@require_GET
@needs(KEEP)
def own_state(request: HttpRequest) -> HttpResponse:
    """The person's state, for a page that is already open."""
    return _shown(request)


@require_POST
@needs(KEEP)
def enter_state(request: HttpRequest) -> HttpResponse:
    """Choose a state; what is refused is said where it was chosen."""
    person, (kind, reason) = person_of(request), StateForm(request.POST).wanted()
    now = timezone.now()

    def enter() -> None:
        actions.enter_state(person.pk, kind, reason=reason, by=person, at=now)
        actions.note_seen(person, at=now)

    return _answered(request, enter)


@require_POST
@needs(KEEP)
@reachable
def begin_break(request: HttpRequest, request_id: int) -> HttpResponse:
    """Leave for a granted break."""
    person = person_of(request)
    return _answered(request, lambda: actions.begin_break(request_id, by=person, at=timezone.now()))


@require_POST
@needs(KEEP)
def seen(request: HttpRequest) -> HttpResponse:
    """A sign of life of an open page."""
    actions.note_seen(person_of(request), at=timezone.now())
    return HttpResponse(status=204)


def _answered(request: HttpRequest, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except OrganisationError as error:
        if request.headers.get("HX-Request"):
            return render(request, "organisation/floor/_refused.html", {"said": str(error)}, status=409)
        messages.error(request, str(error), extra_tags="danger")
    return _shown(request) if request.headers.get("HX-Request") else redirect(_onwards(request))


def _onwards(request: HttpRequest) -> str:
    """Back to where the choice was made."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else "/"


def _shown(request: HttpRequest) -> HttpResponse:
    own = read(person_of(request), timezone.now())
    return render(request, "organisation/floor/_own_state.html", {"own": own})
