"""The live floor of a centre: at most six figures, states, queues, gaps; a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from gijun.desk.models import Contact, FloorSample, ModeSuggestion, Ticket
from gijun.desk.queries.modes import figures as reads
from gijun.desk.queries.modes.broadcasts import Shown, on_air
from gijun.desk.queries.modes.now import ModeNow, open_suggestion, plan_of, standing
from gijun.desk.queries.modes.plans import queues_of
from gijun.desk.rules.modes import floor as rules
from gijun.desk.rules.modes.plan import ModePlan
from gijun.desk.terms.modes import FigureKind, Level
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import calendar_for, floor
from gijun.organisation.queries.roster import roster
from gijun.organisation.terms import AVAILABLE, StateKind
from gijun.science.worktime import open_ms_between
from gijun.standards.queries.behind import behind_with_reading

VIEW = "desk.view_floor"
KEEPS_STATE = "organisation.keep_state"
INTERVAL = timedelta(minutes=30)
TREND = timedelta(hours=2)
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class QueueBar:
    """What waits in a queue for somebody. ``share``: of the longest bar, in percent."""

    name: str
    waiting: int
    first: datetime | None
    level: Level
    share: int


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the floor's screen shows of a centre, or of the reader's teams in it."""

    centre: Team
    at: datetime
    mode: ModeNow
    plan: ModePlan
    figures: Sequence[rules.Figure]
    states: Sequence[tuple[StateKind, int]]
    queues: Sequence[QueueBar]
    unread: int  # people behind with what they must read
    suggestion: ModeSuggestion | None
    broadcasts: Sequence[Shown]
    first_ticket_id: int | None  # whose customer waits longest
    is_whole: bool  # the whole centre, or only teams of the reader


def centres_of(person: Person, power: str = VIEW) -> list[Team]:
    """Centres whose floor the person sees, whole or in part."""
    below, above = authority.teams_with(person, power)
    rows = Team.objects.filter(pk__in=below | above, parent=None).select_related("calendar")
    return list(rows.order_by("name", "id"))


def board(person: Person, centre: Team, at: datetime) -> Board:
    """The centre's floor now, as far as the person sees it."""
    whole = reads.teams_of(centre)
    below, _above = authority.teams_with(person, VIEW)
    team_ids = [pk for pk in whole if pk in below]
    mode = standing(centre.pk, at)
    plan = plan_of(centre.pk, mode.kind, at)
    is_whole = len(team_ids) == len(whole)
    states = _states(team_ids)
    values, expected, ticket_id = _values(centre, team_ids, states, at)
    samples = _samples(centre, at) if is_whole else []
    return Board(
        centre=centre,
        at=at,
        mode=mode,
        plan=plan,
        figures=_figures(values, plan, expected, samples),
        states=states,
        queues=_queues(centre, team_ids, plan, at),
        unread=_unread(centre, team_ids, at),
        suggestion=open_suggestion(centre.pk),
        broadcasts=on_air(centre.pk, at),
        first_ticket_id=ticket_id,
        is_whole=is_whole,
    )


def _states(team_ids: Sequence[int]) -> list[tuple[StateKind, int]]:
    counted = floor.counts_by_state(team_ids)
    return [(kind, counted[kind]) for kind in StateKind if counted.get(kind)]


