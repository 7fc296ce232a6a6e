"""Reads of the standards that others may use."""

from gijun.standards.queries.documents import Step
from gijun.standards.queries.finding import Found, find, sought
from gijun.standards.queries.judging import Hearing, Judgeable, hear, judgeable
from gijun.standards.queries.marks import contradicted
from gijun.standards.queries.publication import artefacts
from gijun.standards.queries.reasons import known_reason, parents, reasons_below, reasons_of, reasons_tree
from gijun.standards.queries.receipts import (
    adoption,
    open_must_read_count,
    open_must_reads,
    overdue_must_read_count,
    overdue_must_reads,
)
from gijun.standards.queries.saying import agreed_words, figures_promised, filled, rendered
from gijun.standards.queries.scripts import FoundSnippet, find_snippets, sees_snippet
from gijun.standards.queries.versions import (
    UsedVersion,
    in_force,
    sentence_for,
    standard_of_version,
    used_versions,
    version_of_step,
)
from gijun.standards.queries.wording import Audience, Spoken, audience, customer_language

__all__ = [
    "Audience",
    "Found",
    "FoundSnippet",
    "Hearing",
    "Judgeable",
    "Spoken",
    "Step",
    "UsedVersion",
    "adoption",
    "agreed_words",
    "artefacts",
    "audience",
    "contradicted",
    "customer_language",
    "figures_promised",
    "filled",
    "find",
    "find_snippets",
    "hear",
    "in_force",
    "judgeable",
    "known_reason",
    "open_must_read_count",
    "open_must_reads",
    "overdue_must_read_count",
    "overdue_must_reads",
    "parents",
    "reasons_below",
    "reasons_of",
    "reasons_tree",
    "rendered",
    "sees_snippet",
    "sentence_for",
    "sought",
    "standard_of_version",
    "used_versions",
    "version_of_step",
]
