"""Flags, uses of the right to end, and outside systems, for those who lead."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions.sparing import flags
from gijun.desk.forms.sparing import TextForm
from gijun.desk.models import EndingRun
from gijun.desk.queries.sparing import lists
from gijun.desk.queries.sparing.lookups import watched
from gijun.desk.queries.sparing.ticket import evidence
from gijun.desk.rules.quoting import without_names
from gijun.desk.views.sparing.answers import answered
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.queries import teams_managed_by
from gijun.organisation.terms import Sensitive
from gijun.science import spreadsheet

COUNTED = timedelta(days=90)


@require_GET
@needs("desk.decide_flags")
def risk_customers(request: HttpRequest) -> HttpResponse:
    """Flags that stand, those to be decided first; and what no longer stands."""
    person = person_of(request)
    context = {"standing": lists.standing_flags(person), "ended": lists.ended_flags(person)}
    return render(request, "desk/sparing/risk_customers.html", context)


def _decided(request: HttpRequest, action: Callable[..., Any], flag_id: int, **more: Any) -> HttpResponse:
    row = action(flag_id, by=person_of(request), at=timezone.now(), **more)
    if authority.allows(person_of(request), "desk.decide_flags"):
        return redirect("desk:risk_customers")
    return redirect("desk:ticket", row.ticket_id)


@require_POST
@needs("desk.decide_flags")
@answered
def decide_flag(request: HttpRequest, flag_id: int) -> HttpResponse:
    return _decided(request, flags.decide_flag, flag_id, approve=request.POST.get("approve") == "yes")


@require_POST
@needs("desk.flag_customer")
@answered
def lift_flag(request: HttpRequest, flag_id: int) -> HttpResponse:
    return _decided(request, flags.lift_flag, flag_id)


@require_POST
@needs("desk.flag_customer")
@answered
def appeal_flag(request: HttpRequest, flag_id: int) -> HttpResponse:
    form = TextForm(request.POST)
    form.is_valid()
    return _decided(request, flags.appeal_flag, flag_id, text=form.cleaned_data.get("text", ""))


@require_POST
@needs("desk.decide_flags")
@answered
def decide_appeal(request: HttpRequest, flag_id: int) -> HttpResponse:
    return _decided(request, flags.decide_appeal, flag_id, lift=request.POST.get("lift") == "yes")


@require_GET
@needs("desk.see_endings")
def endings(request: HttpRequest) -> HttpResponse:
    """Uses of the right to end: counts by reason, and each with its evidence."""
    person, since = person_of(request), timezone.now() - COUNTED
    context = {
        "runs": lists.endings_led_by(person)[: lists.SHOWN],
        "counted": lists.counted(person, since),
        "since": since,
        "may_see_whole": authority.allows(person, "desk.see_original"),
    }
    return render(request, "desk/sparing/endings.html", context)


@require_POST
@needs("desk.see_endings")
@answered
def export_ending(request: HttpRequest, run_id: int) -> HttpResponse:
    """The evidence of a run as a workbook; that it left the house stays in the audit."""
    person = person_of(request)
    run = lists.endings_led_by(person).get(pk=run_id)
    whole = request.POST.get("whole") == "yes"
    if whole:
        authority.require(person, "desk.see_original")
    note_sensitive_read(Sensitive.EXPORT, run.pk, by=person, at=timezone.now(), ticket_id=run.ticket_id)
    content = spreadsheet.as_workbook({_("Steps"): _steps(run), _("Messages"): _messages(run, whole=whole)})
    response = HttpResponse(content, content_type=spreadsheet.WORKBOOK)
    response.headers["Content-Disposition"] = f'attachment; filename="ending-{run.pk}.xlsx"'
    return response


def _when(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def _steps(run: EndingRun) -> spreadsheet.Sheet:
    rows = [
        (_("Ticket"), run.ticket.number),
        (_("Agent"), run.person.name),
        (_("Reason"), str(run.get_reason_display())),
        (_("Warning"), _when(run.started_at)),
        (_("Final warning"), _when(run.final_at)),
        (str(run.get_stage_display()), _when(run.ended_at)),
    ]
    return (_("What"), _("When or who")), rows


def _messages(run: EndingRun, *, whole: bool) -> spreadsheet.Sheet:
    """What was said. Masked: without the customer's name, addresses and long numbers."""
    names = [run.ticket.customer.name]
    rows = [
        (
            _when(one.made_at),
            str(one.get_direction_display()),
            one.person.name if one.person else "",
            one.body_full if whole else without_names(one.shown, names),
        )
        for one in evidence(run)
    ]
    return (_("When"), _("Direction"), _("Agent"), pgettext("what was said", "Text")), rows


@require_GET
@needs("desk.see_lookups")
def lookups(request: HttpRequest) -> HttpResponse:
    """How fast outside systems answer, and which are spared now."""
    centres = teams_managed_by(person_of(request), "desk.see_lookups").order_by("id")
    roots = sorted({team.centre_id for team in centres})
    return render(request, "desk/sparing/lookups.html", {"watched": watched(roots, timezone.now())})
