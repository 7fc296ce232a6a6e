"""Outside systems that know customers: listed, described, tried, switched on and off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.integrations.customer_card import actions, queries
from gijun.integrations.customer_card.errors import SourceError
from gijun.integrations.customer_card.forms import NewSourceForm, SourceForm, TryForm, as_kept
from gijun.integrations.customer_card.models import Source
from gijun.integrations.customer_card.powers import MANAGE
from gijun.organisation.access import needs, person_of
from gijun.organisation.queries import teams_managed_by

NOT_VALID = 422


@require_GET
@needs(MANAGE)
def sources(request: HttpRequest) -> HttpResponse:
    """Every system the person may change."""
    rows = list(queries.managed_by(person_of(request)))
    return render(request, "customer_card/sources.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def add(request: HttpRequest) -> HttpResponse:
    """Describe a system; trying it and switching it on come next."""
    person = person_of(request)
    centres = list(teams_managed_by(person, MANAGE).filter(parent=None).order_by("name", "id"))
    if not centres:
        raise Http404(_("You govern no whole centre."))
    form = NewSourceForm(request.POST or None, centres=centres)
    refusal = ""
    if form.is_valid():
        clean = form.cleaned_data
        try:
            made = actions.add_source(
                clean["centre"].pk,
                clean["code"],
                form.said(),
                secret=clean["secret"],
                by=person,
                at=timezone.now(),
            )
        except SourceError as error:
            refusal = str(error)
        else:
            messages.success(request, _("Saved. Try it, then switch it on."))
            return redirect("customer_card:source", made.pk)
    status = NOT_VALID if form.is_bound else 200
    context = {"form": form, "refusal": refusal, "one_centre": len(centres) == 1}
    return render(request, "customer_card/new_source.html", context, status=status)


def _source(request: HttpRequest, source_id: int) -> Source:
    try:
        return queries.managed_by(person_of(request)).get(pk=source_id)
    except ObjectDoesNotExist as error:
        raise Http404(_("This does not exist any more, or it is not yours to see.")) from error


def _context(one: Source, **changed: Any) -> dict[str, Any]:
    """The page of one system; forms that were sent are shown as they were typed."""
    return {
        "source": one,
        "form": SourceForm(initial=as_kept(one)),
        "try_form": TryForm(url=one.description.url),
        "versions": queries.versions_of(one.pk),
    } | changed


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """One system; what cannot be used is said, and nothing typed is lost."""
    one = _source(request, source_id)
    if request.method == "GET":
        return render(request, "customer_card/source.html", _context(one))
    form = SourceForm(request.POST)
    refusal = ""
    if form.is_valid():
        try:
            actions.change_source(
                one.pk,
                form.said(),
                secret=form.cleaned_data["secret"],
                by=person_of(request),
                at=timezone.now(),
            )
        except SourceError as error:
            refusal = str(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("customer_card:source", one.pk)
    context = _context(one, form=form, refusal=refusal)
    return render(request, "customer_card/source.html", context, status=NOT_VALID)


@require_POST
@needs(MANAGE)
def switch(request: HttpRequest, source_id: int) -> HttpResponse:
    """Ask the system from now on, or no more."""
    one = _source(request, source_id)
    active = request.POST.get("active") == "yes"
    actions.switch_source(one.pk, active=active, by=person_of(request), at=timezone.now())
    messages.success(request, _("It is asked from now on.") if active else _("It is asked no more."))
    return redirect("customer_card:source", one.pk)


@require_POST
@needs(MANAGE)
def try_it(request: HttpRequest, source_id: int) -> HttpResponse:
    """Ask the system as it is kept about what was typed, and show what agents would see."""
    one = _source(request, source_id)
    form = TryForm(request.POST, url=one.description.url)
    context = _context(one, try_form=form)
    if form.is_valid():
        context["tried"] = actions.try_source(one.pk, form.values(), by=person_of(request), at=timezone.now())
    part = "customer_card/_tried.html" if request.headers.get("HX-Request") else "customer_card/source.html"
    return render(request, part, context)
