"""The wrap-up panel: reason, cause and fields in three clicks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gijun.desk.actions.sorting import wrapping as actions
from gijun.desk.forms.sorting import WrapUpForm, typed_fields
from gijun.desk.queries import visible
from gijun.desk.queries.sorting.wrapping import panel
from gijun.desk.terms.sorting import Cause
from gijun.desk.views.answers import answered
from gijun.desk.views.sorting.shown import part, ticket_again
from gijun.events import log
from gijun.organisation.access import needs, person_of


@require_http_methods(["GET", "POST"])
@needs("desk.solve")
@answered
def wrap_up(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """The panel; ``?reason=`` asks which fields another reason wants. Sent, it solves the ticket."""
    person, at = person_of(request), timezone.now()
    form = WrapUpForm(request.POST or request.GET)
    form.is_valid()
    reason_id, opened_ms = form.cleaned_data.get("reason"), form.cleaned_data.get("opened_ms")
    if request.method == "GET":
        ticket = visible.ticket_to(person, ticket_id, "desk.solve")
        shown = panel(person, ticket, at, reason_id=reason_id, cause=form.cleaned_data.get("cause") or "")
        more = {"panel": shown, "opened_ms": opened_ms or log.to_ms(at), "causes": Cause.choices}
        return part(request, ticket, "desk/sorting/_wrap_up.html", more)
    actions.wrap_up(
        ticket_id,
        reason_id=reason_id,
        cause=form.cause_named(),
        typed=typed_fields(request.POST),
        clicks=form.cleaned_data.get("clicks"),
        took_ms=log.to_ms(at) - opened_ms if opened_ms else 0,
        by=person,
        at=at,
    )
    return ticket_again(request, ticket_id)


@require_POST
@needs("desk.reply")
@answered
def fill_fields(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Keep what was typed so far; the ticket goes on."""
    person, at = person_of(request), timezone.now()
    form = WrapUpForm(request.POST)
    form.is_valid()
    actions.fill_fields(ticket_id, typed=typed_fields(request.POST), by=person, at=at)
    if request.POST.get("cause") is not None:
        actions.name_cause(ticket_id, cause=form.cause_named(), by=person, at=at)
    if request.headers.get("HX-Request"):
        return ticket_again(request, ticket_id)
    return redirect("desk:ticket", ticket_id)
