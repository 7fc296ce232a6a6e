"""What each mode changes in a centre: the plan in force, its versions, a new one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gijun.desk.actions import modes as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.modes import PlanForm
from gijun.desk.queries.modes import plans
from gijun.desk.queries.modes.now import plan_of
from gijun.desk.terms.modes import ModeKind
from gijun.desk.views.modes.page import centre_for, said, to
from gijun.organisation.access import needs, person_of

MANAGE = "desk.manage_modes"


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def mode_plan(request: HttpRequest, mode: str) -> HttpResponse:
    """What a mode changes; what cannot be kept is said, and nothing typed is lost."""
    if mode not in ModeKind.values:
        raise Http404(_("There is no such mode."))
    centre, centres = centre_for(request, MANAGE)
    kind, person, at, refusal = ModeKind(mode), person_of(request), timezone.now(), ""
    form = PlanForm(
        request.POST or None, plan_of(centre.pk, kind, at), **plans.choices_for(person, centre.pk)
    )
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"]
        try:
            actions.change_plan(centre.pk, mode, form.content(), by=person, at=at, seen_version=seen)
        except DeskError as error:
            refusal = str(error)
        else:
            said(request, lambda: True, _("Saved. The plan holds from now on."))
            return to("desk:modes", centre)
    context = {"centre": centre, "centres": centres, "kind": kind, "form": form, "refusal": refusal}
    context |= {"versions": plans.versions(centre.pk, kind)[:20]}
    return render(
        request,
        "desk/modes/plan.html",
        context,
        status=422 if refusal or (form.is_bound and form.errors) else 200,
    )
