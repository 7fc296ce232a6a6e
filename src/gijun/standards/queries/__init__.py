"""Reads of the standards that others may use."""

from gijun.standards.queries.consistency import contradicted
from gijun.standards.queries.documents import Step
from gijun.standards.queries.finding import Found, find
from gijun.standards.queries.judging import Hearing, Judgeable, hear, judgeable
from gijun.standards.queries.publication import artefacts
from gijun.standards.queries.reasons import known_reason, parents, reasons_below, reasons_tree
from gijun.standards.queries.receipts import adoption, open_must_reads, overdue_must_reads
from gijun.standards.queries.saying import agreed_words, figures_promised, filled, rendered
from gijun.standards.queries.versions import (
    UsedVersion,
    in_force,
    sentence_for,
    standard_of_version,
    used_versions,
    version_of_step,
)

__all__ = [
    "Found",
    "Hearing",
    "Judgeable",
    "Step",
    "UsedVersion",
    "adoption",
    "agreed_words",
    "artefacts",
    "contradicted",
    "figures_promised",
    "filled",
    "find",
    "hear",
    "in_force",
    "judgeable",
    "known_reason",
    "open_must_reads",
    "overdue_must_reads",
    "parents",
    "reasons_below",
    "reasons_tree",
    "rendered",
    "sentence_for",
    "standard_of_version",
    "used_versions",
    "version_of_step",
]
