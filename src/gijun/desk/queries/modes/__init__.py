"""Operating modes: which one holds, and what it changes."""

from gijun.desk.queries.modes.now import ModeNow, auto_message, mode_now, plan_now, standing

__all__ = ["ModeNow", "auto_message", "mode_now", "plan_now", "standing"]
