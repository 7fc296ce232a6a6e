"""Operating modes: which one holds, and what it changes."""

from gijun.desk.queries.modes.now import ModeNow, auto_message, centre_id_of, mode_now, plan_now, standing

__all__ = ["ModeNow", "auto_message", "centre_id_of", "mode_now", "plan_now", "standing"]
