"""A second matter gets a ticket of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gijun.desk.actions.sorting import splitting as actions
from gijun.desk.forms.sorting import SplitForm
from gijun.desk.models import Message
from gijun.desk.queries import visible
from gijun.desk.views.answers import answered
from gijun.desk.views.sorting.shown import part
from gijun.organisation.access import needs, person_of


@require_http_methods(["GET", "POST"])
@needs("desk.merge")
@answered
def split(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Choose the messages of the other matter; it then has a ticket, and the person stands there."""
    person = person_of(request)
    ticket = visible.ticket_to(person, ticket_id, "desk.merge")
    if request.method == "GET":
        said = Message.objects.filter(ticket=ticket).select_related("person").order_by("id")
        return part(request, ticket, "desk/sorting/_split.html", {"said": said})
    form = SplitForm(request.POST)
    form.is_valid()
    new = actions.split(
        ticket_id,
        message_ids=form.message_ids(),
        subject=form.cleaned_data.get("subject") or "",
        by=person,
        at=timezone.now(),
    )
    messages.success(request, _("The other matter is ticket %(number)s now.") % {"number": new.number})
    return redirect("desk:ticket", new.pk)
