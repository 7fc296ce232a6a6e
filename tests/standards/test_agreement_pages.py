"""Approving on a standard's page, what still stands, verifying, and the record of it all."""

from dataclasses import replace

import pytest

from gijun.standards import actions
from gijun.standards.models import Approval, StandardVersion, Verification
from gijun.standards.queries.record import record
from gijun.standards.rules.content import content_hash
from tests import make
from tests.make import NOON
from tests.standards import agreed
from tests.standards.browser import browser, url, words

AHEAD = "2099-01-01"


@pytest.fixture
def draft(policy, centre):
    return agreed.draft(policy, centre)


@pytest.fixture
def field(centre):
    return agreed.approver("field", centre)


def page_of(person, version):
    return browser(person).get(url("page", version.standard_id))


def test_a_side_approves_what_it_read_and_may_take_it_back(draft, field):
    client = browser(field)
    seen = content_hash(draft.content())
    html = client.get(url("page", draft.standard_id)).content.decode()
    assert f'name="seen_hash" value="{seen}"' in html
    given = {"side": "field", "seen_hash": seen}

    approved = client.post(url("approve", draft.pk), given, follow=True)
    assert "Field · ✓ Approved field-of" in words(approved)
    assert "Policy · ◷ Waits for approval" in words(approved)
    assert "Approve (Field)" not in words(approved)

    withdrawn = client.post(url("withdraw", draft.pk), {"side": "field"}, follow=True)
    assert "Field · ◷ Waits for approval" in words(withdrawn)


def test_what_changed_since_it_was_read_is_not_approved(draft, field, policy):
    seen = content_hash(draft.content())
    actions.change_draft(draft.pk, agreed.content("다른 말"), by=policy, at=NOON)

    response = browser(field).post(url("approve", draft.pk), {"side": "field", "seen_hash": seen})

    assert response.status_code == 409
    assert not Approval.objects.exists()


def test_an_edit_shows_that_the_approval_no_longer_holds(draft, field, policy):
    actions.approve(draft.pk, side="field", by=field, at=NOON)
    actions.change_draft(draft.pk, agreed.content("다른 말"), by=policy, at=NOON)

    text = words(page_of(field, draft))

    assert "Approved before the last edit: it no longer holds" in text
    assert "✓ Approve (Field)" in text


def test_a_draft_is_sent_back_with_a_reason_its_author_reads(draft, field, policy):
    client = browser(field)
    empty = client.post(url("send_back", draft.pk), {"side": "field", "reason": " "})
    client.post(url("send_back", draft.pk), {"side": "field", "reason": "기간이 모호합니다."})

    text = words(page_of(policy, draft))

    assert empty.status_code == 409
    assert "Field · ↩ Sent back 기간이 모호합니다. field-of" in text
    actions.change_draft(draft.pk, agreed.content("다른 말"), by=policy, at=NOON)
    assert "The draft was changed since." in words(page_of(policy, draft))


def test_whoever_wrote_it_is_told_that_somebody_else_approves(centre):
    head = agreed.approver("policy", centre)
    text = words(page_of(head, agreed.draft(head, centre)))

    assert "You wrote this draft. Somebody else approves it." in text
    assert "Approve (Policy)" not in text


def test_who_may_not_approve_has_no_buttons_and_is_refused(draft, lead, jisu, stranger):
    text = words(page_of(lead, draft))
    given = {"side": "field", "seen_hash": ""}

    assert "Approve (" not in text
    assert "Send back (" not in text
    assert [browser(one).post(url("approve", draft.pk), given).status_code for one in (jisu, stranger)] == [
        404,
        404,
    ]


def test_the_owner_says_that_a_version_is_still_right(policy, centre):
    version = agreed.published(policy, centre)
    client = browser(policy)

    bad = client.post(url("verify", version.pk), {"review_on": "2020-01-01"})
    none = client.post(url("verify", version.pk), {})
    good = client.post(url("verify", version.pk), {"review_on": AHEAD}, follow=True)

    assert (bad.status_code, none.status_code) == (409, 409)
    assert Verification.objects.get().review_on.isoformat() == AHEAD
    assert "Last verified by 정정책" in words(good)
    assert "To be reviewed on" in words(good)


