"""The finder beside a ticket: before anything is typed, standards that fit what the customer said last."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gijun.desk.queries import visible
from gijun.desk.queries.language import language_spoken
from gijun.desk.queries.lessons import last_words
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards import queries as standards

LONGEST = 2000
SUGGESTED = 3


@require_GET
@needs("standards.view")
def find(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Options for the words typed, or for the customer's own."""
    person, at = person_of(request), timezone.now()
    try:
        ticket = visible.ticket(person, ticket_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    typed = request.GET.get("q", "").strip()[:LONGEST]
    words = typed or last_words(ticket.pk)
    found = (
        standards.find(
            person,
            words,
            at=at,
            channel=ticket.channel,
            team_id=ticket.team_id,
            language=language_spoken(ticket.pk),
            limit=8 if typed else SUGGESTED,
        )
        if words
        else []
    )
    context = {
        "found": standards.filled(found, person, ticket.pk),
        "scripts": standards.find_snippets(person, typed, team_id=ticket.team_id, ticket_id=ticket.pk),
        "asked": {"q": typed},
        "sought": standards.sought(typed, at),
        "is_suggested": not typed,
        "judges": not ticket.is_ended and authority.allows(person, "desk.reply"),
        "contradicted": standards.contradicted(person, at) if found else frozenset(),
    }
    return render(request, "standards/_find_results.html", context)
