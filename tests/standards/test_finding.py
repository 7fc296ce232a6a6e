"""Finding the agreed sentence without knowing its words."""

from datetime import date, timedelta

import pytest

from gijun.events import log
from gijun.organisation import actions as organisation
from gijun.science.search import Library
from gijun.standards import actions, indexing, queries
from gijun.standards.actions import Matter
from gijun.standards.models import Standard
from gijun.standards.rules.content import Content, Said, Step
from tests import make
from tests.make import NOON
from tests.standards import agreed

SHELF = {
    "환불 처리 기준": (
        "카드 결제는 승인 취소로 처리되며 영업일 3~5일이 걸립니다.",
        "카드 취소했는데 입금이 안 돼요",
    ),
    "교환 접수 절차": ("수령 후 7일 안에 접수하시면 회수 송장을 보내 드립니다.", "사이즈를 바꾸고 싶어요"),
    "배송 지연 안내": ("약속한 도착일을 2일 넘기면 적립금 2천 원을 드립니다.", "택배가 아직 안 왔어요"),
    "배송지 변경": ("출고 전이면 상담원이 주소를 고쳐 드립니다.", "주소를 잘못 썼어요"),
    "정기결제 해지": ("다음 결제일 하루 전까지 해지하실 수 있습니다.", "구독 그만할래요"),
    "현금영수증 발급": ("결제하신 날부터 3년 안에 발급해 드립니다.", "소득공제 받고 싶어요"),
    "회원 탈퇴": ("탈퇴하시면 계정이 바로 잠깁니다.", "아이디를 없애 주세요"),
    "쿠폰 사용 조건": ("쿠폰은 한 주문에 하나만 쓸 수 있습니다.", "할인 코드가 안 먹혀요"),
}


@pytest.fixture
def shelf(policy, centre) -> dict[str, int]:
    """Some standards in force; title → version."""
    return {
        title: agreed.published(
            policy, centre, agreed.content(sentence), title=title, example_questions=asked
        ).pk
        for title, (sentence, asked) in SHELF.items()
    }


def titles(person, query: str, **more) -> list[str]:
    return [one.title for one in queries.find(person, query, at=more.pop("at", NOON), **more)]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("환불 처리 기준", "환불 처리 기준"),
        ("환불", "환불 처리 기준"),
        ("교환", "교환 접수 절차"),
        ("결제 해지", "정기결제 해지"),
        ("환불처리기준", "환불 처리 기준"),
        ("배송 지 변경", "배송지 변경"),
        ("현금 영수증", "현금영수증 발급"),
        ("ㅎㅂㅊㄹㄱㅈ", "환불 처리 기준"),
        ("ㅎㅂ", "환불 처리 기준"),
        ("ㅎㅇㅌㅌ", "회원 탈퇴"),
        ("ghksqnf", "환불 처리 기준"),
        ("rnvhs", "쿠폰 사용 조건"),
        ("환블 처리", "환불 처리 기준"),
        ("현금영수중", "현금영수증 발급"),
        ("택배가 아직도 안 왔는데요", "배송 지연 안내"),
        ("사이즈 바꾸기", "교환 접수 절차"),
        ("아이디 없애고 싶어요", "회원 탈퇴"),
        ("S005", "정기결제 해지"),
    ],
)
def test_the_right_standard_comes_first(jisu, shelf, query, title):
    assert titles(jisu, query)[0] == title


@pytest.mark.parametrize("query", ["zzzzqx", "!!!", "뷁"])
def test_where_nothing_fits_nothing_is_found(jisu, shelf, query):
    assert titles(jisu, query) == []


def test_without_any_standard_nothing_is_found(jisu):
    assert titles(jisu, "환불") == []
    assert titles(jisu, "") == []


