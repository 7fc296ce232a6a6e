"""Workshops as their people see them. Before the decision no name leaves this module, for anybody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards import reactions
from gijun.standards.models import Candidate, Dissent, Sentence, Standard, Vote, Workshop
from gijun.standards.queries import visible
from gijun.standards.reactions import Reactions
from gijun.standards.rules.difference import Piece, between_texts
from gijun.standards.rules.workshop import blind_key, blind_order, likest, shown_counts
from gijun.standards.terms import Language, VersionState

DISCUSS = "standards.discuss"


@dataclass(frozen=True, slots=True)
class Heard:
    """Words already said to customers that are like a candidate, and how customers reacted to them."""

    number: int  # of the version that said them
    share: float  # likeness, in [0, 1]
    pieces: list[Piece]  # from the words said to the candidate
    reactions: Reactions


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate. ``votes`` is none as long as counts are kept from the person."""

    key: str
    text: str
    heard: Heard | None  # none: nothing like it was said to anyone yet
    votes: int | None
    is_my_vote: bool
    is_chosen: bool = False
    author: str = ""  # names stay empty before the decision
    voters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DissentLine:
    """A disagreement; before the decision people see only their own."""

    text: str
    person: str


@dataclass(frozen=True, slots=True)
class WorkshopPage:
    """Everything the page of a workshop shows one person."""

    workshop: Workshop
    candidates: list[CandidateLine]
    dissents: list[DissentLine]
    my_key: str  # of the candidate the person voted for; empty: none yet
    may_discuss: bool
    may_decide: bool

    @property
    def is_decided(self) -> bool:
        return self.workshop.decided_at is not None

    @property
    def shows_counts(self) -> bool:
        return self.is_decided or bool(self.my_key)


def may_discuss(person: Person, standard: Standard) -> bool:
    """May the person take part in agreeing on a standard that holds for them or for somebody below them?"""
    below, above = authority.teams_with(person, DISCUSS)
    return standard.team_id in below | above


def workshops(person: Person) -> QuerySet[Workshop]:
    """Workshops on standards the person may see."""
    return Workshop.objects.filter(standard__in=visible.standards(person))


def workshop(person: Person, workshop_id: int) -> Workshop:
    """One workshop the person may see.

    Raises:
        Workshop.DoesNotExist: there is none, or it is not theirs to see.
    """
    return workshops(person).select_related("standard__team", "opened_by", "decided_by").get(pk=workshop_id)


def of_standard(person: Person, standard_id: int) -> list[Workshop]:
    """Workshops on a standard, the latest first."""
    found = workshops(person).filter(standard=standard_id)
    return list(found.select_related("decided_by").order_by("-opened_at", "-id"))


def candidate_called(shown: Workshop, key: str) -> int | None:
    """The candidate with this blind key; none when there is no such one."""
    texts = shown.candidates.values_list("pk", "text")
    return next((pk for pk, text in texts if blind_key(shown.pk, text) == key), None)


def workshop_page(person: Person, workshop_id: int, at: datetime) -> WorkshopPage:
    """The page of a workshop as this person sees it.

    Raises:
        Workshop.DoesNotExist: there is none that the person may see.
    """
    shown = workshop(person, workshop_id)
    lines = _open_lines(person, shown, at) if shown.decided_at is None else _decided_lines(person, shown, at)
    return WorkshopPage(
        workshop=shown,
        candidates=lines,
        dissents=_dissents(person, shown),
        my_key=next((line.key for line in lines if line.is_my_vote), ""),
        may_discuss=may_discuss(person, shown.standard),
        may_decide=authority.allows(person, visible.WRITE, team_id=shown.standard.team_id),
    )


def _open_lines(person: Person, shown: Workshop, at: datetime) -> list[CandidateLine]:
    """Words alone are read, neither authors nor times; of the voters only the person."""
    texts = dict(shown.candidates.values_list("pk", "text"))
    mine = Vote.objects.filter(workshop=shown, voter=person).values_list("candidate", flat=True).first()
    cast = Vote.objects.filter(workshop=shown).values_list("candidate", flat=True)
    counts = shown_counts(cast, shown=mine is not None)
    order = blind_order(shown.pk, texts)
    heard = _heard(person, shown.standard_id, [texts[pk] for pk in order], at)
    return [
        CandidateLine(
            key=blind_key(shown.pk, texts[pk]),
            text=texts[pk],
            heard=said,
            votes=None if counts is None else counts[pk],
            is_my_vote=pk == mine,
        )
        for pk, said in zip(order, heard, strict=True)
    ]


def _decided_lines(person: Person, shown: Workshop, at: datetime) -> list[CandidateLine]:
    """With names; the chosen words first, then by votes."""
    votes = list(Vote.objects.filter(workshop=shown).select_related("voter").order_by("voter__name", "id"))
    counts = Counter(vote.candidate_id for vote in votes)
    rows = list(Candidate.objects.filter(workshop=shown).select_related("author"))
    rows.sort(key=lambda row: (row.pk != shown.chosen_id, -counts[row.pk], row.pk))
    heard = _heard(person, shown.standard_id, [row.text for row in rows], at)
    return [
        CandidateLine(
            key=blind_key(shown.pk, row.text),
            text=row.text,
            heard=said,
            votes=counts[row.pk],
            is_my_vote=any(vote.voter_id == person.pk for vote in votes if vote.candidate_id == row.pk),
            is_chosen=row.pk == shown.chosen_id,
            author=row.author.name,
            voters=tuple(vote.voter.name for vote in votes if vote.candidate_id == row.pk),
        )
        for row, said in zip(rows, heard, strict=True)
    ]


def _dissents(person: Person, shown: Workshop) -> list[DissentLine]:
    rows = Dissent.objects.filter(workshop=shown).select_related("person").order_by("id")
    if shown.decided_at is None:
        rows = rows.filter(person=person)
    return [DissentLine(row.text, row.person.name) for row in rows]


def _heard(person: Person, standard_id: int, texts: Sequence[str], at: datetime) -> list[Heard | None]:
    """For each text the likest words already said to customers, with their reactions."""
    said = list(
        Sentence.objects.filter(
            version__standard=standard_id, version__state=VersionState.PUBLISHED, language=Language.KOREAN
        )
        .order_by("-version__number", "id")
        .values_list("version", "version__number", "text")
    )
    reacted = reactions.source().to_versions({pk for pk, _no, _text in said}, seen_by=person, at=at)
    used = [one for one in said if one[0] in reacted]
    found: list[Heard | None] = []
    for text in texts:
        best = likest(text, [before for _pk, _number, before in used])
        if best is None:
            found.append(None)
            continue
        version_id, number, before = used[best.place]
        found.append(Heard(number, best.share, between_texts(before, text), reacted[version_id]))
    return found
