"""What the command palette finds: places and views when it opens, records while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gijun.desk.places import known
from gijun.desk.queries import lists
from gijun.desk.queries import palette as queries
from gijun.desk.queries import views as saved
from gijun.organisation import authority
from gijun.organisation.access import person_of, signed_in
from gijun.standards.queries import finding


@require_GET
@signed_in
def places(request: HttpRequest) -> HttpResponse:
    """The pages of the desk the person may open, and their views; matched in the browser."""
    person = person_of(request)
    sees = authority.allows(person, "desk.view_tickets")
    pages = [(reverse(place.name), place.label) for place in known() if authority.allows(person, place.power)]
    context = {"pages": pages, "lines": saved.lines(person) if sees else []}
    return render(request, "desk/views/_palette.html", context)


@require_GET
@signed_in
def found(request: HttpRequest) -> HttpResponse:
    """Tickets, customers and standards that hold the words, as far as the person may see them."""
    person, words = person_of(request), request.GET.get("q", "").strip()[:100]
    at = timezone.now()
    sees = bool(words) and authority.allows(person, "desk.view_tickets")
    context = {
        "tickets": lists.page(person, lists.Filter(view="all", words=words)).tickets[:6] if sees else [],
        "customers": queries.customers_called(person, words) if sees else [],
        "standards": finding.find(person, words, at=at, limit=4)
        if words and authority.allows(person, "standards.view")
        else [],
    }
    return render(request, "desk/views/_palette_found.html", context)
