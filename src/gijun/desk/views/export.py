"""Tickets out: the same rows as the list, for a spreadsheet."""

import csv
import io
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gijun.desk.forms import FilterForm
from gijun.desk.models import Ticket
from gijun.desk.queries import lists
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.terms import Sensitive
from gijun.science.spreadsheet import BOM, harmless

HEADER = ("number", "subject", "status", "channel", "team", "assignee", "reason", "opened_at", "solved_at")


def _row(ticket: Ticket) -> tuple[str, ...]:
    return (
        ticket.number,
        ticket.subject,
        ticket.get_status_display(),
        ticket.get_channel_display(),
        ticket.team.name,
        ticket.assignee.name if ticket.assignee else "",
        str(ticket.reason or ""),
        timezone.localtime(ticket.opened_at).strftime("%Y-%m-%d %H:%M:%S"),
        timezone.localtime(ticket.solved_at).strftime("%Y-%m-%d %H:%M:%S") if ticket.solved_at else "",
    )


def _lines(request: HttpRequest) -> Iterator[str]:
    wanted, _page = FilterForm(request.GET).wanted()
    yield BOM
    for row in (HEADER, *map(_row, lists.matching(person_of(request), wanted).iterator(chunk_size=1000))):
        line = io.StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])
        yield line.getvalue()


@require_POST
@needs("desk.export")
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The list as CSV; that data left the house stays in the audit."""
    note_sensitive_read(Sensitive.EXPORT, 0, by=person_of(request), at=timezone.now())
    response = StreamingHttpResponse(_lines(request), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="tickets.csv"'
    return response
