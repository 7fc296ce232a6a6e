"""Who works in the practice centre."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from gijun.desk import actions as desk
from gijun.desk.terms import ChannelKind
from gijun.organisation import actions as organisation
from gijun.organisation.models import Person, Team
from gijun.organisation.terms import Role
from gijun.practice.texts import GIVEN, SURNAMES

PASSWORD = "practice-centre"  # noqa: S105 -- shown on the sign-in page; practice people hold practice data only
MAILBOX = "help@practice.example"
REFUND_MAILBOX = "refund@practice.example"  # of team 1
TEAMS = 8
AGENTS_A_TEAM = 5

# Sign-in name, name, role; the first agent and lead of team 1 stand for theirs.
STAFF = (
    ("trainer", "문교육", Role.TRAINER),
    ("manager", "박운영", Role.OPERATIONS_MANAGER),
    ("head", "정센터", Role.CENTRE_HEAD),
    ("policy", "임정책", Role.POLICY_OWNER),
    ("operator", "윤개선", Role.CX_OPERATOR),
    ("it", "최전산", Role.IT_ADMINISTRATOR),
    ("observer", "안참관", Role.OBSERVER),
)
# Name of the department, sign-in name and name of who answers there.
DEPARTMENTS = (("정산부", "settling", "서정산"), ("물류부", "logistics", "한물류"))


@dataclass(frozen=True, slots=True)
class Crew:
    """The practice centre's people and its mailbox."""

    centre: Team
    team_ids: list[int]
    departments: list[int]  # that answer questions
    mailbox_id: int
    agents: list[Person]
    leads: list[Person]
    policy: Person
    manager: Person
    head: Person
    operator: Person
    answering: list[Person]  # for the departments


def hire(random: Random, at: datetime) -> Crew:
    """Add the centre, its teams, everybody in them, and the mailbox."""
    centre = organisation.add_team(
        name="연습 센터", parent_id=None, by=None, at=at, zone="Asia/Seoul", is_practice=True
    )
    staff = {
        username: _person(username, name, centre, role, at, shown=True) for username, name, role in STAFF
    }
    agents: list[Person] = []
    leads: list[Person] = []
    team_ids: list[int] = []
    for number in range(1, TEAMS + 1):
        team = organisation.add_team(
            name=f"{number}팀", parent_id=centre.pk, by=None, at=at, is_practice=True
        )
        team_ids.append(team.pk)
        leads.append(
            _person(f"lead{number}", korean_name(random), team, Role.TEAM_LEAD, at, shown=number == 1)
        )
        for seat in range(1, AGENTS_A_TEAM + 1):
            shown = number == 1 and seat == 1
            agents.append(
                _person(f"agent{number}{seat}", korean_name(random), team, Role.AGENT, at, shown=shown)
            )
    mailbox = desk.add_account(
        kind=ChannelKind.EMAIL, name="고객센터 메일", address=MAILBOX, team_id=centre.pk, by=None, at=at
    )
    departments, answering = _departments(centre, at)
    return Crew(
        centre=centre,
        team_ids=team_ids,
        departments=departments,
        mailbox_id=mailbox.pk,
        agents=agents,
        leads=leads,
        policy=staff["policy"],
        manager=staff["manager"],
        head=staff["head"],
        operator=staff["operator"],
        answering=answering,
    )


def _departments(centre: Team, at: datetime) -> tuple[list[int], list[Person]]:
    """Departments that answer what agents ask, each with somebody who does."""
    team_ids, people = [], []
    for name, username, whose in DEPARTMENTS:
        team = organisation.add_team(name=name, parent_id=centre.pk, by=None, at=at, is_practice=True)
        team_ids.append(team.pk)
        people.append(_person(username, whose, team, Role.POLICY_OWNER, at, shown=False))
    return team_ids, people


def korean_name(random: Random) -> str:
    return random.choice(SURNAMES) + random.choice(GIVEN)


def _person(username: str, name: str, team: Team, role: Role, at: datetime, *, shown: bool) -> Person:
    person = organisation.add_person(
        username=username, name=name, password=PASSWORD if shown else None, by=None, at=at, is_practice=True
    )
    if shown:
        Person.objects.filter(pk=person.pk).update(preferences={"practice_login": PASSWORD})
    organisation.give_role(person.pk, team_id=team.pk, role=role, by=None, at=at)
    return Person.objects.get(pk=person.pk)
