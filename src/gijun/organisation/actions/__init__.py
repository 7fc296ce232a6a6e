"""The only writers of the organisation."""

from gijun.organisation.actions.calendars import (
    add_calendar,
    add_holidays,
    change_calendar,
    give_calendar,
    remove_exception,
    set_exception,
)
from gijun.organisation.actions.decisions import decide_authority
from gijun.organisation.actions.own import choose_language, choose_preferences, end_token, make_token
from gijun.organisation.actions.passwords import (
    choose_password,
    give_temporary_password,
    set_password,
)
from gijun.organisation.actions.people import add_colleague, add_person, change_person, give_role, take_role
from gijun.organisation.actions.seen import note_failed_sign_in, note_sensitive_read, note_sign_in
from gijun.organisation.actions.teams import add_team, change_day, change_team, known_zone

__all__ = [
    "add_calendar",
    "add_colleague",
    "add_holidays",
    "add_person",
    "add_team",
    "change_calendar",
    "change_day",
    "change_person",
    "change_team",
    "choose_language",
    "choose_password",
    "choose_preferences",
    "decide_authority",
    "end_token",
    "give_calendar",
    "give_role",
    "give_temporary_password",
    "known_zone",
    "make_token",
    "note_failed_sign_in",
    "note_sensitive_read",
    "note_sign_in",
    "remove_exception",
    "set_exception",
    "set_password",
    "take_role",
]
