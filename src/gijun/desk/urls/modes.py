"""Operating modes and broadcasts: where it is."""

from django.urls import path

from gijun.desk.views.modes import broadcasts, day, floor, plans, switching

urlpatterns = [
    path("floor/", floor.floor, name="floor"),
    path("team/", floor.team_live, name="team_live"),
    path("team/<int:person_id>/rest/", floor.rest, name="send_to_rest"),
    path("team/<int:person_id>/back/", floor.back, name="call_back"),
    path("day/", day.my_day, name="my_day"),
    path("modes/", switching.modes, name="modes"),
    path("modes/enter/", switching.enter, name="enter_mode"),
    path("modes/strip/", switching.strip, name="mode_strip"),
    path("modes/periods/<int:period_id>/prolong/", switching.prolong, name="prolong_mode"),
    path("modes/periods/<int:period_id>/end/", switching.end, name="end_mode"),
    path("modes/suggestions/<int:suggestion_id>/", switching.answer, name="answer_mode"),
    path("modes/<slug:mode>/plan/", plans.mode_plan, name="mode_plan"),
    path("broadcasts/", broadcasts.broadcasts, name="broadcasts"),
    path("broadcasts/import/", broadcasts.bring_in, name="import_broadcasts"),
    path("broadcasts/on-air/", broadcasts.on_air, name="on_air"),
    path("broadcasts/<int:broadcast_id>/", broadcasts.broadcast, name="broadcast"),
]
