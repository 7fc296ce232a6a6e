from datetime import date

from django.urls import path, register_converter

from gijun.organisation.views import (
    audit,
    authority,
    breaks,
    calendars,
    floor,
    floor_rules,
    ledger,
    own,
    people,
    skills,
    teams,
)


class DayConverter:
    """A date in an address: 2027-02-06."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "organisation"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/roles/", people.give_role, name="give_role"),
    path("people/<int:person_id>/roles/<int:membership_id>/take/", people.take_role, name="take_role"),
    path("people/<int:person_id>/password/", people.new_password, name="new_password"),
    path("teams/", teams.teams, name="teams"),
    path("teams/add/", teams.add_team, name="add_team"),
    path("teams/<int:team_id>/", teams.team, name="team"),
    path("teams/<int:team_id>/day/", teams.change_day, name="change_day"),
    path("authority/", authority.authority, name="authority"),
    path("authority/<str:code>/", authority.power, name="power"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/add/", calendars.add_calendar, name="add_calendar"),
    path("calendars/<int:calendar_id>/", calendars.calendar, name="calendar"),
    path("calendars/<int:calendar_id>/exceptions/", calendars.set_exception, name="set_exception"),
    path(
        "calendars/<int:calendar_id>/exceptions/<day:day>/remove/",
        calendars.remove_exception,
        name="remove_exception",
    ),
    path("calendars/<int:calendar_id>/holidays/", calendars.add_holidays, name="add_holidays"),
    path("calendars/<int:calendar_id>/centres/", calendars.give_calendar, name="give_calendar"),
    path("state/", floor.own_state, name="own_state"),
    path("state/enter/", floor.enter_state, name="enter_state"),
    path("state/seen/", floor.seen, name="seen"),
    path("breaks/", breaks.breaks, name="breaks"),
    path("breaks/<int:request_id>/begin/", floor.begin_break, name="begin_break"),
    path("breaks/<int:request_id>/decide/", breaks.decide_break, name="decide_break"),
    path("breaks/<int:request_id>/withdraw/", breaks.withdraw_break, name="withdraw_break"),
    path("skills/", skills.skills, name="skills"),
    path("skills/give/", skills.give_skills, name="give_skills"),
    path("skills/<int:skill_id>/", skills.change_skill, name="change_skill"),
    path("floor-rules/", floor_rules.floor_rules, name="floor_rules"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/export/", ledger.export_ledger, name="export_ledger"),
    path("audit/", audit.audit, name="audit"),
    path("me/", own.me, name="me"),
    path("me/tokens/", own.make_token, name="make_token"),
    path("me/tokens/<int:token_id>/end/", own.end_token, name="end_token"),
    path("language/", own.language, name="language"),
]
