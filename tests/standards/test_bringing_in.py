"""Reasons and standards from a file: a look first, then for real, and the same again changes nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import log
from gijun.standards import actions, queries
from gijun.standards.actions.tables import Wanted
from gijun.standards.errors import UnreadableTableError
from gijun.standards.models import ContactReason, Standard, StandardVersion
from gijun.standards.rules.content import Content, Said, Step
from gijun.standards.terms import Outcome, Problem, Table
from tests import make
from tests.make import NOON
from tests.standards import agreed

REASONS = """code,name_ko,name_en,parent
refund.late.card,카드,Card,refund.late
refund,환불,Refund,
refund.late,지연,Late,refund
refund.late.card.x,더,,refund.late.card
ship,배송,,nowhere
a,가,,b
b,나,,a
refund,또,,
,이름만,,
x y,빈칸,,
noname,,,
"""


def reasons(by, text=REASONS, *, commit=True, encoding="utf-8"):
    return actions.bring_in(Wanted(Table.REASONS, text.encode(encoding)), by=by, at=NOON, commit=commit)


def standards(by, where, text, *, commit=True, publish=True):
    wanted = Wanted(Table.STANDARDS, text.encode(), team_id=where.pk, publish=publish)
    return actions.bring_in(wanted, by=by, at=NOON, commit=commit)


def outcomes(report) -> list[tuple[int, str, Outcome, str]]:
    return [(line.number, line.code, line.outcome, line.why) for line in report.lines]


def refused(line: int, code: str, problem: Problem) -> tuple[int, str, Outcome, str]:
    return (line, code, Outcome.REFUSED, str(problem.label))


def all_of_reasons() -> list[tuple[int, str, Outcome, str]]:
    return [
        (2, "refund.late.card", Outcome.ADDED, ""),
        (3, "refund", Outcome.ADDED, ""),
        (4, "refund.late", Outcome.ADDED, ""),
        refused(5, "refund.late.card.x", Problem.TOO_DEEP),
        refused(6, "ship", Problem.UNKNOWN_PARENT),
        refused(7, "a", Problem.UNKNOWN_PARENT),
        refused(8, "b", Problem.UNKNOWN_PARENT),
        refused(9, "refund", Problem.TWICE),
        refused(10, "", Problem.NO_CODE),
        refused(11, "x y", Problem.NO_CODE),
        refused(12, "noname", Problem.NO_NAME),
    ]


def test_a_look_says_what_would_become_of_each_row_and_changes_nothing(manager):
    before = log.head()

    report = reasons(manager, commit=False)

    assert outcomes(report) == all_of_reasons()
    assert (report.done, report.count("added"), report.count("refused")) == (False, 3, 8)
    assert (log.head(), ContactReason.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp949", "cp949")]
)
def test_good_rows_go_in_whatever_their_order_and_encoding(manager, encoding, told):
    report = reasons(manager, encoding=encoding)

    assert (outcomes(report), report.encoding) == (all_of_reasons(), told)
    assert [way for _pk, way in queries.reasons_tree()] == ["Refund", "Refund › Late", "Refund › Late › Card"]


def test_the_same_reasons_again_change_nothing(manager):
    reasons(manager)
    before = log.head()

    report = reasons(manager)

    assert [one[2] for one in outcomes(report)[:3]] == [Outcome.UNCHANGED] * 3
    assert log.head() == before


def test_a_reason_is_renamed_but_not_moved_by_a_file(manager):
    reasons(manager)

    report = reasons(manager, "code,name_ko,parent\nrefund,환불 문의,\nrefund.late,지연,ship\n")

    assert outcomes(report) == [
        (2, "refund", Outcome.CHANGED, ""),
        refused(3, "refund.late", Problem.OTHER_PLACE),
    ]
    assert ContactReason.objects.get(code="refund").name_ko == "환불 문의"


@pytest.mark.parametrize("raw", [b"", b"name\nx", b"\xff\xff\xff", b'code,name\n"open'])
def test_a_file_that_is_no_table_is_refused_whole(manager, raw):
    with pytest.raises(UnreadableTableError, match="not a table"):
        actions.bring_in(Wanted(Table.REASONS, raw), by=manager, at=NOON, commit=True)


def test_only_who_manages_reasons_brings_them_in(policy, lead):
    for somebody in (policy, lead):
        with pytest.raises(PermissionDenied):
            reasons(somebody)


HEADS = "code,title,reason,owner,questions,sentence,sentence_en,sentence_email,steps,explanation,review_on"
REFUND = (
    "S01,환불 처리 기준,refund,policy,환불 언제 돼요?,영업일 3~5일이 걸립니다.,"
    "It takes 3 to 5 working days.,메일로 알려 드립니다.,승인번호 확인|처리일 안내,약관 3조,2027-01-31"
)
STANDARDS = f"{HEADS}\n{REFUND}\nS02,교환 접수 절차,,,,7일 안에 접수해 주세요.,,,,,\n"


def test_standards_go_in_with_everything_they_say(policy, centre):
    actions.add_reason(code="refund", name_ko="환불", by=None, at=NOON)

    report = standards(policy, centre, STANDARDS)

    assert outcomes(report) == [(2, "S01", Outcome.ADDED, ""), (3, "S02", Outcome.ADDED, "")]
    first = Standard.objects.get(code="S01")
    assert (first.title, first.reason.code, first.owner, first.team, first.example_questions) == (
        "환불 처리 기준",
        "refund",
        policy,
        centre,
        "환불 언제 돼요?",
    )
    version = first.versions.get()
    assert (version.valid_from, version.content()) == (
        NOON,
        Content(
            sentences=(
                Said("any", "ko", "영업일 3~5일이 걸립니다."),
                Said("any", "en", "It takes 3 to 5 working days."),
                Said("email", "ko", "메일로 알려 드립니다."),
            ),
            steps=(Step("승인번호 확인"), Step("처리일 안내")),
            explanation="약관 3조",
            review_on=date(2027, 1, 31),
        ),
    )


@pytest.mark.parametrize("publish", [True, False])
def test_the_same_standards_again_change_nothing(policy, centre, publish):
    actions.add_reason(code="refund", name_ko="환불", by=None, at=NOON)
    standards(policy, centre, STANDARDS, publish=publish)
    before = log.head()

    report = standards(policy, centre, STANDARDS, publish=publish)

    assert [line.outcome for line in report.lines] == [Outcome.UNCHANGED] * 2
    assert log.head() == before


def test_without_publishing_the_rows_become_drafts_and_are_published_later(policy, centre):
    text = "code,title,sentence\nS02,교환 접수 절차,7일 안에 접수해 주세요.\n"
    standards(policy, centre, text, publish=False)
    assert StandardVersion.objects.get().is_draft

    report = standards(policy, centre, text)

    assert [line.outcome for line in report.lines] == [Outcome.CHANGED]
    assert StandardVersion.objects.get().valid_from == NOON


def test_a_changed_sentence_becomes_the_next_version_and_empty_cells_keep_what_is_there(policy, centre):
    version = agreed.published(
        policy, centre, agreed.content("옛말", steps=("확인",)), code="S01", title="환불 처리 기준"
    )

    report = standards(policy, centre, "code,title,sentence,steps\nS01,,새말,\n")

    assert outcomes(report) == [(2, "S01", Outcome.CHANGED, "")]
    newest = StandardVersion.objects.get(standard_id=version.standard_id, number=2)
    assert newest.content() == agreed.content("새말", steps=("확인",), change_note="Brought in from a file.")
    assert newest.standard.title == "환불 처리 기준"


def test_a_changed_title_alone_makes_no_version(policy, centre):
    version = agreed.published(policy, centre, code="S01")

    report = standards(policy, centre, "code,title\nS01,새 제목\n")

    assert [line.outcome for line in report.lines] == [Outcome.CHANGED]
    assert version.standard.versions.count() == 1
    assert Standard.objects.get().title == "새 제목"


def test_every_bad_row_is_named_with_its_reason_and_the_good_ones_go_in(policy, manager, lead, centre, team):
    agreed.published(manager, team, code="TEAM")
    agreed.draft(policy, centre, code="DRAFT")
    make.team(make.centre("부산센터"), "부산팀")
    rows = [
        ("GOOD,제목,,,,말,", None),
        (",제목,,,,말,", Problem.NO_CODE),
        ("GOOD,제목,,,,말,", Problem.TWICE),
        ("A,,,,,말,", Problem.NO_TITLE),
        ("B,제목,,,,,", Problem.NO_SENTENCE),
        (f"C,{'가' * 201},,,,말,", Problem.TOO_LONG),
        ("D,제목,없는유형,,,말,", Problem.UNKNOWN_REASON),
        ("E,제목,,부산팀,,말,", Problem.UNKNOWN_TEAM),
        ("F,제목,,,nobody,말,", Problem.UNKNOWN_OWNER),
        ("G,제목,,,,말,2026-13-01", Problem.NOT_A_DATE),
        ("TEAM,제목,,서울센터,,말,", Problem.OTHER_TEAM),
        ("DRAFT,,,,,다른 말,", Problem.HAS_DRAFT),
    ]
    text = "code,title,reason,team,owner,sentence,review_on\n" + "\n".join(row for row, _problem in rows)

    report = standards(policy, centre, text)

    assert [line.why for line in report.lines] == [
        str(problem.label) if problem else "" for _row, problem in rows
    ]
    assert [line.number for line in report.lines] == list(range(2, 14))
    assert set(Standard.objects.values_list("code", flat=True)) == {"GOOD", "TEAM", "DRAFT"}


def test_a_row_may_name_a_team_below(manager, centre, team):
    standards(manager, centre, "code,title,team,sentence\nS1,제목,1팀,말\n")

    assert Standard.objects.get().team == team


def test_only_who_publishes_brings_published_standards_in(lead, jisu, policy, team, centre):
    text = "code,title,sentence\nS1,제목,말\n"
    for somebody, where, publish in ((lead, team, True), (lead, centre, False), (jisu, team, False)):
        with pytest.raises(PermissionDenied):
            standards(somebody, where, text, publish=publish)

    standards(lead, team, text, publish=False)

    assert StandardVersion.objects.get().is_draft


def test_a_row_that_was_overtaken_is_reported_and_the_others_go_in(policy, centre, monkeypatch):
    """Between the look at the rows and writing them somebody took a code."""
    from gijun.standards.actions import tables

    plan = tables.standard_rows.plan

    def overtaken(*args):
        planned = plan(*args)
        agreed.matter(policy, centre, code="S1")
        return planned

    monkeypatch.setattr(tables.standard_rows, "plan", overtaken)

    report = standards(policy, centre, "code,title,sentence\nS1,제목,말\nS2,제목,말\n")

    assert outcomes(report) == [
        (2, "S1", Outcome.REFUSED, "The code S1 is taken. Choose another one."),
        (3, "S2", Outcome.ADDED, ""),
    ]
    assert Standard.objects.get(code="S2").versions.count() == 1
