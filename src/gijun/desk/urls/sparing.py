"""Withdrawn replies, automatic answers, risk and the right to end: where it is."""

from django.urls import path

from gijun.desk.views.sparing import lists, rules, ticket

urlpatterns = [
    path("tickets/<int:ticket_id>/undo/<int:message_id>/", ticket.undo, name="undo_reply"),
    path("tickets/<int:ticket_id>/careful/", ticket.flag, name="flag_customer"),
    path("tickets/<int:ticket_id>/warn/", ticket.warn, name="warn_customer"),
    path("tickets/<int:ticket_id>/rest/<int:run_id>/", ticket.rest, name="rest_after_ending"),
    path("tickets/<int:ticket_id>/card/", ticket.card, name="customer_card"),
    path("endings/", lists.endings, name="endings"),
    path("endings/<int:run_id>/final/", ticket.final, name="warn_again"),
    path("endings/<int:run_id>/calm/", ticket.calm, name="calmed"),
    path("endings/<int:run_id>/end/", ticket.end, name="end_contact"),
    path("endings/<int:run_id>/export/", lists.export_ending, name="export_ending"),
    path("risk-customers/", lists.risk_customers, name="risk_customers"),
    path("risk-customers/<int:flag_id>/decide/", lists.decide_flag, name="decide_flag"),
    path("risk-customers/<int:flag_id>/lift/", lists.lift_flag, name="lift_flag"),
    path("risk-customers/<int:flag_id>/appeal/", lists.appeal_flag, name="appeal_flag"),
    path("risk-customers/<int:flag_id>/appeal/decide/", lists.decide_appeal, name="decide_appeal"),
    path("auto-answers/", rules.auto_answers, name="auto_answers"),
    path("auto-answers/<int:account_id>/", rules.auto_answer, name="auto_answer"),
    path("sparing-rules/", rules.sparing_rules, name="sparing_rules"),
    path("lookups/", lists.lookups, name="lookups"),
]
