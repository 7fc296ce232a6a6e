"""The only writers of the organisation."""

from gijun.organisation.actions.breaks import ask_break, begin_break, decide_break, withdraw_break
from gijun.organisation.actions.calendars import (
    add_calendar,
    add_holidays,
    change_calendar,
    give_calendar,
    remove_exception,
    set_exception,
)
from gijun.organisation.actions.decisions import decide_authority
from gijun.organisation.actions.floor import (
    come_in,
    enter_after_work,
    enter_state,
    force_ends,
    go_out,
    note_seen,
    sweep_silent,
)
from gijun.organisation.actions.floor_rules import change_floor_rules
from gijun.organisation.actions.own import choose_language, choose_preferences, end_token, make_token
from gijun.organisation.actions.passwords import (
    choose_password,
    give_temporary_password,
    set_password,
)
from gijun.organisation.actions.people import add_colleague, add_person, change_person, give_role, take_role
from gijun.organisation.actions.seen import note_failed_sign_in, note_sensitive_read, note_sign_in
from gijun.organisation.actions.skills import change_skill, define_skill, give_skill, give_skills, take_skill
from gijun.organisation.actions.teams import add_team, change_day, change_team, known_zone

__all__ = [
    "add_calendar",
    "add_colleague",
    "add_holidays",
    "add_person",
    "add_team",
    "ask_break",
    "begin_break",
    "change_calendar",
    "change_day",
    "change_floor_rules",
    "change_person",
    "change_skill",
    "change_team",
    "choose_language",
    "choose_password",
    "choose_preferences",
    "come_in",
    "decide_authority",
    "decide_break",
    "define_skill",
    "end_token",
    "enter_after_work",
    "enter_state",
    "force_ends",
    "give_calendar",
    "give_role",
    "give_skill",
    "give_skills",
    "give_temporary_password",
    "go_out",
    "known_zone",
    "make_token",
    "note_failed_sign_in",
    "note_seen",
    "note_sensitive_read",
    "note_sign_in",
    "remove_exception",
    "set_exception",
    "set_password",
    "sweep_silent",
    "take_role",
    "take_skill",
    "withdraw_break",
]
