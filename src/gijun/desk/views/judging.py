"""Exceptions judged and procedures followed beside the conversation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk import actions
from gijun.desk.errors import DeskError
from gijun.desk.forms import JudgingForm, TickForm
from gijun.desk.models import Ticket
from gijun.desk.queries import judging as judgings
from gijun.desk.queries import visible
from gijun.desk.queries.language import language_spoken
from gijun.desk.queries.page import UsedStandard, used_standards
from gijun.desk.views.ticket import asked
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards import queries as standards


@require_GET
@needs("desk.reply")
@asked
def choose(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Begin to judge: by the standard in use, or by one that is chosen."""
    person, ticket = person_of(request), visible.ticket(person_of(request), ticket_id)
    found = judgings.judgeable(person, ticket, versions_in(request), timezone.now())
    if len(found) == 1:
        return _hearing(request, ticket, found[0].version_id, JudgingForm(request.GET))
    return _shown(request, ticket, "judging_choice", {"judgeable": found})


@require_http_methods(["GET", "POST"])
@needs("desk.reply")
@asked
def judge(request: HttpRequest, ticket_id: int, version_id: int) -> HttpResponse:
    """One question after another; with ``act=accept`` the verdict is kept."""
    ticket = visible.ticket(person_of(request), ticket_id)
    form = JudgingForm(request.POST)
    form.is_valid()
    if request.POST.get("act") != "accept":
        return _hearing(request, ticket, version_id, form)
    judged = actions.judge_exception(
        ticket_id,
        version_id=version_id,
        answers=form.answers(),
        by=person_of(request),
        at=timezone.now(),
        took_ms=form.cleaned_data.get("took_ms"),
    )
    if not request.headers.get("HX-Request"):
        return redirect("desk:ticket", ticket_id)
    used = _used(request, ticket, judged.version_id, form.cleaned_data.get("language") or "")
    said = next(one for one in used if one.version.version_id == judged.version_id)
    return render(request, "desk/_judged.html", _context(request, ticket) | {"used": used, "judged": said})


@require_GET
@needs("desk.reply")
@asked
def procedure(request: HttpRequest, ticket_id: int, version_id: int) -> HttpResponse:
    """The checklist of a standard, one step after another; ``?at=`` is the step to look at."""
    at = request.GET.get("at", "")
    return _procedure(request, ticket_id, version_id, int(at) if at.isdigit() else None)


@require_POST
@needs("desk.reply")
@asked
def do_step(request: HttpRequest, ticket_id: int, version_id: int) -> HttpResponse:
    """Tick a step, or take its tick back, and go on to the next."""
    form, at = TickForm(request.POST), request.POST.get("at", "")
    if not form.is_valid():
        raise DeskError(_("This step does not exist any more."))
    item_id, done = form.cleaned_data["item"], form.cleaned_data["done"]
    actions.tick(ticket_id, item_id=item_id, done=done, by=person_of(request), at=timezone.now())
    return _procedure(request, ticket_id, version_id, int(at) if at.isdigit() else None, ticked=True)


def versions_in(request: HttpRequest) -> list[int]:
    """Standards inserted, but not yet sent, as the page knows them."""
    data = request.POST if request.method == "POST" else request.GET
    return [int(value) for value in data.getlist("version") if value.isdigit()]


def _context(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    return {"ticket": ticket, "may_reply": authority.allows(person_of(request), "desk.reply")}


def _shown(request: HttpRequest, ticket: Ticket, part: str, more: dict[str, Any]) -> HttpResponse:
    """A part of the side pane; a page of its own without scripts."""
    context = _context(request, ticket) | more | {"part": f"desk/_{part}.html"}
    name = context["part"] if request.headers.get("HX-Request") else "desk/judging.html"
    return render(request, name, context)


def _used(request: HttpRequest, ticket: Ticket, version_id: int, language: str = "") -> list[UsedStandard]:
    also = [*versions_in(request), version_id]
    return used_standards(ticket, also, person=person_of(request), language=language)


def _hearing(request: HttpRequest, ticket: Ticket, version_id: int, form: JudgingForm) -> HttpResponse:
    form.is_valid()
    chosen, answers = form.cleaned_data.get("language") or "", form.answers()
    to = standards.audience(person_of(request), ticket.pk, chosen or language_spoken(ticket.pk))
    today = log.business_day(timezone.now(), ticket.team_id)
    hearing = standards.hear(version_id, answers, today=today, to=to)
    if hearing is None:
        raise Http404(_("This standard has no exceptions to judge by."))
    refused = answers[-1][1] if answers and hearing.refusal else ""  # to be put right where it was typed
    more = {"hearing": hearing, "before": hearing.answered[:-1], "refused": refused, "language": chosen}
    return _shown(request, ticket, "judging", more)


def _procedure(
    request: HttpRequest, ticket_id: int, version_id: int, at: int | None, *, ticked: bool = False
) -> HttpResponse:
    ticket = visible.ticket(person_of(request), ticket_id)
    found = judgings.procedure(ticket, version_id, at)
    if found is None:
        raise Http404(_("There is no such standard, or it is not in force yet."))
    used = _used(request, ticket, version_id) if ticked else []
    return _shown(request, ticket, "procedure", {"procedure": found, "used": used})
