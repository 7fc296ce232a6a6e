"""The right to end: warning, final warning, end, rest; nothing of it counts against the agent."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.sparing import ending
from gijun.desk.actions.sparing.policies import change_policy
from gijun.desk.errors import DeskError
from gijun.desk.models import Contact, EndingRun
from gijun.desk.queries.sparing.ticket import Spared
from gijun.desk.rules.sparing.policy import USUAL_TEXTS, Ending
from gijun.desk.terms.sparing import EndStage, PolicyKind
from gijun.events.models import Event
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.queries import floor
from gijun.organisation.terms import AwayReason, StateKind
from tests import make
from tests.make import NOON, at


@pytest.fixture
def run(ticket, jisu):
    return ending.warn(ticket.pk, reason="abuse", by=jisu, at=at(60))


@pytest.fixture
def ended(run, jisu):
    ending.warn_again(run.pk, by=jisu, at=at(90))
    return ending.end_contact(run.pk, by=jisu, at=at(120))


def stages():
    names = ["desk.ending_stepped", "desk.contact_ended_by_right"]
    rows = Event.objects.filter(name__in=names).order_by("position")
    return [row.data.get("stage", "ended") for row in rows]


def test_step_by_step_the_contact_ends_and_each_step_is_a_fact(ticket, ended):
    assert stages() == ["warning", "final", "ended"]
    assert (ended.stage, ended.ended_at, ended.rest_until) == (EndStage.ENDED, at(120), at(120 + 1_800))
    assert Contact.objects.get(ticket=ticket).ended_at == at(120)


def test_the_fact_names_the_contact_so_that_measures_can_leave_it_out(ticket, ended):
    fact = Event.objects.get(name="desk.contact_ended_by_right")
    assert (fact.contact_id, fact.agent_id) == (Contact.objects.get(ticket=ticket).pk, ended.person_id)


def test_nobody_ends_a_contact_without_the_final_warning(run, jisu):
    with pytest.raises(DeskError, match="final warning before"):
        ending.end_contact(run.pk, by=jisu, at=at(90))
    assert stages() == ["warning"]


def test_pressing_twice_changes_nothing(ticket, jisu, ended):
    ending.end_contact(ended.pk, by=jisu, at=at(125))

    assert (stages(), EndingRun.objects.get().ended_at) == (["warning", "final", "ended"], at(120))


def test_warning_again_while_it_is_under_way_goes_on_with_the_same(ticket, jisu, run):
    assert ending.warn(ticket.pk, reason="threat", by=jisu, at=at(70)) == run


def test_a_customer_who_calms_down_is_served_on(ticket, jisu, run):
    ending.calm(run.pk, by=jisu, at=at(80))

    assert stages() == ["warning", "calmed"]
    assert Contact.objects.get(ticket=ticket).ended_at is None
    with pytest.raises(DeskError, match="over already"):
        ending.warn_again(run.pk, by=jisu, at=at(90))


def test_without_a_reason_nothing_begins(ticket, jisu):
    with pytest.raises(DeskError, match="Choose why"):
        ending.warn(ticket.pk, reason="", by=jisu, at=at(60))


def test_the_rest_is_taken_without_asking(jisu, ended):
    enter_state(jisu.pk, StateKind.PREPARING, by=jisu, at=at(1))

    ending.rest(ended.pk, by=jisu, at=at(130))

    now = floor.state_of([jisu.pk])[jisu.pk]
    assert (now.kind, now.reason, now.ends_by) == (StateKind.AWAY, AwayReason.REST, at(1_920))


def test_the_rest_is_the_agents_own_and_ends(ended, jisu, lead):
    with pytest.raises(PermissionDenied):
        ending.rest(ended.pk, by=lead, at=at(130))
    with pytest.raises(DeskError, match="time of this rest is over"):
        ending.rest(ended.pk, by=jisu, at=at(1_920))


def test_the_words_follow_the_step_the_channel_and_the_centre(centre, ticket, jisu, manager, run):
    mine = USUAL_TEXTS | {"final.written.ko": "마지막 안내입니다."}
    change_policy(centre.pk, PolicyKind.ENDING, Ending(0, mine), by=manager, at=at(61))
    first = Spared(jisu, ticket).words

    ending.warn_again(run.pk, by=jisu, at=at(90))

    assert (first, Spared(jisu, ticket).words) == (USUAL_TEXTS["warning.written.ko"], "마지막 안내입니다.")


def test_a_centre_that_offers_no_rest_grants_none(centre, manager, run, jisu):
    change_policy(centre.pk, PolicyKind.ENDING, Ending(0, USUAL_TEXTS), by=manager, at=at(61))
    ending.warn_again(run.pk, by=jisu, at=at(90))

    assert ending.end_contact(run.pk, by=jisu, at=at(120)).rest_until is None


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (Ending(241, USUAL_TEXTS), "between 0 and 240"),
        (Ending(0, USUAL_TEXTS | {"end.spoken.ko": " "}), "end.spoken.ko"),
        (Ending(0, USUAL_TEXTS | {"end.spoken.en": "x" * 2_001}), "2,000"),
    ],
)
def test_words_that_are_missing_are_refused(centre, manager, policy, said):
    with pytest.raises(DeskError, match=said):
        change_policy(centre.pk, PolicyKind.ENDING, policy, by=manager, at=NOON)


def test_it_follows_a_merged_ticket_and_of_two_under_way_one_goes_on(door, ticket, jisu, run):
    other = actions.take(make.ticket(door, address="other@example.com").pk, by=jisu, at=NOON)
    going_on = ending.warn(other.pk, reason="threat", by=jisu, at=at(70))

    actions.merge(ticket.pk, into_id=other.pk, by=jisu, at=at(80))

    assert list(EndingRun.objects.filter(ticket=other, ended_at=None)) == [going_on]
    assert EndingRun.objects.filter(ticket=other).count() == 2


def test_a_stranger_sees_none_of_it(run):
    stranger = make.person("stranger", make.centre("부산센터"), "agent")

    with pytest.raises(EndingRun.DoesNotExist):
        ending.warn_again(run.pk, by=stranger, at=at(90))


def test_a_run_that_began_long_ago_still_ends(run, jisu):
    later = at(60) + timedelta(hours=3)
    ending.warn_again(run.pk, by=jisu, at=later)

    assert ending.end_contact(run.pk, by=jisu, at=later).stage == EndStage.ENDED
