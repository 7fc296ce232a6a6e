"""Who read the version in force: worked out by hand over notices, roles and receipts of the log."""

from datetime import date

import pytest

from gijun.events import log
from gijun.measures import compute, in_use, lake, queries
from gijun.measures.in_use import Share
from gijun.measures.queries import Selection
from gijun.organisation import actions as organisation
from gijun.organisation.events import PersonChanged, RoleGiven, RoleTaken
from gijun.organisation.models import Membership, Person, Team
from gijun.standards import events as standards
from gijun.standards.actions.receipts import confirm_read
from gijun.standards.models import Notice
from gijun.standards.queries.receipts import adoption
from gijun.standards.rules.content import Publication
from tests import make
from tests.measures.told import DAY, NINE, Story, after
from tests.standards import agreed

FIRST, LAST = date(2026, 11, 20), date(2026, 12, 31)
WEEKS = 14 * DAY


@pytest.fixture
def story(team) -> Story:
    return Story(team.pk)


@pytest.fixture
def readers(team) -> list[Person]:
    return [make.person(name, team, "agent") for name in ("a", "b", "c")]


def ms(minutes: float) -> int:
    return log.to_ms(after(minutes))


def in_force(story, version=1, minutes=0, *, standard=1, valid_from=None):
    fact = standards.VersionPublished(
        standard_id=standard, team_id=story.team_id, version_id=version, number=version,
        valid_from_ms=ms(minutes if valid_from is None else valid_from), content_hash="x",
    )  # fmt: skip
    story.tell(fact, minutes)


def superseded(story, version, minutes, *, by, standard=1):
    fact = standards.VersionSuperseded(
        standard_id=standard, team_id=story.team_id, version_id=version, by_version_id=by,
        valid_to_ms=ms(minutes),
    )  # fmt: skip
    story.tell(fact, minutes)


def notice(story, number=1, minutes=0, *, version=1, standard=1, must_read=True, issuer=None):
    fact = standards.NoticeIssued(
        notice_id=number, team_id=story.team_id, standard_id=standard, version_id=version,
        must_read=must_read, shows_from_ms=ms(minutes), content_hash="x",
    )  # fmt: skip
    with log.writing():
        log.record(fact, at=after(minutes), actor_id=issuer)


def withdrawn(story, number, minutes):
    fact = standards.NoticeWithdrawn(
        notice_id=number, team_id=story.team_id, shows_until_ms=ms(minutes)
    )  # fmt: skip
    story.tell(fact, minutes)


def read(story, person, minutes, *, number=1, version=1):
    fact = standards.StandardRead(
        notice_id=number, version_id=version, team_id=story.team_id, person_id=person.pk
    )
    story.tell(fact, minutes)


def asked(person, *, at_min=WEEKS, last=LAST, scope=None, **narrowed) -> dict[int, in_use.InUse]:
    """By standard, what the person would be told."""
    assert lake.refresh(lambda: after(at_min))
    with lake.opened() as opened:
        question = queries.question_of(person, Selection(FIRST, last, **narrowed), opened.manifest.as_of_ms)
        compute.prepare(opened, question)
        lineages = {team.pk: team.lineage for team in Team.objects.all()}
        found = in_use.standards_in_use(opened, question, scope=scope or {}, steps={}, lineages=lineages)
        return {one.standard_id: one for one in found}


def test_read_is_of_everybody_the_must_read_holds_for_but_whoever_issued_it(manager, story, readers):
    in_force(story)
    notice(story, issuer=readers[0].pk)
    for person in readers[:2]:
        read(story, person, 5)
        read(story, person, 6)  # said twice

    one = asked(manager)[1]

    assert one.read == Share(1, 2)
    assert (one.uses, one.people, one.edited_share, one.median_ms) == (0, 0, None, None)


def test_only_the_version_in_force_at_the_end_of_the_period_counts(manager, story, readers):
    in_force(story, 1)
    notice(story, 1, version=1)
    for person in readers:
        read(story, person, 5)
    in_force(story, 2, 3 * DAY)
    superseded(story, 1, 3 * DAY, by=2)
    notice(story, 2, 3 * DAY, version=2)
    read(story, readers[0], 4 * DAY, number=2, version=2)
    in_force(story, 3, 5 * DAY, valid_from=30 * DAY)  # not yet

    assert asked(manager)[1].read == Share(1, 3)
    assert asked(manager, last=date(2026, 12, 2))[1].read == Share(3, 3)


def test_people_count_with_the_roles_they_had_and_closed_accounts_do_not(manager, centre, story, readers):
    in_force(story)
    notice(story)
    left, moved, _stays = readers
    read(story, left, 5)
    other = make.team(centre, "2팀")
    story.tell(PersonChanged(person_id=left.pk, active=False), 10)
    story.tell(RoleTaken(person_id=moved.pk, team_id=story.team_id, role="agent"), 10)
    story.tell(RoleGiven(person_id=moved.pk, team_id=other.pk, role="agent"), 10)

    assert asked(manager, last=date(2026, 12, 1))[1].read == Share(0, 1)


def test_a_centres_must_read_holds_for_its_teams_and_the_choice_of_a_team_narrows_it(
    manager, centre, team, story, readers
):
    other = make.team(centre, "2팀")
    make.person("d", other, "agent")
    in_force(story.of(team_id=centre.pk))
    notice(story.of(team_id=centre.pk))
    read(story, readers[0], 5)

    assert asked(manager)[1].read == Share(1, 5)  # and the manager
    assert asked(manager, team_id=team.pk)[1].read == Share(1, 3)
    assert asked(manager, team_id=other.pk)[1].read == Share(0, 1)


def test_what_nobody_has_to_read_or_was_withdrawn_has_no_share(manager, story, readers):
    for number in (1, 2):
        in_force(story, number, standard=number)
    notice(story, 1, version=1, must_read=False)
    notice(story, 2, version=2, standard=2)
    withdrawn(story, 2, 10)
    read(story, readers[0], 5, number=2, version=2)

    assert asked(manager) == {}


def test_a_standard_in_force_that_nobody_says_stands_with_the_contacts_it_was_missed_in(manager, story):
    in_force(story)
    story.begin(1, 1, 0)
    story.reply(1, 1, 1, agent=1)
    story.solve(1, 1, 2, reason=10)

    one = asked(manager, scope={1: [10]})[1]

    assert (one.said, one.read, one.uses) == (Share(0, 1), Share(0, 0), 0)
    assert not one.fails


def test_the_share_agrees_with_what_the_standards_own_page_says_of_real_people(
    manager, admin, centre, team, readers
):
    policy = make.person("policy", centre, "policy_owner")
    says = agreed.content(publication=Publication("환불 기간이 바뀝니다.", must_read=True))
    version = agreed.published(policy, centre, says, at=NINE)
    for person in (manager, *readers[:2]):
        confirm_read(Notice.objects.get(version=version).pk, by=person, at=after(5))
    organisation.change_person(
        readers[0].pk, name="a", email="", locale="ko", active=False, by=admin, at=after(10)
    )
    organisation.take_role(Membership.objects.get(person=readers[2]).pk, by=admin, at=after(10))

    told = adoption(version.pk)

    assert asked(manager)[version.standard_id].read == Share(told.read, told.people)
    assert told.read == 2


def test_other_centres_are_not_counted(manager, story, readers):
    far = make.centre("부산")
    make.person("far", far, "agent")
    in_force(story.of(team_id=far.pk))
    notice(story.of(team_id=far.pk))

    assert asked(manager) == {}
