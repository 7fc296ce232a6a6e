"""The centre of a busy day: its hours, teams, people, doors, policies and standards."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from gijun.desk import actions as desk
from gijun.desk.actions import clocks, routing
from gijun.desk.models import ChannelAccount
from gijun.desk.terms import ChannelKind
from gijun.organisation import actions as organisation
from gijun.organisation.actions.floor_rules import change_floor_rules
from gijun.organisation.actions.skills import define_skill, give_skill
from gijun.organisation.models import Person, Team
from gijun.standards.actions.reasons import add_reason
from gijun.standards.models import ContactReason, StandardVersion
from tests import make
from tests.desk.clocks import agreed
from tests.desk.routing.routed import content, queue
from tests.make import NOON
from tests.standards.agreed import content as standard_content
from tests.standards.agreed import published

OPENS = NOON + timedelta(hours=21)  # nine in Seoul, the morning after everything was set up
SENTENCE = "영업일 3~5일 안에 환불됩니다."
SHARES = {  # of the contacts by door, as a shop's centre has them
    ChannelKind.PHONE: 35,
    ChannelKind.CHAT: 20,
    ChannelKind.EMAIL: 20,
    ChannelKind.KAKAO: 15,
    ChannelKind.FORM: 10,
}
BEFORE = 0.15  # of the open hours: so long before the opening customers begin to write
AFTER = 0.08  # so long after closing they still do


@dataclass(frozen=True, slots=True)
class Plan:
    """How big the day is.

    ``tick_s``: virtual seconds from one pass of routing to the next. ``twice``: share of the customers who
    write about the same matter once more, so that somebody has to merge.
    """

    contacts: int = 5_000
    agents: int = 60
    open_h: float = 11.0
    tick_s: int = 5
    seed: int = 1
    twice: float = 0.03

    @property
    def open_s(self) -> float:
        return self.open_h * 3_600

    @property
    def touch_s(self) -> float:
        """How long an agent works on a customer's message on average: people are busy, and the queue ends."""
        touches = self.contacts * 1.45
        return self.agents * self.open_s * 0.75 * 0.62 / touches

    def after(self, share: float) -> datetime:
        """The moment when this share of the open hours is over; less than 0: before the opening."""
        return OPENS + timedelta(seconds=round(self.open_s * share))

    def minutes(self, share: float) -> int:
        """A share of the open hours in whole minutes, at least one."""
        return max(round(self.open_s * share / 60), 1)


@dataclass(slots=True)
class Centre:
    """Who and what is there."""

    team: Team
    teams: list[Team]
    leads: list[Person]
    manager: Person
    owner: Person  # of the policy department
    department: Team
    issuer: Person
    agents: list[Person]
    doors: dict[ChannelKind, ChannelAccount]
    reasons: list[ContactReason]
    claim: ContactReason
    standard: StandardVersion
    leads_of: dict[int, Person] = field(default_factory=dict)  # agent → lead


def set_up(plan: Plan) -> Centre:
    """Everything there is before the first customer writes."""
    random = Random(plan.seed)
    centre = make.centre()
    teams = [make.team(centre, f"{number}팀") for number in range(1, 4 if plan.agents < 30 else 6)]
    department = make.team(centre, "정책팀")
    manager = make.person("manager", centre, "operations_manager", name="박매니저")
    issuer = make.person("issuer", centre, "policy_owner")
    found = Centre(
        team=centre,
        teams=teams,
        leads=[make.person(f"lead{n}", team, "team_lead") for n, team in enumerate(teams)],
        manager=manager,
        owner=make.person("owner", department, "policy_owner"),
        department=department,
        issuer=issuer,
        agents=[make.person(f"a{n}", teams[n % len(teams)], "agent") for n in range(plan.agents)],
        doors=_doors(centre, teams),
        reasons=[_reason("refund", "환불"), _reason("delivery", "배송")],
        claim=_reason("claim", "클레임"),
        standard=published(issuer, centre, standard_content(SENTENCE)),
    )
    found.leads_of = {agent.pk: found.leads[n % len(teams)] for n, agent in enumerate(found.agents)}
    _hours_and_targets(plan, found)
    _routing(plan, found, random)
    return found


def _reason(code: str, name: str) -> ContactReason:
    return add_reason(code=code, name_ko=name, by=None, at=NOON)


def _doors(centre: Team, teams: list[Team]) -> dict[ChannelKind, ChannelAccount]:
    """Chat belongs to the first team and overflows; everything else is the whole centre's."""
    return {
        kind: desk.add_account(
            kind=kind,
            name=kind.label,
            address=f"{kind.value}@example.com",
            team_id=teams[0].pk if kind == ChannelKind.CHAT else centre.pk,
            by=None,
            at=NOON,
        )
        for kind in SHARES
    }


def _hours_and_targets(plan: Plan, there: Centre) -> None:
    closes = 9 * 60 + round(plan.open_h * 60)
    week = (f"09:00–{closes // 60:02d}:{closes % 60:02d}",) * 7
    calendar = organisation.add_calendar(name="근무", zone="Asia/Seoul", week=week, by=None, at=NOON)
    organisation.give_calendar(calendar.pk, team_id=there.team.pk, by=None, at=NOON)
    there.team.refresh_from_db()
    rules = {"stay_percent": 45, "after_work_s": {"phone": 45, "chat": 20}, "silent_after_s": 300}
    change_floor_rules(there.team.pk, rules, by=None, at=NOON)
    clocks.change_policy(there.team.pk, content=agreed.content(), by=None, at=NOON)


def _routing(plan: Plan, there: Centre, random: Random) -> None:
    claims, chat = (define_skill(code=code, name=code, by=None, at=NOON) for code in ("claims", "chat"))
    for number, agent in enumerate(there.agents):
        if number % 3 == 0:
            give_skill(agent.pk, claims.pk, proficiency=random.randint(2, 5), by=None, at=NOON)
        if number % 4:
            give_skill(agent.pk, chat.pk, proficiency=random.randint(1, 5), by=None, at=NOON)
        if number % 10 == 7:
            routing.set_profile(agent.pk, capacity=None, newcomer="yes", by=there.manager, at=NOON)
    other = there.teams[1].pk
    queues = (
        queue(
            "claims", choice="best_proficiency", asks=True, reason_ids=[there.claim.pk], skill_id=claims.pk
        ),
        queue("urgent", choice="round_robin", asks=True, minimum_priority=3),
        queue("phone", channels=["phone"]),
        queue(
            "chat",
            asks=True,
            channels=["chat"],
            skill_id=chat.pk,
            minimum=2,
            overflow=[{"after_s": 120, "team_id": other}],
        ),
        queue("forms", choice="pull", channels=["form"]),
        queue("rest", choice="round_robin"),
    )
    rules = content(
        *queues,
        again_after_s=120,
        sticky_wait_s=45,
        away_s=plan.minutes(0.02) * 60,
        newcomer_capacity=2,
        expiries=3,
        claims={"reason_ids": [there.claim.pk], "minimum": 3},
    )
    routing.save_policy(there.team.pk, rules, by=None, at=NOON)
