"""Switching the operating mode, and the strip that tells everybody of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions import modes as actions
from gijun.desk.forms.modes import EnterForm, ProlongForm
from gijun.desk.queries.modes.banner import banner
from gijun.desk.queries.modes.now import open_suggestion, standing
from gijun.desk.queries.modes.screens import choices, measured, periods
from gijun.desk.views.modes.page import centre_for, said, to
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of, signed_in

SWITCH = "desk.switch_mode"


@require_GET
@needs("desk.view_floor")
def modes(request: HttpRequest) -> HttpResponse:
    """Which mode holds, what each would change, and until when."""
    centre, centres = centre_for(request)
    person, at = person_of(request), timezone.now()
    suggestion = open_suggestion(centre.pk)
    context = {
        "centre": centre,
        "centres": centres,
        "now": standing(centre.pk, at),
        "choices": choices(centre, at),
        "suggestion": suggestion,
        "measured": measured(suggestion) if suggestion else [],
        "periods": periods(centre.pk)[:20],
        "may_switch": authority.allows(person, SWITCH, team_id=centre.pk),
        "may_manage": authority.allows(person, "desk.manage_modes", team_id=centre.pk),
        "at": at,
    }
    return render(request, "desk/modes/modes.html", context)


@require_POST
@needs(SWITCH)
def enter(request: HttpRequest) -> HttpResponse:
    """Switch to a mode until a time."""
    centre, _centres = centre_for(request, SWITCH)
    form, by, at = EnterForm(request.POST), person_of(request), timezone.now()
    minutes = form.cleaned_data.get("minutes", 0) if form.is_valid() else 0
    mode = request.POST.get("mode", "")
    said(
        request,
        lambda: actions.enter_mode(centre.pk, mode, minutes=minutes, by=by, at=at),
        _("The mode holds from now on. Everybody sees it on their page."),
    )
    return to("desk:modes", centre)


@require_POST
@needs(SWITCH)
def prolong(request: HttpRequest, period_id: int) -> HttpResponse:
    """Let the mode last longer, or shorter."""
    form, by, at = ProlongForm(request.POST), person_of(request), timezone.now()
    minutes = form.cleaned_data.get("minutes", 0) if form.is_valid() else 0
    said(request, lambda: actions.prolong_mode(period_id, minutes=minutes, by=by, at=at), _("Saved."))
    return to("desk:modes", centre_for(request, SWITCH)[0])


@require_POST
@needs(SWITCH)
def end(request: HttpRequest, period_id: int) -> HttpResponse:
    """Back to normal."""
    by, at = person_of(request), timezone.now()
    said(request, lambda: actions.end_mode(period_id, by=by, at=at), _("Back to normal."))
    return to("desk:modes", centre_for(request, SWITCH)[0])


@require_POST
@needs(SWITCH)
def answer(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Yes or no to a mode that the figures suggest."""
    by, at, confirm = person_of(request), timezone.now(), request.POST.get("answer") == "yes"
    done = _("The mode holds from now on. Everybody sees it on their page.") if confirm else _("Noted.")
    said(request, lambda: actions.answer_suggestion(suggestion_id, confirm=confirm, by=by, at=at), done)
    return to("desk:modes", centre_for(request, SWITCH)[0])


@require_GET
@signed_in
def strip(request: HttpRequest) -> HttpResponse:
    """The strip of modes, for a page that is already open."""
    person = person_of(request)
    return render(request, "desk/modes/_strip.html", {"strip": banner(person, timezone.now())})
