"""The one line that says why a case applies."""

from gijun.standards.rules.decisions.judging import Judgement
from gijun.standards.rules.decisions.table import FactDefinition, Table, Value, Values
from gijun.standards.rules.decisions.wording import written_value
from gijun.standards.terms import Language
from gijun.standards.terms.decisions import FactKind


def explain(judgement: Judgement, table: Table, values: Values, language: str) -> str:
    """The author's reason line, or one made of the answers the case asks for.

    Without words in the language the author's Korean ones are taken. The case for everything else is
    explained by all answers, as is a case that was certain before all it asks for was answered.
    """
    written = in_language(judgement.case.reason, judgement.case.reason_en, language)
    if written:
        return written
    asked = {key for key, _ in judgement.case.conditions}
    told = asked if asked and asked <= values.keys() else values.keys()
    return " · ".join(explained(fact, values[fact.key], language) for fact in table.facts if fact.key in told)


def explained(fact: FactDefinition, value: Value, language: str) -> str:
    """An answer with as much of its question as is needed to understand it."""
    answer = written_value(fact.kind, value, fact.choices, language, unit=fact.unit)
    label = in_language(fact.label, fact.label_en, language)
    if label:
        return f"{label} {answer}"
    if fact.kind == FactKind.BOOLEAN:
        return f"{in_language(fact.question, fact.question_en, language)} {answer}"
    return answer


def in_language(korean: str, english: str, language: str) -> str:
    """The words in the language, or the Korean ones where there are none."""
    return english or korean if language == Language.ENGLISH else korean
