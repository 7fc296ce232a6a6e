"""What templates and procedures are refused for, which text is said, and what fits."""

from datetime import date
from itertools import pairwise, product

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.wording import fitting, procedures
from gijun.desk.rules.wording.fitting import Subject, Wanted, gaps, rank, search_keys, stages_of, way_up
from gijun.desk.rules.wording.procedures import Choice, Step, Steps, as_content, from_content
from gijun.desk.rules.wording.templates import (
    Saying,
    Text,
    embeds_standard,
    refusals,
    text_to_say,
    with_standard,
)
from gijun.desk.terms.wording import END, ProcedureFault, Stage, TemplateFault
from gijun.standards.queries.variables import problems_of
from gijun.standards.rules.naming import nearest_name
from tests.desk.wording.worded import choose, do

TODAY = date(2026, 11, 25)
FULL = Text("any", "ko", "환불은 영업일 3~5일 걸립니다. 조금만 기다려 주세요.")


def faults(*texts, name="환불", steps=(), has_standard=False, review_on=None):
    saying = Saying(texts, steps, review_on)
    found = refusals(name, saying, has_standard=has_standard, problems_of=problems_of, today=TODAY)
    return [one.fault for one in found]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"name": " "}, [TemplateFault.NAMELESS]),
        ({"texts": ()}, [TemplateFault.NOTHING]),
        ({"texts": (Text("email", "ko", "안녕하세요"),)}, [TemplateFault.NO_FALLBACK]),
        ({"texts": (Text("any", "en", "Hello"),)}, [TemplateFault.NO_FALLBACK]),
        ({"texts": (FULL, FULL)}, [TemplateFault.TWICE]),
        ({"texts": (Text("any", "ko", "가" * 4001),)}, [TemplateFault.TOO_LONG]),
        ({"texts": (FULL, Text("any", "ko", FULL.text, is_short=True))}, [TemplateFault.NOT_SHORTER]),
        ({"texts": (FULL, Text("chat", "ko", "3~5일 걸려요", is_short=True))}, []),
        ({"texts": (Text("any", "ko", "{{고갱명}}님"),)}, [TemplateFault.VARIABLE]),
        ({"texts": (Text("any", "ko", "{{고객명"),)}, [TemplateFault.VARIABLE]),
        ({"texts": (Text("any", "ko", "{{기준}}"),)}, [TemplateFault.NO_STANDARD]),
        ({"texts": (Text("any", "ko", "{{기준}}"),), "has_standard": True}, []),
        ({"texts": (Text("any", "ko", "{{ Standard }}"),), "has_standard": True}, []),
        (
            {"texts": (Text("any", "ko", "{{기준|없음}}"),), "has_standard": True},
            [TemplateFault.STANDARD_PIPED],
        ),
        ({"steps": ("확인", "확인")}, [TemplateFault.STEP_TWICE]),
        ({"steps": ("가" * 301,)}, [TemplateFault.STEP_TOO_LONG]),
        ({"steps": tuple(map(str, range(21)))}, [TemplateFault.TOO_MANY_STEPS]),
        ({"review_on": TODAY}, [TemplateFault.REVIEW_PAST]),
        ({"review_on": date(2026, 11, 26)}, []),
    ],
)
def test_a_template_is_refused_with_the_reason(given, expected):
    fields = dict(given)

    assert faults(*fields.pop("texts", (FULL,)), **fields) == expected


def test_an_unknown_variable_is_refused_with_the_name_that_was_meant():
    with translation.override("en"):
        said = refusals(
            "환불",
            Saying((Text("email", "ko", "{{주문버노}} 건"), FULL)),
            has_standard=False,
            problems_of=problems_of,
            today=TODAY,
        )

    assert [str(one) for one in said] == [
        "Mail · Korean: “{{주문버노}}” is no known variable. Did you mean {{주문번호}}?"
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("고갱명", "고객명"),
        ("주문 번호들", "주문번호"),
        ("custmer name", "customer name"),
        ("기쥰", "기준"),
        ("날씨", "날짜"),
        ("배송지", ""),
        ("xyz", ""),
    ],
)
def test_the_nearest_name_is_found_by_letters(typed, meant):
    assert nearest_name(typed, ("기준", "standard")) == meant