def test_an_agent_reads_the_agreement_and_verifies_nothing(policy, centre, jisu):
    version = agreed.published(policy, centre)
    client = browser(jisu)

    assert "Still right" not in words(client.get(url("page", version.standard_id)))
    assert client.post(url("verify", version.pk), {"review_on": AHEAD}).status_code == 403
    assert "Parties" in words(client.get(url("agreement", version.pk)))


def test_the_record_names_the_parties_the_text_and_the_disagreement(policy, centre, jisu):
    standard = agreed.matter(policy, centre)
    workshop = actions.open_workshop(standard.pk, "한 번에 알 수 있게", by=policy, at=NOON)
    candidate = actions.propose(workshop.pk, "사흘 뒤 환불됩니다.", by=jisu, at=NOON)
    actions.note_dissent(workshop.pk, "사흘은 어렵습니다.", by=jisu, at=NOON)
    actions.decide(workshop.pk, candidate.pk, "가장 짧아서", by=policy, at=NOON)
    draft = StandardVersion.objects.get(standard=standard)
    whole = replace(draft.content(), no_exceptions=True)
    actions.change_draft(draft.pk, whole, by=policy, at=NOON)
    agreed.approve(draft, at=make.at(60))
    version = actions.publish(draft.pk, by=policy, at=make.at(120))

    found = record(jisu, version.pk)
    text = words(browser(jisu).get(url("agreement", version.pk)))

    assert [one.side for one in found.parties] == ["policy", "field"]
    assert (found.agreed_at, found.workshops) == (make.at(60), [workshop])
    assert [(one.text, one.person) for one in found.dissents] == [("사흘은 어렵습니다.", jisu)]
    assert content_hash(version.content()) in text
    assert "사흘 뒤 환불됩니다." in text
    assert "가장 짧아서 · 정정책" in text
    assert "사흘은 어렵습니다. 한지수" in text
    assert "Agreed by both sides" in text
    assert "0 times (later versions: 0, workshops: 0)" in text


def test_the_record_counts_how_often_the_matter_came_up_again(policy, centre):
    first = agreed.published(policy, centre)
    workshop = actions.open_workshop(first.standard_id, "또", by=policy, at=make.at(60))
    actions.decide(workshop.pk, None, "그대로", by=policy, at=make.at(60))
    second = agreed.next_version(first, policy, agreed.content("둘째"), at=make.at(120))
    third = agreed.next_version(second, policy, agreed.content("셋째"), at=make.at(180))

    counts = [
        (one.versions_since, one.workshops_since, one.reopened)
        for one in (record(policy, version.pk) for version in (first, second, third))
    ]

    assert counts == [(2, 1, 2), (1, 0, 1), (0, 0, 0)]


def test_what_was_brought_in_says_that_it_was_agreed_elsewhere(policy, centre):
    version = actions.publish(agreed.draft(policy, centre).pk, by=policy, at=NOON, basis="brought_in")
    found = record(policy, version.pk)

    assert (found.parties, found.agreed_at) == ([], NOON)
    assert "agreed elsewhere before" in words(browser(policy).get(url("agreement", version.pk)))


def test_drafts_and_what_is_foreign_have_no_record(draft, policy, stranger, centre):
    version = agreed.published(policy, centre, title="교환")

    assert browser(policy).get(url("agreement", draft.pk)).status_code == 404
    assert browser(stranger).get(url("agreement", version.pk)).status_code == 404


def test_the_page_of_a_standard_leads_to_its_workshops(policy, centre, jisu):
    standard = agreed.published(policy, centre).standard
    before = words(browser(policy).get(url("page", standard.pk)))
    workshop = actions.open_workshop(standard.pk, "한 번에 알 수 있게", by=policy, at=NOON)
    during = browser(jisu).get(url("page", standard.pk))
    actions.decide(workshop.pk, None, "그대로", by=policy, at=NOON)
    after = words(browser(jisu).get(url("page", standard.pk)))

    assert "Open a workshop" in before
    assert "Take part" in words(during)
    assert url("workshop", workshop.pk) in during.content.decode()
    assert "한 번에 알 수 있게 · Closed without a sentence" in after
    assert "Open a workshop" not in after