def test_what_is_found_can_be_said_and_done_at_once(jisu, policy, centre):
    says = Content(
        sentences=(Said("any", "ko", "모두"), Said("email", "ko", "메일"), Said("any", "en", "everywhere")),
        steps=(Step("승인번호 확인"), Step("처리일 안내")),
        change_note="처음",
        review_on=date(2026, 12, 31),
        no_exceptions=True,
    )
    version = agreed.published(policy, centre, says, title="환불 처리 기준", code="S01")

    found = queries.find(jisu, "환불", at=NOON, channel="email")[0]

    items = list(version.checklist.values_list("pk", flat=True))
    assert found == queries.Found(
        standard_id=version.standard_id,
        version_id=version.pk,
        code="S01",
        title="환불 처리 기준",
        number=1,
        sentence="메일",
        steps=(queries.Step(items[0], "승인번호 확인"), queries.Step(items[1], "처리일 안내")),
        valid_from=NOON,
        changed_recently=True,
        review_overdue=False,
        matched_by="words",
    )
    assert queries.find(jisu, "환불", at=NOON, channel="chat")[0].sentence == "모두"
    assert queries.find(jisu, "환불", at=NOON, channel="phone", language="en")[0].sentence == "everywhere"


@pytest.mark.parametrize(
    ("query", "how"), [("환불", "words"), ("ㅎㅂㅊㄹ", "initials"), ("ghksqnf", "keyboard")]
)
def test_it_is_said_how_the_words_were_read(jisu, shelf, query, how):
    assert queries.find(jisu, query, at=NOON)[0].matched_by == how


@pytest.mark.parametrize(("later", "recent"), [(0, True), (6.9, True), (7, False)])
def test_a_change_is_new_for_a_week(jisu, shelf, later, recent):
    assert queries.find(jisu, "환불", at=agreed.days(later))[0].changed_recently is recent


@pytest.mark.parametrize(
    ("later", "overdue"),
    [(timedelta(0), False), (timedelta(hours=11, minutes=59), False), (timedelta(hours=12), True)],
)
def test_a_review_is_overdue_once_its_day_is_over_at_the_centre(jisu, policy, centre, later, overdue):
    agreed.published(policy, centre, agreed.content(review_on=date(2026, 11, 25)))

    assert queries.find(jisu, "환불", at=NOON + later)[0].review_overdue is overdue


def test_a_scheduled_version_is_never_found_before_its_time_nor_the_old_one_after(jisu, policy, centre):
    first = agreed.published(policy, centre, agreed.content("지금 말"))
    agreed.next_version(first, policy, agreed.content("내일 말"), at=NOON, valid_from=agreed.days(1))

    def said(at):
        return [one.sentence for one in queries.find(jisu, "환불", at=at)]

    assert said(agreed.days(1) - timedelta(milliseconds=1)) == ["지금 말"]
    assert said(agreed.days(1)) == ["내일 말"]
    assert said(NOON) == ["지금 말"]


def test_drafts_are_never_found(jisu, policy, centre):
    agreed.draft(policy, centre)

    assert titles(jisu, "환불") == []
    assert titles(jisu, "") == []


def test_what_was_said_in_the_past_can_be_asked_for(jisu, policy, centre):
    first = agreed.published(policy, centre, agreed.content("옛말"))
    agreed.next_version(first, policy, agreed.content("새말"), at=agreed.days(30))
    assert queries.find(jisu, "환불", at=agreed.days(60))[0].sentence == "새말"

    assert queries.find(jisu, "환불", at=NOON)[0].sentence == "옛말"


def test_standards_hold_for_their_team_and_below(jisu, lead, policy, manager, stranger, centre, team, sister):
    boss = make.person("boss", sister, "team_lead")
    agreed.published(manager, centre, title="센터 환불")
    agreed.published(manager, team, title="1팀 환불")
    agreed.published(manager, sister, title="2팀 환불")

    assert set(titles(jisu, "환불")) == {"센터 환불", "1팀 환불"}
    assert set(titles(boss, "환불")) == {"센터 환불", "2팀 환불"}
    assert set(titles(policy, "환불")) == {"센터 환불", "1팀 환불", "2팀 환불"}
    assert titles(stranger, "환불") == []
    assert set(titles(policy, "환불", team_id=team.pk)) == {"센터 환불", "1팀 환불"}
    assert titles(stranger, "환불", team_id=team.pk) == []


