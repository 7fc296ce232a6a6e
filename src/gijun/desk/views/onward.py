"""From one ticket to the next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gijun.desk import actions
from gijun.desk.errors import DeskError
from gijun.desk.forms import ReasonForm
from gijun.desk.queries import lists
from gijun.desk.views.ticket import asked
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Person


def next_address(person: Person) -> str:
    """The person's ticket that is due first; holding none, the longest wait, taken; else the list."""
    mine = lists.page(person, lists.Filter()).tickets
    following = mine[0] if mine else lists.next_waiting(person)
    if following is None:
        return reverse("desk:queue")
    if following.assignee_id is None:
        try:
            actions.take(following.pk, by=person, at=timezone.now())
        except DeskError:  # a colleague was quicker, or something has to be read first: the list says which
            return reverse("desk:queue")
    return reverse("desk:ticket", args=[following.pk])


@require_POST
@needs("desk.solve")
@asked
def solve_next(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Solve a ticket and go on with the next; a refusal leaves everything as it is."""
    form = ReasonForm(request.POST)
    reason_id = form.cleaned_data["reason"] if form.is_valid() else None
    person = person_of(request)
    actions.solve(ticket_id, by=person, at=timezone.now(), reason_id=reason_id)
    address = next_address(person)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
