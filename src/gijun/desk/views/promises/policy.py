"""What a centre decides about its customers' page: the rules in force, their versions, new ones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gijun.desk.actions.promises.policies import GOVERN, change_policy
from gijun.desk.errors import DeskError
from gijun.desk.forms.promises import PolicyForm
from gijun.desk.queries.promises import policy as policies
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import teams_managed_by


def _centre(person: Person, wanted: str) -> tuple[Team, list[Team]]:
    """The centre asked for, or the first the person governs."""
    centres = list(teams_managed_by(person, GOVERN).filter(parent=None).order_by("name", "id"))
    chosen = next((one for one in centres if str(one.pk) == wanted), centres[0] if centres else None)
    if chosen is None:
        raise Http404(_("You govern no whole centre."))
    return chosen, centres


@require_http_methods(["GET", "POST"])
@needs("desk.govern_promises")
def promise_policy(request: HttpRequest) -> HttpResponse:
    """The rules; what cannot be kept is said, and nothing typed is lost."""
    person = person_of(request)
    centre, centres = _centre(person, request.POST.get("centre") or request.GET.get("centre", ""))
    shown, refusal = policies.in_force(centre).policy, ""
    if request.method == "POST":
        shown = PolicyForm(request.POST).policy()
        try:
            change_policy(centre.pk, shown, by=person, at=timezone.now())
        except DeskError as error:
            refusal = str(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:promise_policy")
    context = {
        "centre": centre,
        "centres": centres,
        "policy": shown,
        "refusal": refusal,
        "in_force": policies.in_force(centre),
        "versions": policies.versions(centre.pk),
    }
    return render(request, "desk/promises/policy.html", context, status=422 if refusal else 200)
