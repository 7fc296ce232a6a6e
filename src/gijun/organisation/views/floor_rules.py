"""Floor rules of a centre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gijun.organisation import actions, ports
from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import FloorRulesForm
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import floor
from gijun.organisation.queries import floor_rules as reads
from gijun.organisation.views.page import done, reachable, show, status_of

MANAGE = "organisation.manage_floor"


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@reachable
def floor_rules(request: HttpRequest) -> HttpResponse:
    """What holds on the floor, and how it came to be."""
    by = person_of(request)
    centre = _centre(by, request.GET.get("centre", ""))
    known = floor.rules_of(centre.pk)
    initial = FloorRulesForm.starting_with(known.content(), known.version)
    form = FloorRulesForm(request.POST or None, initial=initial, channels=ports.channels())
    if request.method == "POST" and done(
        request,
        form,
        lambda clean: actions.change_floor_rules(
            centre.pk, form.content(), seen_version=clean["version"], by=by, at=timezone.now()
        ),
    ):
        return redirect(f"{reverse('organisation:floor_rules')}?centre={centre.pk}")
    context = {
        "form": form,
        "centre": centre,
        "centres": reads.centres_managed_by(by),
        "rules": known,
        "history": reads.history(centre.pk),
    }
    return show(request, "floor_rules", "floor/rules", context, status=status_of(form))


def _centre(by: Person, asked: str) -> Team:
    """The centre that was asked for, else the first within reach."""
    centres = reads.centres_managed_by(by)
    return centres.get(pk=asked) if asked.isdecimal() else centres[:1].get()
