"""Goals from the business down to oneself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from gijun.desk.queries.modes.now import plan_of
from gijun.desk.terms.modes import ModeKind
from gijun.measures import lake
from gijun.measures.boards import rules
from gijun.measures.boards.queries import asking
from gijun.measures.boards.queries.teams import LEAD
from gijun.measures.boards.rules import Level, Seen
from gijun.measures.boards.terms import Pursued, Whose
from gijun.measures.centre_days import business_today
from gijun.measures.lake.reader import show_derived
from gijun.measures.queries import Selection
from gijun.measures.ratio import queries as ratio
from gijun.measures.ratio.rules import LOOKED_BACK
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import home_team_id


@dataclass(frozen=True, slots=True)
class Counted:
    """Sums of a team. ``mine``: those of the reader; ``people``: whose work it was."""

    part: int = 0
    n: int = 0
    my_part: int = 0
    my_n: int = 0
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Cascade:
    """A goal at every level that the person belongs to."""

    pursued: Pursued
    levels: list[Level]


@dataclass(frozen=True, slots=True)
class ContactsADay:
    """A contact goal of the centre beside its last full days; ``planned``: for the last of them."""

    centre: str
    from_value: int
    to_value: int
    to_day: date
    planned: Fraction
    lately: Fraction | None
    days: int
    standing: str


@dataclass(frozen=True, slots=True)
class Goals:
    """Everything of the page. ``team``: where the person belongs; none: nowhere."""

    team: Team | None
    contacts: list[ContactsADay]
    cascades: list[Cascade]
    as_of: datetime


def goals(person: Person, selection: Selection, at: datetime) -> Goals:
    """The goals of the person's team, of those above it, and their own part in them.

    Sums of the centre and the business are everybody's to know; what tells of one colleague is left out.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    home = home_team_id(person)
    team = Team.objects.filter(pk=home).first() if home else None
    with lake.opened() as opened:
        bound = {
            "first": selection.first,
            "last": selection.last,
            "channels": [selection.channel] if selection.channel else [],
        }
        show_derived(opened.duck, "decided_clocks")
        answers = _by_person(asking.rows(opened, "first_answers", **bound), person.pk)
        solved = {pk: Counted(done, came) for pk, done, came in asking.rows(opened, "solved", **bound)}
        as_of = asking.as_of(opened)
    if team is None:
        return Goals(None, [], [], as_of)
    ladder = _Ladder(person, team, at)
    return Goals(
        team=team,
        contacts=_contacts(team.centre_id, ladder.names[team.centre_id], at),
        cascades=[
            Cascade(Pursued.FIRST_ANSWERS, rules.levels(ladder.seen(answers, "service_goal"))),
            Cascade(Pursued.SOLVED, rules.levels(ladder.seen(solved, "done_goal", is_own=False))),
        ],
        as_of=as_of,
    )


def _by_person(rows: Iterable[tuple[int, int | None, int, int]], me: int) -> dict[int, Counted]:
    sums: dict[int, Counter[str]] = {}
    people: dict[int, set[int]] = {}
    for team_id, agent_id, kept, decided in rows:
        of_team = sums.setdefault(team_id, Counter())
        of_team.update(part=kept, n=decided)
        if agent_id == me:
            of_team.update(my_part=kept, my_n=decided)
        if agent_id:
            people.setdefault(team_id, set()).add(agent_id)
    return {
        pk: Counted(**{name: one[name] for name in ("part", "n", "my_part", "my_n")},
                    people=frozenset(people.get(pk, ())))
        for pk, one in sums.items()
    }  # fmt: skip


class _Ladder:
    """The levels above a person: who belongs to each, and what each wants."""

    def __init__(self, person: Person, team: Team, at: datetime) -> None:
        self.person, self.team = person, team
        teams = list(Team.objects.all())
        self.names = {one.pk: one.name for one in teams}
        standing = authority.standing(person)
        self.centres = standing.centres if team.centre_id in standing.centres else [team.centre_id]
        self.inside = {
            Whose.BUSINESS: {one.pk for one in teams if one.centre_id in self.centres},
            Whose.CENTRE: {one.pk for one in teams if one.centre_id == team.centre_id},
            Whose.TEAM: {one.pk for one in teams if team.pk in one.lineage},
        }
        self.plans = {pk: plan_of(pk, ModeKind.NORMAL, at) for pk in self.centres}
        self.led, _above = authority.teams_with(person, LEAD)

    def seen(self, counted: Mapping[int, Counted], goal: str, *, is_own: bool = True) -> list[Seen]:
        """A goal of the normal mode at every level, each differing from the next."""
        wanted = {getattr(plan, goal) / 100 or None for plan in self.plans.values()}
        mine = getattr(self.plans[self.team.centre_id], goal) / 100 or None
        found = []
        if len(self.centres) > 1:
            common = wanted.pop() if len(wanted) == 1 else None
            found.append(self._sum(Whose.BUSINESS, "", common, counted))
        found.append(self._sum(Whose.CENTRE, self.names[self.team.centre_id], mine, counted))
        if self.team.pk != self.team.centre_id:
            found.append(self._sum(Whose.TEAM, self.team.name, mine, counted))
        me = frozenset({self.person.pk})
        own = [one for pk, one in counted.items() if pk in self.inside[found[0].whose]]
        part, n = sum(one.my_part for one in own), sum(one.my_n for one in own)
        found.append(Seen(Whose.ME, self.person.name, mine, part, n, me, is_told=is_own))
        return found

    def _sum(self, whose: Whose, name: str, goal: float | None, counted: Mapping[int, Counted]) -> Seen:
        own = [one for pk, one in counted.items() if pk in self.inside[whose]]
        return Seen(
            whose=whose,
            name=name,
            goal=goal,
            part=sum(one.part for one in own),
            n=sum(one.n for one in own),
            people=frozenset().union(*(one.people for one in own)),
            may_see_people=self.inside[whose] <= self.led,
        )


def _contacts(centre_id: int, name: str, at: datetime) -> list[ContactsADay]:
    """Contact goals that the centre pursues."""
    today = business_today(centre_id, at)
    last = today - timedelta(days=1)
    found = ratio.goals(centre_id, at)
    if not found:
        return []
    with lake.opened() as opened:
        rows = ratio.contacts_by_reason(opened, centre_id, today - timedelta(days=LOOKED_BACK), last)
    by_day: Counter[date] = Counter()
    for (day, _reason), count in rows.items():
        by_day[day] += count
    lately = Fraction(sum(by_day.values()), LOOKED_BACK) if by_day else None
    return [
        ContactsADay(
            centre=name,
            from_value=one.row.from_value,
            to_value=one.row.to_value,
            to_day=one.row.to_day,
            planned=one.course.planned(last),
            lately=lately,
            days=LOOKED_BACK,
            standing=str(one.standing.label),
        )
        for one in found
    ]
