"""The list of standards, and what nobody found."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards.forms.matters import FilterForm
from gijun.standards.queries import consistency, lists, reasons_tree, visible

A_PAGE = 50


@require_GET
@needs("standards.view")
def standards(request: HttpRequest) -> HttpResponse:
    """Standards the person sees, by code; the table alone for htmx."""
    person, at = person_of(request), timezone.now()
    form = FilterForm(request.GET)
    wanted, number = form.wanted()
    pages = Paginator(lists.standards(person, wanted, at), A_PAGE).get_page(number)
    context = {
        "form": form,
        "wanted": wanted,
        "pages": pages,
        "lines": lists.lines(list(pages), at),
        "query": _carried(request),
        "reasons": reasons_tree(),
        "owners": lists.owners(person),
        "contradictions": sum(one.is_open for one in consistency.conflicts(person, at)),
        "may_write": authority.allows(person, "standards.write"),
        "may_manage_reasons": authority.allows(person, "standards.manage_reasons"),
    }
    name = "_table" if request.headers.get("HX-Request") else "list"
    return render(request, f"standards/{name}.html", context)


def _carried(request: HttpRequest) -> str:
    """The address line without the page."""
    carried = request.GET.copy()
    carried.pop("page", None)
    return carried.urlencode()


@require_GET
@needs("standards.write")
def gaps(request: HttpRequest) -> HttpResponse:
    """Words people looked for in vain, the latest first."""
    person = person_of(request)
    context = {
        "queries": lists.not_found(person),
        "standards": visible.standards(person).order_by("code"),
    }
    return render(request, "standards/gaps.html", context)
