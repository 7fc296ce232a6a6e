"""A customer's records made one, and everything that happened with them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.customers import merge_customers
from gijun.desk.actions.sorting.parting import part_customers
from gijun.desk.forms.sorting import MergeCustomerForm
from gijun.desk.queries import page as pages
from gijun.desk.queries.sorting import customers as queries
from gijun.desk.queries.sorting.timeline import timeline as timeline_of
from gijun.desk.views.answers import answered
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of


@require_http_methods(["GET", "POST"])
@needs("desk.merge")
@answered
def merge(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Two records side by side (``?other=``): what differs is chosen, then the other one points here."""
    person = person_of(request)
    form = MergeCustomerForm(request.POST or request.GET)
    form.is_valid()
    other = form.cleaned_data.get("other")
    if other is None:
        customer = pages.customer(person, customer_id)
        context = {"customer": customer, "alike": queries.alike(person, customer)}
        return render(request, "desk/sorting/merge_choose.html", context)
    both = queries.side_by_side(person, other, customer_id)
    if request.method == "GET":
        may_see = authority.allows(person, "desk.see_contact_details")
        context = {"both": both, "sides": (both.stays, both.goes), "may_see_contact": may_see}
        return render(request, "desk/sorting/merge.html", context)
    winner = merge_customers(
        other,
        into_id=customer_id,
        name_of=form.cleaned_data.get("name_of"),
        unpin=form.unpinned([memo.pk for memo in both.pinned]),
        by=person,
        at=timezone.now(),
    )
    messages.success(request, _("The two records are one customer now."))
    return redirect("desk:customer", winner.pk)


@require_POST
@needs("desk.merge")
@answered
def part(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Take a merge back, and go on at the customer it stood on."""
    merge = part_customers(merge_id, by=person_of(request), at=timezone.now())
    told = _("The record %(number)s stands on its own again.") % {"number": f"#{merge.goes_id}"}
    messages.success(request, told)
    return redirect("desk:customer", merge.stays_id)


@require_GET
@needs("desk.view_tickets")
@answered
def timeline(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Contacts, tickets, promises, judgements and memos of a customer in order; ``?before=`` goes on."""
    person = person_of(request)
    customer = pages.customer(person, customer_id)
    try:
        before = parse_datetime(request.GET.get("before", ""))
    except ValueError:
        before = None
    if before is not None and timezone.is_naive(before):
        before = None
    context = {
        "customer": customer,
        "timeline": timeline_of(person, customer, before=before),
        "before": before,
    }
    return render(request, "desk/sorting/timeline.html", context)
