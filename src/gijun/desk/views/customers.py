"""A customer's page, contact details on request, attachments, erasure."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk import actions, vault
from gijun.desk.errors import DeskError
from gijun.desk.models import Attachment, Handle
from gijun.desk.queries import page as pages
from gijun.desk.queries import visible
from gijun.desk.queries.sorting import memos
from gijun.desk.queries.sorting.customers import merges_of
from gijun.desk.views.ticket import asked
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.terms import Sensitive


def _customer_context(request: HttpRequest, customer_id: int) -> dict[str, object]:
    person = person_of(request)
    customer = pages.customer(person, customer_id)
    return {
        "customer": customer,
        "handles": Handle.objects.filter(customer=customer).order_by("id"),
        "tickets": visible.tickets(person)
        .filter(customer=customer)
        .select_related("reason", "team")
        .order_by("-opened_at")[:100],
        "memos": memos.shown_to(person).filter(customer=customer).order_by("-is_pinned", "-id"),
        "merges": merges_of(customer),
        "may_merge": authority.allows(person, "desk.merge"),
        "may_note": authority.allows(person, "desk.write_note"),
        "may_erase": authority.allows(person, "desk.erase_customer"),
        "may_see_contact": authority.allows(person, "desk.see_contact_details"),
    }


@require_GET
@needs("desk.view_tickets")
@asked
def customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Every matter of a customer that the person may see."""
    return render(request, "desk/customer.html", _customer_context(request, customer_id))


@require_POST
@needs("desk.see_contact_details")
@asked
def contact_details(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Unmasked addresses; that they were looked at stays in the audit."""
    context = _customer_context(request, customer_id)
    note_sensitive_read(Sensitive.CUSTOMER, customer_id, by=person_of(request), at=timezone.now())
    return render(request, "desk/_handles.html", context | {"unmasked": True})


@require_POST
@needs("desk.erase_customer")
@asked
def erase(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Erase a customer after their name, or number where they have none, was typed."""
    person = person_of(request)
    known = pages.customer(person, customer_id)
    if request.POST.get("typed", "").strip() not in {known.name, str(known.pk)} - {""}:
        raise DeskError(_("Type the customer's name exactly to erase them."))
    actions.erase_customer(customer_id, by=person, at=timezone.now())
    return redirect("desk:customer", customer_id)


@require_POST
@needs("desk.view_tickets")
@asked
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Hand a file out, always as a download; that it was opened stays in the audit."""
    person = person_of(request)
    file = Attachment.objects.select_related("message").filter(pk=attachment_id).first()
    if file is None or not visible.tickets(person).filter(pk=file.message.ticket_id).exists():
        raise Http404(_("There is no such file, or it is not yours to see."))
    note_sensitive_read(
        Sensitive.ATTACHMENT, file.pk, by=person, at=timezone.now(), ticket_id=file.message.ticket_id
    )
    response = HttpResponse(vault.read(file.vault_key), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    return response
