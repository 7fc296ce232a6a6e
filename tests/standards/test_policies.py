"""Policy documents: what is kept of them, what carries over to a newer edition, what is said."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gijun.events import log
from gijun.events.models import Event
from gijun.events.purge import purge_practice
from gijun.standards.actions import policies
from gijun.standards.actions.practice import remove_practice
from gijun.standards.actions.snippets import add_snippet
from gijun.standards.errors import StandardsError
from gijun.standards.models import Clause, ClauseStandard, PolicyDocument, Snippet, Standard, StandardVersion
from gijun.standards.queries import policies as queries
from gijun.standards.rules import documents
from gijun.standards.terms import DocumentKind
from gijun.standards.terms.documents import CLAUSE_LENGTH, ClauseState
from tests.make import NOON
from tests.standards import agreed, documented


def names() -> list[str]:
    return [name.removeprefix("standards.") for name in Event.objects.values_list("name", flat=True)]


def states(person, document) -> list[ClauseState]:
    return [line.state for line in queries.document_page(person, document.pk, NOON).lines]


def test_a_document_is_kept_with_its_clauses(policy, centre):
    document = documented.document(policy, centre)

    kept = [(one.place, one.heading, one.text) for one in documented.clauses(document)]
    assert kept == [
        (0, "제1조(환불 기간)", "구매한 날부터 7일 안에 환불한다."),
        (1, "제2조(배송비)", "고객의 변심이면 배송비는 고객이 낸다."),
        (2, "제3조(내부 보고)", "담당자는 매월 보고서를 낸다."),
    ]
    event = Event.objects.get(name="standards.policy_document_added")
    assert (event.team_id, event.actor_id) == (centre.pk, policy.pk)
    assert event.data == {
        "document_id": document.pk,
        "owner_id": policy.pk,
        "clauses": 3,
        "content_hash": documented.brought().hash(),
    }


@pytest.mark.parametrize(
    ("title", "clauses", "refusal"),
    [
        (" ", [("", "말")], "Write a title"),
        ("정책", [("제1조", " ")], "at least one clause"),
        ("정책", [("", "가" * (CLAUSE_LENGTH + 1))], "A clause has at most"),
        ("정책", [("가" * 201, "말")], "A clause has at most"),
    ],
)
def test_what_cannot_be_kept_is_refused(policy, centre, title, clauses, refusal):
    brought = policies.Brought(title, DocumentKind.TEXT, [documents.Clause(*one) for one in clauses])

    with pytest.raises(StandardsError, match=refusal):
        policies.add_document(brought, team_id=centre.pk, owner_id=policy.pk, by=policy, at=NOON)

    assert PolicyDocument.objects.count() == 0


def test_only_who_writes_standards_there_brings_documents_in(jisu, policy, centre, elsewhere):
    for person, where in ((jisu, centre), (policy, elsewhere)):
        with pytest.raises(PermissionDenied):
            policies.add_document(
                documented.brought(), team_id=where.pk, owner_id=person.pk, by=person, at=NOON
            )


def test_an_owner_who_does_not_see_the_document_is_refused(policy, stranger, centre):
    with pytest.raises(StandardsError, match="cannot answer for the document"):
        policies.add_document(
            documented.brought(), team_id=centre.pk, owner_id=stranger.pk, by=policy, at=NOON
        )


def test_a_clause_is_said_once_its_standard_is_in_force(policy, centre):
    document = documented.document(policy, centre)
    refund, shipping, _report = documented.clauses(document)
    draft = agreed.draft(policy, centre, title="환불 기간")
    live = agreed.published(policy, centre, title="배송비")

    policies.map_clause(refund.pk, draft.standard_id, by=policy, at=NOON)
    policies.map_clause(shipping.pk, live.standard_id, by=policy, at=NOON)

    assert states(policy, document) == [ClauseState.WRITING, ClauseState.SAID, ClauseState.MISSING]
    (line,) = queries.document_lines(policy, NOON)
    assert (line.coverage.said, line.coverage.needed, line.coverage.open) == (1, 3, 2)
    assert line.coverage.share == pytest.approx(1 / 3)


def test_mapping_twice_is_told_once_and_unmapping_what_is_not_mapped_never(policy, centre):
    clause = documented.clauses(documented.document(policy, centre))[0]
    standard = agreed.matter(policy, centre)

    policies.map_clause(clause.pk, standard.pk, by=policy, at=NOON)
    policies.map_clause(clause.pk, standard.pk, by=policy, at=NOON)
    policies.unmap_clause(clause.pk, standard.pk, by=policy, at=NOON)
    policies.unmap_clause(clause.pk, standard.pk, by=policy, at=NOON)

    assert [one for one in names() if "clause" in one] == ["clause_mapped", "clause_unmapped"]
    assert ClauseStandard.objects.count() == 0


def test_a_standard_nobody_may_see_cannot_be_mapped(policy, stranger, centre, elsewhere):
    clause = documented.clauses(documented.document(policy, centre))[0]
    theirs = agreed.matter(stranger, elsewhere)

    with pytest.raises(Standard.DoesNotExist):
        policies.map_clause(clause.pk, theirs.pk, by=policy, at=NOON)


def test_a_clause_is_set_aside_with_a_reason_and_brought_back(policy, centre):
    document = documented.document(policy, centre)
    report = documented.clauses(document)[2]

    policies.set_aside(report.pk, reason=" 고객에게 말하지 않습니다. ", by=policy, at=NOON)

    report.refresh_from_db()
    assert (report.is_aside, report.aside_reason) == (True, "고객에게 말하지 않습니다.")
    assert states(policy, document)[2] == ClauseState.ASIDE
    assert queries.document_lines(policy, NOON)[0].coverage.needed == 2
    with pytest.raises(StandardsError, match="Bring it back first"):
        policies.map_clause(report.pk, agreed.matter(policy, centre).pk, by=policy, at=NOON)

    policies.bring_back(report.pk, by=policy, at=NOON)
    policies.bring_back(report.pk, by=policy, at=NOON)

    assert states(policy, document)[2] == ClauseState.MISSING
    assert names().count("clause_set_aside") == 2


def test_a_clause_is_not_set_aside_without_a_reason_or_against_its_standards(policy, centre):
    clause = documented.clauses(documented.document(policy, centre))[0]
    with pytest.raises(StandardsError, match="why it needs no sentence"):
        policies.set_aside(clause.pk, reason=" ", by=policy, at=NOON)
    policies.map_clause(clause.pk, agreed.matter(policy, centre).pk, by=policy, at=NOON)

    with pytest.raises(StandardsError, match="A standard stands for this clause"):
        policies.set_aside(clause.pk, reason="아님", by=policy, at=NOON)


NEWER = """제1조(환불 기간) 구매한 날부터 14일 안에 환불한다.
제2조(적립금) 적립금은 바로 돌려준다.
제3조(배송비) 고객의 변심이면 배송비는 고객이 낸다.
제4조(내부 보고) 담당자는 매월 보고서를 낸다."""


def test_a_newer_edition_keeps_what_still_holds_and_asks_about_what_changed(policy, centre):
    older = documented.document(policy, centre)
    refund, shipping, report = documented.clauses(older)
    live = agreed.published(policy, centre).standard_id
    for clause in (refund, shipping):
        policies.map_clause(clause.pk, live, by=policy, at=NOON)
    policies.set_aside(report.pk, reason="내부", by=policy, at=NOON)

    newer = policies.replace_document(older.pk, documented.brought(NEWER, ""), by=policy, at=NOON)

    older.refresh_from_db()
    assert (older.replaced_by_id, newer.title, newer.team_id) == (newer.pk, "환불 정책", centre.pk)
    assert states(policy, newer) == [
        ClauseState.CHECK,
        ClauseState.MISSING,
        ClauseState.SAID,
        ClauseState.ASIDE,
    ]
    assert documented.clauses(newer)[3].aside_reason == "내부"
    assert [line.document.pk for line in queries.document_lines(policy, NOON)] == [newer.pk]
    told = Event.objects.get(name="standards.policy_document_replaced")
    assert told.data == {"document_id": older.pk, "by_document_id": newer.pk, "changed_clauses": 1}
    carried = Event.objects.filter(name="standards.clause_mapped", data__document_id=newer.pk)
    assert [one.data["needs_check"] for one in carried] == [True, False]


def test_looking_at_a_changed_clause_again_settles_it(policy, centre):
    older = documented.document(policy, centre)
    live = agreed.published(policy, centre).standard_id
    policies.map_clause(documented.clauses(older)[0].pk, live, by=policy, at=NOON)
    newer = policies.replace_document(older.pk, documented.brought(NEWER), by=policy, at=NOON)

    policies.map_clause(documented.clauses(newer)[0].pk, live, by=policy, at=NOON)

    assert states(policy, newer)[0] == ClauseState.SAID


def test_a_document_has_one_newer_edition_and_its_clauses_rest(policy, centre):
    older = documented.document(policy, centre)
    with pytest.raises(StandardsError, match="says exactly what"):
        policies.replace_document(older.pk, documented.brought(title="다른 이름"), by=policy, at=NOON)
    policies.replace_document(older.pk, documented.brought(NEWER), by=policy, at=NOON)

    with pytest.raises(StandardsError, match="A newer edition"):
        policies.replace_document(older.pk, documented.brought("다른 말을 한다."), by=policy, at=NOON)
    with pytest.raises(StandardsError, match="A newer edition"):
        policies.set_aside(documented.clauses(older)[0].pk, reason="늦음", by=policy, at=NOON)

    assert PolicyDocument.objects.count() == 2


def test_a_standard_begins_with_the_clause_it_has_to_say(policy, centre):
    document = documented.document(policy, centre)
    clause = documented.clauses(document)[0]

    draft = policies.standard_from_clause(clause.pk, title="환불 기간", by=policy, at=NOON)

    version = StandardVersion.objects.get(pk=draft.pk)
    assert (version.standard.title, version.is_draft) == ("환불 기간", True)
    assert version.explanation == "환불 정책 · 제1조(환불 기간)\n\n구매한 날부터 7일 안에 환불한다."
    assert states(policy, document)[0] == ClauseState.WRITING


def test_open_clauses_are_a_list_of_work(policy, centre):
    document = documented.document(policy, centre)
    refund, shipping, report = documented.clauses(document)
    policies.map_clause(refund.pk, agreed.matter(policy, centre).pk, by=policy, at=NOON)
    policies.map_clause(shipping.pk, agreed.published(policy, centre).standard_id, by=policy, at=NOON)

    found = queries.open_clauses(policy, NOON)

    assert [(line.clause.pk, line.state) for line in found] == [
        (refund.pk, ClauseState.WRITING),
        (report.pk, ClauseState.MISSING),
    ]
    assert [line.clause.pk for line in queries.open_clauses(policy, NOON, state="missing")] == [report.pk]
    assert queries.open_clauses(policy, NOON, document_id=document.pk + 1) == []


def test_documents_are_seen_like_standards(policy, jisu, stranger, centre):
    document = documented.document(policy, centre)

    assert queries.document(jisu, document.pk) == document
    with pytest.raises(PolicyDocument.DoesNotExist):
        queries.document(stranger, document.pk)
    with pytest.raises(Clause.DoesNotExist):
        queries.clause_line(stranger, documented.clauses(document)[0].pk, NOON)


def test_a_standard_of_a_team_the_reader_does_not_see_stands_without_its_words(policy, lead, centre, sister):
    document = documented.document(policy, centre)
    theirs = agreed.published(policy, sister)
    policies.map_clause(documented.clauses(document)[0].pk, theirs.standard_id, by=policy, at=NOON)

    (standing,) = queries.document_page(lead, document.pk, NOON).lines[0].standing

    assert (standing.standard, standing.sentence) == (None, "")


def test_standards_are_suggested_by_the_words_of_the_clause(policy, centre):
    live = agreed.published(policy, centre, title="환불 기간")
    draft = agreed.draft(policy, centre, title="배송비 기준")

    assert [one.standard_id for one in queries.suggestions(policy, "환불 기간", NOON)][:1] == [
        live.standard_id
    ]
    (found,) = queries.suggestions(policy, "배송비", NOON)
    assert (found.standard_id, found.sentence) == (draft.standard_id, "")


def test_practice_documents_and_scripts_go_with_their_standards(policy, centre, stranger, elsewhere):
    older = documented.document(policy, centre)
    standard = agreed.matter(policy, centre)
    policies.map_clause(documented.clauses(older)[0].pk, standard.pk, by=policy, at=NOON)
    policies.replace_document(older.pk, documented.brought(NEWER), by=policy, at=NOON)
    add_snippet(title="", text="말", team_id=centre.pk, owner_id=policy.pk, by=policy, at=NOON)
    kept = documented.document(stranger, elsewhere)

    with log.writing():
        remove_practice([centre.pk])
        purge_practice(Q(team_id=centre.pk))

    assert list(PolicyDocument.objects.all()) == [kept]
    assert (Clause.objects.count(), Snippet.objects.count(), Standard.objects.count()) == (3, 0, 0)
