"""What was promised by when: targets, the clocks of a ticket, and when they run out."""

from gijun.desk.rules.clocks.clock import ALWAYS_OPEN, Clock, clock, total_used_ms, would_be_due
from gijun.desk.rules.clocks.policy import Policy, PolicyError, Target, as_content, from_content, target_for
from gijun.desk.rules.clocks.timeline import TOLD_BY, Run, Terms, Timeline, fold

__all__ = [
    "ALWAYS_OPEN",
    "TOLD_BY",
    "Clock",
    "Policy",
    "PolicyError",
    "Run",
    "Target",
    "Terms",
    "Timeline",
    "as_content",
    "clock",
    "fold",
    "from_content",
    "target_for",
    "total_used_ms",
    "would_be_due",
]
