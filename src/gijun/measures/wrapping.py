"""What wrapping up costs: fields, seconds and clicks by reason."""

from dataclasses import dataclass

from gijun.measures import compute
from gijun.measures.compute import Question
from gijun.measures.in_use import Share, asked_report
from gijun.measures.lake import Lake


@dataclass(frozen=True, slots=True)
class WrapUps:
    """Matters wrapped up about one reason (none: about any). Times in ms, percentiles by nearest rank."""

    reason_id: int | None
    n: int
    asked: int  # fields, over all of them
    auto: int  # filled without anybody typing
    by_hand: int
    median_ms: int
    p80_ms: int
    total_ms: int
    clicked: int  # of how many the clicks are known
    median_clicks: int | None

    @property
    def fields_each(self) -> float:
        """Fields asked for a matter, on average."""
        return self.asked / self.n

    @property
    def filled_alone(self) -> Share:
        """Of the fields that were filled, those nobody typed."""
        return Share(self.auto, self.auto + self.by_hand)


def wrap_ups(opened: Lake, question: Question) -> list[WrapUps]:
    """All together first, then by reason, the most time first; empty where nothing was wrapped up."""
    compute.prepare(opened, question)
    return [WrapUps(*row) for row in asked_report(opened, question, "wrap_ups", {})]
