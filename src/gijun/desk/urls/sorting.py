"""Tags, memos, fields, causes, wrapping up, splits and customers' records: where it is."""

from django.urls import path

from gijun.desk.views.sorting import customers, fields, memos, splitting, tags, wrapping

urlpatterns = [
    path("tickets/<int:ticket_id>/tags/", tags.ticket_tags, name="ticket_tags"),
    path("tickets/<int:ticket_id>/tags/put/", tags.put_tag, name="put_tag"),
    path("tickets/<int:ticket_id>/tags/<int:tag_id>/take/", tags.take_tag, name="take_tag"),
    path("tickets/<int:ticket_id>/memo/", memos.ticket_memo, name="ticket_memo"),
    path("customers/<int:customer_id>/memo/", memos.customer_memo, name="customer_memo"),
    path("memos/<int:memo_id>/pin/", memos.pin, name="pin_memo"),
    path("memos/<int:memo_id>/withdraw/", memos.withdraw, name="withdraw_memo"),
    path("tickets/<int:ticket_id>/wrap-up/", wrapping.wrap_up, name="wrap_up"),
    path("tickets/<int:ticket_id>/fields/", wrapping.fill_fields, name="ticket_fields"),
    path("tickets/<int:ticket_id>/split/", splitting.split, name="split"),
    path("customers/<int:customer_id>/merge/", customers.merge, name="merge_customer"),
    path("merges/<int:merge_id>/part/", customers.part, name="part_customers"),
    path("customers/<int:customer_id>/timeline/", customers.timeline, name="timeline"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<int:tag_id>/", tags.tag, name="tag"),
    path("fields/", fields.fields, name="fields"),
    path("fields/<int:field_id>/", fields.field, name="field"),
    path("fields/rules/", fields.rules, name="field_rules"),
]
