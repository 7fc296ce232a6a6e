"""What the pages of the organisation have in common."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from gijun.organisation import authority, queries
from gijun.organisation.access import person_of
from gijun.organisation.errors import OrganisationError

View = Callable[..., HttpResponse]

# Address, words, power (none: everybody).
TABS = (
    ("people", gettext_lazy("People"), "organisation.view_system"),
    ("teams", gettext_lazy("Teams"), "organisation.view_system"),
    ("authority", gettext_lazy("Authority"), "organisation.manage_authority"),
    ("calendars", gettext_lazy("Working calendars"), "organisation.manage_calendars"),
    ("skills", gettext_lazy("Skills"), "organisation.give_skills"),
    ("floor_rules", gettext_lazy("Floor rules"), "organisation.manage_floor"),
    ("breaks", gettext_lazy("Breaks"), "organisation.keep_state"),
    ("ledger", gettext_lazy("State time"), "organisation.keep_state"),
    ("audit", gettext_lazy("Audit"), "organisation.view_audit"),
    ("me", gettext_lazy("My settings"), None),
)


def show(
    request: HttpRequest, current: str, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page under the tab ``current``."""
    person = person_of(request)
    tabs = [
        {"url": reverse(f"organisation:{name}"), "label": label, "current": name == current}
        for name, label, power in TABS
        if power is None or authority.allows(person, power)
    ]
    shared = {"tabs": tabs, "lacks_second_step": queries.lacks_second_step(person)}
    return render(request, f"organisation/{template}.html", {**shared, **context}, status=status)


def reachable(view: View) -> View:
    """Turn what is not there, or not theirs to see, into 404."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ObjectDoesNotExist as error:
            raise Http404(_("There is no such page, or it is not yours to see.")) from error

    return answered


def done(request: HttpRequest, form: forms.Form, do: Callable[[dict[str, Any]], object]) -> bool:
    """Do it with what was typed, if that is clean; what is refused stands on the form."""
    if not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except OrganisationError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Saved."))
    return True


def told(request: HttpRequest, do: Callable[[], object]) -> None:
    """Do what a button says; what is refused is told on the next page."""
    try:
        do()
    except OrganisationError as error:
        messages.error(request, str(error), extra_tags="danger")
    else:
        messages.success(request, _("Saved."))


def status_of(form: forms.Form) -> int:
    """422 where something on the form has to be put right."""
    return 422 if form.is_bound and form.errors else 200


@never_cache
def shown_once(request: HttpRequest, current: str, context: Mapping[str, Any]) -> HttpResponse:
    """A secret that is never shown again, and not kept by the browser."""
    return show(request, current, "shown_once", context)
