"""Words the office says to itself: noted with a suggestion, replaced, withdrawn, hinted at at once."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.models import OfficeWord
from gijun.standards.queries import state
from gijun.standards.queries.office_words import suggestions
from gijun.standards.rules.readability import hints
from gijun.standards.terms.consistency import HintKind
from tests.make import NOON
from tests.standards import agreed
from tests.standards.browser import browser, url, words


@pytest.fixture(autouse=True)
def told_by_the_log(db):
    yield
    assert state.from_log() == state.from_rows()


def told():
    return list(Event.objects.order_by("position").values_list("name", flat=True))


def test_a_word_is_noted_once_and_told_by_a_hash(policy, centre):
    first = actions.add_office_word("  되반  ", "돌려보내기", by=policy, at=NOON)

    assert actions.add_office_word("되반", "돌려보내기", by=policy, at=NOON) == first
    assert suggestions() == {"되반": "돌려보내기"}
    fact = Event.objects.get(name="standards.office_word_added")
    assert sorted(fact.data) == ["number", "word_id", "words_hash"]


def test_another_suggestion_takes_the_place_and_the_one_before_is_kept(policy, centre):
    actions.add_office_word("되반", "돌려보내기", by=policy, at=NOON)
    actions.add_office_word("되반", "반품", by=policy, at=agreed.days(1))

    assert suggestions() == {"되반": "반품"}
    rows = OfficeWord.objects.order_by("number").values_list("number", "instead", "withdrawn_at")
    assert list(rows) == [(1, "돌려보내기", agreed.days(1)), (2, "반품", None)]


def test_a_withdrawn_word_is_no_longer_hinted_at_and_may_come_back(policy, centre):
    word = actions.add_office_word("되반", "돌려보내기", by=policy, at=NOON)
    actions.withdraw_office_word(word.pk, by=policy, at=NOON)
    actions.withdraw_office_word(word.pk, by=policy, at=NOON)

    assert suggestions() == {}
    assert told().count("standards.office_word_withdrawn") == 1
    assert actions.add_office_word("되반", "돌려보내기", by=policy, at=agreed.days(1)).number == 2


@pytest.mark.parametrize(
    ("word", "instead", "why"),
    [
        ("", "말", "Write both words"),
        ("되반", " ", "Write both words"),
        ("되" * 65, "말", "at most 64"),
        ("되반", "되반", "would be said for itself"),
    ],
)
def test_what_is_no_pair_of_words_is_refused(policy, centre, word, instead, why):
    with pytest.raises(StandardsError, match=why):
        actions.add_office_word(word, instead, by=policy, at=NOON)

    assert not OfficeWord.objects.exists()


def test_agents_own_no_words_of_the_office(jisu, policy, centre):
    word = actions.add_office_word("되반", "돌려보내기", by=policy, at=NOON)

    with pytest.raises(PermissionDenied):
        actions.add_office_word("원콜", "한 번의 전화", by=jisu, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.withdraw_office_word(word.pk, by=jisu, at=NOON)


@pytest.mark.parametrize(
    ("text", "own", "found"),
    [
        ("되반으로 접수합니다.", {"되반": "돌려보내기"}, [("되반", HintKind.INTERNAL, "돌려보내기")]),
        ("되반으로 접수합니다.", {}, []),
        ("콜백 드리겠습니다.", {"콜백": "전화 다시 드림"}, [("콜백", HintKind.INTERNAL, "전화 다시 드림")]),
        ("익일 도착합니다.", {"익일": "이튿날"}, [("익일", HintKind.INTERNAL, "이튿날")]),
        ("RMA로 보내 주세요.", {"RMA": "수리 접수"}, [("RMA", HintKind.INTERNAL, "수리 접수")]),
    ],
)
def test_the_offices_own_words_go_before_those_of_every_office(text, own, found):
    assert [(one.text, one.kind, one.parameters.get("instead")) for one in hints(text, own)] == found


def test_the_page_takes_good_lines_shows_bad_ones_and_hints_follow_at_once(policy, centre):
    client = browser(policy)
    written = {"language": ["ko"], "sentence": ["되반으로 접수합니다."]}
    assert "되반" not in words(client.post(url("hints"), written))

    answer = client.post(url("office_words"), {"lines": "되반 → 돌려보내기\n혼자"})

    assert answer.status_code == 422
    assert "혼자 – Write both words" in words(answer).replace("  ", " ")
    assert "Say “돌려보내기”." in words(client.post(url("hints"), written))
    kept = client.get(url("office_words"))
    assert "되반 → 돌려보내기" in words(kept)
    gone = client.post(url("withdraw_office_word", OfficeWord.objects.get().pk))
    assert gone.url == url("office_words")
    assert "It reads well." in words(client.post(url("hints"), written))
    assert "Withdrawn 1" in words(client.get(url("office_words")))


def test_the_page_of_customers_words_leads_there(policy, centre):
    assert f'href="{url("office_words")}"' in browser(policy).get(url("words")).content.decode()


def test_a_version_side_by_side_is_hinted_at_with_the_offices_words(policy, centre):
    actions.add_office_word("되반", "돌려보내기", by=policy, at=NOON)
    draft = agreed.draft(policy, centre, agreed.content("되반으로 접수합니다."))

    assert "Say “돌려보내기”." in words(browser(policy).get(url("variants", draft.pk)))
