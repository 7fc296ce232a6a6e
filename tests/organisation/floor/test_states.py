"""Entering states: once, by whom, from where, and what ends by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import log
from gijun.events.models import Event
from gijun.organisation import actions, ports
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import StateEntered, StateOverran
from gijun.organisation.models import AgentState, Person
from gijun.organisation.queries import floor
from gijun.organisation.queries.floor import StateNow
from gijun.organisation.terms import StateKind
from tests import make
from tests.committed import race
from tests.make import NOON, at
from tests.organisation import facts

NOON_MS = log.to_ms(NOON)


def enter(person, kind, when=NOON, by=None, **more):
    return actions.enter_state(person.pk, kind, by=by or person, at=when, **more)


def kinds_of(person) -> list[tuple[str, str]]:
    rows = AgentState.objects.filter(person=person).order_by("started_at", "id")
    return list(rows.values_list("kind", "reason"))


def now(person) -> StateNow:
    return floor.state_of([person.pk])[person.pk]


def test_entering_a_state_tells_what_was_left_and_since_when(jisu, team):
    enter(jisu, "ready")

    enter(jisu, "away", at(90), reason="restroom")

    assert facts.newest(2) == [
        StateEntered(jisu.pk, team.pk, "ready", "", "", "", None, None, by_rule=False),
        StateEntered(
            jisu.pk, team.pk, "away", "restroom", "ready", "", NOON_MS, NOON_MS + 90_000 + 30 * 60_000,
            by_rule=False,
        ),
    ]  # fmt: skip
    assert now(jisu) == StateNow(
        StateKind.AWAY, "restroom", at(90), at(90) + timedelta(minutes=30), by_rule=False
    )


def test_being_there_already_changes_nothing(jisu):
    first = enter(jisu, "ready")

    second = enter(jisu, "ready", at(60))

    assert (second.pk, second.started_at) == (first.pk, NOON)
    assert Event.objects.filter(name=StateEntered.name).count() == 1


def test_nobody_ever_seen_is_offline(jisu, lead):
    assert floor.state_of([jisu.pk, lead.pk]) == {jisu.pk: StateNow(), lead.pk: StateNow()}


def test_a_clock_that_lags_makes_no_time_run_backwards(jisu):
    enter(jisu, "ready", at(10))

    enter(jisu, "coaching", at(4))

    rows = AgentState.objects.filter(person=jisu).order_by("id")
    assert [(row.started_at, row.ended_at) for row in rows] == [(at(10), at(10)), (at(10), None)]


def test_what_a_hand_may_not_choose_is_said_in_words_and_leaves_no_trace(jisu):
    with pytest.raises(OrganisationError, match="offline"):
        enter(jisu, "away", reason="restroom")
    with pytest.raises(OrganisationError, match="by itself"):
        enter(jisu, "in_contact")

    assert not AgentState.objects.exists()
    assert not Event.objects.filter(name=StateEntered.name).exists()


def test_a_rule_gives_a_contact_only_to_who_is_at_hand(jisu):
    enter(jisu, "ready")
    actions.enter_state(jisu.pk, "in_contact", by=None, at=at(5))
    enter(jisu, "away", at(10), reason="restroom")

    with pytest.raises(OrganisationError, match="not at hand"):
        actions.enter_state(jisu.pk, "in_contact", by=None, at=at(15))

    assert kinds_of(jisu) == [("ready", ""), ("in_contact", ""), ("away", "restroom")]


def test_a_lead_moves_people_of_their_own_teams_only(jisu, lead, stranger):
    enter(jisu, "training", by=lead)

    with pytest.raises(PermissionDenied):
        enter(stranger, "training", by=lead)
    with pytest.raises(PermissionDenied):
        enter(lead, "training", by=jisu)
    assert facts.last()[1] == lead.pk
    assert kinds_of(jisu) == [("training", "")]


def test_who_keeps_no_state_on_the_floor_cannot_choose_one(admin):
    with pytest.raises(PermissionDenied):
        enter(admin, "ready")


def test_something_may_stand_before_ready_for_a_hand_but_not_for_a_rule(jisu, monkeypatch):
    monkeypatch.setattr(ports, "_gates", [lambda _pk, _at: None, lambda _pk, _at: "Read this first."])
    enter(jisu, "preparing")

    with pytest.raises(OrganisationError, match=r"^Read this first\.$"):
        enter(jisu, "ready", at(1))
    actions.enter_state(jisu.pk, "ready", by=None, at=at(2))

    assert kinds_of(jisu) == [("preparing", ""), ("ready", "")]


class TestSigningInAndOut:
    def test_an_agent_is_preparing_after_signing_in(self, jisu):
        actions.come_in(jisu, at=NOON)

        assert now(jisu) == StateNow(StateKind.PREPARING, "", NOON, None, by_rule=True)

    def test_a_second_device_changes_nothing(self, jisu):
        enter(jisu, "ready")

        actions.come_in(jisu, at=at(5))

        assert kinds_of(jisu) == [("ready", "")]

    def test_who_takes_no_contacts_by_default_begins_by_hand(self, manager, admin):
        actions.come_in(manager, at=NOON)
        actions.come_in(admin, at=NOON)

        assert not AgentState.objects.exists()

    def test_signing_out_ends_every_state(self, jisu, manager):
        actions.come_in(jisu, at=NOON)

        actions.go_out(jisu, at=at(60))
        actions.go_out(jisu, at=at(70))
        actions.go_out(manager, at=at(70))

        assert kinds_of(jisu) == [("preparing", ""), ("offline", "")]
        assert not AgentState.objects.filter(person=manager).exists()

    def test_who_may_no_longer_sign_in_is_offline(self, jisu, admin):
        enter(jisu, "ready")

        actions.change_person(jisu.pk, name="한지수", email="", locale="ko", active=False, by=admin, at=at(5))

        assert kinds_of(jisu) == [("ready", ""), ("offline", "")]


class TestAfterWork:
    @pytest.fixture
    def ninety_seconds(self, centre, manager):
        content = {"after_work_s": {"phone": 90, "chat": None}}
        actions.change_floor_rules(centre.pk, content, by=manager, at=NOON)

    def begin(self, person, channel):
        enter(person, "ready")
        actions.enter_state(person.pk, "in_contact", by=None, at=at(1))
        return actions.enter_after_work(person.pk, channel=channel, at=at(10))

    def test_it_ends_by_itself_at_its_limit(self, jisu, ninety_seconds):
        begun = self.begin(jisu, "phone")

        early = actions.force_ends(at(99))
        ended = actions.force_ends(at(100))
        again = actions.force_ends(at(101))

        assert (begun.ends_by, early, ended, again) == (at(100), 0, 1, 0)
        assert now(jisu) == StateNow(StateKind.READY, "", at(100), None, by_rule=True)

    def test_without_a_limit_it_lasts(self, jisu, ninety_seconds):
        assert (self.begin(jisu, "chat").kind, actions.force_ends(at(9_999))) == ("after_work", 0)

    def test_a_channel_that_wants_none_leads_to_ready_at_once(self, jisu, ninety_seconds):
        assert self.begin(jisu, "email").kind == "ready"


def test_who_overruns_is_told_of_once_and_called_back_by_nobody(jisu, team):
    enter(jisu, "ready")
    enter(jisu, "away", reason="restroom")
    due = NOON + timedelta(minutes=30)

    told = [actions.force_ends(due), actions.force_ends(due + timedelta(minutes=1))]

    assert told == [1, 0]
    assert facts.last() == (
        StateOverran(jisu.pk, team.pk, "away", "restroom", NOON_MS + 30 * 60_000),
        None,
    )
    assert now(jisu).kind == "away"


def test_one_row_that_fails_does_not_keep_the_others(jisu, lead, monkeypatch, caplog):
    for person in (jisu, lead):
        enter(person, "ready")
        enter(person, "away", reason="restroom")
    broken = AgentState.objects.get(person=jisu, ended_at=None)
    record = log.record

    def refusing(fact, **more):
        if isinstance(fact, StateOverran) and fact.agent_id == jisu.pk:
            raise ValueError("broken")
        return record(fact, **more)

    monkeypatch.setattr(log, "record", refusing)
    told = actions.force_ends(NOON + timedelta(hours=1))

    assert told == 1
    assert f"row {broken.pk} failed" in caplog.text
    assert AgentState.objects.get(person=lead, ended_at=None).overran is True


class TestSilence:
    @pytest.mark.parametrize(("silent_s", "kind"), [(899, "ready"), (900, "offline")])
    def test_a_page_silent_for_too_long_means_offline(self, jisu, silent_s, kind):
        enter(jisu, "ready")
        actions.note_seen(jisu, at=at(10))

        actions.sweep_silent(at(10 + silent_s))

        assert now(jisu).kind == kind

    def test_a_sign_of_life_is_kept_through_a_change_of_state(self, jisu):
        enter(jisu, "ready")
        actions.note_seen(jisu, at=at(10))
        actions.enter_state(jisu.pk, "in_contact", by=None, at=at(20))

        assert now(jisu).seen_at == at(10)

    def test_who_never_had_a_page_is_never_silent(self, jisu):
        enter(jisu, "ready")

        assert actions.sweep_silent(at(999_999)) == 0

    def test_a_floor_may_do_without(self, jisu, centre, manager):
        actions.change_floor_rules(centre.pk, {"silent_after_s": None}, by=manager, at=NOON)
        enter(jisu, "ready")
        actions.note_seen(jisu, at=NOON)

        assert actions.sweep_silent(at(999_999)) == 0


def test_people_in_a_state_stand_longest_first(jisu, lead, team, sister):
    enter(lead, "ready", at(5))
    enter(jisu, "ready", at(9))

    assert floor.people_in({StateKind.READY}) == [lead.pk, jisu.pk]
    assert floor.people_in({StateKind.READY}, {sister.pk}) == []
    assert floor.people_in({StateKind.AWAY}) == []


@pytest.mark.threads
def test_states_entered_at_the_same_moment_leave_one_open(committed_db):
    pk = make.person("jisu", make.team(make.centre()), "agent").pk

    def enter_in_a_thread(kind):
        actions.enter_state(pk, kind, by=Person.objects.get(pk=pk), at=NOON)

    race(enter_in_a_thread, *[(kind,) for kind in ("ready", "preparing", "coaching", "meeting") * 4])

    rows = list(AgentState.objects.order_by("id"))
    entered = Event.objects.filter(name=StateEntered.name).count()
    assert [row.ended_at for row in rows] == [NOON] * (len(rows) - 1) + [None]
    assert (entered, len({row.kind for row in rows})) == (len(rows), 4)