def test_a_reason_narrows_to_everything_below_it(jisu, policy, centre):
    refund = actions.add_reason(code="refund", name_ko="환불", by=None, at=NOON)
    late = actions.add_reason(code="refund.late", name_ko="지연", parent_id=refund.pk, by=None, at=NOON)
    ship = actions.add_reason(code="ship", name_ko="배송", by=None, at=NOON)
    for title, reason in (
        ("환불 기준", refund),
        ("지연 환불", late),
        ("배송 중 환불", ship),
        ("기타 환불", None),
    ):
        agreed.published(policy, centre, title=title, reason_id=reason and reason.pk)

    assert set(titles(jisu, "환불", reason_id=refund.pk)) == {"환불 기준", "지연 환불"}
    assert titles(jisu, "환불", reason_id=ship.pk) == ["배송 중 환불"]
    assert titles(jisu, "", reason_id=late.pk) == ["지연 환불"]
    assert titles(jisu, "환불", reason_id=999_999) == []


def test_without_words_the_latest_change_comes_first(jisu, policy, centre):
    for day, title in enumerate(["가장 옛것", "중간", "가장 새것"]):
        agreed.published(policy, centre, title=title, at=agreed.days(day))

    assert titles(jisu, " ", at=agreed.days(5)) == ["가장 새것", "중간", "가장 옛것"]
    assert titles(jisu, "", at=agreed.days(5), limit=1) == ["가장 새것"]


def test_a_change_is_found_at_once(jisu, policy, centre):
    version = agreed.published(policy, centre, title="환불 처리 기준")
    assert titles(jisu, "적립금") == []

    actions.change_standard(
        version.standard_id, Matter("환불 처리 기준", None, "적립금은 언제 돌아오나요"), by=policy, at=NOON
    )

    assert titles(jisu, "적립금") == ["환불 처리 기준"]


def test_the_index_is_built_once_until_something_changes(jisu, policy, centre, monkeypatch):
    built = []
    build = Library.with_changes
    monkeypatch.setattr(Library, "with_changes", lambda *args: built.append(1) or build(*args))
    agreed.published(policy, centre)

    for query in ("환불", "환불 기준", ""):
        titles(jisu, query)
    assert len(built) == 1
    actions.note_not_found("적립금", by=jisu, at=NOON)
    agreed.draft(policy, centre, title="초안")
    titles(jisu, "환불")
    assert len(built) == 1
    agreed.published(policy, centre, title="교환 기준")
    assert titles(jisu, "교환") == ["교환 기준"]
    assert len(built) == 2


def test_a_moved_team_is_noticed_without_building_anew(jisu, manager, admin, centre, team, sister):
    agreed.published(manager, sister, title="2팀 환불")
    assert titles(jisu, "환불") == []

    organisation.change_team(team.pk, name="1팀", parent_id=sister.pk, by=admin, at=NOON)
    jisu.__dict__.pop("_standing")

    assert titles(jisu, "환불") == ["2팀 환불"]


def test_versions_shown_beside_a_ticket(policy, centre):
    first = agreed.published(policy, centre, agreed.content("옛말", steps=("확인",)))
    second = agreed.next_version(first, policy, agreed.content("새말"), at=NOON, valid_from=agreed.days(2))
    draft = actions.draft_version(first.standard_id, by=policy, at=NOON)

    used = queries.used_versions([second.pk, first.pk, draft.pk], at=agreed.days(1))

    assert [(one.version_id, one.title, one.number, one.state, one.sentence) for one in used] == [
        (first.pk, "환불 처리 기준", 1, "in_force", "옛말"),
        (second.pk, "환불 처리 기준", 2, "scheduled", "새말"),
    ]
    assert [step.text for step in used[0].steps] == ["확인"]
    assert [one.state for one in queries.used_versions([first.pk], at=agreed.days(2))] == ["superseded"]


