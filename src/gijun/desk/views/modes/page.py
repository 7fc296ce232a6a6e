"""What the pages of modes share: the centre asked for, refusals where they were caused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.models import Broadcast, ModePeriod, ModeSuggestion
from gijun.desk.queries.modes.board import VIEW, centres_of
from gijun.organisation.access import person_of
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import Person, Team

GONE = (Broadcast.DoesNotExist, ModePeriod.DoesNotExist, ModeSuggestion.DoesNotExist, Person.DoesNotExist)


def centre_for(request: HttpRequest, power: str = VIEW) -> tuple[Team, list[Team]]:
    """The centre asked for, else the first the person reaches; and all they may choose from."""
    centres = centres_of(person_of(request), power)
    asked = request.POST.get("centre") or request.GET.get("centre", "")
    chosen = next(
        (one for one in centres if str(one.pk) == asked), None if asked else next(iter(centres), None)
    )
    if chosen is None:
        raise Http404(_("There is no such centre, or it is not yours to see."))
    return chosen, centres


def to(name: str, centre: Team | int) -> HttpResponse:
    """Back to a page of the centre."""
    pk = centre if isinstance(centre, int) else centre.pk
    return redirect(f"{reverse(name)}?centre={pk}")


def said(request: HttpRequest, do: Callable[[], Any], done: str = "") -> Any:
    """Do it and say so; a refusal is said on the page the person returns to. None where it was refused."""
    try:
        result = do()
    except (DeskError, OrganisationError) as error:
        messages.error(request, str(error), extra_tags="danger")
        return None
    except GONE as error:
        raise Http404(_("It is not there any more, or it is not yours to see.")) from error
    if done:
        messages.success(request, done)
    return result
