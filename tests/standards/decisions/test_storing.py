import json
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    Between,
    Case,
    Choice,
    DecisionError,
    DecisionRefusal,
    Example,
    FactDefinition,
    FactKind,
    Is,
    OneOf,
    Table,
    Verdict,
    Within,
    as_data,
    canonical,
    from_data,
)
from gijun.standards.rules.steps import Step

texts = st.text(max_size=5)
numbers = st.none() | st.integers()
stored_conditions = st.one_of(
    st.builds(Is, st.booleans()),
    st.builds(OneOf, st.frozensets(texts, max_size=3)),
    st.builds(Within, numbers, numbers),
    st.builds(Between, st.none() | st.dates(), st.none() | st.dates()),
)
stored_facts = st.builds(
    FactDefinition,
    texts,
    st.sampled_from(FactKind),
    texts,
    texts,
    st.lists(st.builds(Choice, texts, texts, texts), max_size=2).map(tuple),
    texts,
    texts,
    texts,
)
stored_cases = st.builds(
    Case,
    st.lists(st.tuples(texts, stored_conditions), max_size=3).map(tuple),
    st.sampled_from(Verdict),
    texts,
    texts,
    texts,
    st.lists(st.builds(Step, texts, texts, st.booleans()), max_size=2).map(tuple),
    texts,
    texts,
)
values = st.booleans() | texts | st.integers() | st.dates()
stored_tables = st.builds(
    Table,
    st.lists(stored_facts, max_size=2).map(tuple),
    st.lists(stored_cases, max_size=3).map(tuple),
    st.none() | stored_cases,
    st.lists(
        st.builds(Example, texts, st.dictionaries(texts, values, max_size=3), st.sampled_from(Verdict)),
        max_size=2,
    ).map(tuple),
)

TABLE = Table(
    (
        FactDefinition("days", FactKind.DURATION, "받으신 지 며칠 되었나요?", unit="days", label="수령 후"),
        FactDefinition(
            "state", FactKind.CHOICE, "상태는?", choices=(Choice("new", "새것"), Choice("used", "사용"))
        ),
    ),
    (
        Case(
            (("days", Within(None, 8)), ("state", OneOf(frozenset({"used", "new"})))),
            Verdict.APPROVAL,
            "여쭙겠습니다",
            steps=(Step("사진 받기"),),
            approval="실장",
        ),
        Case(
            (("since", Between(date(2026, 3, 1), None)), ("opened", Is(value=True))),
            Verdict.DENIED,
            "안 됩니다",
        ),
    ),
    Case((), Verdict.DENIED, "안 됩니다"),
    (Example("하루", {"days": 1, "state": "new", "since": date(2026, 3, 1)}, Verdict.ALLOWED),),
)


@given(stored_tables)
@settings(deadline=None)
def test_a_stored_table_is_read_back_as_it_was(table):
    assert from_data(json.loads(json.dumps(as_data(table)))) == table


STORED = {
    "version": 1,
    "facts": [
        {
            "key": "days",
            "kind": "duration",
            "question": "받으신 지 며칠 되었나요?",
            "question_en": "",
            "choices": [],
            "unit": "days",
            "label": "수령 후",
            "label_en": "",
        },
        {
            "key": "state",
            "kind": "choice",
            "question": "상태는?",
            "question_en": "",
            "choices": [
                {"code": "new", "label": "새것", "label_en": ""},
                {"code": "used", "label": "사용", "label_en": ""},
            ],
            "unit": "",
            "label": "",
            "label_en": "",
        },
    ],
    "cases": [
        {
            "conditions": [
                {"fact": "days", "at_least": None, "below": 8},
                {"fact": "state", "one_of": ["new", "used"]},
            ],
            "verdict": "approval",
            "sentence": "여쭙겠습니다",
            "sentence_en": "",
            "reason": "",
            "reason_en": "",
            "steps": ["사진 받기"],
            "approval": "실장",
        },
        {
            "conditions": [
                {"fact": "since", "since": "2026-03-01", "before": None},
                {"fact": "opened", "is": True},
            ],
            "verdict": "denied",
            "sentence": "안 됩니다",
            "sentence_en": "",
            "reason": "",
            "reason_en": "",
            "steps": [],
            "approval": "",
        },
    ],
    "otherwise": {
        "conditions": [],
        "verdict": "denied",
        "sentence": "안 됩니다",
        "sentence_en": "",
        "reason": "",
        "reason_en": "",
        "steps": [],
        "approval": "",
    },
    "tests": [
        {
            "name": "하루",
            "values": {"days": 1, "state": "new", "since": {"date": "2026-03-01"}},
            "expected": "allowed",
        }
    ],
}


def test_the_stored_form_is_kept_from_release_to_release():
    assert as_data(TABLE) == STORED


def test_only_steps_that_say_more_than_their_text_need_the_second_form():
    first, *others = TABLE.cases
    told = replace(
        first, steps=(Step("사진 받기", "하자를 보려고"), Step("기록", is_critical=True), Step("안내"))
    )

    data = as_data(replace(TABLE, cases=(told, *others)))

    assert data["version"] == 2
    assert data["cases"][0]["steps"] == [
        {"text": "사진 받기", "why": "하자를 보려고", "is_critical": False},
        {"text": "기록", "why": "", "is_critical": True},
        "안내",
    ]


def spoilt(way, value):
    """The stored table with another value in one place."""
    data = deepcopy(as_data(TABLE))
    place = data
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    return data


CONDITION = ("cases", 0, "conditions", 0)


