"""Exceptions as executable decision tables: one answer for every contact, proved before it is agreed."""

from gijun.standards.rules.decisions.asking import next_question, open_questions
from gijun.standards.rules.decisions.changes import Change, differences
from gijun.standards.rules.decisions.checking import Findings, Gap, Meeting, check
from gijun.standards.rules.decisions.disagreeing import Disagreement, disagreement
from gijun.standards.rules.decisions.explaining import explain
from gijun.standards.rules.decisions.judging import Failed, Judgement, judge, run_examples, settled
from gijun.standards.rules.decisions.problems import Problem
from gijun.standards.rules.decisions.reading import read_condition, read_value
from gijun.standards.rules.decisions.storing import as_data, canonical, from_data
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
    Values,
    Within,
)
from gijun.standards.rules.decisions.wording import write_condition
from gijun.standards.terms.decisions import (
    DecisionChange,
    DecisionPart,
    DecisionProblem,
    DecisionRefusal,
    FactKind,
    Unit,
    Verdict,
)

__all__ = [
    "Between",
    "Case",
    "Change",
    "Choice",
    "Condition",
    "DecisionChange",
    "DecisionError",
    "DecisionPart",
    "DecisionProblem",
    "DecisionRefusal",
    "Disagreement",
    "Example",
    "FactDefinition",
    "FactKind",
    "Failed",
    "Findings",
    "Gap",
    "Is",
    "Judgement",
    "Meeting",
    "OneOf",
    "Problem",
    "Table",
    "Unit",
    "Value",
    "Values",
    "Verdict",
    "Within",
    "as_data",
    "canonical",
    "check",
    "differences",
    "disagreement",
    "explain",
    "from_data",
    "judge",
    "next_question",
    "open_questions",
    "read_condition",
    "read_value",
    "run_examples",
    "settled",
    "write_condition",
]
