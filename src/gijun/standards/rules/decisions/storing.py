"""A table as plain data, to be stored with its standard, and back."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from gijun.standards.rules.decisions.fields import Field
from gijun.standards.rules.decisions.table import (
    Between,
    Case,
    Choice,
    Condition,
    DecisionError,
    Example,
    FactDefinition,
    Is,
    OneOf,
    Table,
    Value,
    Within,
)
from gijun.standards.rules.steps import Step
from gijun.standards.terms.decisions import DecisionRefusal, FactKind, StoredForm, Verdict

VERSIONS = (1, 2)
"""Forms in which tables are stored, the oldest first; in the second a step may say why and be critical.

A table is written in the oldest form that can hold it, so one that says the same keeps its hash.
"""

Data = dict[str, object]


def as_data(table: Table) -> Data:
    """The table in objects, lists, texts, whole numbers and truth values, as JSON has them."""
    return {
        "version": VERSIONS[any(map(_needs_second, _steps_of(table)))],
        "facts": [_fact_data(fact) for fact in table.facts],
        "cases": [_case_data(case) for case in table.cases],
        "otherwise": None if table.otherwise is None else _case_data(table.otherwise),
        "tests": [_example_data(example) for example in table.tests],
    }


def from_data(data: object) -> Table:
    """The table that ``as_data`` made this of; nothing else is accepted.

    Raises:
        DecisionError: names the first field that cannot be read and what it has to hold.
    """
    whole = Field(data, "table")
    version = data.get("version") if isinstance(data, dict) else None
    if type(version) is not int or version not in VERSIONS:
        raise DecisionError(DecisionRefusal.OTHER_VERSION, version=version, readable=VERSIONS[-1])
    members = whole.members("version", "facts", "cases", "otherwise", "tests")
    otherwise = members["otherwise"]
    return Table(
        facts=tuple(_fact(one) for one in members["facts"].entries()),
        cases=tuple(_case(one) for one in members["cases"].entries()),
        otherwise=None if otherwise.value is None else _case(otherwise),
        tests=tuple(_example(one) for one in members["tests"].entries()),
    )


def canonical(table: Table) -> str:
    """The table as text for a hash.

    The order of a case's conditions, of the codes in one and of an example's answers makes no difference.
    """
    data = as_data(table)
    cases = [_ordered(case) for case in table.cases]
    otherwise = None if table.otherwise is None else _ordered(table.otherwise)
    return _text(data | {"cases": cases, "otherwise": otherwise})


def _ordered(case: Case) -> Data:
    conditions = sorted((_condition_data(*pair) for pair in case.conditions), key=_text)
    return _case_data(case) | {"conditions": conditions}


def _text(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fact_data(fact: FactDefinition) -> Data:
    return {
        "key": fact.key,
        "kind": fact.kind.value,
        "question": fact.question,
        "question_en": fact.question_en,
        "choices": [
            {"code": choice.code, "label": choice.label, "label_en": choice.label_en}
            for choice in fact.choices
        ],
        "unit": fact.unit,
        "label": fact.label,
        "label_en": fact.label_en,
    }


def _fact(field: Field) -> FactDefinition:
    members = field.members("key", "kind", "question", "question_en", "choices", "unit", "label", "label_en")
    return FactDefinition(
        key=members["key"].text(),
        kind=members["kind"].word(FactKind),
        question=members["question"].text(),
        question_en=members["question_en"].text(),
        choices=tuple(_choice(one) for one in members["choices"].entries()),
        unit=members["unit"].text(),
        label=members["label"].text(),
        label_en=members["label_en"].text(),
    )


def _choice(field: Field) -> Choice:
    members = field.members("code", "label", "label_en")
    return Choice(members["code"].text(), members["label"].text(), members["label_en"].text())


def _case_data(case: Case) -> Data:
    return {
        "conditions": [_condition_data(key, condition) for key, condition in case.conditions],
        "verdict": case.verdict.value,
        "sentence": case.sentence,
        "sentence_en": case.sentence_en,
        "reason": case.reason,
        "reason_en": case.reason_en,
        "steps": [_step_data(step) for step in case.steps],
        "approval": case.approval,
    }


def _case(field: Field) -> Case:
    members = field.members(
        "conditions", "verdict", "sentence", "sentence_en", "reason", "reason_en", "steps", "approval"
    )
    return Case(
        conditions=tuple(_condition(one) for one in members["conditions"].entries()),
        verdict=members["verdict"].word(Verdict),
        sentence=members["sentence"].text(),
        sentence_en=members["sentence_en"].text(),
        reason=members["reason"].text(),
        reason_en=members["reason_en"].text(),
        steps=tuple(_step(one) for one in members["steps"].entries()),
        approval=members["approval"].text(),
    )


def _steps_of(table: Table) -> Iterator[Step]:
    for _place, case in table.placed_cases():
        yield from case.steps


def _needs_second(step: Step) -> bool:
    return bool(step.why) or step.is_critical


def _step_data(step: Step) -> str | Data:
    """A step that says nothing else is its text."""
    if not _needs_second(step):
        return step.text
    return {"text": step.text, "why": step.why, "is_critical": step.is_critical}


def _step(field: Field) -> Step:
    if not isinstance(field.value, Mapping):
        return Step(field.text())
    members = field.members("text", "why", "is_critical")
    return Step(members["text"].text(), members["why"].text(), members["is_critical"].truth())


def _condition_data(key: str, condition: Condition) -> Data:
    match condition:
        case Is(value):
            return {"fact": key, "is": value}
        case OneOf(codes):
            return {"fact": key, "one_of": sorted(codes)}
        case Within(at_least, below):
            return {"fact": key, "at_least": at_least, "below": below}
        case Between(since, before):
            return {
                "fact": key,
                "since": since and since.isoformat(),
                "before": before and before.isoformat(),
            }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _condition(field: Field) -> tuple[str, Condition]:
    if field.has("is"):
        members = field.members("fact", "is")
        return members["fact"].text(), Is(members["is"].truth())
    if field.has("one_of"):
        members = field.members("fact", "one_of")
        return members["fact"].text(), OneOf(frozenset(members["one_of"].texts()))
    if field.has("since"):
        members = field.members("fact", "since", "before")
        return members["fact"].text(), Between(members["since"].day(), members["before"].day())
    members = field.members("fact", "at_least", "below")
    return members["fact"].text(), Within(members["at_least"].number(), members["below"].number())


def _example_data(example: Example) -> Data:
    return {
        "name": example.name,
        "values": {key: _value_data(value) for key, value in example.values.items()},
        "expected": example.expected.value,
    }


def _example(field: Field) -> Example:
    members = field.members("name", "values", "expected")
    values = {key: _value(one) for key, one in members["values"].named().items()}
    return Example(members["name"].text(), values, members["expected"].word(Verdict))


def _value_data(value: Value) -> object:
    """A date says that it is one: a choice may be called like a day."""
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _value(field: Field) -> Value:
    if field.has("date"):
        day = field.members("date")["date"].day()
        if day is not None:
            return day
    elif isinstance(field.value, bool | str | int):
        return field.value
    raise field.refused(StoredForm.VALUE)
