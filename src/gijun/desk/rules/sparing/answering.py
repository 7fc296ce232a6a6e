"""Whether a message is answered automatically, and with which words."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from gijun.desk.rules.sparing.policy import PolicyError
from gijun.desk.terms.sparing import TEXT_LENGTH, Occasion, PolicyFault, Silence

NO_REPLY = re.compile(
    r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer[-_.]?daemon|postmaster|bounces?|auto[-_.]?reply|"
    r"notifications?|daemon)(?:[-_.+=].*)?@",
    re.IGNORECASE,
)
LATE = timedelta(hours=1)  # what was read later than this is answered by people only
VARIABLE = re.compile(r"\{([^{}]*)\}")
VARIABLES = ("number", "team", "hours")
MOST_PERIOD_H, MOST_CAP = 720, 10


@dataclass(frozen=True, slots=True)
class AnswerRules:
    """How a door answers by itself. A text that is empty in English is said in Korean."""

    outside_hours: bool = False
    outside_hours_ko: str = ""
    outside_hours_en: str = ""
    first_contact: bool = False
    first_contact_ko: str = ""
    first_contact_en: str = ""
    mode: bool = False  # the words are those of the operating mode
    period_h: int = 24  # to the same sender once in so many hours
    cap: int = 2  # automatic answers in one ticket

    @property
    def period(self) -> timedelta:
        return timedelta(hours=self.period_h)

    def data(self) -> dict[str, Any]:
        """What is kept."""
        return asdict(self)

    def text(self, occasion: Occasion, language: str) -> str:
        """The words for an occasion that has its own; empty for that of the mode."""
        if occasion == Occasion.MODE:
            return ""
        return getattr(self, f"{occasion.value}_{language}", "") or getattr(self, f"{occasion.value}_ko")


OFF = AnswerRules()


def read(data: Mapping[str, Any]) -> AnswerRules:
    """The rules from what is kept."""
    return AnswerRules(**data)


def checked(rules: AnswerRules) -> AnswerRules:
    """The rules, refused where they cannot be kept.

    Raises:
        PolicyError: a span out of range, a text missing or too long, or a variable that does not exist.
    """
    if not 1 <= rules.period_h <= MOST_PERIOD_H:
        raise PolicyError(PolicyFault.PERIOD)
    if not 1 <= rules.cap <= MOST_CAP:
        raise PolicyError(PolicyFault.CAP)
    for name in ("outside_hours", "first_contact"):
        if getattr(rules, name) and not getattr(rules, f"{name}_ko").strip():
            raise PolicyError(PolicyFault.TEXT, name)
        for language in ("ko", "en"):
            text = getattr(rules, f"{name}_{language}")
            if len(text) > TEXT_LENGTH:
                raise PolicyError(PolicyFault.LONG)
            for variable in VARIABLE.findall(text):
                if variable not in VARIABLES:
                    raise PolicyError(PolicyFault.VARIABLE, f"{{{variable}}}"[:80])
    return rules


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables; one that has no value here leaves nothing."""
    return VARIABLE.sub(lambda found: values.get(found[1], ""), text)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as the decision sees it."""

    address: str
    automatic: str
    received_at: datetime
    is_open: bool  # does anybody of the centre work then?
    is_first: bool  # the first message of its contact
    mode_text: str  # of the operating mode; empty: it says nothing
    answered_since: bool  # a person has replied since
    undeliverable: bool
    answers_in_ticket: int  # automatic ones so far
    last_answer_at: datetime | None  # automatic one to this sender at this door


def decide(
    rules: AnswerRules, heard: Heard, own: frozenset[str], at: datetime
) -> tuple[Occasion | None, Silence | None]:
    """The occasion on which the message is answered, or why it is not: exactly one of the two."""
    silence = _never(heard, own, at)
    if silence is None and heard.answers_in_ticket >= rules.cap:
        silence = Silence.CAP
    answered_before = heard.last_answer_at is not None and at - heard.last_answer_at < rules.period
    if silence is None and answered_before:
        silence = Silence.RECENT
    if silence is not None:
        return None, silence
    if rules.mode and heard.mode_text:
        return Occasion.MODE, None
    if rules.outside_hours and not heard.is_open:
        return Occasion.OUTSIDE_HOURS, None
    if rules.first_contact and heard.is_first:
        return Occasion.FIRST_CONTACT, None
    return None, Silence.NO_OCCASION


def _never(heard: Heard, own: frozenset[str], at: datetime) -> Silence | None:
    """Why a message is answered by no rule at all."""
    if heard.automatic:
        return Silence.AUTOMATIC
    if heard.address.lower() in own:
        return Silence.OWN
    if NO_REPLY.match(heard.address):
        return Silence.NO_REPLY
    if heard.undeliverable:
        return Silence.UNDELIVERABLE
    if heard.answered_since:
        return Silence.ANSWERED
    if at - heard.received_at > LATE:
        return Silence.LATE
    return None