@pytest.mark.parametrize(
    ("way", "value", "message"),
    [
        (("facts",), {}, "“table.facts”. Expected: a list."),
        (
            ("facts", 0),
            "days",
            "“table.facts[0]”. Expected: an object with exactly these",
        ),
        (
            ("facts", 0, "colour"),
            1,
            "“table.facts[0]”. Expected: an object with exactly these",
        ),
        (("facts", 0, "key"), 1, "“table.facts[0].key”. Expected: a text."),
        (
            ("facts", 0, "kind"),
            "colour",
            "“table.facts[0].kind”. Expected: one of these words: boolean, choice,",
        ),
        (("facts", 1, "choices", 1, "label"), None, "“table.facts[1].choices[1].label”. Expected: a text."),
        (
            (*CONDITION, "below"),
            "8",
            "“table.cases[0].conditions[0].below”. Expected: a whole number or nothing.",
        ),
        (
            (*CONDITION, "below"),
            8.0,
            "“table.cases[0].conditions[0].below”. Expected: a whole number or nothing.",
        ),
        (
            (*CONDITION, "below"),
            True,
            "“table.cases[0].conditions[0].below”. Expected: a whole number or nothing.",
        ),
        (
            (*CONDITION, "is"),
            True,
            "“table.cases[0].conditions[0]”. Expected: an object with exactly these",
        ),
        (
            CONDITION,
            None,
            "“table.cases[0].conditions[0]”. Expected: an object with exactly these",
        ),
        (
            ("cases", 0, "conditions", 1, "one_of"),
            ["used", "new"],
            "“table.cases[0].conditions[1].one_of”. Expected: a list of different texts",
        ),
        (
            ("cases", 0, "conditions", 1, "one_of"),
            ["new", "new"],
            "“table.cases[0].conditions[1].one_of”. Expected: a list of different texts",
        ),
        (
            ("cases", 1, "conditions", 0, "since"),
            "20260301",
            "“table.cases[1].conditions[0].since”. Expected: a date like 2026-12-31, or nothing.",
        ),
        (
            ("cases", 1, "conditions", 0, "since"),
            "2026-02-30",
            "“table.cases[1].conditions[0].since”. Expected: a date like 2026-12-31, or nothing.",
        ),
        (
            ("cases", 1, "conditions", 1, "is"),
            1,
            "“table.cases[1].conditions[1].is”. Expected: true or false.",
        ),
        (
            ("cases", 0, "verdict"),
            "maybe",
            "“table.cases[0].verdict”. Expected: one of these words: allowed, denied,",
        ),
        (("cases", 0, "steps"), "사진", "“table.cases[0].steps”. Expected: a list."),
        (("cases", 0, "steps", 0), 1, "“table.cases[0].steps[0]”. Expected: a text."),
        (
            ("cases", 0, "steps", 0),
            {"text": "사진"},
            "“table.cases[0].steps[0]”. Expected: an object with exactly these",
        ),
        (
            ("otherwise",),
            [],
            "“table.otherwise”. Expected: an object with exactly these",
        ),
        (("tests", 0, "values"), [], "“table.tests[0].values”. Expected: an object with texts as names."),
        (
            ("tests", 0, "values", "days"),
            1.5,
            "“table.tests[0].values.days”. Expected: true, false,",
        ),
        (
            ("tests", 0, "values", "since", "date"),
            None,
            "“table.tests[0].values.since”. Expected: true, false,",
        ),
    ],
)
def test_a_field_that_cannot_be_read_is_refused_by_name(way, value, message):
    with pytest.raises(DecisionError) as refused:
        from_data(spoilt(way, value))

    assert str(refused.value).startswith(f"The stored table cannot be read at {message}")


@pytest.mark.parametrize("data", [None, [], {}, {"version": 3}, {"version": True}, {"version": 1.0}, "table"])
def test_a_table_in_another_form_is_refused(data):
    with pytest.raises(DecisionError) as refused:
        from_data(data)

    assert refused.value.code == DecisionRefusal.OTHER_VERSION


def test_a_table_with_a_field_too_many_is_refused():
    with pytest.raises(DecisionError, match="exactly these fields: version, facts, cases, otherwise, tests"):
        from_data(as_data(TABLE) | {"colour": 1})


@given(stored_tables, st.randoms())
@settings(deadline=None)
def test_the_order_of_conditions_makes_no_difference_to_the_canonical_form(table, chance):
    def mixed(case):
        return replace(case, conditions=tuple(chance.sample(case.conditions, len(case.conditions))))

    other = replace(
        table,
        cases=tuple(map(mixed, table.cases)),
        otherwise=table.otherwise and mixed(table.otherwise),
        tests=tuple(replace(one, values=dict(reversed(one.values.items()))) for one in table.tests),
    )

    assert canonical(other) == canonical(table)


@given(stored_tables, stored_tables)
@settings(deadline=None)
def test_tables_that_differ_have_another_canonical_form(table, other):
    assert (canonical(table) == canonical(other)) == (sorted_conditions(table) == sorted_conditions(other))


def sorted_conditions(table):
    def in_order(case):
        return replace(case, conditions=frozenset_of_all(case.conditions))

    return replace(
        table,
        cases=tuple(map(in_order, table.cases)),
        otherwise=table.otherwise and in_order(table.otherwise),
    )


def frozenset_of_all(conditions):
    """Equal for the same conditions in any order, also where one is there twice."""
    return frozenset((pair, conditions.count(pair)) for pair in conditions)
