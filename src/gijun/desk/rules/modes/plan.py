"""What an operating mode changes in a centre: one version of a plan, read from what was stored or typed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from gijun.desk.terms.modes import FigureKind, ModeBreaks, ModeKind, PlanFault, PlanField

TEXT_LENGTH = 500
RANGES = {
    "targets_percent": (10, 1000),
    "lasts_min": (5, 1440),
    "service_below": (0, 100),
    "over_min": (10, 120),
    "arrivals_percent": (0, 1000),
    "longest_wait_min": (0, 1440),
    "quiet_min": (5, 480),
    "service_goal": (0, 100),
    "waiting_goal": (0, 100_000),
    "wait_goal_min": (0, 1440),
    "at_hand_goal": (0, 100),
    "done_goal": (0, 100),
}


class PlanError(Exception):
    """A plan nobody could work by. ``told``: the values that the fault's sentence names."""

    def __init__(self, fault: PlanFault, **told: object) -> None:
        super().__init__(fault.value)
        self.fault, self.told = fault, told

    def __str__(self) -> str:
        return str(self.fault.label) % self.told


@dataclass(frozen=True, slots=True)
class ModePlan:
    """What holds while a centre works in a mode.

    ``targets_percent``: of the normal targets. ``service_below``, ``arrivals_percent``, ``longest_wait_min``:
    triggers of a suggestion; 0 switches one off. ``kpi_order``: figures of the live floor, most important
    first; ``…_goal``: their targets, 0: none.
    """

    queue_order: tuple[str, ...] = ()  # codes of queues; those not named follow
    paused: tuple[str, ...] = ()  # codes of queues whose tickets are not given out
    first_reason_ids: tuple[int, ...] = ()
    targets_percent: int = 100
    break_rule: str = ModeBreaks.USUAL.value
    pinned: tuple[int, ...] = ()  # standards
    auto_message: Mapping[str, str] = field(default_factory=dict)  # by language
    kpi_order: tuple[str, ...] = tuple(FigureKind.values)
    lasts_min: int = 60
    service_below: int = 0
    over_min: int = 30
    arrivals_percent: int = 0
    longest_wait_min: int = 0
    quiet_min: int = 30
    service_goal: int = 80
    waiting_goal: int = 0
    wait_goal_min: int = 30
    at_hand_goal: int = 50
    done_goal: int = 80
    business_goal: str = ""  # what the business wants from the centre, in a sentence
    version: int = 0

    @property
    def targets(self) -> float:
        """The share of the normal targets that holds."""
        return self.targets_percent / 100

    @property
    def targets_permille(self) -> int:
        return self.targets_percent * 10

    def rank(self, queue_code: str, reason_id: int | None = None) -> int:
        """Where tickets of a queue and reason stand: lower first, 0 for reasons that go first."""
        if reason_id is not None and reason_id in self.first_reason_ids:
            return 0
        known = (
            self.queue_order.index(queue_code) if queue_code in self.queue_order else len(self.queue_order)
        )
        return known + 1

    def pauses(self, queue_code: str, reason_id: int | None = None) -> bool:
        """Is this queue put off? A reason that goes first never is."""
        return queue_code in self.paused and reason_id not in self.first_reason_ids


_ACCESS_FIRST = (
    FigureKind.WAITING.value,
    FigureKind.WAIT.value,
    FigureKind.SERVICE.value,
    FigureKind.ARRIVALS.value,
    FigureKind.AT_HAND.value,
    FigureKind.DONE.value,
)
HOUSE = {
    ModeKind.NORMAL: ModePlan(),
    ModeKind.PEAK: ModePlan(
        break_rule=ModeBreaks.ASK.value,
        kpi_order=_ACCESS_FIRST,
        service_below=60,
        arrivals_percent=50,
        longest_wait_min=30,
        auto_message={
            "ko": "지금은 문의가 많아 답변이 늦어질 수 있습니다. 받은 순서대로 답변드리겠습니다.",
            "en": "We receive many questions just now, so answers may take longer. We answer in order.",
        },
    ),
    ModeKind.OUTAGE: ModePlan(
        break_rule=ModeBreaks.ASK.value,
        kpi_order=_ACCESS_FIRST,
        lasts_min=120,
        service_below=30,
        arrivals_percent=200,
        auto_message={
            "ko": "현재 서비스 장애를 확인하고 있습니다. 복구되는 대로 안내드리겠습니다.",
            "en": "We are looking into a failure of our service and will tell you as soon as it is solved.",
        },
    ),
}
"""What holds where a centre has decided nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan may name; none: not checked, as when an old version is read again."""

    queues: tuple[str, ...] | None = None
    reason_ids: frozenset[int] | None = None
    standard_ids: frozenset[int] | None = None


