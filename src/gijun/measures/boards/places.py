"""The boards, by who may open them."""

from django.utils.translation import pgettext_lazy

from gijun.measures.boards.queries.teams import LEAD
from gijun.measures.places import Place

PLACES = (
    Place("measures:boards", pgettext_lazy("board", "Arrivals by weekday")),
    Place("measures:boards_today", pgettext_lazy("board", "Today")),
    Place("measures:boards_returns", pgettext_lazy("board", "Coming back")),
    Place("measures:boards_goals", pgettext_lazy("board", "Goals")),
    Place("measures:boards_states", pgettext_lazy("board", "State timeline"), LEAD),
    Place("measures:boards_wall", pgettext_lazy("board", "Wallboard"), "desk.view_floor"),
)
