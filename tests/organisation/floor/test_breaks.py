"""Breaks: asked, answered, begun, over; and leaving by hand under the guard."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import log
from gijun.events.models import Event
from gijun.organisation import actions, ports
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import BreakAsked, BreakBegun, BreakDecided, BreakEnded, BreakWithdrawn
from gijun.organisation.models import AgentState, BreakRequest
from gijun.organisation.queries import breaks as reads
from gijun.organisation.terms import BreakApproval
from tests import make
from tests.committed import race
from tests.make import NOON, at
from tests.organisation import facts

TEN_MIN = timedelta(minutes=10)


@pytest.fixture
def minsu(team):
    return make.person("minsu", team, "agent", name="김민수")


def keep(centre, manager, **content):
    actions.change_floor_rules(centre.pk, content, by=manager, at=NOON)


def on_the_floor(*people, kind="ready"):
    for person in people:
        actions.enter_state(person.pk, kind, by=person, at=NOON)


def ask(person, when=NOON, minutes=10, reason="break", **more):
    return actions.ask_break(reason=reason, minutes=minutes, by=person, at=when, **more)


def state_of(request) -> str:
    return BreakRequest.objects.get(pk=request.pk).state


def test_where_enough_stay_the_rule_grants_it_at_once(jisu, minsu, team, centre, manager):
    keep(centre, manager, stay_number=1)
    on_the_floor(jisu, minsu)

    request = ask(jisu)

    assert request.state == "approved"
    assert facts.newest(2) == [
        BreakAsked(request.pk, jisu.pk, team.pk, "break", 10, log.to_ms(NOON)),
        BreakDecided(request.pk, jisu.pk, team.pk, approved=True, by_rule=True, waited_ms=0),
    ]


def test_where_too_few_stay_a_lead_decides(jisu, minsu, lead, team, centre, manager):
    keep(centre, manager, stay_number=2)
    on_the_floor(jisu, minsu)

    request = ask(jisu)
    waiting = list(reads.breaks_to_decide(lead))
    decided = actions.decide_break(request.pk, approve=True, by=lead, at=at(30), note="다녀오세요")

    assert (request.state, waiting) == ("asked", [request])
    assert (decided.state, decided.decided_by, decided.note) == ("approved", lead, "다녀오세요")
    assert facts.last() == (
        BreakDecided(request.pk, jisu.pk, team.pk, approved=True, by_rule=False, waited_ms=30_000),
        lead.pk,
    )


def test_a_second_break_counts_the_one_granted_before(jisu, minsu, lead, centre, manager):
    keep(centre, manager, stay_number=1)
    on_the_floor(jisu, minsu)

    assert [ask(jisu).state, ask(minsu).state] == ["approved", "asked"]


@pytest.mark.parametrize("approval", ["always", "none"])
def test_a_floor_may_want_a_lead_every_time(jisu, minsu, centre, manager, approval):
    keep(centre, manager, break_approval=approval)
    on_the_floor(jisu, minsu)

    assert ask(jisu).state == "asked"


def test_an_operating_mode_may_want_a_lead_every_time(jisu, minsu, monkeypatch):
    monkeypatch.setattr(ports._Rules, "break_rule", staticmethod(lambda _team, _at: BreakApproval.ALWAYS))
    on_the_floor(jisu, minsu)

    assert ask(jisu).state == "asked"


def test_the_same_answer_twice_changes_nothing_and_another_is_refused(jisu, lead, centre, manager):
    keep(centre, manager, break_approval="always")
    request = ask(jisu)
    actions.decide_break(request.pk, approve=False, by=lead, at=at(1))
    told = facts.last()

    actions.decide_break(request.pk, approve=False, by=lead, at=at(2))

    with pytest.raises(OrganisationError, match="Denied"):
        actions.decide_break(request.pk, approve=True, by=lead, at=at(3))
    assert facts.last() == told


def test_nobody_answers_themselves_nor_for_another_team(jisu, lead, stranger, centre, manager):
    keep(centre, manager, break_approval="always")
    own, theirs = ask(lead), ask(stranger)
    actions.ask_break(reason="break", minutes=10, by=jisu, at=NOON)

    with pytest.raises(OrganisationError, match="Somebody else"):
        actions.decide_break(own.pk, approve=True, by=lead, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.decide_break(theirs.pk, approve=True, by=lead, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.decide_break(own.pk, approve=True, by=jisu, at=NOON)
    assert [one.person for one in reads.breaks_to_decide(lead)] == [jisu]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"minutes": 0}, "1 to 60 minutes"),
        ({"minutes": 61}, "1 to 60 minutes"),
        ({"reason": "restroom"}, "Nobody has to ask"),
        ({"reason": "smoke"}, "Nobody has to ask"),
        ({"wanted_from": NOON + timedelta(hours=25)}, "24 hours"),
    ],
)
def test_breaks_nobody_can_have(jisu, given, said):
    with pytest.raises(OrganisationError, match=said):
        ask(jisu, **given)

    assert not BreakRequest.objects.exists()


def test_pressing_twice_asks_once_and_another_wish_waits_for_the_first(jisu, centre, manager):
    keep(centre, manager, break_approval="always")
    first = ask(jisu)

    second = ask(jisu, at(1))

    assert second == first
    with pytest.raises(OrganisationError, match="Withdraw that request first"):
        ask(jisu, at(2), minutes=20)


def test_a_request_is_taken_back_once(jisu, team, minsu):
    request = ask(jisu)
    actions.withdraw_break(request.pk, by=jisu, at=at(1))
    told = facts.last()

    actions.withdraw_break(request.pk, by=jisu, at=at(2))

    assert (state_of(request), told) == (
        "withdrawn",
        (BreakWithdrawn(request.pk, jisu.pk, team.pk), jisu.pk),
    )
    assert facts.last() == told
    with pytest.raises(BreakRequest.DoesNotExist):
        actions.withdraw_break(ask(jisu, at(3)).pk, by=minsu, at=at(4))


def test_a_break_begins_lasts_and_is_over_with_the_next_state(jisu, team):
    on_the_floor(jisu)
    request = ask(jisu)

    entered = actions.begin_break(request.pk, by=jisu, at=at(60))
    again = actions.begin_break(request.pk, by=jisu, at=at(61))
    actions.enter_state(jisu.pk, "ready", by=jisu, at=at(400))

    assert (entered.kind, entered.reason, entered.ends_by) == ("away", "break", at(660))
    assert again == entered
    assert state_of(request) == "over"
    told = facts.newest(4)
    assert told[1] == BreakBegun(request.pk, jisu.pk, team.pk, log.to_ms(at(660)))
    assert told[2] == BreakEnded(request.pk, jisu.pk, team.pk, 340_000)


def test_choosing_the_state_begins_a_granted_break(jisu):
    on_the_floor(jisu)
    request = ask(jisu, minutes=15)

    entered = actions.enter_state(jisu.pk, "away", reason="break", by=jisu, at=at(30))

    assert entered.ends_by == at(930)
    assert BreakRequest.objects.get(pk=request.pk).begun_at == at(30)


def test_a_break_is_begun_no_earlier_than_five_minutes_before_its_time(jisu):
    on_the_floor(jisu)
    request = ask(jisu, wanted_from=NOON + TEN_MIN)

    with pytest.raises(OrganisationError, match="begins at 12:10"):
        actions.begin_break(request.pk, by=jisu, at=at(299))
    assert actions.begin_break(request.pk, by=jisu, at=at(300)).kind == "away"


def test_a_break_that_nobody_began_is_over_with_its_time(jisu, team):
    on_the_floor(jisu)
    request = ask(jisu)

    told = [actions.force_ends(at(599)), actions.force_ends(at(600)), actions.force_ends(at(601))]

    assert (told, state_of(request)) == ([0, 1, 0], "over")
    assert facts.last() == (BreakEnded(request.pk, jisu.pk, team.pk, 0), None)


@pytest.mark.parametrize("answer", ["asked", "denied", "withdrawn"])
def test_what_was_not_granted_cannot_begin(jisu, lead, centre, manager, answer):
    keep(centre, manager, break_approval="always")
    on_the_floor(jisu)
    request = ask(jisu)
    if answer == "denied":
        actions.decide_break(request.pk, approve=False, by=lead, at=NOON)
    if answer == "withdrawn":
        actions.withdraw_break(request.pk, by=jisu, at=NOON)

    with pytest.raises(OrganisationError, match="cannot begin"):
        actions.begin_break(request.pk, by=jisu, at=at(1))


class TestLeavingByHand:
    def test_the_guard_says_how_many_must_stay_and_when_a_slot_is_free(self, jisu, minsu, centre, manager):
        keep(centre, manager, stay_number=1, longest_break_min=20)
        on_the_floor(jisu, minsu)
        actions.enter_state(minsu.pk, "away", reason="meal", by=minsu, at=NOON)

        with pytest.raises(OrganisationError) as refused:
            actions.enter_state(jisu.pk, "away", reason="break", by=jisu, at=at(60))

        assert str(refused.value) == (
            "1 of your team must stay ready or in contact; without you it would be 0. "
            "The next slot is free at 12:20."
        )
        assert AgentState.objects.get(person=jisu, ended_at=None).kind == "ready"

    def test_where_nobody_is_due_back_the_lead_is_asked(self, jisu, centre, manager):
        keep(centre, manager, stay_number=1)
        on_the_floor(jisu)

        with pytest.raises(OrganisationError, match="ask your lead"):
            actions.enter_state(jisu.pk, "away", reason="personal", by=jisu, at=at(60))

    def test_nobody_counts_on_who_is_overdue(self, jisu, minsu, centre, manager):
        keep(centre, manager, stay_number=1, longest_break_min=20)
        on_the_floor(jisu, minsu)
        actions.enter_state(minsu.pk, "away", reason="meal", by=minsu, at=NOON)

        with pytest.raises(OrganisationError, match="ask your lead"):
            actions.enter_state(jisu.pk, "away", reason="break", by=jisu, at=at(1201))

    @pytest.mark.parametrize("reason", ["restroom", "system", "rest", "other"])
    def test_some_reasons_ask_nobody(self, jisu, centre, manager, reason):
        keep(centre, manager, stay_number=9, break_approval="none")
        on_the_floor(jisu)

        assert actions.enter_state(jisu.pk, "away", reason=reason, by=jisu, at=at(1)).reason == reason

    @pytest.mark.parametrize(
        ("reason", "minutes"),
        [("restroom", 12), ("other", 12), ("system", None), ("rest", None), ("meal", 20)],
    )
    def test_how_long_each_may_last(self, jisu, centre, manager, reason, minutes):
        keep(centre, manager, away_limit_min=12, longest_break_min=20)
        on_the_floor(jisu)

        entered = actions.enter_state(jisu.pk, "away", reason=reason, by=jisu, at=NOON)

        assert entered.ends_by == (NOON + timedelta(minutes=minutes) if minutes else None)

    def test_a_floor_that_wants_to_be_asked_says_so(self, jisu, centre, manager):
        keep(centre, manager, break_approval="always")
        on_the_floor(jisu)

        with pytest.raises(OrganisationError, match="Ask for this break first"):
            actions.enter_state(jisu.pk, "away", reason="break", by=jisu, at=at(1))

    def test_a_lead_sends_somebody_on_a_break_whatever_the_guard_says(self, jisu, lead, centre, manager):
        keep(centre, manager, stay_number=9, break_approval="always")
        on_the_floor(jisu)

        entered = actions.enter_state(jisu.pk, "away", reason="break", by=lead, at=at(1))

        assert (entered.kind, entered.reason) == ("away", "break")


@pytest.mark.threads
def test_of_two_leads_one_answers(committed_db):
    centre = make.centre()
    team = make.team(centre)
    jisu = make.person("jisu", team, "agent")
    leads = [make.person(name, team, "team_lead") for name in ("one", "two", "three", "four")]
    manager = make.person("manager", centre, "operations_manager")
    keep(centre, manager, break_approval="always")
    request = ask(jisu)

    def answer(lead, number):
        try:
            actions.decide_break(request.pk, approve=number % 2 == 0, by=lead, at=at(number))
        except OrganisationError:
            return False
        return True

    race(answer, *[(lead, number) for number, lead in enumerate(leads)])

    assert Event.objects.filter(name=BreakDecided.name).count() == 1


@pytest.mark.threads
def test_a_request_asked_at_the_same_moment_is_one(committed_db):
    jisu = make.person("jisu", make.team(make.centre()), "agent")

    requests = race(lambda: ask(jisu).pk, *[() for _number in range(8)])

    assert set(requests) == {BreakRequest.objects.get().pk}
