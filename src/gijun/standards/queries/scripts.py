"""Personal scripts at the desk: found below the agreed standards, and never instead of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards import filling
from gijun.standards.models import Snippet
from gijun.standards.queries import visible
from gijun.standards.queries.finding import LONGEST_QUERY
from gijun.standards.queries.snippets import snippets
from gijun.standards.rules.similar import covered
from gijun.standards.rules.variables import render
from gijun.standards.terms import SnippetState
from gijun.standards.terms.consistency import Fill

FITS = 0.5  # of what was typed stands in the script
MOST = 3
MOST_OFFERED = 40  # in a list that is looked through


@dataclass(frozen=True, slots=True)
class FoundSnippet:
    """A script as it is offered on a ticket."""

    snippet_id: int
    title: str
    text: str  # as it is said on the ticket; what is unknown stays a blank to be seen
    owner: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class NamedSnippet:
    """A script as reports name it. ``standard_id``: what it became."""

    snippet_id: int
    title: str
    owner: str
    team: str
    is_retired: bool
    standard_id: int | None
    may_promote: bool


def find_snippets(
    person: Person, words: str, *, team_id: int | None = None, ticket_id: int | None = None
) -> list[FoundSnippet]:
    """Scripts that are offered and fit what was typed, the best first, the person's own before others'.

    Without words none. ``team_id`` narrows others' scripts to those of that team and the teams above it.
    """
    typed = words.strip()[:LONGEST_QUERY]
    if not typed:
        return []
    rows = _offered(person, team_id)
    fitting = [(covered(typed, f"{row.title}\n{row.text}"), row) for row in rows]
    best = sorted(
        ((fit, row) for fit, row in fitting if fit >= FITS),
        key=lambda one: (-one[0], one[1].owner_id != person.pk, one[1].title, one[1].pk),
    )[:MOST]
    values = filling.values_for(person, ticket_id) if best else {}
    return [_found(row, values, person) for _fit, row in best]


def offered_snippets(
    person: Person, *, team_id: int, ticket_id: int, most: int = MOST_OFFERED
) -> list[FoundSnippet]:
    """Every script that is offered for a ticket of the team, the person's own first, then by title."""
    rows = sorted(_offered(person, team_id), key=lambda row: (row.owner_id != person.pk, row.title, row.pk))
    values = filling.values_for(person, ticket_id) if rows else {}
    return [_found(row, values, person) for row in rows[:most]]


def _offered(person: Person, team_id: int | None) -> QuerySet[Snippet]:
    rows = snippets(person).filter(state=SnippetState.UNOFFICIAL)
    if team_id is None:
        return rows
    lineage = authority.standing(person).lineages.get(team_id, ())
    return rows.filter(Q(team__in=lineage) | Q(owner=person))


def _found(row: Snippet, values: Mapping[Fill, str], person: Person) -> FoundSnippet:
    text = render(row.text, values).text
    return FoundSnippet(row.pk, row.title, text, row.owner.name, row.owner_id == person.pk)


def sees_snippet(person: Person, snippet_id: int) -> bool:
    """Is there such a script, offered or not, that the person sees?"""
    return snippets(person).filter(pk=snippet_id).exists()


def named_snippets(person: Person, snippet_ids: Collection[int]) -> dict[int, NamedSnippet]:
    """Those of these scripts that the person sees."""
    writable, _above = authority.teams_with(person, visible.WRITE)
    return {row.pk: _named(row, writable) for row in snippets(person).filter(pk__in=snippet_ids)}


def _named(row: Snippet, writable: Collection[int]) -> NamedSnippet:
    return NamedSnippet(
        snippet_id=row.pk,
        title=row.title,
        owner=row.owner.name,
        team=row.team.name,
        is_retired=row.state == SnippetState.RETIRED,
        standard_id=row.standard_id,
        may_promote=row.state == SnippetState.UNOFFICIAL and row.team_id in writable,
    )
