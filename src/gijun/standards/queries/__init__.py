"""Reads of the standards that others may use."""

from gijun.standards.queries.catalogue import Step
from gijun.standards.queries.finding import Found, find
from gijun.standards.queries.reasons import known_reason, reasons_below, reasons_tree
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
    "Step",
    "UsedVersion",
    "find",
    "in_force",
    "known_reason",
    "reasons_below",
    "reasons_tree",
    "sentence_for",
    "standard_of_version",
    "used_versions",
    "version_of_step",
]
