"""Escalations, takeovers, approvals and consults: where it is."""

from django.urls import path

from gijun.desk.views.asking import approvals, consults, policy, takeovers, ticket

urlpatterns = [
    path("tickets/<int:ticket_id>/asked/", ticket.side, name="asked"),
    path("tickets/<int:ticket_id>/escalate/", ticket.escalate, name="escalate"),
    path("tickets/<int:ticket_id>/approval/", ticket.ask_approval, name="ask_approval"),
    path("tickets/<int:ticket_id>/consult/", ticket.ask_consult, name="ask_consult"),
    path("tickets/<int:ticket_id>/whisper/", ticket.whisper, name="whisper"),
    path("tickets/<int:ticket_id>/withdraw/<slug:what>/<int:pk>/", ticket.withdraw, name="withdraw"),
    path("takeovers/", takeovers.takeovers, name="takeovers"),
    path("takeovers/<int:escalation_id>/", takeovers.takeover, name="takeover"),
    path("takeovers/<int:escalation_id>/pick-up/", takeovers.pick_up, name="pick_up"),
    path("takeovers/<int:escalation_id>/answer/", takeovers.answer, name="answer_escalation"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<int:approval_id>/decide/", approvals.decide, name="decide_approval"),
    path("approvals/absence/", approvals.delegate, name="delegate"),
    path("approvals/absence/<int:delegation_id>/end/", approvals.end_delegation, name="end_delegation"),
    path("consults/", consults.consults, name="consults"),
    path("consults/<int:consult_id>/", consults.consult, name="consult"),
    path("consults/<int:consult_id>/keep/", consults.keep_answer, name="keep_answer"),
    path("promotions/", approvals.promotion_list, name="promotions"),
    path("promotions/<int:promotion_id>/decide/", approvals.decide_promotion, name="decide_promotion"),
    path("asking-rules/", policy.asking_policy, name="asking_policy"),
]
