"""One promise: its history, and everything done with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions.promises import calling, keeping
from gijun.desk.errors import DeskError
from gijun.desk.forms.promises import LOCAL, CallForm, MoveForm
from gijun.desk.queries.promises import lists
from gijun.desk.terms.promises import Avoidable, CallOutcome, MoveReason
from gijun.desk.views.promises.answers import answered
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.terms import Sensitive


def _back(request: HttpRequest, said: str) -> HttpResponse:
    """Where the press came from, with a word of what is done now."""
    messages.success(request, said)
    onwards = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        onwards, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(onwards if safe else reverse("desk:promises"))


@require_GET
@needs("desk.reply")
@answered
def one(request: HttpRequest, promise_id: int) -> HttpResponse:
    """A promise with its moves and calls."""
    person, at = person_of(request), timezone.now()
    row = lists.seen(person, promise_id)
    context = {
        "line": lists.lines([row], at)[0],
        "row": row,
        "due": timezone.localtime(row.due_at).strftime(LOCAL),
        "reasons": MoveReason.choices,
        "outcomes": CallOutcome.choices,
        "avoidables": Avoidable.choices,
        "colleagues": lists.colleagues(person) if lists.may_hand_over(person, row) else [],
        "may_see_number": authority.allows(person, "desk.see_contact_details"),
        "at": at,
    }
    return render(request, "desk/promises/promise.html", context)


@require_POST
@needs("desk.reply")
@answered
def keep(request: HttpRequest, promise_id: int) -> HttpResponse:
    avoidable = request.POST.get("avoidable", "")
    row = keeping.keep(promise_id, by=person_of(request), at=timezone.now(), avoidable=avoidable)
    return _back(request, str(row.get_state_display()))


@require_POST
@needs("desk.reply")
@answered
def move(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Promise another time."""
    form = MoveForm(request.POST)
    due_at = form.due_at()
    if due_at is None:
        raise DeskError(_("Choose until when."))
    keeping.move(
        promise_id,
        due_at=due_at,
        reason=form.cleaned_data.get("reason", ""),
        outside_ok=form.cleaned_data.get("outside_ok", False),
        by=person_of(request),
        at=timezone.now(),
    )
    return _back(request, _("The promise has another time. Tell the customer."))


@require_POST
@needs("desk.reply")
@answered
def withdraw(request: HttpRequest, promise_id: int) -> HttpResponse:
    keeping.withdraw(promise_id, by=person_of(request), at=timezone.now())
    return _back(request, _("The promise is withdrawn."))


@require_POST
@needs("desk.reply")
@answered
def hand_over(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Let a colleague keep it."""
    person = person_of(request)
    wanted = request.POST.get("to", "")
    to = next((one for one in lists.colleagues(person) if str(one.pk) == wanted), None)
    if to is None:
        raise DeskError(_("Choose a colleague of your teams."))
    keeping.hand_over(promise_id, to=to, by=person, at=timezone.now())
    return _back(request, _("%(name)s keeps this promise now.") % {"name": to.name})


@require_POST
@needs("desk.reply")
@answered
def call(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Keep what became of a call."""
    form = CallForm(request.POST)
    due_at = form.due_at()
    given = form.cleaned_data
    calling.note_call(
        promise_id,
        outcome=given.get("outcome", ""),
        due_at=due_at,
        avoidable=given.get("avoidable", ""),
        outside_ok=given.get("outside_ok", False),
        by=person_of(request),
        at=timezone.now(),
    )
    return _back(request, _("The call is noted."))


@require_POST
@needs("desk.see_contact_details")
@answered
def number(request: HttpRequest, promise_id: int) -> HttpResponse:
    """The number unmasked; that it was looked at stays in the audit."""
    person = person_of(request)
    row = lists.seen(person, promise_id)
    customer_id, ticket_id = row.ticket.customer_id, row.ticket_id
    note_sensitive_read(Sensitive.CUSTOMER, customer_id, by=person, at=timezone.now(), ticket_id=ticket_id)
    return render(request, "desk/promises/_number.html", {"row": row, "unmasked": True})
