"""Queues, offers and how a centre routes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions import routing as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.routing import PolicyForms, ProfileForm, RefusalForm, SimulationForm
from gijun.desk.queries.routing import policies, screens
from gijun.desk.rules.routing import PULL_ONLY, Policy
from gijun.desk.terms.routing import NewcomerMark, Refusal
from gijun.desk.views.ticket import asked
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Person, Team


def _centre(request: HttpRequest, power: str) -> tuple[Team, list[Team]]:
    """The centre asked for, or the first one the power reaches into; and all of them."""
    centres = screens.centres_of(person_of(request), power)
    wanted = request.POST.get("centre") or request.GET.get("centre", "")
    chosen = next((one for one in centres if str(one.pk) == wanted), centres[0] if centres else None)
    if chosen is None:
        raise Http404(_("You have no part in any centre."))
    return chosen, centres


@require_GET
@needs("desk.see_queues")
def queues(request: HttpRequest) -> HttpResponse:
    """What waits and why, since when, and who is free; the list alone when it is swapped."""
    centre, centres = _centre(request, screens.SEE)
    position, at = log.head(), timezone.now()
    context = {
        "page": screens.queues_page(person_of(request), centre, at),
        "centres": centres,
        "now": at,
        "log_position": position,
        "marks": NewcomerMark.choices,
        "may_manage": authority.allows(person_of(request), screens.MANAGE, team_id=centre.pk),
    }
    name = "_queues" if request.headers.get("HX-Request") else "queues"
    return render(request, f"desk/routing/{name}.html", context)


@require_http_methods(["GET", "POST"])
@needs("desk.manage_routing")
def policy(request: HttpRequest) -> HttpResponse:
    """The policy in force to be changed; what cannot work is said, and nothing typed is lost."""
    person, (centre, centres) = person_of(request), _centre(request, screens.MANAGE)
    row, choices = policies.row_of(centre.pk), screens.choices_in(centre)
    shown = policies.policy_in(row) if row else PULL_ONLY
    forms, refusal = PolicyForms(shown, choices, request.POST or None), ""
    if request.method == "POST":
        refusal = _save(forms, centre, person)
        if not refusal:
            messages.success(request, _("Saved. It holds from the next pass on."))
            return redirect(f"{request.path}?centre={centre.pk}")
    context = {"forms": forms, "refusal": refusal, "centres": centres, "row": row} | _beside(
        request, centre, choices
    )
    return render(request, "desk/routing/policy.html", context, status=422 if refusal else 200)


def _save(forms: PolicyForms, centre: Team, person: Person) -> str:
    """Save what was typed; gives back why it could not be."""
    if not forms.is_valid():
        return _("Some fields cannot be read. They are marked below.")
    try:
        actions.save_policy(centre.pk, forms.content(), by=person, at=timezone.now())
    except DeskError as error:
        return str(error)
    return ""


def _beside(request: HttpRequest, centre: Team, choices: screens.Choices) -> dict[str, Any]:
    """The simulator and the versions."""
    row = policies.row_of(centre.pk)
    asked_for = SimulationForm(request.GET if "channel" in request.GET else None, choices=choices)
    found = None
    if row is not None and asked_for.is_bound and asked_for.is_valid():
        found = screens.simulate(row, asked_for.ticket(), timezone.now())
    versions: list[tuple[Any, Policy]] = [
        (one, policies.policy_in(one)) for one in policies.versions(centre.pk)[:20]
    ]
    return {"centre": centre, "simulation": asked_for, "simulated": found, "versions": versions}


@require_POST
@needs("desk.manage_routing")
@asked
def profile(request: HttpRequest, person_id: int) -> HttpResponse:
    """How much one agent holds at once, and whether they count as a newcomer."""
    form = ProfileForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("The capacity must be a number from 1 to 100."))
    try:
        actions.set_profile(person_id, by=person_of(request), at=timezone.now(), **form.cleaned_data)
    except Person.DoesNotExist as error:
        raise Http404(_("There is nobody of this number.")) from error
    return redirect("desk:queues")


@require_GET
@needs("desk.reply")
def offer(request: HttpRequest) -> HttpResponse:
    """The offer that waits for the reader's answer, or nothing."""
    context = {
        "offer": screens.offer_to(person_of(request)),
        "refusals": Refusal.choices,
        "now": timezone.now(),
    }
    return render(request, "desk/routing/_offer.html", context)


@require_POST
@needs("desk.reply")
@asked
def accept(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Accept an offer and open the ticket."""
    ticket = actions.answer_offer(offer_id, accept=True, by=person_of(request), at=timezone.now())
    return redirect("desk:ticket", ticket.pk)


@require_POST
@needs("desk.reply")
@asked
def refuse(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Decline an offer with a reason; the next one is asked."""
    form = RefusalForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("Say why you decline, so that the next one can be chosen well."))
    actions.answer_offer(
        offer_id, accept=False, by=person_of(request), at=timezone.now(), reason=form.cleaned_data["reason"]
    )
    return redirect("desk:queue")
