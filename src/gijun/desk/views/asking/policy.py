"""How requests of a centre go up: the rules in force, their versions, new ones."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gijun.desk.actions.asking.policies import GOVERN, change_policy
from gijun.desk.errors import DeskError
from gijun.desk.forms.asking import PolicyForm
from gijun.desk.queries.asking import policy as policies
from gijun.desk.rules.asking.policy import UPWARDS
from gijun.desk.terms.asking import MOST_LEVELS
from gijun.desk.views.centres import governed
from gijun.organisation.access import needs, person_of


@require_http_methods(["GET", "POST"])
@needs("desk.govern_asking")
def asking_policy(request: HttpRequest) -> HttpResponse:
    """The way up, level by level; what cannot be kept is said, and nothing typed is lost."""
    person = person_of(request)
    centre, centres = governed(person, GOVERN, request.POST.get("centre") or request.GET.get("centre", ""))
    shown, refusal = policies.in_force(centre).policy, ""
    if request.method == "POST":
        shown = PolicyForm(request.POST).policy()
        try:
            change_policy(centre.pk, shown, by=person, at=timezone.now())
        except DeskError as error:
            refusal = str(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:asking_policy")
    spare = [None] * max(MOST_LEVELS - len(shown.levels), 1)
    context = {
        "centre": centre,
        "centres": centres,
        "policy": shown,
        "rows": [*shown.levels, *spare],
        "roles": [(role.value, role.label) for role in UPWARDS],
        "refusal": refusal,
        "in_force": policies.in_force(centre),
        "versions": policies.versions(centre.pk),
    }
    return render(request, "desk/asking/policy.html", context, status=422 if refusal else 200)
