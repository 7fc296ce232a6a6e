"""Asked about many people at once, the same are behind with reading as asked one by one."""

from datetime import timedelta

import pytest

from gijun.organisation.queries.roster import roster
from gijun.standards.actions.notices import add_notice
from gijun.standards.actions.receipts import confirm_read
from gijun.standards.queries import overdue_must_reads
from gijun.standards.queries.behind import behind_with_reading
from tests import make
from tests.make import NOON, at

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def issuer(centre):
    return make.person("policy", centre, "policy_owner")


@pytest.fixture
def people(centre, team, jisu, lead):
    other = make.team(centre, "2팀")
    return [jisu, lead, make.person("minsu", other, "agent"), make.person("all", centre, "agent")]


def teams_of(centre) -> dict[int, frozenset[int]]:
    listed = roster(centre, "desk.reply").people
    return {pk: frozenset(team_id for home in one.homes for team_id in home) for pk, one in listed.items()}


def one_by_one(people, when) -> set[int]:
    return {person.pk for person in people if overdue_must_reads(person, when).exists()}


def must_read(issuer, team, when=NOON):
    return add_notice(title="새 기준", text="글", team_id=team.pk, must_read=True, by=issuer, at=when)


def test_of_a_whole_centre(centre, people, issuer):
    must_read(issuer, centre)

    assert behind_with_reading(teams_of(centre), LATER) == {one.pk for one in people}
    assert one_by_one(people, LATER) == {one.pk for one in people}


def test_of_one_team_and_some_who_read(centre, team, people, issuer, jisu, lead):
    one, other = must_read(issuer, team), must_read(issuer, centre)
    confirm_read(one.pk, by=lead, at=at(10))
    for reader in people[1:]:
        confirm_read(other.pk, by=reader, at=at(10))

    assert behind_with_reading(teams_of(centre), LATER) == one_by_one(people, LATER) == {jisu.pk}


def test_within_the_grace_nobody_is(centre, people, issuer):
    must_read(issuer, centre)

    assert behind_with_reading(teams_of(centre), at(60)) == one_by_one(people, at(60)) == set()


def test_who_issued_it_knows_it(centre, people, issuer):
    make_lead = make.person("boss", centre, "operations_manager")
    notice = must_read(make_lead, centre)

    behind = behind_with_reading(teams_of(centre), LATER)
    assert notice.issued_by_id not in behind
    assert behind == one_by_one([*people, make_lead], LATER)
