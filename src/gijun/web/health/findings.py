"""Run every check and gather what it found."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


class Verdict(StrEnum):
    OK = "OK"
    WARN = "WARN"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``advice`` says what to do; empty when nothing needs doing."""

    about: str
    verdict: Verdict
    says: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at."""

    about: str
    look: Callable[[datetime], Iterator[Finding]]
    needs: str = ""  # another check: where that one failed, this one has nothing to say


def examine(at: datetime, checks: Iterable[Check]) -> list[Finding]:
    """Every finding of every check; one that breaks down is a finding itself."""
    found: list[Finding] = []
    for check in checks:
        if not any(one.about == check.needs and one.verdict is Verdict.FAIL for one in found):
            found += _looked(check, at)
    return found


def _looked(check: Check, at: datetime) -> list[Finding]:
    try:
        return list(check.look(at))
    except Exception as error:  # like a worker's loop: the other checks still have something to say
        logger.debug("The check %s broke down", check.about, exc_info=True)
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return [
            Finding(
                check.about,
                Verdict.FAIL,
                _("Looking at this failed. %(reason)s") % {"reason": reason},
                _("Put this right first, then run gijun doctor again."),
            )
        ]
