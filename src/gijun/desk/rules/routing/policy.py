"""A centre's routing policy: what its queues take, and how each finds somebody."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from gijun.desk.terms import ChannelKind, Priority
from gijun.desk.terms.routing import ChoiceRule, PolicyFault

CODE = re.compile(r"[A-Za-z0-9_.\-]{1,32}")
NAME_LENGTH = 64
DAY_S = 86_400
MOST_PROFICIENT = 5
WEIGHTS = {"phone": 6, "chat": 2, "kakao": 2, "sms": 1, "email": 1, "form": 1, "api": 1}


class PolicyError(Exception):
    """A policy nobody can be routed by. ``told``: the values that the fault's sentence names."""

    def __init__(self, fault: PolicyFault, **told: object) -> None:
        super().__init__(fault.value)
        self.fault, self.told = fault, told

    def __str__(self) -> str:
        return str(self.fault.label) % self.told


@dataclass(frozen=True, slots=True)
class Overflow:
    """After so many working seconds in the queue, this team may take it too."""

    after_s: int
    team_id: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What a queue takes and how it finds somebody; empty conditions take everything."""

    code: str
    name: str
    choice: str = ChoiceRule.PULL.value
    asks: bool = True  # offers and waits for the answer; False: gives at once
    channels: tuple[str, ...] = ()
    reason_ids: tuple[int, ...] = ()
    minimum_priority: int = 1
    team_id: int | None = None  # tickets of this team and those below it
    skill_id: int | None = None
    minimum: int = 0  # proficiency 1–5 in the skill; 0: anybody
    overflow: tuple[Overflow, ...] = ()

    @property
    def takes_all(self) -> bool:
        narrow = self.channels or self.reason_ids or self.team_id is not None
        return not narrow and self.minimum_priority <= Priority.LOW


@dataclass(frozen=True, slots=True)
class Claims:
    """Exceptions and claims: reasons that go to the skilled and never to newcomers."""

    reason_ids: tuple[int, ...] = ()
    skill_id: int | None = None  # none: the queue's skill, or whatever somebody is best at
    minimum: int = 0  # proficiency 1–5


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole policy of a centre, one version of it. Times are seconds; ``away_s`` are working ones."""

    queues: tuple[Queue, ...]
    weights: Mapping[str, int] = field(default_factory=lambda: dict(WEIGHTS))
    capacity: int = 6  # Σ weights somebody may hold at once
    offer_s: int = 30  # to answer an offer
    expiries: int = 3  # unanswered offers in a row before somebody is set away; 0: never
    again_after_s: int = 120  # before a declined ticket may be offered to the same person again
    sticky_days: int = 14  # how long the last agent is remembered; 0: not at all
    sticky_wait_s: int = 0  # how long a ticket is held for them while they are busy
    away_s: int = 900  # away or offline before waiting tickets go back; 0: never
    newcomer_days: int = 30  # from the day of joining; 0: nobody is protected
    newcomer_capacity: int = 2
    claims: Claims = field(default_factory=Claims)
    version: int = 0

    def weight(self, channel: str) -> int:
        return self.weights.get(channel, 1)

    def queue(self, code: str) -> Queue:
        """The queue with this code; the last one where the policy no longer has it."""
        return next((queue for queue in self.queues if queue.code == code), self.queues[-1])


PULL_ONLY = Policy(queues=(Queue("all", "all"),))
"""What holds where a centre has decided nothing: agents take the next ticket by themselves."""

