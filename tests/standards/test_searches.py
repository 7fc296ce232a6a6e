"""Searches in vain: the words stay out of the log."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.events import StandardNotFound
from gijun.standards.models import NotFoundQuery
from gijun.standards.queries import lists
from tests.make import NOON
from tests.organisation.facts import last


def test_a_search_in_vain_is_recorded_without_its_words(jisu, team):
    query = actions.note_not_found(
        "이하늘 님 적립금", ticket_id=7, channel="email", took_ms=21_400, by=jisu, at=NOON
    )

    assert (query.words, query.team_id) == ("이하늘 님 적립금", team.pk)
    assert last() == (
        StandardNotFound(
            query_id=query.pk,
            ticket_id=7,
            agent_id=jisu.pk,
            team_id=team.pk,
            channel="email",
            took_ms=21_400,
        ),
        jisu.pk,
    )
    told = json.dumps(Event.objects.latest("position").data, ensure_ascii=False)
    assert "적립금" not in told


def test_long_words_are_cut_and_no_words_refused(jisu):
    assert len(actions.note_not_found("가" * 999, by=jisu, at=NOON).words) == 200
    with pytest.raises(StandardsError):
        actions.note_not_found("  ", by=jisu, at=NOON)


def test_nobody_reports_from_a_team_they_do_not_see(jisu, elsewhere):
    with pytest.raises(PermissionDenied):
        actions.note_not_found("적립금", team_id=elsewhere.pk, by=jisu, at=NOON)


def test_whoever_writes_for_the_team_sees_the_words(jisu, policy, stranger):
    actions.note_not_found("적립금", by=jisu, at=NOON)
    actions.note_not_found("포인트", by=jisu, at=NOON)

    assert [one.words for one in lists.not_found(policy)] == ["포인트", "적립금"]
    assert lists.not_found(stranger) == []
    assert NotFoundQuery.objects.count() == 2
