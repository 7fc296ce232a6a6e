"""What came back, in words and numbers."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gijun.measures.boards.presentation.today import date_of
from gijun.measures.boards.queries.returns import Back, Returns
from gijun.measures.boards.terms import FEW, HORIZONS, LEAST_N
from gijun.measures.drawn import Drawn, Line, cell
from gijun.measures.presentation import IMMATURE, Cell, immature, number
from gijun.measures.rules.uncertainty import wilson


def returned(found: Returns) -> Drawn:
    """Weeks of solutions by how soon their contacts came back."""
    rows = [_cohort(week, cells) for week, cells in found.weeks.items() if cells]
    return Drawn(
        title=_("Share that came back, by week of the solution (%)"),
        kind="heatmap",
        drawn=len(HORIZONS),
        heads=[
            _("Week from"),
            *(ngettext("within %(n)s day", "within %(n)s days", n) % {"n": n} for n in HORIZONS),
            _("Solved"),
        ],
        rows=rows,
        empty=_("No contact was solved in these weeks. Choose other days, or fewer filters."),
        note=" ".join(
            [
                _(
                    "%(sign)s not mature: the days after some solutions are not over."
                    " What is known stands there but is not drawn."
                )
                % {"sign": IMMATURE},
                _("%(sign)s fewer than %(n)s contacts: not drawn either.") % {"sign": FEW, "n": LEAST_N},
                _("Below each share: how many came back of how many, and its interval (95%)."),
            ]
        ),
    )  # fmt: skip


def _cohort(week: date, cells: dict[int, Back]) -> Line:
    solved = max(one.solved for one in cells.values())
    return Line(date_of(week), [*(_back(cells[days]) for days in HORIZONS), cell(solved)])


def _back(one: Back) -> Cell:
    """A share with what it stands on; it is drawn only where every contact is mature and there are enough."""
    if not one.mature:
        return Cell("–", "", f"{IMMATURE} {immature(one.immature)}")
    low, high = wilson(one.back, one.mature)
    share = number(100 * one.back / one.mature, 1)
    told = [f"{one.back}/{one.mature}", f"{number(100 * low, 1)}–{number(100 * high, 1)}"]
    if one.immature:
        told.append(f"{IMMATURE} {immature(one.immature)}")
    if one.mature < LEAST_N:
        told.append(FEW)
    is_drawn = not one.immature and one.mature >= LEAST_N
    return Cell(share, f"{100 * one.back / one.mature:.1f}" if is_drawn else "", " · ".join(told))
