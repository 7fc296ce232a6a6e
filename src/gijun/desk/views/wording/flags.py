"""“Something is odd about this sentence”: said in a ticket, answered on a page of its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions.wording import flags as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.wording import FlagForm, SettleForm
from gijun.desk.models import SentenceFlag
from gijun.desk.queries import visible
from gijun.desk.queries.wording import flags as reads
from gijun.desk.queries.wording.ticket import Worded
from gijun.desk.views.ticket import asked
from gijun.organisation.access import needs, person_of


@require_GET
@needs("desk.view_tickets")
def flags(request: HttpRequest) -> HttpResponse:
    """What the person has to answer, what was answered, and their own flags."""
    person = person_of(request)
    backlog = [
        (one, [(row, reads.later_versions(row)) for row in one.flags]) for one in reads.backlog(person)
    ]
    context = {"backlog": backlog, "answered": reads.answered(person), "own": reads.asked_by(person)}
    return render(request, "desk/wording/flags.html", context)


@require_POST
@needs("desk.reply")
@asked
def flag(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Flag a sentence in the answer being written or in a message sent."""
    form = FlagForm(request.POST)
    if not form.is_valid():
        raise DeskError(_("This sentence belongs to no standard and no template, so nobody could answer."))
    given = form.cleaned_data
    actions.flag(
        ticket_id,
        form.sentence(),
        by=person_of(request),
        at=timezone.now(),
        message_id=given.get("message"),
        text=given.get("text", ""),
        note=given.get("note", ""),
    )
    if not request.headers.get("HX-Request"):
        messages.success(request, _("Noted. The owner of the sentence answers you here."))
        return redirect("desk:ticket", ticket_id)
    return _flagged(request, ticket_id)


@require_GET
@needs("desk.view_tickets")
@asked
def flagged(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """The flags of a ticket again, after news of it."""
    return _flagged(request, ticket_id)


def _flagged(request: HttpRequest, ticket_id: int) -> HttpResponse:
    person = person_of(request)
    ticket = visible.ticket(person, ticket_id)
    return render(
        request, "desk/wording/_flags.html", {"ticket": ticket, "flags": Worded(person, ticket).flags}
    )


@require_POST
@needs("desk.view_tickets")
def settle(request: HttpRequest, flag_id: int) -> HttpResponse:
    """The owner's answer."""
    form = SettleForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    try:
        actions.settle_flag(
            flag_id,
            settled_as=given.get("settled_as", ""),
            answer=given.get("answer", ""),
            fixed_in_id=given.get("fixed_in"),
            by=person_of(request),
            at=timezone.now(),
        )
    except SentenceFlag.DoesNotExist as error:
        raise Http404(_("There is no such flag, or it is not yours to answer.")) from error
    except DeskError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Answered. Whoever asked sees it at once."))
    return redirect("desk:flags")
