"""The finder's marks of contradiction: kept by the worker, compared by no keystroke."""

import json
from datetime import timedelta

import pytest

from gijun.events import log
from gijun.events.models import Event
from gijun.standards import indexing
from gijun.standards.actions import consistency as actions
from gijun.standards.queries import consistency
from gijun.standards.queries.marks import FILE, LAG, contradicted
from tests.make import NOON
from tests.standards import agreed
from tests.standards.test_consistency import FOURTEEN, in_force

TWENTY = "환불은 20일 이내에 신청하실 수 있습니다."


@pytest.fixture
def pair(policy, centre, settings):
    """Two standards that contradict each other, as the worker has seen them."""
    found = in_force(policy, centre), in_force(policy, centre, FOURTEEN, title="환불 접수 기준")
    assert indexing.compare(settings.SEARCH, NOON)
    return found


@pytest.fixture
def nobody_compares(monkeypatch):
    def refuse(at):
        raise AssertionError("every standard was read and compared")

    monkeypatch.setattr(consistency, "published", refuse)


def test_the_finder_marks_what_the_worker_found_and_compares_nothing(jisu, pair, nobody_compares):
    assert contradicted(jisu, NOON) == {pair[0].pk, pair[1].pk}


def test_a_keystroke_after_a_change_compares_nothing(policy, jisu, centre, pair, monkeypatch, settings):
    third = in_force(policy, centre, TWENTY, title="환불 신청 기준")

    def refuse(at):
        raise AssertionError("every standard was read and compared")

    with monkeypatch.context() as patched:
        patched.setattr(consistency, "published", refuse)
        assert contradicted(jisu, NOON) == {pair[0].pk, pair[1].pk}
    assert indexing.compare(settings.SEARCH, NOON)
    assert contradicted(jisu, NOON) == {pair[0].pk, pair[1].pk, third.pk}


def test_where_nothing_changed_the_worker_compares_nothing(pair, nobody_compares, settings):
    assert not indexing.compare(settings.SEARCH, NOON)


def test_a_worker_that_starts_compares_whatever_an_older_release_kept(jisu, pair, settings):
    path = settings.SEARCH / FILE
    path.write_bytes(json.dumps(json.loads(path.read_bytes()) | {"marks": []}).encode())
    assert contradicted(jisu, NOON) == frozenset()

    assert indexing.compare(settings.SEARCH, NOON, anew=True)

    assert contradicted(jisu, NOON) == {pair[0].pk, pair[1].pk}


def test_a_worker_that_stands_still_is_not_waited_for(policy, jisu, centre, pair):
    third = in_force(policy, centre, TWENTY, title="환불 신청 기준")
    changed_ms = Event.objects.filter(name="standards.version_published").last().recorded_at_ms
    just_before = log.from_ms(changed_ms) + LAG - timedelta(milliseconds=1)

    assert contradicted(jisu, just_before) == {pair[0].pk, pair[1].pk}
    assert contradicted(jisu, just_before + LAG) == {pair[0].pk, pair[1].pk, third.pk}


def test_a_note_why_both_are_right_takes_the_marks_away_at_once(policy, jisu, pair, nobody_compares):
    [conflict] = consistency.conflicts(policy, NOON)
    actions.clear_conflict(conflict.first.pk, conflict.second.pk, reason="다른 상품이다", by=policy, at=NOON)

    assert contradicted(jisu, NOON) == frozenset()


def test_marks_begin_when_both_are_in_force(policy, jisu, centre, settings):
    first = in_force(policy, centre)
    later = agreed.days(3)
    second = in_force(policy, centre, FOURTEEN, title="환불 접수 기준")
    newer = agreed.next_version(first, policy, agreed.content("환불은 됩니다."), at=NOON, valid_from=later)
    indexing.compare(settings.SEARCH, NOON)

    assert contradicted(jisu, NOON) == {first.pk, second.pk}
    assert contradicted(jisu, later) == frozenset()
    assert newer.pk not in contradicted(jisu, NOON)


def test_marks_of_standards_somebody_does_not_see_are_not_theirs(stranger, pair):
    assert contradicted(stranger, NOON) == frozenset()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", json.dumps({"position": 1}).encode()])
def test_a_damaged_file_is_not_trusted_and_written_anew(jisu, pair, settings, content):
    (settings.SEARCH / FILE).write_bytes(content)

    assert contradicted(jisu, NOON) == {pair[0].pk, pair[1].pk}
    assert indexing.compare(settings.SEARCH, NOON)
    assert not indexing.compare(settings.SEARCH, NOON)


def test_what_was_kept_of_another_log_is_not_trusted(jisu, pair, settings):
    path = settings.SEARCH / FILE
    path.write_bytes(json.dumps(json.loads(path.read_bytes()) | {"recorded_at_ms": 1, "marks": []}).encode())

    assert contradicted(jisu, NOON) == {pair[0].pk, pair[1].pk}
