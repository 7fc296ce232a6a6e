"""The pages of the radar: what is out of the ordinary, who looked at it, what reasons weigh."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.measures.centre_days import business_today, centre_days
from gijun.measures.errors import MeasuresError, NoLakeError
from gijun.measures.radar import actions, queries
from gijun.measures.radar.actions import ACKNOWLEDGE
from gijun.measures.radar.forms import AcknowledgeForm, RadarForm, WeightForm
from gijun.measures.radar.presentation import Told
from gijun.measures.ratio.actions import SET_GOAL
from gijun.measures.terms import Severity
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards.queries.reasons import reason_names

PAGE = "measures/radar/radar.html"


@require_GET
@needs("measures.view")
def radar(request: HttpRequest) -> HttpResponse:
    """What is out of the ordinary in a centre."""
    person, at = person_of(request), timezone.now()
    form = RadarForm(person, request.GET, at=at)
    centre = form.centre_chosen
    context = {"form": form, "may_weigh": authority.allows_everywhere(person, SET_GOAL)}
    if centre is None:
        return render(request, PAGE, context | {"no_centre": True})
    asked = form.asked(centre)
    try:
        found = queries.radar(asked)
    except NoLakeError as error:
        return render(request, PAGE, context | {"nothing": error})
    days = centre_days(centre.pk, asked.first, asked.last)
    told = Told(found, asked, days, business_today(centre.pk, at))
    shown = {
        "centre": centre,
        "groups": [
            ("spikes", told.spikes(on_air=False)),
            ("on_air", told.spikes(on_air=True)),
            ("changes", told.changes()),
            ("outside", told.outside()),
        ],
        "told": told,
        "may_acknowledge": authority.allows(person, ACKNOWLEDGE, team_id=centre.pk),
        "sees_tickets": authority.allows(person, "desk.view_tickets"),
        "days_back": (told.today - asked.first).days + 1,
    }
    return render(request, PAGE, context | shown)


@require_POST
@needs(ACKNOWLEDGE)
def acknowledge(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Somebody has looked at a finding."""
    form = AcknowledgeForm(request.POST)
    context = {"form": form}
    if not form.is_valid():
        return render(request, "measures/radar/refused.html", context, status=422)
    try:
        actions.acknowledge(
            centre_id,
            form.found(),
            note=form.cleaned_data["note"],
            by=person_of(request),
            at=timezone.now(),
        )
    except MeasuresError as error:
        return render(request, "measures/radar/refused.html", context | {"error": error}, status=422)
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "measures:radar")


@require_http_methods(["GET", "POST"])
@needs(SET_GOAL)
def weights(request: HttpRequest) -> HttpResponse:
    """How much harm contacts about each reason mean."""
    form = WeightForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            actions.weigh_reason(clean["reason"], clean["severity"], by=person_of(request), at=timezone.now())
        except MeasuresError as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:radar_weights")
    decided = queries.weights()
    rows = [(name, Severity(decided.get(pk, Severity.ORDINARY)).label) for pk, name in reason_names().items()]
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/radar/weights.html", {"form": form, "rows": rows}, status=status)