RANGES = {
    "capacity": (1, 100),
    "offer_s": (5, 600),
    "expiries": (0, 20),
    "again_after_s": (0, DAY_S),
    "sticky_days": (0, 365),
    "sticky_wait_s": (0, DAY_S),
    "away_s": (0, 30 * DAY_S),
    "newcomer_days": (0, 730),
    "newcomer_capacity": (1, 100),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a policy may name; none: not checked, as when an old version is read again."""

    team_ids: frozenset[int] | None = None
    reason_ids: frozenset[int] | None = None
    skill_ids: frozenset[int] | None = None


def read(content: Mapping[str, Any], *, version: int = 0, known: Known | None = None) -> Policy:
    """A policy from what was stored or typed.

    Raises:
        PolicyError: it could not work; the first fault, in the user's words.
    """
    known = known or Known()
    try:
        queues = tuple(_queue(one, known) for one in content["queues"])
        numbers = {name: _number(content[name], "", *RANGES[name]) for name in RANGES if name in content}
        weights = {
            kind.value: _number(content.get("weights", {}).get(kind.value, WEIGHTS[kind.value]), "", 1, 100)
            for kind in ChannelKind
        }
        claims = _claims(content.get("claims") or {}, known)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PolicyError(PolicyFault.NOT_A_POLICY) from error
    _require_order(queues)
    return Policy(queues=queues, weights=weights, claims=claims, version=version, **numbers)


def written(policy: Policy) -> dict[str, Any]:
    """The policy as it is stored; ``read`` takes it back."""
    content = asdict(policy)
    content.pop("version")
    return content


def _require_order(queues: tuple[Queue, ...]) -> None:
    if not queues:
        raise PolicyError(PolicyFault.NO_QUEUE)
    codes: set[str] = set()
    for queue in queues:
        if queue.code in codes:
            raise PolicyError(PolicyFault.QUEUE_TWICE, value=queue.code)
        codes.add(queue.code)
    for queue in queues[:-1]:
        if queue.takes_all:
            raise PolicyError(PolicyFault.UNREACHABLE, queue=queue.name)
    if not queues[-1].takes_all:
        raise PolicyError(PolicyFault.NO_LAST_QUEUE)


def _queue(raw: Mapping[str, Any], known: Known) -> Queue:
    code, name = str(raw["code"]).strip(), str(raw["name"]).strip()
    if not CODE.fullmatch(code):
        raise PolicyError(PolicyFault.QUEUE_CODE, value=code)
    if not name or len(name) > NAME_LENGTH:
        raise PolicyError(PolicyFault.QUEUE_NAME, queue=code)
    queue = Queue(
        code=code,
        name=name,
        choice=_word(raw.get("choice", ChoiceRule.PULL), name, ChoiceRule.values),
        asks=bool(raw.get("asks", True)),
        channels=tuple(_word(one, name, ChannelKind.values) for one in raw.get("channels", ())),
        reason_ids=_reasons(raw.get("reason_ids", ()), name, known),
        minimum_priority=_number(raw.get("minimum_priority", 1), name, Priority.LOW, Priority.URGENT),
        team_id=_team(raw.get("team_id"), name, known),
        skill_id=_skill(raw.get("skill_id"), name, known),
        minimum=_number(raw.get("minimum", 0), name, 0, MOST_PROFICIENT),
        overflow=_overflow(raw.get("overflow", ()), name, known),
    )
    if queue.minimum and queue.skill_id is None:
        raise PolicyError(PolicyFault.MINIMUM_WITHOUT_SKILL, queue=name)
    return queue


def _overflow(raw: Iterable[Mapping[str, Any]], name: str, known: Known) -> tuple[Overflow, ...]:
    steps: list[Overflow] = []
    for one in raw:
        team_id = _team(one["team_id"], name, known)
        if team_id is None:
            raise PolicyError(PolicyFault.FOREIGN_TEAM, queue=name)
        step = Overflow(_number(one["after_s"], name, 1, 30 * DAY_S), team_id)
        if steps and step.after_s <= steps[-1].after_s:
            raise PolicyError(PolicyFault.OVERFLOW_ORDER, queue=name)
        if step.team_id in {earlier.team_id for earlier in steps}:
            raise PolicyError(PolicyFault.OVERFLOW_TWICE, queue=name)
        steps.append(step)
    return tuple(steps)


def _claims(raw: Mapping[str, Any], known: Known) -> Claims:
    name = "–"
    return Claims(
        reason_ids=_reasons(raw.get("reason_ids", ()), name, known),
        skill_id=_skill(raw.get("skill_id"), name, known),
        minimum=_number(raw.get("minimum", 0), name, 0, MOST_PROFICIENT),
    )


def _reasons(raw: Iterable[Any], name: str, known: Known) -> tuple[int, ...]:
    ids = tuple(sorted({int(one) for one in raw}))
    if known.reason_ids is not None and not known.reason_ids.issuperset(ids):
        raise PolicyError(PolicyFault.UNKNOWN_REASON, queue=name)
    return ids


def _team(raw: Any, name: str, known: Known) -> int | None:
    if raw in {None, ""}:
        return None
    if known.team_ids is not None and int(raw) not in known.team_ids:
        raise PolicyError(PolicyFault.FOREIGN_TEAM, queue=name)
    return int(raw)


def _skill(raw: Any, name: str, known: Known) -> int | None:
    if raw in {None, ""}:
        return None
    if known.skill_ids is not None and int(raw) not in known.skill_ids:
        raise PolicyError(PolicyFault.UNKNOWN_SKILL, queue=name)
    return int(raw)


def _word(raw: Any, name: str, known: Iterable[str]) -> str:
    if str(raw) not in known:
        raise PolicyError(PolicyFault.UNKNOWN_WORD, queue=name, value=raw)
    return str(raw)


def _number(raw: Any, name: str, low: int, high: int) -> int:
    try:
        number = int(raw)
    except (TypeError, ValueError):
        number = low - 1
    if not low <= number <= high:
        raise PolicyError(
            PolicyFault.OUT_OF_RANGE, queue=name or "–", value=raw, low=int(low), high=int(high)
        )
    return number
