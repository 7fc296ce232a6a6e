"""Contacts that people who are no agents answer themselves: progress, notes, and who decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions import quota as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.quota import QuotaForm
from gijun.desk.queries import quota as queries
from gijun.desk.terms.quota import LEARNED_LENGTH, LEAST, MOST
from gijun.desk.views.answers import answered
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of


@require_GET
@needs("desk.reply")
def quota(request: HttpRequest) -> HttpResponse:
    """One's own progress and notes; for who decides, everybody's."""
    person, at = person_of(request), timezone.now()
    decides = authority.allows(person, queries.SET)
    context = {
        "own": queries.own(person, at),
        "led": queries.led(person, at) if decides else [],
        "people": queries.may_have(person) if decides else [],
        "notes": queries.notes(person),
        "decides": decides,
        "choices": range(LEAST, MOST + 1),
        "longest": LEARNED_LENGTH,
    }
    return render(request, "desk/quota.html", context)


@require_POST
@needs("desk.set_quota")
@answered
def set_quota(request: HttpRequest) -> HttpResponse:
    """Decide how many contacts somebody answers."""
    form = QuotaForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("Choose a person and a number of contacts."))
    typed = form.cleaned_data
    actions.set_quota(typed["person"], per_day=typed["per_day"], by=person_of(request), at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("desk:quota")


@require_POST
@needs("desk.reply")
@answered
def learned(request: HttpRequest) -> HttpResponse:
    """Keep a note of what one learned."""
    actions.write_learned(request.POST.get("text", ""), by=person_of(request), at=timezone.now())
    return redirect("desk:quota")
