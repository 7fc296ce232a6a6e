"""The pages of the contact ratio: its line and its change, goals, reasons that came after others."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.measures.errors import MeasuresError, NoLakeError
from gijun.measures.models import ContactGoal
from gijun.measures.ratio import actions, presentation, queries
from gijun.measures.ratio.actions import SET_GOAL
from gijun.measures.ratio.forms import GoalForm, RatioForm, SuccessionForm
from gijun.measures.terms import Ending
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of

PAGE = "measures/ratio/ratio.html"


@require_GET
@needs("measures.view")
def ratio(request: HttpRequest) -> HttpResponse:
    """How many contacts come for what the centre grows by, and why that changed."""
    person, at = person_of(request), timezone.now()
    form = RatioForm(person, request.GET, at=at)
    centre = form.centre_chosen
    context = {"form": form, "may_set": authority.allows(person, SET_GOAL)}
    if centre is None:
        return render(request, PAGE, context | {"no_centre": True})
    asked, method = form.asked(centre), form.method_chosen
    try:
        found, goals = queries.ratio(asked, method), queries.goals(centre.pk, at)
    except NoLakeError as error:
        return render(request, PAGE, context | {"nothing": error})
    told = {
        "centre": centre,
        "asked": asked,
        "line": presentation.line(
            found, asked.kind, form.grain_chosen, presentation.narrowed_to(asked, found)
        ),
        "sides": presentation.sides(found, asked.kind),
        "per": presentation.per_what(asked.kind),
        "waterfall": presentation.waterfall(found, method),
        "methods": presentation.methods(found),
        "factors": presentation.factors(),
        "reasons": presentation.reasons(found.reasons),
        "parts": presentation.parts(found.parts, asked.kind),
        "goals": [presentation.goal(one) for one in goals],
        "closed": queries.closed_goals(centre.pk),
        "may_close": authority.allows(person, SET_GOAL, team_id=centre.pk),
        "endings": Ending.choices,
        "sees_tickets": authority.allows(person, "desk.view_tickets"),
        "days_back": (timezone.localdate(at) - asked.first).days + 1,
    }
    return render(request, PAGE, context | told)


@require_http_methods(["GET", "POST"])
@needs(SET_GOAL)
def goal(request: HttpRequest) -> HttpResponse:
    """Set a goal; what makes no sense is refused in words."""
    person = person_of(request)
    form = GoalForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        centre_id = form.cleaned_data["centre"].pk
        try:
            actions.set_goal(centre_id, form.wanted(), by=person, at=timezone.now())
        except MeasuresError as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:ratio")
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/ratio/goal.html", {"form": form}, status=status)


@require_POST
@needs(SET_GOAL)
def close_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """No longer pursue a goal."""
    ending = request.POST.get("ending", "")
    if ending not in Ending.values:
        raise Http404
    try:
        actions.close_goal(goal_id, ending=Ending(ending), by=person_of(request), at=timezone.now())
    except ContactGoal.DoesNotExist as error:
        raise Http404 from error
    return redirect("measures:ratio")


@require_http_methods(["GET", "POST"])
@needs(SET_GOAL)
def successions(request: HttpRequest) -> HttpResponse:
    """Which reason's contacts count under another one when periods are compared."""
    form = SuccessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            actions.succeed_reason(
                clean["reason"], clean["successor"], by=person_of(request), at=timezone.now()
            )
        except MeasuresError as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:ratio_reasons")
    context = {"form": form, "rows": queries.successions()}
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/ratio/reasons.html", context, status=status)
