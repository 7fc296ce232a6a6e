"""What a centre decides about its customers' page: the rules in force, their versions, new ones."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gijun.desk.actions.promises.policies import GOVERN, change_policy
from gijun.desk.errors import DeskError
from gijun.desk.forms.promises import PolicyForm
from gijun.desk.queries.promises import policy as policies
from gijun.desk.views.centres import governed
from gijun.organisation.access import needs, person_of


@require_http_methods(["GET", "POST"])
@needs("desk.govern_promises")
def promise_policy(request: HttpRequest) -> HttpResponse:
    """The rules; what cannot be kept is said, and nothing typed is lost."""
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
