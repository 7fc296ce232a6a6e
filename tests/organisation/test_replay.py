"""The folded log equals the rows, whatever administrators do in whatever order."""

from contextlib import suppress
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from gijun.events import replay
from gijun.events.models import Event
from gijun.organisation import actions, authority, events
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import ApiToken, Grant, Membership, Person, Team, WorkCalendar
from gijun.organisation.terms import Role
from tests import make
from tests.make import NOON

REFUSALS = (OrganisationError, PermissionDenied, ObjectDoesNotExist)
POWERS = ("desk.export", "organisation.manage_people", "organisation.manage_authority")
WEEK = ["09:00–18:00", *[""] * 6]


@dataclass
class State:
    """What the log knows of the organisation."""

    active: dict[int, bool] = field(default_factory=dict)
    temporary: dict[int, bool] = field(default_factory=dict)
    roles: set[tuple[int, int, str]] = field(default_factory=set)
    parents: dict[int, int | None] = field(default_factory=dict)
    decided: dict[tuple[str, str], tuple[bool, int | None, str]] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    calendars: dict[int, int] = field(default_factory=dict)  # by centre
    tokens: set[int] = field(default_factory=set)


def from_log() -> State:
    state = State()
    for _event, fact in replay.facts(Event.objects.after(0)):
        match fact:
            case events.PersonAdded(person_id=pk):
                state.active[pk] = True
            case events.PersonChanged(person_id=pk, active=active):
                state.active[pk] = active
            case events.PasswordSet(person_id=pk, temporary=temporary):
                state.temporary[pk] = temporary
            case events.RoleGiven(person_id=pk, team_id=team_id, role=role):
                state.roles.add((pk, team_id, role))
            case events.RoleTaken(person_id=pk, team_id=team_id, role=role):
                state.roles.remove((pk, team_id, role))
            case (
                events.TeamAdded(team_id=pk, parent_id=parent_id)
                | events.TeamChanged(team_id=pk, parent_id=parent_id)
            ):
                state.parents[pk] = parent_id
            case events.AuthorityChanged():
                decision = (fact.allowed, fact.limit_amount, fact.approver)
                state.decided[fact.role, fact.power] = decision
                default = fact.role in authority.power_called(fact.power).roles
                if decision == (default, None, ""):
                    del state.decided[fact.role, fact.power]
            case events.CalendarChanged(calendar_id=pk, calendar_version=version):
                state.versions[pk] = version
            case events.CalendarGiven(team_id=team_id, calendar_id=calendar_id):
                state.calendars[team_id] = calendar_id
            case events.TokenMade(token_id=pk):
                state.tokens.add(pk)
            case events.TokenEnded(token_id=pk):
                state.tokens.remove(pk)
    return state


def from_rows() -> State:
    people = Person.objects.all()
    given = Team.objects.filter(parent=None).exclude(calendar=None)
    return State(
        active={person.pk: person.is_active for person in people},
        temporary={
            person.pk: person.password_is_temporary for person in people if person.has_usable_password()
        },
        roles=set(Membership.objects.values_list("person_id", "team_id", "role")),
        parents=dict(Team.objects.values_list("pk", "parent_id")),
        decided={
            (row.role, row.power): (row.allowed, row.limit_amount, row.approver)
            for row in Grant.objects.all()
        },
        versions=dict(WorkCalendar.objects.values_list("pk", "version")),
        calendars=dict(given.values_list("pk", "calendar_id")),
        tokens=set(ApiToken.objects.filter(ended_at=None).values_list("pk", flat=True)),
    )


