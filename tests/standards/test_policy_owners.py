"""Policy documents change hands: rows, facts, refusals, pages."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.standards import actions
from gijun.standards.actions import policies
from gijun.standards.errors import StandardsError
from gijun.standards.models import PolicyDocument
from gijun.standards.queries import review
from tests import make
from tests.make import NOON
from tests.standards import agreed, documented
from tests.standards.browser import browser, url, words


@pytest.fixture
def gone(centre):
    """An owner who left, with a standard and two documents."""
    person = make.person("gone", centre, "policy_owner", name="나간이")
    agreed.matter(person, centre, title="환불")
    documented.document(person, centre)
    documented.document(person, centre, text="제1조(배송) 이틀 걸린다.", title="배송 정책")
    person.is_active = False
    person.save()
    return person


def handed_over() -> list[tuple[int, int, int]]:
    told = Event.objects.filter(name="standards.policy_document_handed_over").order_by("position")
    return [(one.data["document_id"], one.data["owner_id"], one.actor_id) for one in told]


def ids(owner) -> list[int]:
    return list(PolicyDocument.objects.filter(owner=owner).order_by("pk").values_list("pk", flat=True))


def test_somebody_else_answers_for_a_document_and_the_log_says_so(policy, centre):
    head = agreed.approver("policy", centre)
    document = documented.document(policy, centre)

    changed = policies.hand_over_document(document.pk, owner_id=head.pk, by=policy, at=NOON)

    assert (changed.owner_id, ids(head)) == (head.pk, [document.pk])
    assert handed_over() == [(document.pk, head.pk, policy.pk)]


def test_the_same_owner_again_changes_nothing(policy, centre):
    document = documented.document(policy, centre)

    policies.hand_over_document(document.pk, owner_id=policy.pk, by=policy, at=NOON)

    assert handed_over() == []


def test_a_document_goes_to_nobody_who_cannot_answer_and_from_nobody_who_may_not(
    policy, centre, stranger, jisu
):
    document = documented.document(policy, centre)

    with pytest.raises(StandardsError, match="cannot answer for the document"):
        policies.hand_over_document(document.pk, owner_id=stranger.pk, by=policy, at=NOON)
    with pytest.raises(PermissionDenied):
        policies.hand_over_document(document.pk, owner_id=jisu.pk, by=jisu, at=NOON)

    assert (ids(policy), handed_over()) == ([document.pk], [])


def test_only_the_edition_that_holds_changes_hands_and_the_next_one_keeps_its_owner(policy, centre):
    head = agreed.approver("policy", centre)
    older = documented.document(policy, centre)
    policies.hand_over_document(older.pk, owner_id=head.pk, by=policy, at=NOON)
    newer = policies.replace_document(
        older.pk, documented.brought("제1조(환불) 안 한다."), by=policy, at=NOON
    )

    assert newer.owner_id == head.pk
    with pytest.raises(StandardsError, match="A newer edition has taken the place"):
        policies.hand_over_document(older.pk, owner_id=policy.pk, by=policy, at=NOON)


def test_documents_of_owners_who_left_are_named_beside_their_standards(policy, gone):
    [line] = review.owners_left(policy)

    assert (line.owner, [one.title for one in line.standards]) == (gone, ["환불"])
    assert [one.title for one in line.documents] == ["배송 정책", "환불 정책"]
    assert line.count == 3


def test_an_owner_of_nothing_but_a_replaced_edition_is_not_named(policy, gone, centre):
    for pk in ids(gone):
        newer = policies.replace_document(
            pk, documented.brought(f"제1조(환불) {pk}일 안에 한다."), by=policy, at=NOON
        )
        policies.hand_over_document(newer.pk, owner_id=policy.pk, by=policy, at=NOON)

    [line] = review.owners_left(policy)
    assert line.documents == ()


def test_a_document_that_cannot_change_hands_does_not_stop_the_others(policy, gone):
    first, second = ids(gone)
    policies.hand_over_document(first, owner_id=policy.pk, by=policy, at=NOON)

    result = actions.hand_over_documents(
        from_owner_id=gone.pk,
        to_owner_id=policy.pk,
        document_ids=[first, 99_999, second, second],
        by=policy,
        at=NOON,
    )

    assert result.done == (second,)
    assert result.refused == (
        (first, "Somebody else answers for it by now."),
        (99_999, "There is no such document."),
    )


def test_everything_of_somebody_who_left_is_handed_over_together(policy, gone):
    client = browser(policy)
    page = words(client.get(url("work")))
    [standard] = review.owners_left(policy)[0].standards
    given = {"from_owner": gone.pk, "to_owner": policy.pk}

    response = client.post(
        url("hand_over"), given | {"standards": [standard.pk], "documents": ids(gone)}, follow=True
    )

    assert "나간이 can no longer answer for these 3" in page
    assert "Policy document 배송 정책" in page
    assert "1 standard changed hands." in words(response)
    assert "2 policy documents changed hands." in words(response)
    assert "나간이" not in words(response)
    assert len(ids(policy)) == 2


def test_documents_alone_can_be_handed_over(policy, gone):
    given = {"from_owner": gone.pk, "to_owner": policy.pk, "documents": ids(gone)[:1]}

    response = browser(policy).post(url("hand_over"), given, follow=True)

    assert "1 policy document changed hands." in words(response)
    assert "나간이 can no longer answer for these 2" in words(response)


def test_the_page_of_a_document_hands_it_over(policy, centre, jisu):
    head = agreed.approver("policy", centre)
    document = documented.document(policy, centre)
    client, address = browser(policy), url("policy_hand_over", document.pk)
    assert address in client.get(url("policy", document.pk)).content.decode()

    response = client.post(address, {"owner": head.pk})

    assert (response.status_code, response.url) == (302, url("policy", document.pk))
    assert ids(head) == [document.pk]
    assert client.post(address, {"owner": ""}).status_code == 409
    assert browser(jisu).post(address, {"owner": jisu.pk}).status_code == 403
    assert address not in browser(jisu).get(url("policy", document.pk)).content.decode()
