"""Personal scripts a person sees, and what they resemble."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Sentence, Snippet, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.rules.similar import Alike
from gijun.standards.rules.snippet_rows import SnippetRow, words_hash
from gijun.standards.terms import SnippetState

Key = tuple[str, int]  # "snippet" or "sentence", id
SNIPPET, SENTENCE = "snippet", "sentence"
SIMILAR = 3


@dataclass(frozen=True, slots=True)
class SnippetFilter:
    """What the list shows; empty: every script that is offered."""

    words: str = ""
    state: str = SnippetState.UNOFFICIAL.value  # empty: all
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    """Another script, or a standard in force, that says nearly the same."""

    share: float  # likeness, in [0, 1]
    title: str
    snippet_id: int | None = None
    standard_id: int | None = None


@dataclass(frozen=True, slots=True)
class SnippetLine:
    """A script on the list."""

    snippet: Snippet
    similar: tuple[Similar, ...]


class Resemblance:
    """Scripts that are offered and sentences in force, as far as the person sees them."""

    def __init__(self, person: Person, at: datetime) -> None:
        offered = snippets(person).filter(state=SnippetState.UNOFFICIAL)
        self._snippets = {row.pk: row for row in offered}
        live = StandardVersion.objects.in_force(at).of_teams(visible.teams(person))
        said = Sentence.objects.filter(version__in=live).select_related("version__standard")
        self._sentences = {row.pk: row for row in said}
        self._alike: Alike[Key] = Alike(
            {(SNIPPET, pk): row.text for pk, row in self._snippets.items()}
            | {(SENTENCE, pk): row.text for pk, row in self._sentences.items()}
        )

    def of(self, text: str, *, snippet_id: int | None = None) -> tuple[Similar, ...]:
        """What resembles the text, the most alike first; every standard once."""
        found: dict[Key, Similar] = {}
        for (kind, pk), share in self._alike.near(text, but=(SNIPPET, snippet_id or 0), most=SIMILAR * 2):
            if kind == SNIPPET:
                found[kind, pk] = Similar(share, self._snippets[pk].title, snippet_id=pk)
            else:
                standard = self._sentences[pk].version.standard
                found.setdefault((kind, standard.pk), Similar(share, standard.title, standard_id=standard.pk))
        return tuple(found.values())[:SIMILAR]


def snippets(person: Person) -> QuerySet[Snippet]:
    """Scripts of teams whose standards the person sees, and their own."""
    seen = Q(team__in=visible.teams(person)) | Q(owner=person)
    return Snippet.objects.filter(seen).select_related("owner", "team", "standard")


def snippet(person: Person, snippet_id: int) -> Snippet:
    """One script the person may see.

    Raises:
        Snippet.DoesNotExist: there is none, or it is not theirs to see.
    """
    return snippets(person).get(pk=snippet_id)


def listed(person: Person, wanted: SnippetFilter) -> QuerySet[Snippet]:
    """Scripts that fit the filter, the newest first."""
    rows = snippets(person)
    if wanted.words:
        rows = rows.filter(Q(title__icontains=wanted.words) | Q(text__icontains=wanted.words))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.owner_id is not None:
        rows = rows.filter(owner_id=wanted.owner_id)
    return rows.order_by("-made_at", "-id")


def lines(person: Person, rows: Iterable[Snippet], at: datetime) -> list[SnippetLine]:
    """Scripts with what they resemble; those no longer offered resemble nothing."""
    resemblance = Resemblance(person, at)
    return [
        SnippetLine(row, resemblance.of(row.text, snippet_id=row.pk) if _is_offered(row) else ())
        for row in rows
    ]


def resembling(person: Person, rows: Iterable[SnippetRow], at: datetime) -> dict[int, tuple[Similar, ...]]:
    """By line, what rows of a file resemble."""
    resemblance = Resemblance(person, at)
    return {row.line: resemblance.of(row.text) for row in rows}


def may_change(person: Person, one: Snippet) -> bool:
    """Is it the person's own, or of a team they write standards for?"""
    return _is_offered(one) and _in_reach(person, one)


def may_offer_again(person: Person, one: Snippet) -> bool:
    """Is it no longer offered, and the person's own or of a team they write standards for?"""
    return one.state == SnippetState.RETIRED and _in_reach(person, one)


def owners(person: Person) -> QuerySet[Person]:
    """People who own a script the person sees, by name."""
    return Person.objects.filter(pk__in=snippets(person).values("owner")).order_by("name", "id")


def owners_in(team_id: int, usernames: Collection[str]) -> dict[str, int]:
    """Those of these people who may own scripts of a team, by sign-in name."""
    people = Person.objects.filter(username__in=usernames, is_active=True)
    return {one.username: one.pk for one in people if authority.allows(one, visible.VIEW, team_id=team_id)}


def known_words(team_id: int) -> frozenset[str]:
    """Hashes of the words of a team's scripts that are offered."""
    rows = Snippet.objects.filter(team_id=team_id, state=SnippetState.UNOFFICIAL)
    return frozenset(words_hash(text) for text in rows.values_list("text", flat=True))


def _in_reach(person: Person, one: Snippet) -> bool:
    power = visible.VIEW if one.owner_id == person.pk else visible.WRITE
    return authority.allows(person, power, team_id=one.team_id)


def _is_offered(one: Snippet) -> bool:
    return one.state == SnippetState.UNOFFICIAL
