"""State time: on a page, and as a file."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.events import log
from gijun.organisation import actions
from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import LedgerForm
from gijun.organisation.models import Person
from gijun.organisation.queries import ledger as reads
from gijun.organisation.queries.ledger import Ledger, Line
from gijun.organisation.terms import AwayReason, Sensitive
from gijun.organisation.views.page import show, status_of
from gijun.science import spreadsheet

KEEP = "organisation.keep_state"
MS_PER_HOUR = 3_600_000


@require_GET
@needs(KEEP)
def ledger(request: HttpRequest) -> HttpResponse:
    """One's own state time; for leads that of their teams."""
    reader = person_of(request)
    form = _form(reader, request)
    context = {
        "form": form,
        "ledger": _read(reader, form),
        "columns": list(reads.columns()),
        "leads": reads.people_in_ledger(reader).exists(),
        "whose": form.cleaned_data.get("whose", ""),
    }
    return show(request, "ledger", "floor/ledger", context, status=status_of(form))


def _form(reader: Person, request: HttpRequest) -> LedgerForm:
    """What was asked for; nothing asked is one's own today."""
    given = request.POST or request.GET
    today = reads.day_rule_for(reader).of(log.to_ms(timezone.now()))[0].isoformat()
    asked = {"since": today, "until": today} | {name: given[name] for name in given}
    people = reads.people_in_ledger(reader)
    form = LedgerForm(asked, people=people, longest_days=reads.LONGEST_DAYS)
    form.is_valid()
    return form


def _read(reader: Person, form: LedgerForm) -> Ledger | None:
    if not form.is_valid():
        return None
    clean, people = form.cleaned_data, reads.people_in_ledger(reader)
    if clean["whose"] == LedgerForm.OWN:
        chosen = [reader]
    else:
        chosen = list(people if clean["whose"] == LedgerForm.ALL else people.filter(pk=clean["whose"]))
    return reads.state_time(
        chosen,
        since=clean["since"],
        until=clean["until"],
        at=timezone.now(),
        day=reads.day_rule_for(reader),
    )


@require_POST
@needs(KEEP)
def export_ledger(request: HttpRequest) -> HttpResponse:
    """The same lines as a workbook or CSV, in hours; that they left the house stays in the audit."""
    reader = person_of(request)
    form = _form(reader, request)
    told = _read(reader, form)
    if told is None:
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain; charset=utf-8")
    actions.note_sensitive_read(Sensitive.EXPORT, 0, by=reader, at=timezone.now())
    if request.POST.get("kind") == "csv":
        return _file(spreadsheet.as_csv(_heads(), _lines(told)), spreadsheet.CSV, "csv")
    sheet = spreadsheet.as_workbook({_("State time"): (_heads(), _lines(told))})
    return _file(sheet, spreadsheet.WORKBOOK, "xlsx")


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="state-time.{ending}"'
    return response


def _heads() -> list[str]:
    states = [_("%(state)s (h)") % {"state": label} for _kind, label in reads.columns()]
    away = [_("Away: %(reason)s (h)") % {"reason": reason.label} for reason in AwayReason]
    return [_("Day"), _("Name"), *states, *away, _("Credited (h)"), _("Present (h)"), _("Occupancy")]


def _lines(told: Ledger) -> Iterator[list[spreadsheet.Cell]]:
    return map(_line, told.lines)


def _line(line: Line) -> list[spreadsheet.Cell]:
    total = line.total
    away = total.away_by_reason
    return [
        total.day.isoformat(),
        line.person.name,
        *(_hours(total.of(kind)) for kind, _label in reads.columns()),
        *(_hours(away.get(reason.value, 0)) for reason in AwayReason),
        _hours(total.credited_ms),
        _hours(total.present_ms),
        total.occupancy,
    ]


def _hours(ms: int) -> float:
    return round(ms / MS_PER_HOUR, 6)
