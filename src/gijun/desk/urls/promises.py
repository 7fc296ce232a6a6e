"""What is owed to a customer by a time, and what they think of it: where it is."""

from django.urls import path

from gijun.desk.views.promises import lists, policy, single, ticket

urlpatterns = [
    path("tickets/<int:ticket_id>/promise/", ticket.promise, name="promise"),
    path("tickets/<int:ticket_id>/promised/", ticket.side, name="promised"),
    path("tickets/<int:ticket_id>/promise-words/", ticket.words, name="promise_words"),
    path("tickets/<int:ticket_id>/progress-link/", ticket.link, name="progress_link"),
    path("tickets/<int:ticket_id>/progress-link/end/", ticket.end_links, name="end_progress_links"),
    path("promises/", lists.promises, name="promises"),
    path("promises/<int:promise_id>/", single.one, name="one_promise"),
    path("promises/<int:promise_id>/keep/", single.keep, name="keep_promise"),
    path("promises/<int:promise_id>/move/", single.move, name="move_promise"),
    path("promises/<int:promise_id>/withdraw/", single.withdraw, name="withdraw_promise"),
    path("promises/<int:promise_id>/hand-over/", single.hand_over, name="hand_over_promise"),
    path("promises/<int:promise_id>/call/", single.call, name="note_call"),
    path("promises/<int:promise_id>/number/", single.number, name="promise_number"),
    path("callbacks/", lists.callbacks, name="callbacks"),
    path("customer-page-rules/", policy.promise_policy, name="promise_policy"),
]
