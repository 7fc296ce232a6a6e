"""The rows of tags, memos, fields, causes and splits, as the folded log has them."""

from gijun.desk.models import Field, FieldRules, FieldValue, Memo, Tag, Ticket, TicketTag
from gijun.desk.rules.history.sorting import FieldHistory, MemoHistory, SortingHistory, TagHistory
from gijun.desk.rules.sorting.fields import told_code


def from_rows() -> SortingHistory:
    """Read the tables."""
    values = FieldValue.objects.select_related("field")
    return SortingHistory(
        tags={row.pk: _tag(row) for row in Tag.objects.prefetch_related("names")},
        put=set(TicketTag.objects.values_list("ticket_id", "tag_id")),
        memos={
            row.pk: MemoHistory(row.ticket_id, row.customer_id, row.is_pinned, row.withdrawn_at is not None)
            for row in Memo.objects.all()
        },
        fields={
            row.pk: FieldHistory(
                row.centre_id, row.kind, row.is_personal, len(row.choices), row.retired_at is not None
            )
            for row in Field.objects.all()
        },
        values={
            (row.ticket_id, row.field_id): (
                told_code(row.field.kind, row.text, personal=row.field.is_personal),
                row.is_auto,
            )
            for row in values
        },
        rules=dict(FieldRules.objects.order_by("version").values_list("centre_id", "version")),
        causes=dict(Ticket.objects.exclude(cause="").values_list("pk", "cause")),
        split_from=dict(Ticket.objects.exclude(split_from=None).values_list("pk", "split_from_id")),
    )


def _tag(row: Tag) -> TagHistory:
    names = {name.pk for name in row.names.all()}
    return TagHistory(row.centre_id, row.state, row.merged_into_id, names)