def test_only_published_versions_and_their_steps_are_known(policy, centre):
    version = agreed.published(policy, centre, agreed.content(steps=("확인",)))
    draft = actions.draft_version(version.standard_id, by=policy, at=NOON)

    assert queries.standard_of_version(version.pk) == version.standard_id
    assert queries.version_of_step(version.checklist.get().pk) == version.pk
    assert queries.standard_of_version(draft.pk) is None
    assert queries.version_of_step(draft.checklist.get().pk) is None


def test_asking_again_costs_few_queries(jisu, shelf, django_assert_max_num_queries):
    titles(jisu, "환불")
    jisu.__dict__.pop("_standing")

    with django_assert_max_num_queries(4):
        titles(jisu, "환불")


def test_the_log_is_only_read(jisu, shelf):
    before = log.head()

    titles(jisu, "적립금")

    assert log.head() == before
    assert Standard.objects.count() == len(SHELF)


def test_what_the_worker_wrote_is_searched_with_what_changed_since(jisu, policy, centre, settings):
    refund = agreed.published(policy, centre, title="환불 처리 기준")
    agreed.published(policy, centre, title="교환 기준")
    assert indexing.write(settings.SEARCH, NOON)
    assert not indexing.write(settings.SEARCH, NOON)
    assert titles(jisu, "환불 기준")[0] == "환불 처리 기준"

    agreed.published(policy, centre, title="적립금 소멸 안내")
    actions.change_standard(refund.standard_id, Matter("반품 처리 기준"), by=policy, at=NOON)

    assert titles(jisu, "적립금")[0] == "적립금 소멸 안내"
    assert titles(jisu, "ㅂㅍㅊㄹ")[0] == "반품 처리 기준"
    assert "환불 처리 기준" not in titles(jisu, "환불")
    assert indexing.write(settings.SEARCH, NOON)
    assert titles(jisu, "적립금")[0] == "적립금 소멸 안내"


def test_an_index_of_another_database_or_a_harmed_one_is_not_trusted(jisu, policy, centre, settings):
    agreed.published(policy, centre, title="환불 처리 기준")
    indexing.write(settings.SEARCH, NOON)
    stamp = settings.SEARCH / "standards.json"
    for content in ('{"position": 1, "recorded_at_ms": 5, "lesson": 0}', "{", '{"position": "x"}'):
        stamp.write_text(content)
        agreed.published(policy, centre, title=f"교환 기준 {len(content)}")

        assert titles(jisu, "환불")[0] == "환불 처리 기준"
        assert f"교환 기준 {len(content)}" in titles(jisu, "교환")
    assert indexing.write(settings.SEARCH, NOON)


def test_the_centres_words_lead_to_the_standards(jisu, policy, centre):
    agreed.published(policy, centre, title="환불 처리 기준")
    assert titles(jisu, "뜨부띠") == []

    known = actions.add_synonym("뜨부띠", "환불", by=policy, at=NOON)
    assert titles(jisu, "뜨부띠") == ["환불 처리 기준"]

    actions.remove_synonym(known.pk, by=policy, at=NOON)
    assert titles(jisu, "뜨부띠") == []


def test_what_is_overdue_for_review_stands_behind_what_is_not(jisu, policy, centre):
    old = agreed.content("환불은 영업일 3일", review_on=NOON.date() - timedelta(days=1))
    late = agreed.published(policy, centre, old, title="카드 환불 안내")
    agreed.published(policy, centre, agreed.content("환불은 영업일 3일"), title="현금 환불 안내")

    assert titles(jisu, "환불 안내") == ["현금 환불 안내", "카드 환불 안내"]
    actions.verify(late.pk, review_on=NOON.date() + timedelta(days=30), by=policy, at=NOON)
    assert titles(jisu, "환불 안내") == ["카드 환불 안내", "현금 환불 안내"]
