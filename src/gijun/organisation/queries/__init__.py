"""Reads of the organisation that others may use."""

from gijun.organisation.queries.calendars import business_day_of, calendar_for, calendars_managed_by
from gijun.organisation.queries.own import (
    Preferences,
    has_second_step,
    lacks_second_step,
    person_with_token,
    preferences_of,
    tokens_of,
)
from gijun.organisation.queries.people import (
    colleagues,
    holders,
    home_team_id,
    people_managed_by,
    people_of,
    people_seen_by,
    practice_logins,
    teams_of_role,
)
from gijun.organisation.queries.teams import centre_id_of, has_practice_centre, team_tree, teams_managed_by

__all__ = [
    "Preferences",
    "business_day_of",
    "calendar_for",
    "calendars_managed_by",
    "centre_id_of",
    "colleagues",
    "has_practice_centre",
    "has_second_step",
    "holders",
    "home_team_id",
    "lacks_second_step",
    "people_managed_by",
    "people_of",
    "people_seen_by",
    "person_with_token",
    "practice_logins",
    "preferences_of",
    "team_tree",
    "teams_managed_by",
    "teams_of_role",
    "tokens_of",
]