def _values(
    centre: Team, team_ids: Sequence[int], states: Sequence[tuple[StateKind, int]], at: datetime
) -> tuple[dict[FigureKind, float | None], float | None, int | None]:
    """The figures' values, how many contacts are usual, and the ticket that waits longest."""
    since, calendar = at - INTERVAL, calendar_for(centre)
    in_time, decided = reads.service(team_ids, since, at)
    count, first = reads.waiting(team_ids)
    came, solved = _today(centre, team_ids, at)
    signed_in = sum(number for kind, number in states if kind != StateKind.OFFLINE)
    at_hand = sum(number for kind, number in states if kind in AVAILABLE)
    wait_ms = open_ms_between(calendar, log.to_ms(first), log.to_ms(at)) if first else 0
    values: dict[FigureKind, float | None] = {
        FigureKind.SERVICE: in_time / decided if decided else None,
        FigureKind.WAITING: float(count),
        FigureKind.WAIT: float(wait_ms // MINUTE_MS),
        FigureKind.ARRIVALS: float(reads.arrivals(team_ids, since, at)),
        FigureKind.AT_HAND: at_hand / signed_in if signed_in else None,
        FigureKind.DONE: solved / came if came else None,
    }
    longest = Ticket.objects.active().filter(team__in=team_ids, waiting_since=first) if first else None
    ticket_id = longest.values_list("pk", flat=True).first() if longest is not None else None
    return values, reads.usual_arrivals(team_ids, since, at, calendar), ticket_id


def _today(centre: Team, team_ids: Sequence[int], at: datetime) -> tuple[int, int]:
    """Contacts of the business day, and how many of them are solved."""
    since = reads.day_began(centre, at)
    told = Contact.objects.filter(
        opened_at__gte=since, opened_at__lte=at, ticket__team__in=team_ids
    ).aggregate(came=Count("pk"), solved=Count("pk", filter=Q(ticket__solved_at__gte=F("opened_at"))))
    return told["came"], told["solved"]


def _samples(centre: Team, at: datetime) -> list[FloorSample]:
    rows = FloorSample.objects.filter(centre=centre, taken_at__gt=at - TREND, taken_at__lte=at)
    return list(rows.order_by("taken_at"))


def _figures(
    values: Mapping[FigureKind, float | None],
    plan: ModePlan,
    expected: float | None,
    samples: Sequence[FloorSample],
) -> list[rules.Figure]:
    goals = rules.goals(plan, expected)
    found = []
    for kind in FigureKind:
        known = [value for one in samples if (value := _sampled(kind, one)) is not None]
        value = values[kind]
        trend = [*known, value] if value is not None and known else []
        found.append(rules.figure(kind, value, goals[kind], trend, known[0] if known else None))
    return rules.in_order(found, plan)


def _sampled(kind: FigureKind, one: FloorSample) -> float | None:
    """The figure in a sample; none where samples do not keep it."""
    match kind:
        case FigureKind.SERVICE:
            return one.in_time / one.decided if one.decided else None
        case FigureKind.WAITING:
            return float(one.waiting)
        case FigureKind.WAIT:
            return float(one.wait_ms // MINUTE_MS)
        case FigureKind.ARRIVALS:
            return float(one.arrivals)
        case FigureKind.AT_HAND:
            return one.at_hand / one.signed_in if one.signed_in else None
        case FigureKind.DONE:
            return None


def _queues(centre: Team, team_ids: Sequence[int], plan: ModePlan, at: datetime) -> list[QueueBar]:
    """Tickets nobody holds, by queue, in the order of the mode."""
    names = dict(queues_of(centre.pk))
    held = Q(queued__left_at=None)
    rows = (
        Ticket.objects.waiting()
        .filter(held, team__in=team_ids, waiting_since__isnull=False)
        .order_by()
        .values_list("queued__queue")
        .annotate(count=Count("pk"), first=Min("waiting_since"))
    )
    found = {code or "": (count, first) for code, count, first in rows}
    longest = max((count for count, _first in found.values()), default=0)
    codes = sorted({*names, *found}, key=lambda code: (plan.rank(code), names.get(code, "~")))
    limit = rules.goals(plan, None)[FigureKind.WAIT]
    bars = []
    for code in codes:
        count, first = found.get(code, (0, None))
        minutes = (at - first).total_seconds() // 60 if first else None
        level = rules.level_of(FigureKind.WAIT, minutes, limit)
        name = names.get(code) or code or _("Taken by hand")
        bars.append(QueueBar(name, count, first, level, count * 100 // longest if longest else 0))
    return bars


def _unread(centre: Team, team_ids: Sequence[int], at: datetime) -> int:
    """How many people of these teams are behind with what they must read."""
    wanted = set(team_ids)
    people = {
        pk: frozenset(team_id for home in one.homes for team_id in home)
        for pk, one in roster(centre, KEEPS_STATE).people.items()
        if any(home[-1] in wanted for home in one.homes)
    }
    return len(behind_with_reading(people, at))
