"""Standards in use: worked out by hand over a few contacts."""

from datetime import date

import pytest

from gijun.desk import events as desk
from gijun.measures import compute, in_use, lake, queries
from gijun.measures.in_use import Share
from gijun.measures.queries import Selection
from gijun.organisation.models import Person, Team
from tests import make
from tests.measures.told import DAY, Story, after

FIRST, LAST = date(2026, 11, 20), date(2026, 12, 31)
WEEKS = 14 * DAY


@pytest.fixture
def somebody(db) -> Person:
    return make.person("p", make.centre("서울"), "operations_manager")


@pytest.fixture
def story(somebody) -> Story:
    return Story(Team.objects.get(name="서울").pk)


def lineages() -> dict[int, tuple[int, ...]]:
    return {team.pk: team.lineage for team in Team.objects.all()}


def asked(person, at_min=WEEKS, *, scope=None, steps=None):
    assert lake.refresh(lambda: after(at_min))
    with lake.opened() as opened:
        question = queries.question_of(person, Selection(FIRST, LAST), opened.manifest.as_of_ms)
        compute.prepare(opened, question)
        used = in_use.standards_in_use(
            opened, question, scope=scope or {}, steps=steps or {}, lineages=lineages()
        )
        return used, in_use.hangs_on_few(opened, question)


def answered(story, contact, minutes, *, agent=1, found_ms=None, customer=None, reason=10, message=None):
    """A contact answered with the agreed sentence and solved."""
    story.begin(contact, contact, minutes, customer=customer or contact)
    story.reply(contact, contact, minutes + 1, agent=agent, message=message or contact)
    if found_ms is not None:
        story.use(contact, contact, minutes + 1, message=message or contact, found_ms=found_ms)
    story.solve(contact, contact, minutes + 2, reason=reason)


def test_times_are_ranked_not_averaged_and_slow_ones_stand_out(somebody, story):
    for contact, found_ms in enumerate((4_000, 9_000, 20_000, 21_000, 60_000), start=1):
        answered(story, contact, contact, found_ms=found_ms)

    (one,), _few = asked(somebody)

    assert (one.uses, one.people, one.median_ms, one.p80_ms) == (5, 1, 20_000, 21_000)
    assert one.in_time == Share(3, 5)
    assert one.fails


def test_four_searches_say_too_little_to_fail(somebody, story):
    for contact in range(1, 5):
        answered(story, contact, contact, found_ms=60_000)

    (one,), _few = asked(somebody)

    assert not one.fails


def test_adoption_counts_contacts_of_the_matter_and_outcomes_only_those_a_week_old(somebody, story):
    answered(story, 1, 0, found_ms=5_000, customer=7)
    answered(story, 2, 2 * DAY, customer=7)  # the same customer about the same matter
    answered(story, 3, 0, reason=11)  # another matter
    answered(story, 4, 0)
    answered(story, 5, 10 * DAY, found_ms=5_000)  # younger than a week when asked

    (one,), _few = asked(somebody, scope={1: [10]})

    assert one.said == Share(2, 4)
    assert one.came_again == Share(1, 1)


def test_followed_counts_steps_that_are_still_ticked(somebody, story):
    answered(story, 1, 0, found_ms=5_000)
    for item, done in ((1, True), (2, True), (2, False)):
        tick = desk.ChecklistTicked(
            ticket_id=1, contact_id=1, team_id=story.team_id, agent_id=1, channel="email", version_id=1,
            item_id=item, done=done,
        )  # fmt: skip
        story.tell(tick, 1)

    (one,), _few = asked(somebody, steps={1: 3})

    assert one.followed == Share(1, 3)


def test_a_matter_that_two_people_answer_hangs_on_few(somebody, story):
    for contact in range(1, 6):
        answered(story, contact, contact, agent=1 if contact < 5 else 2, reason=10)
    for contact in range(6, 12):
        answered(story, contact, contact, agent=contact, reason=11)
    answered(story, 12, 12, agent=9, reason=12)  # too little to say so

    _used, few = asked(somebody)

    assert [(one.reason_id, one.contacts, one.people) for one in few] == [(10, 5, 2)]


def test_nothing_is_known_of_other_centres(somebody, story):
    answered(story.of(team_id=make.centre("부산").pk), 1, 0, found_ms=5_000)

    assert asked(somebody) == ([], [])
