"""The page of what has to be done about standards."""

from datetime import date

import pytest

from gijun.standards import actions
from gijun.standards.models import Standard
from tests import make
from tests.make import NOON
from tests.standards import agreed
from tests.standards.browser import browser, row_codes, url, words


@pytest.fixture
def gone(centre, admin):
    """An owner who left, with two standards."""
    person = make.person("gone", centre, "policy_owner", name="나간이")
    for title in ("환불", "교환"):
        agreed.matter(person, centre, title=title)
    person.is_active = False
    person.save()
    return person


def test_nothing_to_do_says_what_would_stand_here(jisu):
    text = words(browser(jisu).get(url("work")))

    assert "Nothing waits for you" in text
    assert "You answer for no standard." in text


def test_everything_that_waits_stands_on_one_page(policy, centre, team, jisu):
    head = agreed.approver("policy", centre)
    agreed.published(policy, centre, agreed.content(review_on=date(2026, 1, 1)), title="지난 점검")
    agreed.draft(policy, centre, title="승인할 초안")
    workshop = actions.open_workshop(
        agreed.matter(head, centre, title="내 기준").pk, "쉽게", by=head, at=NOON
    )
    actions.propose(workshop.pk, "사흘 뒤 됩니다.", by=jisu, at=NOON)
    back = agreed.draft(head, centre, title="돌아온 초안")
    actions.send_back(back.pk, "모호합니다.", side="field", by=agreed.approver("field", centre), at=NOON)
    actions.note_not_found("없는 말", team_id=team.pk, by=jisu, at=NOON)

    text = words(browser(head).get(url("work")))

    assert "Sent back to you 1 돌아온 초안 · Field" in text
    assert "모호합니다." in text
    assert "Waits for your approval 1 승인할 초안" in text
    assert "Waits for your vote 1 내 기준 · 쉽게" in text
    assert "Review overdue 1" in text
    assert "Looked for in vain 1" in text
    assert "My standards 2" in text
    assert text.count("To do 5") == 1


def test_a_review_is_verified_right_there(policy, centre):
    version = agreed.published(policy, centre, agreed.content(review_on=date(2026, 1, 1)))
    client = browser(policy)
    before = client.get(url("work"))
    client.post(url("verify", version.pk), {"review_on": "2099-01-01"})

    assert row_codes(before) == [version.standard.code] * 2
    assert row_codes(client.get(url("work"))) == [version.standard.code]


def test_standards_of_somebody_who_left_are_handed_over_together(gone, policy):
    client = browser(policy)
    ids = list(Standard.objects.values_list("pk", flat=True))
    page = words(client.get(url("work")))
    given = {"from_owner": gone.pk, "to_owner": policy.pk, "standards": ids}

    response = client.post(url("hand_over"), given, follow=True)

    assert "나간이 can no longer answer for these 2" in page
    assert "2 standards changed hands." in words(response)
    assert "나간이" not in words(response)
    assert set(Standard.objects.values_list("owner", flat=True)) == {policy.pk}


def test_a_standard_that_stays_says_why_and_the_others_go(gone, policy):
    client, (first, second) = browser(policy), Standard.objects.order_by("pk")
    actions.change_owner(first.pk, owner_id=policy.pk, by=policy, at=NOON)
    given = {"from_owner": gone.pk, "to_owner": policy.pk, "standards": [first.pk, second.pk]}

    text = words(client.post(url("hand_over"), given, follow=True))

    assert "1 standard changed hands." in text
    assert "“환불” stays where it is: Somebody else answers for it by now." in text


def test_an_incomplete_hand_over_is_refused_in_words(gone, policy, jisu):
    client = browser(policy)
    nobody = client.post(url("hand_over"), {"from_owner": gone.pk, "standards": []})

    assert nobody.status_code == 409
    assert "Choose who answers for them" in words(nobody)
    assert "Choose at least one" in words(nobody)
    assert browser(jisu).post(url("hand_over"), {}).status_code == 403


def test_the_list_of_standards_leads_here(policy):
    assert url("work") in browser(policy).get(url("list")).content.decode()


def test_the_list_knows_of_verifications(policy, centre):
    version = agreed.published(policy, centre, agreed.content(review_on=date(2026, 1, 1)))
    client = browser(policy)
    before = client.get(url("list"), {"review": "overdue"})
    client.post(url("verify", version.pk), {"review_on": "2099-01-01"})
    after, everything = client.get(url("list"), {"review": "overdue"}), client.get(url("list"))

    assert (row_codes(before), row_codes(after)) == ([version.standard.code], [])
    assert "Review overdue" in words(before)
    assert "! Review overdue" not in words(everything)