class OrganisationMachine(RuleBasedStateMachine):
    """Two administrators, of the centre and of one team, and an agent who tries it, too."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        centre = make.centre()
        team = make.team(centre)
        make.team(centre, "2팀")
        make.person("admin", centre, "it_administrator")
        make.person("small", team, "it_administrator")
        make.person("agent", team, "agent")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, action, *args, **kwargs) -> None:
        """A refusal must leave no trace: the invariant checks."""
        with suppress(*REFUSALS):
            action(*args, at=NOON, **kwargs)

    def one(self, data, model):
        return data.draw(st.sampled_from(list(model.objects.order_by("pk"))))

    def who(self, data) -> Person:
        return data.draw(
            st.sampled_from(list(Person.objects.filter(username__in=["admin", "small", "agent"])))
        )

    @rule(data=st.data(), name=st.sampled_from(["a", "b", "admin"]), role=st.sampled_from(list(Role)))
    def hire(self, data, name, role):
        self.attempt(
            actions.add_colleague, username=name, name=name, email="", locale="ko",
            team_id=self.one(data, Team).pk, role=role, by=self.who(data),
        )  # fmt: skip

    @rule(data=st.data(), active=st.booleans())
    def change(self, data, active):
        person = self.one(data, Person)
        self.attempt(
            actions.change_person,
            person.pk,
            name="x",
            email="",
            locale="en",
            active=active,
            by=self.who(data),
        )

    @rule(data=st.data(), role=st.sampled_from(list(Role)))
    def give(self, data, role):
        person, team = self.one(data, Person), self.one(data, Team)
        self.attempt(actions.give_role, person.pk, team_id=team.pk, role=role, by=self.who(data))

    @rule(data=st.data())
    def take(self, data):
        self.attempt(actions.take_role, self.one(data, Membership).pk, by=self.who(data))

    @rule(data=st.data())
    def password(self, data):
        person = self.one(data, Person)
        self.attempt(actions.give_temporary_password, person.pk, by=self.who(data))
        self.attempt(
            actions.choose_password, person, data.draw(st.sampled_from(["short", "long-enough-now"]))
        )

    @rule(data=st.data(), root=st.booleans())
    def grow(self, data, root):
        parent_id = None if root else self.one(data, Team).pk
        self.attempt(actions.add_team, name="새 팀", parent_id=parent_id, by=self.who(data))

    @rule(data=st.data(), root=st.booleans())
    def move(self, data, root):
        team, parent_id = self.one(data, Team), None if root else self.one(data, Team).pk
        self.attempt(actions.change_team, team.pk, name="옮김", parent_id=parent_id, by=self.who(data))

    @rule(
        data=st.data(),
        role=st.sampled_from(list(Role)),
        power=st.sampled_from(POWERS),
        allowed=st.booleans(),
        limit=st.none() | st.integers(-1, 2),
        approver=st.sampled_from(["", "centre_head", "team_lead"]),
    )
    def decide(self, data, role, power, allowed, limit, approver):
        decision = {"allowed": allowed, "limit_amount": limit, "approver": approver}
        self.attempt(actions.decide_authority, role.value, power, **decision, by=self.who(data))

    @rule(data=st.data(), week=st.sampled_from([WEEK, [""] * 7]))
    def calendar(self, data, week):
        by = self.who(data)
        self.attempt(actions.add_calendar, name="c", zone="Asia/Seoul", week=week, by=by)
        for made in WorkCalendar.objects.all():
            self.attempt(actions.add_holidays, made.pk, year=2027, by=by)
            self.attempt(actions.give_calendar, made.pk, team_id=self.one(data, Team).pk, by=by)

    @rule(data=st.data())
    def token(self, data):
        by = self.who(data)
        self.attempt(actions.make_token, by, label="x")
        self.attempt(actions.end_token, self.one(data, ApiToken).pk, by=self.who(data))

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert from_log() == from_rows()

    @invariant()
    def every_path_follows_the_parents(self):
        teams = {team.pk: team for team in Team.objects.all()}
        for team in teams.values():
            above = teams[team.parent_id].lineage if team.parent_id else ()
            assert team.lineage == (*above, team.pk)

    @invariant()
    def teams_work_as_their_centre_does(self):
        centres = {team.pk: team for team in Team.objects.filter(parent=None)}
        for team in Team.objects.exclude(parent=None):
            centre = centres[team.lineage[0]]
            assert (team.zone, team.day_starts_at_min, team.calendar_id) == (
                centre.zone, centre.day_starts_at_min, centre.calendar_id
            )  # fmt: skip

    @invariant()
    def somebody_can_still_administer(self):
        admin = Person.objects.get(username="admin")
        assert authority.allows(admin, "organisation.manage_authority")


def test_any_sequence_of_actions(db):
    run_state_machine_as_test(
        OrganisationMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        ),
    )
