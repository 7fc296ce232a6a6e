"""Words beside the conversation: the picker, required steps, and the procedure player."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.wording import runs as running
from gijun.desk.actions.wording import used
from gijun.desk.errors import DeskError
from gijun.desk.forms import TickForm
from gijun.desk.forms.wording import MoveForm
from gijun.desk.models import Procedure, ProcedureRun, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.wording import offered, procedures
from gijun.desk.queries.wording.ticket import required_steps
from gijun.desk.views.ticket import asked
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of

View = Callable[..., HttpResponse]


def found(view: View) -> View:
    """As ``asked``, and 404 where there is no such procedure or run."""

    @asked
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Procedure.DoesNotExist, ProcedureRun.DoesNotExist) as error:
            raise Http404(_("There is no such procedure, or it is not yours to see.")) from error

    return answered


@require_GET
@needs("desk.reply")
@asked
def picker(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Every template for the ticket, filled for its customer; personal scripts below, marked."""
    person, at = person_of(request), timezone.now()
    ticket = visible.ticket(person, ticket_id)
    context = {
        "ticket": ticket,
        "templates": offered.offered(person, ticket, at),
        "scripts": offered.scripts(person, ticket),
    }
    whole = "desk/wording/picker.html"
    return render(
        request, "desk/wording/_offered.html" if request.headers.get("HX-Request") else whole, context
    )


@require_GET
@needs("desk.view_tickets")
@asked
def steps(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Required steps of the templates said here, and of those inserted and not sent yet."""
    return _steps(
        request, visible.ticket(person_of(request), ticket_id), request.GET.getlist("template_version")
    )


@require_POST
@needs("desk.reply")
@asked
def tick_step(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Tick a required step, or take its tick back."""
    form = TickForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("This step does not exist any more."))
    item, done = form.cleaned_data["item"], form.cleaned_data["done"]
    used.tick_step(ticket_id, step_id=item, done=done, by=person_of(request), at=timezone.now())
    if not request.headers.get("HX-Request"):
        return redirect("desk:ticket", ticket_id)
    return _steps(
        request, visible.ticket(person_of(request), ticket_id), request.POST.getlist("template_version")
    )


def _steps(request: HttpRequest, ticket: Ticket, also: list[str]) -> HttpResponse:
    ids = [int(one) for one in also if one.isdecimal() and len(one) < 18]
    return render(
        request,
        "desk/wording/_steps.html",
        {
            "ticket": ticket,
            "required": required_steps(ticket, ids),
            "may_reply": authority.allows(person_of(request), "desk.reply"),
        },
    )


@require_http_methods(["GET", "POST"])
@needs("desk.reply")
@found
def runs(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Choose a procedure for the ticket and begin it; one that is under way goes on."""
    person, ticket = person_of(request), visible.ticket(person_of(request), ticket_id)
    if request.method == "POST":
        chosen = request.POST.get("procedure", "")
        run = running.start_run(
            ticket_id,
            procedure_id=int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0,
            by=person,
            at=timezone.now(),
        )
        return _played(request, run.pk)
    context = {"ticket": ticket, "choosable": procedures.choosable(ticket), "runs": procedures.runs(ticket)}
    return _shown(request, "_procedures", context)


@require_GET
@needs("desk.reply")
@found
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """Where a procedure stands: whoever opens it goes on from there."""
    return _drawn(request, run_id)


@require_POST
@needs("desk.reply")
@found
def go_on(request: HttpRequest, run_id: int) -> HttpResponse:
    """The step is done, or a way is chosen."""
    given = _move(request)
    running.go_on(
        run_id, turn=given["turn"], choice=given.get("choice"), by=person_of(request), at=timezone.now()
    )
    return _played(request, run_id)


@require_POST
@needs("desk.reply")
@found
def go_back(request: HttpRequest, run_id: int) -> HttpResponse:
    """The step before."""
    running.go_back(run_id, turn=_move(request)["turn"], by=person_of(request), at=timezone.now())
    return _played(request, run_id)


@require_POST
@needs("desk.reply")
@found
def abandon(request: HttpRequest, run_id: int) -> HttpResponse:
    """Break it off."""
    running.abandon_run(run_id, by=person_of(request), at=timezone.now())
    return _played(request, run_id)


def _move(request: HttpRequest) -> dict[str, Any]:
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("Choose one of the ways this step offers."))
    return form.cleaned_data


def _played(request: HttpRequest, run_id: int) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("desk:run", run_id)
    return _drawn(request, run_id)


def _drawn(request: HttpRequest, run_id: int) -> HttpResponse:
    row = ProcedureRun.objects.select_related("version", "procedure", "started_by").get(pk=run_id)
    ticket = visible.ticket(person_of(request), row.ticket_id)
    return _shown(request, "_player", {"ticket": ticket, "playing": procedures.playing(row)})


def _shown(request: HttpRequest, part: str, context: dict[str, Any]) -> HttpResponse:
    """A part of the side pane; a page of its own without scripts."""
    part = f"desk/wording/{part}.html"
    name = part if request.headers.get("HX-Request") else "desk/judging.html"
    return render(request, name, context | {"part": part})
