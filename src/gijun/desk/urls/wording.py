"""Templates, procedures and what is odd about a sentence: where it is."""

from django.urls import path

from gijun.desk.views.wording import flags, procedures, templates, ticket

urlpatterns = [
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new, name="template_new"),
    path("templates/gaps/", templates.gaps, name="template_gaps"),
    path("templates/<int:template_id>/", templates.template, name="template"),
    path("templates/<int:template_id>/edit/", templates.edit, name="template_edit"),
    path("templates/<int:template_id>/retire/", templates.retire, name="template_retire"),
    path("flags/", flags.flags, name="flags"),
    path("flags/<int:flag_id>/settle/", flags.settle, name="flag_settle"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/new/", procedures.new, name="procedure_new"),
    path("procedures/check/", procedures.check, name="procedure_check"),
    path("procedures/<int:procedure_id>/", procedures.edit, name="procedure_edit"),
    path("procedures/<int:procedure_id>/retire/", procedures.retire, name="procedure_retire"),
    path("tickets/<int:ticket_id>/templates/", ticket.picker, name="template_picker"),
    path("tickets/<int:ticket_id>/template-steps/", ticket.steps, name="template_steps"),
    path("tickets/<int:ticket_id>/template-steps/tick/", ticket.tick_step, name="template_tick"),
    path("tickets/<int:ticket_id>/flag/", flags.flag, name="flag"),
    path("tickets/<int:ticket_id>/flags/", flags.flagged, name="flagged"),
    path("tickets/<int:ticket_id>/procedures/", ticket.runs, name="runs"),
    path("runs/<int:run_id>/", ticket.run, name="run"),
    path("runs/<int:run_id>/on/", ticket.go_on, name="run_on"),
    path("runs/<int:run_id>/back/", ticket.go_back, name="run_back"),
    path("runs/<int:run_id>/abandon/", ticket.abandon, name="run_abandon"),
]
