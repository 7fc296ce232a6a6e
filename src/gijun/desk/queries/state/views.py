"""The rows of saved views and bulk changes, as the folded log has them."""

from collections import Counter

from gijun.desk.models import BulkChange, BulkRow, SavedView, ViewPin
from gijun.desk.rules.history.views import BulkHistory, ViewHistory, ViewsHistory
from gijun.desk.terms.views import ChangeState, RowState


def from_rows() -> ViewsHistory:
    """Read the tables."""
    counted: dict[int, Counter[str]] = {}
    for change_id, state in BulkRow.objects.values_list("change_id", "state"):
        counted.setdefault(change_id, Counter())[state] += 1
    return ViewsHistory(
        views={
            row.pk: ViewHistory(row.owner_id, row.team_id, row.edition, row.removed_at is not None)
            for row in SavedView.objects.all()
        },
        pins={(row.person_id, row.view_id): row.place for row in ViewPin.objects.all()},
        changes={row.pk: _change(row, counted.get(row.pk, Counter())) for row in BulkChange.objects.all()},
    )


def _change(row: BulkChange, rows: Counter[str]) -> BulkHistory:
    told = BulkHistory(row.person_id, row.act, row.total, undo_asked=bool(row.undo))
    if row.state == ChangeState.DONE:
        taken_back = rows[RowState.UNDONE] + rows[RowState.KEPT]
        told.changed = rows[RowState.DONE] + taken_back
        told.unchanged, told.failed = rows[RowState.UNCHANGED], rows[RowState.FAILED]
    if row.undo == ChangeState.DONE:
        told.undone, told.kept = rows[RowState.UNDONE], rows[RowState.KEPT]
    return told
