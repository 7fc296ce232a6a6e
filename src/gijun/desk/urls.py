from django.urls import path

from gijun.desk.views import customers, export, queue, ticket

app_name = "desk"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("list/", queue.queue_fragment, name="list"),
    path("found/", queue.found, name="found"),
    path("next/", queue.take_next, name="take_next"),
    path("export/", export.export, name="export"),
    path("tickets/<int:ticket_id>/", ticket.ticket, name="ticket"),
    path("tickets/<int:ticket_id>/thread/", ticket.thread, name="thread"),
    path("tickets/<int:ticket_id>/older/<int:before_id>/", ticket.older, name="older"),
    path("tickets/<int:ticket_id>/side/", ticket.side, name="side"),
    path("tickets/<int:ticket_id>/take/", ticket.take, name="take"),
    path("tickets/<int:ticket_id>/release/", ticket.release, name="release"),
    path("tickets/<int:ticket_id>/assign/", ticket.assign, name="assign"),
    path("tickets/<int:ticket_id>/reply/", ticket.reply, name="reply"),
    path("tickets/<int:ticket_id>/note/", ticket.note, name="note"),
    path("tickets/<int:ticket_id>/draft/", ticket.draft, name="draft"),
    path("tickets/<int:ticket_id>/presence/", ticket.presence, name="presence"),
    path("tickets/<int:ticket_id>/solve/", ticket.solve, name="solve"),
    path("tickets/<int:ticket_id>/reopen/", ticket.reopen, name="reopen"),
    path("tickets/<int:ticket_id>/reason/", ticket.reason, name="reason"),
    path("tickets/<int:ticket_id>/priority/", ticket.priority, name="priority"),
    path("tickets/<int:ticket_id>/park/", ticket.park, name="park"),
    path("tickets/<int:ticket_id>/tick/", ticket.tick, name="tick"),
    path("tickets/<int:ticket_id>/merge/", ticket.merge, name="merge"),
    path("tickets/<int:ticket_id>/again/<int:message_id>/", ticket.try_again, name="try_again"),
    path("customers/<int:customer_id>/", customers.customer, name="customer"),
    path("customers/<int:customer_id>/contact/", customers.contact_details, name="contact_details"),
    path("customers/<int:customer_id>/erase/", customers.erase, name="erase"),
    path("attachments/<int:attachment_id>/", customers.attachment, name="attachment"),
]
