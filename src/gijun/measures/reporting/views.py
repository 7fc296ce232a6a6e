"""The pages of reports: their list, a report, putting one together, sending it, its files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.measures.errors import MeasuresError, NoLakeError
from gijun.measures.models import Report, ReportDelivery
from gijun.measures.reporting import actions, delivering, letters, paper, queries, rules, workbook
from gijun.measures.reporting.forms import Builder, DayForm, SendingForm
from gijun.measures.reporting.page import Page
from gijun.measures.reporting.terms import MAKE, TEMPLATES, Rhythm
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.models import Person
from gijun.organisation.terms import Sensitive
from gijun.science.spreadsheet import CSV, WORKBOOK

KINDS = {"xlsx": WORKBOOK, "csv": CSV, "pdf": paper.PDF}
DELIVERIES_SHOWN = 60


def _report(person: Person, report_id: int) -> Report:
    try:
        return queries.report_of(person, report_id)
    except Report.DoesNotExist as error:
        raise Http404 from error


@require_GET
@needs("measures.view")
def reports(request: HttpRequest) -> HttpResponse:
    """Reports the person may read, and templates for new ones."""
    person = person_of(request)
    context = {
        "reports": queries.reports_seen_by(person),
        "templates": TEMPLATES if authority.allows(person, MAKE) else (),
    }
    return render(request, "measures/reporting/list.html", context)


@require_POST
@needs(MAKE)
def make(request: HttpRequest, rhythm: str) -> HttpResponse:
    """Make the usual report of a rhythm, and show it."""
    if rhythm not in Rhythm.values:
        raise Http404
    made = actions.make_from_template(Rhythm(rhythm), by=person_of(request), at=timezone.now())
    return redirect("measures:report", made.pk)


@require_GET
@needs("measures.view")
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """A report of the last period that is over, or of the one a day lies in."""
    person = person_of(request)
    row = _report(person, report_id)
    form = DayForm(request.GET)
    span = queries.span_chosen(row, form.cleaned_data["day"] if form.is_valid() else None, timezone.now())
    rhythm = Rhythm(row.rhythm)
    context: dict[str, Any] = {
        "report": row,
        "form": DayForm(initial={"day": span.first}) if form.is_valid() else form,
        "span": span,
        "earlier": rules.before(rhythm, span).first,
        "later": rules.after(rhythm, span).first,
        "teams": queries.teams_of(row),
        "may_change": queries.may_change(person, row),
        "may_export": queries.sees_all(person, row.team_ids, letters.EXPORT),
        "unfinished": paper.unfinished(),
    }
    try:
        page = letters.page_of(row, queries.filled(row, person, span))
    except NoLakeError as error:
        return render(request, "measures/reporting/report.html", context | {"nothing": error})
    return render(request, "measures/reporting/report.html", context | {"page": page})


@require_http_methods(["GET", "POST"])
@needs(MAKE)
def edit(request: HttpRequest, report_id: int) -> HttpResponse:
    """Put a report together anew; what cannot be is refused in words."""
    person = person_of(request)
    row = _report(person, report_id)
    builder = Builder(person, row, request.POST or None)
    if request.method == "POST" and builder.is_valid():
        seen = builder.form.cleaned_data["version"]
        try:
            actions.change_report(row.pk, builder.wanted(), seen_version=seen, by=person, at=timezone.now())
        except MeasuresError as error:
            builder.form.add_error(None, str(error))
        else:
            return redirect("measures:report", row.pk)
    status = 422 if request.method == "POST" else 200
    context = {"report": row, "builder": builder, "versions": row.versions.select_related("by")[:10]}
    return render(request, "measures/reporting/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(MAKE)
def sending(request: HttpRequest, report_id: int) -> HttpResponse:
    """When a report is sent and to whom, and how its deliveries went."""
    person = person_of(request)
    row = _report(person, report_id)
    form = SendingForm(row, queries.timing_of(row), request.POST or None)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        try:
            actions.send_regularly(
                row.pk, form.timing(), clean["people"], is_on=clean["is_on"], by=person, at=timezone.now()
            )
        except MeasuresError as error:
            form.add_error(None, str(error))
        else:
            return redirect("measures:report_sending", row.pk)
    status = 422 if request.method == "POST" else 200
    context = {"report": row, "form": form, "deliveries": queries.deliveries_of(row)[:DELIVERIES_SHOWN]}
    return render(request, "measures/reporting/sending.html", context, status=status)


@require_POST
@needs("measures.export")
def download(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report as a file; that data left the house stays in the audit."""
    person, at = person_of(request), timezone.now()
    row = _report(person, report_id)
    kind, form = request.POST.get("file", ""), DayForm(request.POST)
    if kind not in KINDS or not queries.sees_all(person, row.team_ids, letters.EXPORT):
        raise Http404
    span = queries.span_chosen(row, form.cleaned_data["day"] if form.is_valid() else None, at)
    try:
        content = _written(kind, letters.page_of(row, queries.filled(row, person, span)), int(at.timestamp()))
    except MeasuresError:
        return redirect("measures:report", row.pk)
    note_sensitive_read(Sensitive.EXPORT, 0, by=person, at=at)
    name = letters.file_name(row, span, kind)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=KINDS[kind], headers=disposition)


def _written(kind: str, page: Page, made_at: int) -> bytes:
    match kind:
        case "xlsx":
            return workbook.as_workbook(page)
        case "csv":
            return workbook.as_csv(page)
    return paper.as_pdf(page, made_at=made_at)


@require_POST
@needs(MAKE)
def retire(request: HttpRequest, report_id: int) -> HttpResponse:
    """No longer show nor send a report."""
    person = person_of(request)
    actions.retire_report(_report(person, report_id).pk, by=person, at=timezone.now())
    return redirect("measures:reports")


@require_POST
@needs(MAKE)
def again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Send a report that did not reach somebody once more."""
    try:
        row = delivering.send_again(delivery_id, by=person_of(request), at=timezone.now())
    except ReportDelivery.DoesNotExist as error:
        raise Http404 from error
    except MeasuresError:  # somebody else was quicker
        row = ReportDelivery.objects.get(pk=delivery_id)
    return redirect("measures:report_sending", row.report_id)
