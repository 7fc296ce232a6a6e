"""The preview of a version, publishing from it, taking back; notices read by keyboard, issued, withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gijun.standards import actions
from gijun.standards.actions.notices import add_notice
from gijun.standards.models import Notice, Receipt, StandardVersion
from gijun.standards.rules.content import Comprehension, Publication, content_hash
from gijun.standards.terms.publishing import ReadingState
from tests.standards import agreed
from tests.standards.browser import browser, url, words
from tests.standards.test_consistency import FOURTEEN, in_force

QUESTION = Comprehension("며칠 안에 환불되나요?", ("3일", "7일"), 1)
TOLD = Publication("환불 기간이 7일로 바뀝니다.", True, QUESTION)
ASKING = agreed.content("7일 안에 환불됩니다.", publication=TOLD)
MUST_READ = agreed.content(publication=Publication("환불 기간이 바뀝니다.", must_read=True))


@pytest.fixture
def changed(policy, centre, now):
    """The draft of a second version, approved by both sides."""
    before = agreed.content("3일 안에 환불됩니다.")
    first = agreed.published(policy, centre, before, at=now - timedelta(days=1))
    draft = actions.draft_version(first.standard_id, by=policy, at=now)
    return agreed.approve(actions.change_draft(draft.pk, ASKING, by=policy, at=now))


def told_form(**more) -> dict:
    return {
        "notice": "알림",
        "must_read": "on",
        "question": "며칠?",
        "answer": ["3일", "", "7일", ""],
        "right": "2",
    } | more


def test_the_preview_shows_before_and_after_whom_it_reaches_and_who_approved(policy, jisu, changed):
    response = browser(policy).get(url("publish", changed.pk))

    said = words(response)
    assert "Before: version 1" in said
    assert "removed: 3일" in said
    assert "added: 7일" in said
    assert "4 people" in said
    assert "Policy approved: policy-of" in said
    for name in ("Reply template", "Checklist", "Knowledge card", "Evaluation items", "Notice"):
        assert name in said
    assert "며칠 안에 환불되나요?" in said


def test_the_preview_warns_of_a_standard_that_says_otherwise(policy, centre, now):
    in_force(policy, centre, at=now)
    draft = agreed.draft(policy, centre, agreed.content(FOURTEEN), title="환불 접수 기준")

    said = words(browser(policy).get(url("publish", draft.pk)))

    assert "It contradicts" in said


def test_a_draft_that_lacks_an_approval_says_so_and_offers_no_publishing(policy, changed, now):
    actions.change_draft(changed.pk, agreed.content("5일"), by=policy, at=now)

    said = words(browser(policy).get(url("publish", changed.pk)))

    assert "Policy has not approved" in said
    assert "Field has not approved" in said
    assert "Publish P" not in said


def test_the_page_of_the_standard_leads_to_the_preview(policy, changed):
    html = browser(policy).get(url("page", changed.standard_id)).content.decode()

    assert f'href="{url("publish", changed.pk)}"' in html


def test_what_was_seen_is_published_and_everybody_is_told(policy, jisu, changed):
    seen = content_hash(changed.content())

    response = browser(policy).post(url("publish", changed.pk), {"when": "now", "seen_hash": seen})

    assert response.url == url("page", changed.standard_id)
    assert Notice.objects.get(version=changed).text == TOLD.notice
    assert "1 must-read" in words(browser(jisu).get(url("list")))


def test_what_changed_since_the_preview_is_shown_again_instead_of_published(policy, changed, now):
    seen = content_hash(changed.content())
    agreed.approve(actions.change_draft(changed.pk, agreed.content("5일"), by=policy, at=now), at=now)

    response = browser(policy).post(url("publish", changed.pk), {"when": "now", "seen_hash": seen})

    assert response.status_code == 409
    assert "since you opened the preview" in words(response)
    assert StandardVersion.objects.get(pk=changed.pk).is_draft


def test_notice_and_question_are_written_beside_the_preview(policy, changed):
    response = browser(policy).post(url("publication", changed.pk), told_form())

    assert response.url == url("publish", changed.pk)
    assert StandardVersion.objects.get(pk=changed.pk).content().publication == Publication(
        "알림", True, Comprehension("며칠?", ("3일", "7일"), 1)
    )


@pytest.mark.parametrize(
    ("given", "status", "refusal"),
    [
        ({"answer": ["3일"]}, 409, "at least two answers"),
        ({"right": "3"}, 409, "which answer is right"),
        ({"answer": ["가" * 201, "7일"]}, 422, "at most 200"),
        ({"seen_hash": "0" * 64}, 409, "changed this draft"),
    ],
)
def test_a_question_nobody_can_answer_is_shown_again_with_its_words(policy, changed, given, status, refusal):
    response = browser(policy).post(url("publication", changed.pk), told_form(**given))

    assert response.status_code == status
    assert refusal in words(response)
    assert 'value="며칠?"' in response.content.decode()


def test_no_question_is_asked_where_none_is_written(policy, changed):
    given = told_form(question="", answer=["", ""], right="0", must_read="")

    browser(policy).post(url("publication", changed.pk), given)

    assert StandardVersion.objects.get(pk=changed.pk).content().publication == Publication("알림")


def test_a_published_version_is_taken_back_from_its_page(policy, changed, now):
    version = actions.publish(changed.pk, by=policy, at=now)
    client = browser(policy)
    assert "Take this version back" in words(client.get(url("publish", version.pk)))

    response = client.post(url("roll_back", version.pk), {"reason": "금액이 틀렸습니다."})

    assert response.url == url("page", version.standard_id)
    said = words(client.get(response.url))
    assert "금액이 틀렸습니다." in said
    assert StandardVersion.objects.in_force(timezone.now()).get().number == 3


def test_taking_back_without_a_reason_is_refused(policy, changed, now):
    version = actions.publish(changed.pk, by=policy, at=now)

    response = browser(policy).post(url("roll_back", version.pk), {"reason": " "})

    assert response.status_code == 409
    assert "Say why" in words(response)


def test_agents_see_what_was_published_but_neither_drafts_nor_the_way_back(policy, jisu, changed, now):
    client = browser(jisu)
    assert client.get(url("publish", changed.pk)).status_code == 404
    version = actions.publish(changed.pk, by=policy, at=now)

    assert "Take this version back" not in words(client.get(url("publish", version.pk)))
    assert client.post(url("roll_back", version.pk), {"reason": "틀림"}).status_code == 403
    assert client.post(url("publish", version.pk), {"when": "now"}).status_code == 403


def test_a_must_read_is_answered_with_a_digit(policy, jisu, centre, now):
    notice = Notice.objects.get(version=agreed.published(policy, centre, ASKING, at=now))
    client = browser(jisu)

    page = client.get(url("notice", notice.pk))
    assert 'name="choice" value="1" data-shortcut="2"' in page.content.decode()
    assert "7일 안에 환불됩니다." in words(page)
    wrong = client.post(url("answer_notice", notice.pk), {"choice": "0"})
    assert wrong.status_code == 422
    assert "Read the sentence again" in words(wrong)
    assert "7일 안에 환불됩니다." in words(wrong)
    right = client.post(url("answer_notice", notice.pk), {"choice": "1"})

    assert right.url == url("notices")
    assert Receipt.objects.get().attempts == 2
    assert "must-read" not in words(client.get(url("list")))


def test_whoever_issued_a_notice_is_asked_nothing(policy, centre, now):
    notice = Notice.objects.get(version=agreed.published(policy, centre, ASKING, at=now))
    alone = add_notice(title="점검", text="글", team_id=centre.pk, by=policy, at=now)
    client = browser(policy)

    assert QUESTION.question not in words(client.get(url("notice", notice.pk)))
    assert "I have read it" not in words(client.get(url("notice", alone.pk)))


def test_after_one_must_read_comes_the_next(policy, jisu, centre, now):
    given = {"text": "글", "team_id": centre.pk, "by": policy, "at": now, "must_read": True}
    first, second = add_notice(title="하나", **given), add_notice(title="둘", **given)
    client = browser(jisu)

    assert client.post(url("read_notice", first.pk)).url == url("notice", second.pk)
    assert client.post(url("read_notice", second.pk)).url == url("notices")
    assert "You have read everything" in words(client.get(url("notices")))


def test_reading_leads_to_the_question(policy, jisu, centre, now):
    notice = Notice.objects.get(version=agreed.published(policy, centre, ASKING, at=now))

    assert browser(jisu).post(url("read_notice", notice.pk)).url == url("notice", notice.pk)


@pytest.mark.parametrize("choice", ["", "9", "x"])
def test_an_answer_that_is_none_is_refused(policy, jisu, centre, now, choice):
    notice = Notice.objects.get(version=agreed.published(policy, centre, ASKING, at=now))

    response = browser(jisu).post(url("answer_notice", notice.pk), {"choice": choice})

    assert response.status_code == 409
    assert not Receipt.objects.exists()


def test_the_list_says_where_somebody_stands(policy, jisu, centre, now):
    agreed.published(policy, centre, MUST_READ, at=now - timedelta(hours=1))
    empty = browser(jisu, "en")

    response = empty.get(url("notices"))

    assert [line.state for line in response.context["lines"]] == [ReadingState.OVERDUE]
    assert "take no new ones" in words(response)


def test_an_empty_list_says_what_will_stand_there(jisu):
    assert "There are no notices" in words(browser(jisu).get(url("notices")))


def test_a_notice_by_itself_is_issued_and_withdrawn(policy, jisu, centre):
    client = browser(policy)
    given = {"title": "점검", "text": "오늘 밤 점검합니다.", "team": centre.pk}

    issued = client.post(url("new_notice"), given)
    notice = Notice.objects.get()
    assert issued.url == url("notice", notice.pk)
    assert "오늘 밤 점검합니다." in words(browser(jisu).get(url("notice", notice.pk)))
    assert client.post(url("withdraw_notice", notice.pk)).url == url("notices")

    assert browser(jisu).get(url("notice", notice.pk)).status_code == 404


def test_a_notice_from_a_time_that_has_passed_is_shown_again(policy, centre):
    given = {"title": "점검", "text": "글", "team": centre.pk, "shows_from": "2020-01-01T00:00"}

    response = browser(policy).post(url("new_notice"), given)

    assert response.status_code == 422
    assert "has passed" in words(response)


def test_notices_of_another_centre_are_not_there(policy, stranger, jisu, centre, now):
    notice = add_notice(title="점검", text="글", team_id=centre.pk, by=policy, at=now)

    for name in ("notice", "read_notice", "withdraw_notice"):
        method = "get" if name == "notice" else "post"
        assert getattr(browser(stranger), method)(url(name, notice.pk)).status_code == 404
    assert browser(jisu).get(url("new_notice")).status_code == 403
    assert browser(jisu).post(url("withdraw_notice", notice.pk)).status_code == 403


def test_who_writes_standards_sees_how_far_a_version_got(policy, jisu, lead, centre, now):
    version = agreed.published(policy, centre, ASKING, at=now)
    notice = Notice.objects.get(version=version)
    browser(jisu).post(url("answer_notice", notice.pk), {"choice": "1"})

    for client, seen in ((browser(policy), True), (browser(jisu), False)):
        assert ("Read by 1 of 4" in words(client.get(url("page", version.standard_id)))) is seen
        assert ("Who has read it" in words(client.get(url("notice", notice.pk)))) is seen


def test_a_question_makes_approvals_void_and_the_form_says_so(policy, changed):
    said = words(browser(policy).get(url("publish", changed.pk)))

    assert "A change here needs them again." in said


def test_publishing_from_the_preview_later(policy, changed, now):
    given = {"when": "later", "valid_from": "2099-01-02T09:30", "seen_hash": ""}

    browser(policy).post(url("publish", changed.pk), given)

    version = StandardVersion.objects.get(pk=changed.pk)
    assert version.valid_from.isoformat() == "2099-01-02T00:30:00+00:00"
    assert Notice.objects.get(version=version).shows_from == version.valid_from


def test_a_published_version_no_longer_takes_another_notice(policy, changed, now):
    actions.publish(changed.pk, by=policy, at=now)

    assert browser(policy).post(url("publication", changed.pk), told_form()).status_code == 409
