"""Targets of a centre: the table, what changes when clocks move to it, what was kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from gijun.desk.actions import clocks as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.clocks import PeriodForm, Typed
from gijun.desk.models import ClockPolicy
from gijun.desk.queries import clock_pages as pages
from gijun.desk.queries import clocks as reads
from gijun.desk.rules.clocks import PolicyError, from_content
from gijun.desk.terms import Priority
from gijun.events import log
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Team

Context = dict[str, Any]


def _centre(request: HttpRequest) -> Team:
    """The centre asked for, else the first the person may look at."""
    asked = request.GET.get("centre", "")
    known = pages.centres(person_of(request))
    centre = known.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else known.first()
    if centre is None:
        raise Http404(_("There is no such centre, or it is not yours to see."))
    return centre


def _shared(request: HttpRequest, centre: Team) -> Context:
    return {
        "centre": centre,
        "centres": pages.centres(person_of(request)),
        "may_manage": pages.may_manage(person_of(request), centre),
        "priorities": [priority.label for priority in reversed(Priority)],
        "now": timezone.now(),
    }


def _table(request: HttpRequest, centre: Team, last: ClockPolicy | None, typed: Typed) -> Context:
    return _shared(request, centre) | {
        "typed": typed,
        "last": last,
        "versions": reads.versions(centre.pk)[:20],
        "behind": pages.moves(person_of(request), centre, last, timezone.now()).tickets if last else 0,
    }


@require_http_methods(["GET", "POST"])
@needs("desk.view_tickets")
def targets(request: HttpRequest) -> HttpResponse:
    """The table of targets; saving it makes a new version, trying it changes nothing."""
    centre = _centre(request)
    last = reads.newest(centre.pk)
    typed = Typed(request.POST or None, last.content if last else {}, last.version if last else 0)
    context = _table(request, centre, last, typed)
    if request.method == "GET":
        return render(request, "desk/clocks/targets.html", context)
    if not typed.is_valid():
        return render(request, "desk/clocks/targets.html", context, status=422)
    if "try" in request.POST:
        context |= _tried(centre, typed)
        return render(
            request, "desk/clocks/targets.html", context, status=422 if "refused" in context else 200
        )
    return _saved(request, centre, typed, context)


def _tried(centre: Team, typed: Typed) -> Context:
    """When a ticket would be due by what was typed."""
    clean = typed.policy.cleaned_data
    at = clean["when"] or timezone.now()
    try:
        policy = from_content(actions.with_reasons_below(typed.content()))
    except PolicyError as error:
        return {"refused": actions.said(error)}
    lines = pages.preview(policy, centre, at, channel=clean["channel"], reason_id=None)
    return {"tried": [(metric, due[::-1]) for metric, due in lines], "tried_at": at}


def _saved(request: HttpRequest, centre: Team, typed: Typed, context: Context) -> HttpResponse:
    seen = typed.policy.cleaned_data["seen_version"]
    by, at = person_of(request), timezone.now()
    try:
        actions.change_policy(centre.pk, content=typed.content(), by=by, at=at, seen_version=seen)
    except DeskError as error:
        return render(request, "desk/clocks/targets.html", context | {"refused": str(error)}, status=422)
    messages.success(request, _("Saved. New tickets follow these targets."))
    return redirect(f"{reverse('desk:targets')}?centre={centre.pk}")


@require_http_methods(["GET", "POST"])
@needs("desk.manage_clocks")
def move(request: HttpRequest) -> HttpResponse:
    """What moving running clocks to the present targets changes; done only when asked."""
    centre, by, at = _centre(request), person_of(request), timezone.now()
    found = pages.moves(by, centre, reads.newest(centre.pk), at)
    if request.method == "GET":
        return render(request, "desk/clocks/move.html", _shared(request, centre) | {"found": found})
    chosen = {int(one) for one in request.POST.getlist("ticket") if one.isdecimal() and len(one) < 18}
    ids = found.ticket_ids if "all" in request.POST else [pk for pk in found.ticket_ids if pk in chosen]
    moved = actions.move_clocks(ids, by=by, at=at)
    messages.success(
        request,
        ngettext("The clocks of %(n)d ticket were moved.", "The clocks of %(n)d tickets were moved.", moved)
        % {"n": moved},
    )
    return redirect(f"{reverse('desk:move_clocks')}?centre={centre.pk}")


@require_GET
@needs("desk.view_tickets")
def kept(request: HttpRequest) -> HttpResponse:
    """Which targets were kept, by team and reason, over business days."""
    today = log.business_day(timezone.now())
    form = PeriodForm(request.GET or None)
    since, until = form.days(today)
    lines = pages.kept(person_of(request), since, until)
    context = {
        "form": form
        if form.is_bound and not form.errors
        else PeriodForm(initial={"since": since, "until": until}),
        "lines": lines,
        "totals": pages.totals(lines),
        "since": since,
        "until": until,
    }
    return render(request, "desk/clocks/kept.html", context)
