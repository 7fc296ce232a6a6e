"""Word documents: numbers Word sets by itself, notes, headers, and parts that are damaged."""

import pytest

from gijun.standards.rules.documents import look_through, read
from gijun.standards.rules.documents.word_digits import written
from gijun.standards.terms import DocumentKind
from gijun.standards.terms.documents import Doubt
from tests.standards.documents import packed
from tests.standards.documents.packed import endnote, family, footnote, level, note, numbered, paragraph

WORD = DocumentKind.WORD
STEPS = ("기한을 본다.", "금액을 본다.", "돈을 돌려준다.")


def said(raw: bytes) -> list[tuple[str, str]]:
    return [(one.heading, one.text) for one in read(raw, WORD)]


def doubts(raw: bytes) -> tuple[Doubt, ...]:
    return look_through(raw, WORD)[1]


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("upperLetter", {2: "B", 28: "BB"}),
        ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv"}),
        ("upperRoman", {1994: "MCMXCIV", 4000: "4000"}),
        ("ganada", {1: "가", 2: "나", 14: "하", 15: "가가"}),
        ("chosung", {1: "ㄱ", 14: "ㅎ"}),
        ("koreanDigital", {1: "일", 9: "구", 10: "일영", 23: "이삼"}),
        ("koreanDigital2", {1: "一", 10: "一零"}),
        ("koreanCounting", {1: "일", 10: "십", 11: "십일", 20: "이십", 305: "삼백오", 1_010: "천십"}),
        ("koreanLegal", {1: "하나", 10: "열", 21: "스물하나", 100: "100"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {3: "(3)"}),
        ("decimalEnclosedFullstop", {3: "3."}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {3: ""}),
        ("thaiNumbers", {3: "3"}),
        ("lowerRoman", {0: "0"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(kind, numbers):
    assert {count: written(count, kind) for count in numbers} == numbers


@pytest.mark.parametrize(
    ("kind", "text", "marks"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("ganada", "%1.", ["가.", "나.", "다."]),
        ("koreanDigital", "(%1)", ["(일)", "(이)", "(삼)"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("bullet", "•", ["", "", ""]),
    ],
)
def test_the_number_of_an_item_is_the_number_of_its_clause(kind, text, marks):
    numbering = family(0, level(0, kind, text)) + numbered(1, 0)
    raw = packed.document(*(paragraph(step, list_id=1) for step in STEPS), numbering=numbering)

    assert said(raw) == list(zip(marks, STEPS, strict=True))
    assert doubts(raw) == ()


def test_levels_are_numbered_with_those_above_them_and_begin_anew_below_each():
    numbering = family(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")) + numbered(1, 0)
    raw = packed.document(
        paragraph("환불한다.", list_id=1),
        paragraph("카드는 취소한다.", list_id=1, depth=1),
        paragraph("현금은 보낸다.", list_id=1, depth=1),
        paragraph("교환한다.", list_id=1),
        paragraph("같은 것만 한다.", list_id=1, depth=1),
        numbering=numbering,
    )

    assert said(raw) == [
        ("1.", "환불한다.\n1.1. 카드는 취소한다.\n1.2. 현금은 보낸다."),
        ("2.", "교환한다.\n2.1. 같은 것만 한다."),
    ]


def test_headings_carry_the_numbers_of_their_style():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>'
        "</w:style>"
    )
    numbering = family(
        0,
        level(0, "upperRoman", "%1.", more='<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="H2"/><w:isLgl/>'),
    ) + numbered(1, 0)
    raw = packed.document(
        paragraph("환불", style="H1"),
        paragraph("기간", style="H2").replace("</w:pPr>", '<w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'),
        paragraph("7일 안에 한다."),
        paragraph("교환", style="H1"),
        paragraph("한 번 한다."),
        styles=styles,
        numbering=numbering,
    )

    assert said(raw) == [("I. 환불 › 1.1 기간", "7일 안에 한다."), ("II. 교환", "한 번 한다.")]


def test_articles_that_word_counts_are_articles():
    numbering = family(0, level(0, "decimal", "제%1조"), level(1, "decimalEnclosedCircle", "%2")) + numbered(
        1, 0
    )
    raw = packed.document(
        paragraph("(환불 기간)", list_id=1),
        paragraph("7일 안에 한다.", list_id=1, depth=1),
        paragraph("하자가 있으면 30일 안에 한다.", list_id=1, depth=1),
        paragraph("(배송비) 고객이 낸다.", list_id=1),
        numbering=numbering,
    )

    assert said(raw) == [
        ("제1조(환불 기간) ①", "7일 안에 한다."),
        ("제1조(환불 기간) ②", "하자가 있으면 30일 안에 한다."),
        ("제2조(배송비)", "고객이 낸다."),
    ]


def test_lists_of_one_family_count_on_unless_one_begins_anew():
    begins = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = (
        family(0, level(0, "decimal", "%1.")) + numbered(1, 0) + numbered(2, 0) + numbered(3, 0, begins)
    )
    raw = packed.document(
        *(paragraph(f"{number}번 목록이다.", list_id=number) for number in (1, 2, 3, 3)), numbering=numbering
    )

    assert [mark for mark, _text in said(raw)] == ["1.", "2.", "5.", "6."]


def test_a_level_that_never_begins_anew_counts_on_and_empty_items_count():
    never = '<w:lvlRestart w:val="0"/>'
    numbering = family(0, level(0, "upperLetter", "%1."), level(1, "decimal", "%2)", 3, never)) + numbered(
        1, 0
    )
    raw = packed.document(
        paragraph("환불이다.", list_id=1),
        paragraph("카드 취소다.", list_id=1, depth=1),
        paragraph("", list_id=1),
        paragraph("교환이다.", list_id=1),
        paragraph("같은 것이다.", list_id=1, depth=1),
        numbering=numbering,
    )

    assert said(raw) == [("A.", "환불이다.\n3) 카드 취소다."), ("C.", "교환이다.\n4) 같은 것이다.")]


def test_a_list_may_take_its_levels_from_a_style_of_lists():
    numbering = (
        family(0, more='<w:numStyleLink w:val="Clauses"/>')
        + family(1, level(0, "ganada", "%1)"), more='<w:styleLink w:val="Clauses"/>')
        + numbered(1, 0)
        + numbered(2, 1)
    )
    raw = packed.document(
        paragraph("환불한다.", list_id=1), paragraph("교환한다.", list_id=2), numbering=numbering
    )

    assert said(raw) == [("가)", "환불한다."), ("나)", "교환한다.")]


def test_a_paragraph_taken_out_of_its_list_has_no_number():
    numbering = family(0, level(0, "decimal", "%1.")) + numbered(1, 0)
    raw = packed.document(
        paragraph("환불한다.", list_id=1), paragraph("교환한다.", list_id=0), numbering=numbering
    )

    assert said(raw) == [("1.", "환불한다."), ("", "교환한다.")]


def test_headers_and_footers_are_no_clauses():
    raw = packed.document(
        paragraph("환불한다."), header1=paragraph("대외비 문서다."), footer1=paragraph("3쪽이다.")
    )

    assert (said(raw), doubts(raw)) == ([("", "환불한다.")], ())


def test_notes_stand_marked_with_the_clause_that_refers_to_them():
    footnotes = (
        note("footnote", -1, "", about='w:type="separator"')
        + note("footnote", 2, "공휴일은 뺀다.")
        + note("footnote", 3, "도서 지역은 빼고", "제주는 넣는다.")
    )
    raw = packed.document(
        paragraph("제1조(환불) 7일 안에 한다.", after=footnote(2)),
        paragraph("제2조(배송) 이틀 걸린다.", after=footnote(3) + endnote(1)),
        paragraph("제3조(끝) 없다."),
        footnotes=footnotes,
        endnotes=note("endnote", 1, "약관 5조를 본다."),
    )

    assert said(raw) == [
        ("제1조(환불)", "7일 안에 한다.\n※ [1] 공휴일은 뺀다."),
        ("제2조(배송)", "이틀 걸린다.\n※ [2] 도서 지역은 빼고 제주는 넣는다.\n※ [i] 약관 5조를 본다."),
        ("제3조(끝)", "없다."),
    ]
    assert doubts(raw) == ()


def test_a_note_of_a_heading_stands_with_the_text_below_it():
    raw = packed.document(
        paragraph("제1조(환불)", after=footnote(1)),
        paragraph("7일 안에 한다."),
        footnotes=note("footnote", 1, "2026년에 고쳤다."),
    )

    assert said(raw) == [("제1조(환불)", "7일 안에 한다.\n※ [1] 2026년에 고쳤다.")]


def test_a_note_in_a_table_stays_in_its_row():
    def row(*cells):
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    table = (
        row(paragraph("구분"), paragraph("내용"))
        + row(paragraph("제주"), paragraph("하루 더", after=footnote(1)))
        + row(paragraph("울릉"), paragraph("이틀 더"))
    )
    raw = packed.document(f"<w:tbl>{table}</w:tbl>", footnotes=note("footnote", 1, "폭설이면 이틀"))

    assert said(raw) == [("제주", "하루 더\n※ [1] 폭설이면 이틀"), ("울릉", "이틀 더")]


@pytest.mark.parametrize(
    ("part", "content", "doubt"),
    [
        ("numbering", b"<w:numbering", Doubt.NUMBERS),
        ("numbering", packed.part("numbering", ""), Doubt.NUMBERS),
        ("numbering", packed.part("numbering", numbered(1, 9)), Doubt.NUMBERS),
        ("numbering", packed.part("numbering", family(0, level(0, "decimal", "%1."))), Doubt.NUMBERS),
        ("styles", b"\0", Doubt.STYLES),
        ("footnotes", b"<a>", Doubt.NOTES),
        ("footnotes", packed.part("footnotes", ""), Doubt.NOTES),
    ],
)  # fmt: skip
def test_a_damaged_part_costs_no_word_of_the_text_and_is_said(part, content, doubt):
    parts = (
        {"numbering": family(0, level(0, "decimal", "%1.")) + numbered(1, 0)} if part != "numbering" else {}
    )
    notes = {"footnotes": note("footnote", 1, "공휴일은 뺀다.")} if part != "footnotes" else {}
    raw = packed.document(
        paragraph("환불한다.", list_id=1, after=footnote(1)), **(parts | notes | {part: content})
    )

    clauses, told = look_through(raw, WORD)
    assert [one.text.split("\n")[0] for one in clauses] == ["환불한다."]
    assert told == (doubt,)


def test_numbers_that_are_no_numbers_leave_the_text_and_its_marks():
    odd = level(0, "decimal", "%1.%9", more='<w:lvlRestart w:val="x"/>').replace('w:val="1"', 'w:val="x"')
    numbering = family(0, odd + level(0, "decimal", "").replace('ilvl="0"', 'ilvl="99"')) + numbered(1, 0)
    raw = packed.document(paragraph("환불한다.", list_id=1), numbering=numbering)

    assert said(raw) == [("0.", "환불한다.")]


def test_a_text_file_leaves_no_doubts():
    assert look_through("환불한다.".encode(), DocumentKind.TEXT)[1] == ()
