"""Promises, call backs and satisfaction: worked out by hand over a few facts."""

import pytest

from gijun.desk.events import promises as facts
from gijun.desk.events.asking import EscalationAsked
from gijun.events import log
from gijun.measures.in_use import Share
from gijun.organisation.models import Person, Team
from tests import make
from tests.measures.test_in_use import answered, asked
from tests.measures.told import DAY, Story, after, measured


@pytest.fixture
def somebody(db) -> Person:
    return make.person("p", make.centre("서울"), "operations_manager")


@pytest.fixture
def story(somebody) -> Story:
    return Story(Team.objects.get(name="서울").pk)


def where(story, ticket):
    place = {"ticket_id": ticket, "contact_id": ticket, "team_id": story.team_id, "channel": story.channel}
    return place | {"agent_id": 1}


def promised(story, number, minutes, *, kind="answer_by"):
    """Promise ``number`` on the ticket and contact of the same number."""
    fact = facts.PromiseMade(
        **where(story, number), promise_id=number, kind=kind, due_ms=0, why="", message_id=None,
        callback_reason="", avoidable="unknown",
    )  # fmt: skip
    story.tell(fact, minutes)


def kept(story, number, minutes, *, late=False, kind="answer_by", avoidable="unknown"):
    if late:
        broken(story, number, minutes)
    fact = facts.PromiseKept(
        **where(story, number), promise_id=number, kind=kind, due_ms=0, late=late, avoidable=avoidable
    )
    story.tell(fact, minutes)


def broken(story, number, minutes):
    story.tell(facts.PromiseBroken(**where(story, number), promise_id=number, kind="", due_ms=0), minutes)


def moved(story, number, minutes, reason):
    fact = facts.PromiseMoved(
        **where(story, number), promise_id=number, kind="", from_ms=0, due_ms=1, move_reason=reason
    )
    story.tell(fact, minutes)


def withdrawn(story, number, minutes):
    story.tell(facts.PromiseWithdrawn(**where(story, number), promise_id=number, kind=""), minutes)


def rated(story, ticket, solved_min, minutes, score, *, changed=False):
    fact = facts.SatisfactionGiven(
        **where(story, ticket), solved_ms=log.to_ms(after(solved_min)), score=score, resolved=True,
        changed=changed,
    )  # fmt: skip
    story.tell(fact, minutes)


def figure(person, name):
    total = measured(person, at_min=10 * DAY)[name].total
    return total.value, total.numerator, total.n


def test_the_kept_rate_counts_late_broken_and_prolonged_promises_as_not_kept(somebody, story):
    for number in range(1, 8):
        promised(story, number, number)
    kept(story, 1, 20)
    moved(story, 2, 21, "customer")
    kept(story, 2, 22)  # by the time the customer asked for
    moved(story, 3, 23, "ours")
    kept(story, 3, 24)  # by the time we needed
    kept(story, 4, 25, late=True)
    broken(story, 5, 26)
    withdrawn(story, 6, 27)  # 7 is still owed

    assert figure(somebody, "promise_kept_rate") == (2 / 5, 2, 5)


def test_a_promise_falls_to_the_day_that_decided_it(somebody, story):
    promised(story, 1, 0)
    broken(story, 1, DAY)
    kept(story, 1, 3 * DAY)

    days = measured(somebody, at_min=10 * DAY)["promise_kept_rate"].days

    assert [(str(day), one.value, one.n) for day, one in days.items()] == [("2026-12-02", 0, 1)]


def test_call_backs_are_a_share_of_answered_contacts(somebody, story):
    for contact in range(1, 6):
        story.begin(contact, contact, contact)
        if contact < 5:
            story.reply(contact, contact, contact + 1, agent=1, message=contact)
    promised(story, 1, 10, kind="callback")
    promised(story, 2, 11)
    promised(story, 3, 12, kind="callback")
    withdrawn(story, 3, 13)
    promised(story, 5, 14, kind="callback")  # nobody has answered it

    assert figure(somebody, "callback_share") == (1 / 4, 1, 4)


def test_the_avoidable_share_leaves_out_what_nobody_knows(somebody, story):
    for number, avoidable in enumerate(("yes", "no", "no", "unknown"), start=1):
        kept(story, number, number, kind="callback", avoidable=avoidable)
    kept(story, 5, 5, avoidable="yes")  # no call back

    assert figure(somebody, "callback_avoidable_share") == (1 / 3, 1, 3)


def test_satisfaction_counts_the_last_answer_of_each_solution(somebody, story):
    for ticket in range(1, 5):
        story.begin(ticket, ticket, ticket)
        story.solve(ticket, ticket, 60)
    rated(story, 1, 60, 70, 5)
    rated(story, 2, 60, 70, 5)
    rated(story, 2, 60, 80, 3, changed=True)
    rated(story, 3, 60, 70, 4)

    assert figure(somebody, "csat") == (2 / 3, 2, 3)
    assert figure(somebody, "csat_response_rate") == (3 / 4, 3, 4)


def test_each_solution_of_a_ticket_is_rated_for_itself(somebody, story):
    story.begin(1, 1, 0)
    story.solve(1, 1, 60)
    rated(story, 1, 60, 70, 1)
    story.reopen(1, 1, 80)
    story.solve(1, 1, 2 * DAY)
    rated(story, 1, 2 * DAY, 3 * DAY, 5)

    days = measured(somebody, at_min=10 * DAY)["csat"].days

    assert [(str(day), one.value) for day, one in days.items()] == [("2026-12-01", 0), ("2026-12-03", 1)]


def test_a_voided_contact_counts_nowhere(somebody, story):
    story.begin(1, 1, 0)
    story.solve(1, 1, 60)
    rated(story, 1, 60, 70, 5)
    promised(story, 1, 20)
    kept(story, 1, 30)
    story.void(1, 90)

    names = ("promise_kept_rate", "callback_share", "csat", "csat_response_rate")
    assert [figure(somebody, name)[2] for name in names] == [0, 0, 0, 0]


def test_a_standard_in_use_shows_satisfaction_and_what_went_up(somebody, story):
    for contact in range(1, 4):
        answered(story, contact, contact * 10, found_ms=5_000)
    rated(story, 1, 12, 30, 5)
    rated(story, 2, 22, 40, 2)
    fact = EscalationAsked(
        **where(story, 3), escalation_id=1, kind="takeover", why="authority", level=0, role="team_lead",
        policy_version=0, due_ms=0,
    )  # fmt: skip
    story.tell(fact, 35)

    (one,), _few = asked(somebody)

    assert (one.satisfied, one.went_up) == (Share(1, 2), Share(1, 3))