def read(
    content: Mapping[str, Any], mode: ModeKind, *, version: int = 0, known: Known | None = None
) -> ModePlan:
    """A plan from what was stored or typed; what it leaves out is the house's choice.

    Raises:
        PlanError: nobody could work by it; the first fault, in the user's words.
    """
    known = known or Known()
    raw = written(HOUSE[mode]) | dict(content)
    if set(raw) - set(PlanField.values):
        raise PlanError(PlanFault.NOT_A_PLAN)
    try:
        plan = ModePlan(
            queue_order=_queues(raw["queue_order"], known),
            paused=_queues(raw["paused"], known),
            first_reason_ids=_ids(raw["first_reason_ids"], known.reason_ids),
            break_rule=_word(raw["break_rule"], PlanField.BREAKS, ModeBreaks.values),
            pinned=_ids(raw["pinned"], known.standard_ids),
            auto_message=_message(raw["auto_message"]),
            kpi_order=_figures(raw["kpi_order"]),
            business_goal=_text(raw["business_goal"], PlanField.BUSINESS_GOAL),
            version=version,
            **{name: _number(raw[name], PlanField(name)) for name in RANGES},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PlanError(PlanFault.NOT_A_PLAN) from error
    if known.queues and set(known.queues) <= set(plan.paused):
        raise PlanError(PlanFault.ALL_PAUSED)
    return plan


def written(plan: ModePlan) -> dict[str, Any]:
    """The plan as it is stored; ``read`` takes it back."""
    content = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(plan).items()
    }
    content.pop("version")
    return content


def _queues(raw: Iterable[Any], known: Known) -> tuple[str, ...]:
    codes = tuple(str(one).strip() for one in raw if str(one).strip())
    for place, code in enumerate(codes):
        if code in codes[:place]:
            raise PlanError(PlanFault.QUEUE_TWICE, value=code)
        if known.queues is not None and code not in known.queues:
            raise PlanError(PlanFault.UNKNOWN_QUEUE, value=code)
    return codes


def _ids(raw: Iterable[Any], known: frozenset[int] | None) -> tuple[int, ...]:
    ids = tuple(sorted({int(one) for one in raw}))
    if known is not None and not known.issuperset(ids):
        raise PlanError(PlanFault.NOT_A_PLAN)
    return ids


def _word(raw: Any, name: PlanField, known: Iterable[str]) -> str:
    if raw not in known:
        raise PlanError(PlanFault.UNKNOWN_WORD, field=name.label, value=raw)
    return str(raw)


def _text(raw: Any, name: PlanField) -> str:
    text = str(raw).strip()
    if len(text) > TEXT_LENGTH:
        raise PlanError(PlanFault.TOO_LONG, field=name.label, high=TEXT_LENGTH)
    return text


def _message(raw: Mapping[str, Any]) -> dict[str, str]:
    texts = {language: _text(raw.get(language, ""), PlanField.MESSAGE) for language in ("ko", "en")}
    if not any(texts.values()):
        return {}
    if not all(texts.values()):
        raise PlanError(PlanFault.ONE_LANGUAGE)
    return texts


def _figures(raw: Iterable[Any]) -> tuple[str, ...]:
    named = tuple(_word(one, PlanField.KPI_ORDER, FigureKind.values) for one in raw)
    if len(set(named)) < len(named):
        raise PlanError(PlanFault.FIGURE_TWICE)
    return named + tuple(one for one in FigureKind.values if one not in named)


def _number(raw: Any, name: PlanField) -> int:
    low, high = RANGES[name.value]
    try:
        number = int(str(raw).strip())
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise PlanError(PlanFault.OUT_OF_RANGE, field=name.label, low=low, high=high)
    return number
