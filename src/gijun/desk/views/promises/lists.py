"""My promises, the team's, and the calls to make."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gijun.desk.queries.promises import lists
from gijun.desk.terms.promises import Avoidable, CallOutcome
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of


@require_GET
@needs("desk.reply")
def promises(request: HttpRequest) -> HttpResponse:
    """What one owes, overdue first; ``?view=team`` for whoever leads one."""
    person, at = person_of(request), timezone.now()
    leads = authority.allows(person, lists.LEAD)
    of_team = leads and request.GET.get("view") == "team"
    context = {
        "lists": lists.of_teams(person, at) if of_team else lists.mine(person, at),
        "leads": leads,
        "of_team": of_team,
        "colleagues": lists.colleagues(person) if of_team else [],
        "at": at,
    }
    return render(request, "desk/promises/promises.html", context)


@require_GET
@needs("desk.reply")
def callbacks(request: HttpRequest) -> HttpResponse:
    """Calls the teams owe: number, why, what was tried; and how many could have been avoided."""
    person, at = person_of(request), timezone.now()
    share = lists.avoidable_share(person, at)
    context = {
        "lines": lists.callbacks(person, at),
        "share": share,
        "percent": round(100 * share.part / share.n) if share.n else None,
        "outcomes": CallOutcome.choices,
        "avoidables": Avoidable.choices,
        "may_see_number": authority.allows(person, "desk.see_contact_details"),
        "at": at,
    }
    return render(request, "desk/promises/callbacks.html", context)
