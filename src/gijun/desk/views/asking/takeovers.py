"""What went up: the inbox of leads, and the card of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions.asking import escalations as actions
from gijun.desk.forms.asking import TextForm
from gijun.desk.queries.asking import cards, escalations
from gijun.desk.terms.asking import AssistMode
from gijun.desk.views.answers import answered
from gijun.organisation.access import needs, person_of
from gijun.standards.queries import overdue_must_reads


@require_GET
@needs("desk.assist")
def takeovers(request: HttpRequest) -> HttpResponse:
    """What waits for a lead, one's own level first."""
    person, at = person_of(request), timezone.now()
    context = {
        "lines": escalations.inbox(person, at),
        "lately": escalations.lately(person),
        "now": at,
    }
    return render(request, "desk/asking/takeovers.html", context)


@require_GET
@needs("desk.assist")
@answered
def takeover(request: HttpRequest, escalation_id: int) -> HttpResponse:
    """One of them on a card: who, what was said and tried, how long."""
    person = person_of(request)
    context = {
        "card": cards.card(person, escalation_id),
        "modes": AssistMode.choices,
        "now": timezone.now(),
    }
    return render(request, "desk/asking/takeover.html", context)


@require_POST
@needs("desk.assist")
@answered
def pick_up(request: HttpRequest, escalation_id: int) -> HttpResponse:
    """Help, in one of three ways; who takes over goes on at the ticket."""
    mode = request.POST.get("mode", "")
    row = actions.pick_up(escalation_id, mode=mode, by=person_of(request), at=timezone.now())
    if row.mode == AssistMode.ANSWER:
        return redirect("desk:takeover", row.pk)
    if row.mode == AssistMode.TAKE_OVER:
        _remind(request)
    return redirect("desk:ticket", row.ticket_id)


def _remind(request: HttpRequest) -> None:
    """Help is not held up by what must be read; that it is still open is said all the same."""
    if unread := overdue_must_reads(person_of(request), timezone.now()).count():
        told = ngettext(
            "The ticket is yours. %(count)d must-read is still open: read it before new tickets.",
            "The ticket is yours. %(count)d must-reads are still open: read them before new tickets.",
            unread,
        )
        messages.warning(request, told % {"count": unread})


@require_POST
@needs("desk.assist")
@answered
def answer(request: HttpRequest, escalation_id: int) -> HttpResponse:
    """Give it back with an answer."""
    form = TextForm(request.POST)
    form.is_valid()
    actions.answer(
        escalation_id,
        text=form.cleaned_data.get("text", ""),
        keep_ticket=form.cleaned_data.get("keep", False),
        by=person_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("The agent has your answer."))
    return redirect("desk:takeovers")
