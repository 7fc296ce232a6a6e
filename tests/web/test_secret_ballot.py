"""Who proposed, voted and disagreed in an open workshop shows nowhere that the log does."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from gijun.events import log
from gijun.measures import lake
from gijun.organisation import authority
from gijun.organisation.queries import audit
from gijun.organisation.queries.audit import Asked
from gijun.standards import actions
from gijun.web.realtime import Reach, _news_after, topics_of
from tests import make
from tests.make import NOON, at
from tests.standards import agreed

WORDS = "환불은 영업일 3일 안에 됩니다."


@pytest.fixture
def workshop(centre):
    policy = make.person("policy", centre, "policy_owner")
    standard = agreed.published(policy, centre, agreed.content()).standard
    return actions.open_workshop(standard.pk, "환불 시점을 한 번에 알 수 있게", by=policy, at=NOON)


def take_sides(workshop, jisu):
    """One person proposes, votes and disagrees; gives the log's position before."""
    before = log.head()
    candidate = actions.propose(workshop.pk, WORDS, by=jisu, at=at(1))
    actions.vote(workshop.pk, candidate.pk, by=jisu, at=at(2))
    actions.note_dissent(workshop.pk, "영업일이 아니라 날짜로 말해야 합니다.", by=jisu, at=at(3))
    return before


def printed() -> str:
    out = StringIO()
    call_command("events", stdout=out)
    return out.getvalue()


def seen(reader):
    authority.forget(reader)
    asked = [Asked(), Asked(person="한지수"), Asked(kind="standards.vote_cast")]
    return [audit.page(reader, one) for one in asked]


def test_the_command_prints_kinds_of_facts_and_no_fact(workshop, jisu):
    before = printed()

    take_sides(workshop, jisu)

    assert printed() == before


def test_the_audit_does_not_tell_who_took_sides(workshop, jisu, admin):
    before = seen(admin)

    take_sides(workshop, jisu)

    assert seen(admin) == before


def test_pages_hear_that_a_standard_changed_and_not_who_voted(workshop, jisu):
    before = take_sides(workshop, jisu)
    reach = Reach(jisu.pk, frozenset({workshop.standard.team_id}), frozenset())

    news = _news_after(before)

    assert [topics_of(one, reach) for one in news] == [({"standards"}, False)] * 3
    assert [one.agent_id for one in news] == [None] * 3


def test_no_file_of_the_lake_holds_who_took_sides(workshop, jisu):
    before = take_sides(workshop, jisu)

    lake.refresh(lambda: at(60))

    with lake.opened() as opened:
        rows = opened.duck.execute(
            "SELECT name, actor_id, data FROM events WHERE position > ? ORDER BY position", [before]
        ).fetchall()
    assert [(name, actor, sorted(json.loads(data))) for name, actor, data in rows] == [
        (
            "standards.candidate_proposed",
            None,
            ["candidate_id", "content_hash", "standard_id", "workshop_id"],
        ),
        ("standards.vote_cast", None, ["candidate_id", "standard_id", "workshop_id"]),
        ("standards.dissent_noted", None, ["content_hash", "dissent_id", "standard_id", "workshop_id"]),
    ]


def test_other_facts_of_a_workshop_keep_who_did_it(workshop):
    lake.refresh(lambda: at(60))

    with lake.opened() as opened:
        rows = opened.duck.execute(
            "SELECT actor_id FROM events WHERE name = 'standards.workshop_opened'"
        ).fetchall()
    assert rows == [(workshop.opened_by_id,)]
