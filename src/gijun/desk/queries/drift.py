"""How the same reasons were answered lately: in agreed words or others, in one way or several."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from gijun.desk.models import Message
from gijun.desk.queries import visible
from gijun.desk.queries.sorting.fields import order_states
from gijun.desk.rules.drift import Ambiguity, Answered, ReasonDrift, ambiguity, drift, is_answer, unagreed
from gijun.desk.rules.quoting import quote
from gijun.desk.terms import Author, DeliveryState, Direction
from gijun.organisation.models import Person
from gijun.standards import queries as standards

WINDOW = timedelta(days=30)
MOST = 3_000  # answers looked at, the latest
SNIPPETS = 5  # shown of each reason


@dataclass(frozen=True, slots=True)
class Snippet:
    """An answer in other words, without what says whose it was."""

    ticket_id: int
    number: str
    said: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class DriftLine:
    """A reason and how it was answered, with the latest answers in other words."""

    reason: str
    drift: ReasonDrift
    snippets: list[Snippet]
    order_state: str  # in the reader's words; empty: not told


@dataclass(frozen=True, slots=True)
class AmbiguityLine:
    """A reason that was answered in several ways."""

    reason: str
    ambiguity: Ambiguity
    standards: list[tuple[str, int]]  # title, replies
    order_state: str


@dataclass(frozen=True, slots=True)
class DriftPage:
    """The answers of the last thirty days."""

    since: datetime
    answers: int
    is_cut: bool  # there were more; the latest were looked at
    lines: list[DriftLine]
    ambiguous: list[AmbiguityLine]
    unagreed: list[tuple[str, int]]  # reason, replies


@dataclass(frozen=True, slots=True)
class _Agreed:
    """A version in force as answers are held against it."""

    reason_id: int
    team_id: int
    sentences: tuple[str, ...]


def drift_page(person: Person, at: datetime) -> DriftPage:
    """Agents' answers on tickets the person sees, by contact reason."""
    since = at - WINDOW
    rows = list(
        Message.objects.filter(
            ticket__in=visible.quotable(person),
            ticket__reason__isnull=False,
            direction=Direction.OUT,
            author=Author.AGENT,
            made_at__gt=since,
            made_at__lte=at,
        )
        .exclude(delivery=DeliveryState.UNDONE)
        .select_related("ticket__customer", "ticket__team", "ticket__reason")
        .prefetch_related("uses__version__standard")
        .order_by("-made_at", "-id")[: MOST + 1]
    )
    looked_at = [row for row in rows[:MOST] if is_answer(row.shown)]
    states = order_states({row.ticket_id for row in looked_at})
    answers = _answered(looked_at, at, {pk: value.text for pk, value in states.items()})
    labels = {value.text: value.field.label_of(value.text) for value in states.values()}
    reasons = {row.ticket.reason_id: str(row.ticket.reason) for row in looked_at}
    titles = {
        use.version.standard_id: use.version.standard.title for row in looked_at for use in row.uses.all()
    }
    by_id = {row.pk: row for row in looked_at}
    return DriftPage(
        since=since,
        answers=len(looked_at),
        is_cut=len(rows) > MOST,
        lines=[
            DriftLine(
                reasons[one.reason_id],
                one,
                [_snippet(by_id[pk]) for pk in one.in_other_words[:SNIPPETS]],
                labels.get(one.order_state, one.order_state),
            )
            for one in drift(answers)
            if one.in_other_words
        ],
        ambiguous=[
            AmbiguityLine(
                reasons[one.reason_id],
                one,
                [(titles[pk], count) for pk, count in one.standards],
                labels.get(one.order_state, one.order_state),
            )
            for one in ambiguity(answers)
        ],
        unagreed=[(reasons[reason_id], count) for reason_id, count in unagreed(answers)],
    )


def _answered(rows: Iterable[Message], at: datetime, order_states: Mapping[int, str]) -> list[Answered]:
    rows = list(rows)
    known = _agreed({pk for row in rows for pk in row.ticket.team.lineage}, at)
    above = standards.parents()
    kept: dict[tuple[int, tuple[int, ...]], tuple[str, ...]] = {}
    answers = []
    for row in rows:
        reason_id, lineage = row.ticket.reason_id, row.ticket.team.lineage
        if reason_id is None:
            continue
        if (reason_id, lineage) not in kept:
            kept[reason_id, lineage] = _sentences(known, _way_up(reason_id, above), lineage)
        answers.append(
            Answered(
                message_id=row.pk,
                reason_id=reason_id,
                text=row.shown,
                used=tuple(sorted({use.version.standard_id for use in row.uses.all()})),
                agreed=kept[reason_id, lineage],
                figures=standards.figures_promised(row.shown),
                order_state=order_states.get(row.ticket_id, ""),
            )
        )
    return answers


def _agreed(team_ids: Iterable[int], at: datetime) -> list[_Agreed]:
    """What is in force for these teams, its sentences without variables."""
    versions = standards.in_force(team_ids, at).prefetch_related("sentences", "checklist")
    return [
        _Agreed(
            version.standard.reason_id,
            version.standard.team_id,
            tuple(
                {
                    standards.agreed_words(standards.rendered(one.text, {}).text)
                    for one in version.sentences.all()
                }
            ),
        )
        for version in versions
        if version.standard.reason_id is not None
    ]


def _sentences(
    known: Iterable[_Agreed], reason_ids: frozenset[int], lineage: tuple[int, ...]
) -> tuple[str, ...]:
    return tuple(
        sentence
        for one in known
        if one.reason_id in reason_ids and one.team_id in lineage
        for sentence in one.sentences
    )


def _way_up(reason_id: int, above: Mapping[int, int | None]) -> frozenset[int]:
    """The reason and those it stands under."""
    way: set[int] = set()
    next_up: int | None = reason_id
    while next_up is not None and next_up not in way:
        way.add(next_up)
        next_up = above.get(next_up)
    return frozenset(way)


def _snippet(row: Message) -> Snippet:
    ticket = row.ticket
    return Snippet(ticket.pk, ticket.number, quote(row.shown, [ticket.customer.name]), row.made_at)
