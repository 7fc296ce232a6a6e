"""What a version says to each of its readers, how that changes, and what a version is taken back to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.content import Comprehension, Content, Publication, Said, Step
from gijun.standards.rules.decisions import Case, Is, Table, as_data, from_data
from gijun.standards.rules.decisions.table import FactDefinition
from gijun.standards.rules.notice import notice_text, tidied_question
from gijun.standards.rules.publication import (
    ArtefactChange,
    EvaluationItem,
    ExceptionCase,
    NoticeText,
    artefacts_of,
    changes,
)
from gijun.standards.rules.rolling_back import before, ends_at
from gijun.standards.rules.validity import Span
from gijun.standards.terms.decisions import FactKind, Verdict
from gijun.standards.terms.publishing import ArtefactKind
from tests.make import NOON

QUESTION = Comprehension("언제 환불되나요?", ("3일", "7일"), 1)
EXCEPTIONS = as_data(
    Table(
        facts=(FactDefinition("used", FactKind.BOOLEAN, "사용했나요?"),),
        cases=(
            Case(
                (("used", Is(True)),),
                Verdict.DENIED,
                "환불되지 않습니다.",
                reason="사용한 상품",
                steps=(Step("사진 확인", "바꿔치기를 막기 위해", is_critical=True),),
            ),
        ),
        otherwise=Case((), Verdict.ALLOWED, "환불됩니다."),
    )
)
FULL = Content(
    sentences=(Said("any", "ko", "7일 안에 환불됩니다."), Said("email", "en", "Refunded in 7 days.")),
    steps=(Step("주문 확인", "다른 주문을 막기 위해"), Step("본인 확인", is_critical=True)),
    explanation="약관 3조",
    change_note="기간이 바뀜",
    exceptions=EXCEPTIONS,
    publication=Publication("환불 기간이 7일로 바뀝니다.", True, QUESTION),
)


def test_everything_derives_from_the_content():
    made = artefacts_of(FULL, "환불")

    assert made.template.sentences == FULL.sentences
    assert made.checklist.steps == FULL.steps
    assert (made.card.title, made.card.sentence, made.card.why) == (
        "환불",
        "7일 안에 환불됩니다.",
        "약관 3조",
    )
    used, otherwise = made.card.exceptions
    assert used == ExceptionCase(
        when="사용했나요? 예",
        verdict="Denied",
        reason="사용한 상품",
        sentence="환불되지 않습니다.",
        sentence_en="",
        steps=(Step("사진 확인", "바꿔치기를 막기 위해", is_critical=True),),
        approval="",
    )
    assert (otherwise.head, otherwise.sentence) == ("Everything else → Allowed", "환불됩니다.")
    assert made.template.exceptions == made.checklist.exceptions == made.card.exceptions
    assert made.evaluation == (
        EvaluationItem("주문 확인"),
        EvaluationItem("본인 확인", is_critical=True),
        EvaluationItem("사진 확인", is_critical=True, when="사용했나요? 예 → Denied"),
    )
    assert made.quiz == QUESTION
    assert made.notice == NoticeText("환불", "환불 기간이 7일로 바뀝니다.", must_read=True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (Content(), ""),
        (Content(change_note="바뀜"), "바뀜"),
        (Content(change_note="바뀜", publication=Publication("알림")), "알림"),
        (Content(sentences=(Said("any", "ko", "말"),)), ""),
        (Content(sentences=(Said("any", "ko", "말"),), publication=Publication(must_read=True)), "말"),
    ],
)
def test_the_notice_is_its_own_words_else_the_change_note_else_what_must_be_read(content, told):
    assert notice_text(content) == told


def test_a_question_without_any_words_is_none():
    assert tidied_question(Comprehension(" ", ("", " "), 0)) is None
    assert tidied_question(Comprehension(" 언제? ", (" 3일", "7일 "), 0)) == Comprehension(
        "언제?", ("3일", "7일"), 0
    )


def read(change: ArtefactChange, side: str) -> list[str]:
    return ["".join(piece.text for piece in entry.pieces) for entry in getattr(change, side)]


def marked(change: ArtefactChange, side: str) -> list[str]:
    return [piece.text for entry in getattr(change, side) for piece in entry.pieces if piece.kind != "same"]


def test_the_first_version_brings_everything_new():
    for change in changes(None, artefacts_of(FULL, "환불")):
        assert change.before == ()
        assert change.is_changed
        assert marked(change, "after") == read(change, "after")


def test_only_what_changed_is_marked():
    longer = Content(sentences=(Said("any", "ko", "3일 안에 환불됩니다."),), steps=(Step("주문 확인"),))
    later = Content(
        sentences=(Said("any", "ko", "7일 안에 환불됩니다."),), steps=(Step("주문 확인"), Step("안내"))
    )

    told = {one.kind: one for one in changes(artefacts_of(longer, "환불"), artefacts_of(later, "환불"))}

    template = told[ArtefactKind.TEMPLATE]
    assert (marked(template, "before"), marked(template, "after")) == (["3일"], ["7일"])
    checklist = told[ArtefactKind.CHECKLIST]
    assert (marked(checklist, "before"), marked(checklist, "after")) == ([], ["안내"])
    assert [kind for kind, one in told.items() if not one.is_changed] == [
        ArtefactKind.QUIZ,
        ArtefactKind.NOTICE,
    ]


@pytest.mark.parametrize(
    ("field", "value", "kinds"),
    [
        ("sentence", "환불이 어렵습니다.", {ArtefactKind.TEMPLATE}),
        ("sentence_en", "No refund.", {ArtefactKind.TEMPLATE}),
        ("steps", (Step("영상 확인"),), {ArtefactKind.CHECKLIST, ArtefactKind.EVALUATION}),
        (
            "steps",
            (Step("사진 확인", "다른 까닭", is_critical=True),),
            {ArtefactKind.CHECKLIST},
        ),
        (
            "steps",
            (Step("사진 확인", "바꿔치기를 막기 위해"),),
            {ArtefactKind.CHECKLIST, ArtefactKind.EVALUATION},
        ),
        ("reason", "쓴 상품", {ArtefactKind.CARD}),
        ("approval", "team_lead", {ArtefactKind.CARD}),
        (
            "verdict",
            Verdict.APPROVAL,
            {ArtefactKind.TEMPLATE, ArtefactKind.CHECKLIST, ArtefactKind.CARD, ArtefactKind.EVALUATION},
        ),
    ],
)
def test_a_change_of_an_exception_shows_where_it_is_used(field, value, kinds):
    table = from_data(EXCEPTIONS)
    changed = replace(table, cases=(replace(table.cases[0], **{field: value}),))
    after = replace(FULL, exceptions=as_data(changed))

    shown = changes(artefacts_of(FULL, "환불"), artefacts_of(after, "환불"))

    assert {change.kind for change in shown if change.is_changed} == kinds


texts = st.text("가나 ", max_size=6)
contents = st.builds(
    Content,
    sentences=st.lists(
        st.builds(Said, st.sampled_from(["any", "email"]), st.just("ko"), texts),
        unique_by=lambda one: one.channel,
        max_size=2,
    ).map(tuple),
    steps=st.lists(st.builds(Step, texts, texts, st.booleans()), max_size=4).map(tuple),
    explanation=texts,
    change_note=texts,
    publication=st.builds(Publication, texts, st.booleans(), st.sampled_from([None, QUESTION])),
)


@given(contents, contents)
def test_both_sides_of_a_preview_read_as_the_versions_do(old, new):
    alone_old = changes(None, artefacts_of(old, "환불"))
    alone_new = changes(None, artefacts_of(new, "환불"))

    for change, first, second in zip(
        changes(artefacts_of(old, "환불"), artefacts_of(new, "환불")), alone_old, alone_new, strict=True
    ):
        assert read(change, "before") == read(first, "after")
        assert read(change, "after") == read(second, "after")


@given(contents)
def test_a_version_does_not_differ_from_itself(content):
    made = artefacts_of(content, "환불")

    assert not any(change.is_changed for change in changes(made, made))


def span(pk: int, starts: int, ends: int | None = None) -> Span:
    """Hours after noon."""
    return Span(
        pk,
        NOON + timedelta(hours=starts),
        None if ends is None else NOON + timedelta(hours=ends),
    )


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], None),
        ([span(1, 0, 5)], 1),
        ([span(1, 0, 2), span(2, 2, 5)], 2),
        ([span(1, 0, 5), span(2, 3, 3)], 1),  # the second one never began
        ([span(1, 0, 5), span(4, 9)], 1),  # the last one begins later
        ([span(1, 0, 5), span(3, 5, 9)], 1),  # itself
    ],
)
def test_a_version_is_taken_back_to_what_was_in_force_before_it(spans, found):
    earlier = before(spans, span(3, 5, 9))

    assert (earlier.version_id if earlier else None) == found


def test_what_is_in_force_ends_at_once_and_what_is_scheduled_never_begins():
    assert ends_at(span(1, 0), NOON + timedelta(hours=3)) == NOON + timedelta(hours=3)
    assert ends_at(span(1, 5), NOON + timedelta(hours=3)) == NOON + timedelta(hours=5)
