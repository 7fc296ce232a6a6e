"""Memos: left on a ticket or a customer, pinned, withdrawn."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from gijun.desk.actions.sorting import memos as actions
from gijun.desk.forms.sorting import MemoForm
from gijun.desk.models import Memo
from gijun.desk.queries import visible
from gijun.desk.views.answers import answered
from gijun.desk.views.sorting.shown import part, ticket_again
from gijun.organisation.access import needs, person_of


@require_http_methods(["GET", "POST"])
@needs("desk.write_note")
@answered
def ticket_memo(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """A memo on the ticket, or on its customer: it then stands beside all their tickets."""
    person = person_of(request)
    ticket = visible.ticket(person, ticket_id)
    if request.method == "GET":
        return part(request, ticket, "desk/sorting/_memo_form.html", {})
    form = MemoForm(request.POST)
    form.is_valid()
    is_about_customer = form.cleaned_data.get("about") == "customer"
    actions.write_memo(
        text=form.cleaned_data.get("text") or request.POST.get("text", ""),
        pinned=form.cleaned_data.get("pinned", False),
        ticket_id=None if is_about_customer else ticket.pk,
        customer_id=ticket.customer_id if is_about_customer else None,
        by=person,
        at=timezone.now(),
    )
    return ticket_again(request, ticket.pk)


@require_POST
@needs("desk.write_note")
@answered
def customer_memo(request: HttpRequest, customer_id: int) -> HttpResponse:
    form = MemoForm(request.POST)
    form.is_valid()
    actions.write_memo(
        text=form.cleaned_data.get("text") or request.POST.get("text", ""),
        pinned=form.cleaned_data.get("pinned", False),
        customer_id=customer_id,
        by=person_of(request),
        at=timezone.now(),
    )
    return redirect("desk:customer", customer_id)


@require_POST
@needs("desk.write_note")
@answered
def pin(request: HttpRequest, memo_id: int) -> HttpResponse:
    memo = actions.pin_memo(
        memo_id, pinned=request.POST.get("pinned") == "on", by=person_of(request), at=timezone.now()
    )
    return _where_it_stood(request, memo)


@require_POST
@needs("desk.write_note")
@answered
def withdraw(request: HttpRequest, memo_id: int) -> HttpResponse:
    actions.withdraw_memo(memo_id, by=person_of(request), at=timezone.now())
    return _where_it_stood(request, Memo.objects.get(pk=memo_id))


def _where_it_stood(request: HttpRequest, memo: Memo) -> HttpResponse:
    """Back to the page the memo was seen on."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return HttpResponseRedirect(back)
    if memo.ticket_id:
        return redirect("desk:ticket", memo.ticket_id)
    return redirect("desk:customer", memo.customer_id)