TEXTS = (
    Text("any", "ko", "가"),
    Text("any", "ko", "짧", is_short=True),
    Text("email", "ko", "메일"),
    Text("any", "en", "e"),
    Text("chat", "en", "chat e"),
    Text("chat", "en", "c", is_short=True),
)


@pytest.mark.parametrize(
    ("channel", "language", "short", "expected"),
    [
        ("email", "ko", False, "메일"),
        ("email", "ko", True, "짧"),
        ("phone", "ko", False, "가"),
        ("phone", "ko", True, "짧"),
        ("chat", "ko", False, "가"),
        ("email", "en", False, "e"),
        ("email", "en", True, "e"),  # a short form in another language is no short form for this customer
        ("chat", "en", False, "chat e"),
        ("chat", "en", True, "c"),
        ("chat", "ja", True, "짧"),
    ],
)
def test_the_channels_own_words_go_before_those_for_every_channel(channel, language, short, expected):
    said = text_to_say(TEXTS, channel, language, short=short)

    assert said.text == expected


def test_nothing_is_said_where_there_is_nothing():
    assert text_to_say((Text("email", "ko", "가"),), "chat", "ko") is None


def test_the_sentence_of_the_standard_takes_its_place_whatever_it_holds():
    assert (
        with_standard("{{기준}} 감사합니다. {{ 기준 문장 }}", r"\1 {{고객명}}")
        == r"\1 {{고객명}} 감사합니다. \1 {{고객명}}"
    )
    assert [
        embeds_standard(one) for one in ("{{기준}}", "{{STANDARD}}", "{{기준 문장}}", "기준", "{{기준명}}")
    ] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_template_is_found_by_its_consonants_and_by_both_wrong_keyboards():
    assert search_keys(["환불 지연", "Refund", " "]).split() == [
        "환불지연",
        "ㅎㅂㅈㅇ",
        "ghksqnfwldus",
        "refund",
        "ㄱㄷ려ㅜㅇ",
    ]


@pytest.mark.parametrize(
    ("replies", "is_waiting", "is_parked", "likeliest"),
    [
        (0, True, False, Stage.ANSWER),
        (0, True, True, Stage.PROGRESS),
        (2, True, False, Stage.ANSWER),
        (2, False, False, Stage.CLOSING),
    ],
)
def test_the_stage_follows_the_conversation(replies, is_waiting, is_parked, likeliest):
    assert stages_of(replies=replies, is_waiting=is_waiting, is_parked=is_parked)[0] == likeliest


def test_the_own_reason_then_the_stage_then_use_decides_what_comes_first():
    wanted = Wanted((3, 1), (Stage.ANSWER, Stage.GREETING))
    subjects = [
        Subject(9, "answer", 99, "other reason"),
        Subject(None, "answer", 99, "every reason"),
        Subject(1, "answer", 0, "wider"),
        Subject(3, "closing", 50, "own, later stage"),
        Subject(3, "greeting", 0, "own, greeting"),
        Subject(3, "answer", 1, "own"),
        Subject(3, "answer", 7, "own, often"),
    ]

    assert [one.name for one in sorted(subjects, key=lambda one: rank(one, wanted))] == [
        "own, often",
        "own",
        "own, greeting",
        "own, later stage",
        "wider",
        "every reason",
        "other reason",
    ]


def test_a_way_up_the_tree_ends_even_where_the_tree_is_broken():
    assert way_up(3, {3: 2, 2: 1, 1: None}) == [3, 2, 1]
    assert way_up(3, {3: 2, 2: 3}) == [3, 2]
    assert way_up(None, {}) == []


