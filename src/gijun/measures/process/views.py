"""The process map: of the house's own contacts, and of a log somebody brought along."""

from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.measures.errors import NoLakeError
from gijun.measures.process import importing, mapping, presentation, queries, uploads
from gijun.measures.process.forms import ColumnsForm, LogFileForm, ProcessForm, ShareForm
from gijun.measures.process.terms import FAULTS
from gijun.measures.process.uploads import NoUploadError, Upload
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.models import Person
from gijun.organisation.terms import Sensitive
from gijun.science.event_logs import EventLogError, write_csv, write_xes
from gijun.science.spreadsheet import CSV

XES = "application/xml; charset=utf-8"
EDGE = "measures/process/_edge.html"


@require_GET
@needs("measures.view")
def process(request: HttpRequest) -> HttpResponse:
    """What follows what in contacts, how long it takes, and where it waits; an edge more closely if asked."""
    person = person_of(request)
    form = ProcessForm(person, request.GET, at=timezone.now())
    share = ShareForm(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "share": share,
        "query": _query(request),
        "may_export": authority.allows(person, "measures.export"),
    }
    try:
        asked = form.asked()
        context |= {"edge": _edge(request, person, asked)}
        if is_fragment(request):
            return render(request, EDGE, context)
        found = queries.process_of(person, asked)
    except NoLakeError as error:
        return render(request, "measures/process/page.html", context | {"nothing": error})
    place = presentation.team_namer()
    told = {
        "found": found,
        "map": presentation.shown(found.map, share=share.chosen, name=presentation.activity, place=place),
        "funnel": presentation.funnel(found.funnel),
        "phases": presentation.phases(found),
        "phases_by_team": presentation.phases_by_team(found, place),
        "asked": asked,
    }
    return render(request, "measures/process/page.html", context | told)


def is_fragment(request: HttpRequest) -> bool:
    """Is only the edge asked for, to be put into the page?"""
    return request.headers.get("HX-Request") == "true" and "here" in request.GET


def _query(request: HttpRequest) -> str:
    """The address line without the edge that is looked at."""
    kept = request.GET.copy()
    for name in ("here", "there"):
        kept.pop(name, None)
    return kept.urlencode()


def _edge(request: HttpRequest, person: Person, asked: queries.Asked) -> dict[str, Any] | None:
    if "here" not in request.GET:
        return None
    found = queries.edge_of(person, asked, request.GET["here"], request.GET.get("there", ""))
    if found is None:
        return {"is_missing": True}
    closer, seen = found
    place = presentation.team_namer()
    shown = presentation.shown_edge(closer, name=presentation.activity, place=place)
    return {"shown": shown, "tickets": presentation.tickets(seen)}


@require_POST
@needs("measures.export")
def export(request: HttpRequest) -> HttpResponseBase:
    """What happened as a file for another system; that data left the house stays in the audit."""
    person = person_of(request)
    kind = request.POST.get("file", "")
    if kind not in {"xes", "csv"}:
        raise Http404
    asked = ProcessForm(person, request.GET, at=timezone.now()).asked()
    name = f"process-{asked.selection.first}-{asked.selection.last}.{kind}"
    events = queries.occurrences_of(person, asked)
    try:
        if kind == "csv":
            heads = [_("case"), _("activity"), _("timestamp"), _("department"), _("resource")]
            response: HttpResponseBase = HttpResponse(write_csv(events, heads), content_type=CSV)
        else:
            into = TemporaryFile()  # noqa: SIM115 -- the response closes it
            write_xes(events, into)
            into.seek(0)
            response = FileResponse(into, content_type=XES)
    except NoLakeError:
        return redirect("measures:process")
    note_sensitive_read(Sensitive.EXPORT, 0, by=person, at=timezone.now())
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "POST"])
@needs("measures.view")
def logs(request: HttpRequest) -> HttpResponse:
    """Logs of other systems that the person looks at, and one to upload."""
    person = person_of(request)
    form = LogFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        zone = str(timezone.get_current_timezone())
        try:
            taken = uploads.take(form.cleaned_data["file"], person=person, zone=zone, at=timezone.now())
            return redirect("measures:process_log", taken.token)
        except EventLogError as error:
            form.add_error("file", presentation.unreadable(error))
    context = {"form": form, "uploads": uploads.of(person, at=timezone.now())}
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/process/logs.html", context, status=status)


@require_GET
@needs("measures.view")
def log_map(request: HttpRequest, token: str) -> HttpResponse:
    """The map of a log somebody uploaded; first the choice of its columns."""
    person = person_of(request)
    upload = _upload(person, token)
    if upload.events is None:
        return redirect("measures:process_log_columns", token)
    share = ShareForm(request.GET)
    context: dict[str, Any] = {"upload": upload, "share": share, "query": _query(request)}
    with importing.shown(uploads.occurrences(upload, person=person)) as duck:
        mapping.follow(duck)
        if "here" in request.GET:
            context["edge"] = _log_edge(request, duck)
        if is_fragment(request):
            return render(request, EDGE, context)
        found = mapping.mapped(duck, variants=queries.VARIANTS, stages=queries.STAGES)
    shown = presentation.shown(found, share=share.chosen, name=str, place=presentation.department)
    faults = [(line, FAULTS[fault], cell) for line, fault, cell in upload.refused]
    return render(request, "measures/process/log.html", context | {"map": shown, "faults": faults})


def _log_edge(request: HttpRequest, duck: Any) -> dict[str, Any]:
    closer = mapping.closer(duck, request.GET["here"], request.GET.get("there", ""), top=queries.LONGEST)
    if closer is None:
        return {"is_missing": True}
    shown = presentation.shown_edge(closer, name=str, place=presentation.department)
    return {"shown": shown, "cases": presentation.cases(closer)}


@require_http_methods(["GET", "POST"])
@needs("measures.view")
def log_columns(request: HttpRequest, token: str) -> HttpResponse:
    """Which columns of a CSV file hold what."""
    person = person_of(request)
    upload = _upload(person, token)
    if upload.is_xes:
        return redirect("measures:process_log", token)
    heads, rows = uploads.heads(upload, person=person)
    form = ColumnsForm(heads, request.POST or None)
    if request.method == "POST" and form.is_valid():
        columns, order = form.columns()
        uploads.choose_columns(upload, columns, order, person=person)
        return redirect("measures:process_log", token)
    context = {"form": form, "upload": upload, "heads": heads, "rows": rows}
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/process/columns.html", context, status=status)


@require_POST
@needs("measures.view")
def forget_log(request: HttpRequest, token: str) -> HttpResponse:
    """Forget a log before its week is over."""
    uploads.drop(token, person=person_of(request))
    return redirect("measures:process_logs")


def _upload(person: Person, token: str) -> Upload:
    try:
        return uploads.find(token, person=person, at=timezone.now())
    except NoUploadError as error:
        raise Http404 from error