def test_gaps_name_bare_reasons_first_and_count_wider_templates():
    parents = {1: None, 2: 1, 3: None, 4: None}
    covered = {
        (1, "answer"),
        (None, "greeting"),
        (4, "answer"),
        (4, "checking"),
        (4, "progress"),
        (4, "closing"),
    }

    found = gaps({1: 8, 2: 30, 3: 6, 4: 50, 9: 4}, covered, parents)

    rest = (Stage.CHECKING, Stage.PROGRESS, Stage.CLOSING)
    assert found == [
        fitting.Gap(3, 6, True, (Stage.CHECKING, Stage.ANSWER, Stage.PROGRESS, Stage.CLOSING)),
        fitting.Gap(2, 30, False, rest),
        fitting.Gap(1, 8, False, rest),
    ]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), [ProcedureFault.EMPTY]),
        ((do("a"),), []),
        ((do("a", "b"), do("b")), []),
        ((choose("a", "b", END), do("b", "a")), []),  # a loop with a way out
        ((do("a"), do("a")), [ProcedureFault.TWICE]),
        ((do("A"),), [ProcedureFault.BAD_CODE]),
        ((do(END),), [ProcedureFault.BAD_CODE]),
        ((do("a", text=" "),), [ProcedureFault.TEXTLESS]),
        ((do("a", why="가" * 301),), [ProcedureFault.TOO_LONG]),
        ((do("a", "x"),), [ProcedureFault.MISSING]),
        ((choose("a", END),), [ProcedureFault.FEW_CHOICES]),
        ((choose("a", *[END] * 10),), [ProcedureFault.MANY_CHOICES]),
        ((do("a", choices=(Choice("예", END),)),), [ProcedureFault.NO_CHOICES_HERE]),
        (
            (Step("a", "choose", "?", choices=(Choice("", END), Choice("예", END))),),
            [ProcedureFault.CHOICE_TEXTLESS],
        ),
        ((do("a"), do("b")), [ProcedureFault.UNREACHABLE]),
        ((do("a", "b"), do("b", "a")), [ProcedureFault.ENDLESS]),
        (tuple(do(f"s{n}", f"s{n + 1}" if n < 60 else END) for n in range(61)), [ProcedureFault.TOO_MANY]),
    ],
)
def test_a_procedure_is_refused_with_the_reason(steps, expected):
    assert [one.fault for one in procedures.refusals(steps)] == expected


def test_a_loop_without_a_way_out_is_shown_as_it_is_walked():
    steps = (do("start", "a"), do("a", "b"), choose("b", "c", "a"), do("c", "a"))

    refused = procedures.refusals(steps)

    assert [(one.fault, one.values) for one in refused] == [
        (ProcedureFault.ENDLESS, {"step": "start", "example": "start → a → b → c → a"})
    ]


CODES = ("a", "b", "c", "d")


@st.composite
def small_procedures(draw):
    codes = CODES[: draw(st.integers(1, 4))]
    targets = st.sampled_from([*codes, END])
    return tuple(
        choose(code, *draw(st.lists(targets, min_size=2, max_size=3)))
        if draw(st.booleans())
        else do(code, draw(targets))
        for code in codes
    )


def walks(steps, code):
    """Every step a walk of at most as many moves as there are steps leads to, the end included."""
    exits = {step.code: step.exits for step in steps}
    longest = max(len(one) for one in exits.values())
    found = {code}
    for turns in product(range(longest), repeat=len(steps)):
        at = code
        for turn in turns:
            at = exits[at][turn % len(exits[at])]
            found.add(at)
            if at == END:
                break
    return found


@given(small_procedures())
def test_the_validator_agrees_with_walking_every_way(steps):
    refused = procedures.refusals(steps)
    seen = walks(steps, steps[0].code)

    unreachable = [one.values["step"] for one in refused if one.fault == ProcedureFault.UNREACHABLE]
    assert unreachable == [step.code for step in steps if step.code not in seen]
    lost = [step.code for step in steps if step.code in seen and END not in walks(steps, step.code)]
    assert [one.values["step"] for one in refused if one.fault == ProcedureFault.ENDLESS] == lost[:1]
    assert {one.fault for one in refused} <= {ProcedureFault.UNREACHABLE, ProcedureFault.ENDLESS}


@given(small_procedures())
def test_the_example_of_an_endless_loop_is_a_walk_that_comes_back(steps):
    exits = {step.code: step.exits for step in steps}
    for one in procedures.refusals(steps):
        if one.fault == ProcedureFault.ENDLESS:
            walk = one.values["example"].split(" → ")
            assert all(there in exits[here] for here, there in pairwise(walk))
            assert walk[-1] in walk[:-1]


@given(small_procedures())
def test_a_procedure_comes_back_from_storage_as_it_went_in(steps):
    assert from_content(as_content(Steps(steps))).steps == steps


def test_only_the_ways_of_a_step_lead_on():
    steps = Steps((choose("a", "b", END), do("b")))

    assert [steps.after("a", way) for way in (None, 0, 1, 2, 3)] == [None, None, "b", END, None]
    assert (steps.after("b", None), steps.after("b", 5), steps.after("x", None)) == (END, END, None)
