"""The measures' pages: what happened, how it is counted, what it is measured against."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.measures import actions, exports, presentation, queries, registry
from gijun.measures.errors import NoLakeError
from gijun.measures.forms import GrowthFileForm, SelectionForm
from gijun.measures.models import GrowthDraft
from gijun.measures.rules.growth import LARGEST
from gijun.measures.terms import Fault
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.terms import Sensitive
from gijun.science.spreadsheet import CSV, WORKBOOK

FILES = {
    "csv": (exports.as_csv, CSV),
    "xlsx": (exports.as_workbook, WORKBOOK),
}
FIGURES_SHOWN = 60


@require_GET
@needs("measures.view")
def overview(request: HttpRequest) -> HttpResponse:
    """Every measure over a period: its value, and its course day by day."""
    person = person_of(request)
    form = SelectionForm(person, request.GET, at=timezone.now(), by_mode=True)
    context = {
        "form": form,
        "may_export": authority.allows(person, "measures.export"),
    }
    try:
        found = queries.overview(person, form.selection())
        modes = queries.by_mode(person, found.selection) if form.wants_modes else {}
    except NoLakeError as error:
        return render(request, "measures/overview.html", context | {"nothing": error})
    groups = presentation.grouped(presentation.shown(found))
    told = {"found": found, "groups": groups, "modes": presentation.by_mode(modes)}
    return render(request, "measures/overview.html", context | told)


@require_GET
@needs("measures.view")
def definitions(request: HttpRequest) -> HttpResponse:
    """How every measure is counted, from the files that count it."""
    language = get_language() or ""
    told = [(measure, measure.words(language)) for measure in registry.measures()]
    return render(request, "measures/definitions.html", {"measures": told})


@require_GET
@needs("measures.view")
def standards_in_use(request: HttpRequest) -> HttpResponse:
    """How fast standards are found, whether they are said and followed, and what came after."""
    person = person_of(request)
    form = SelectionForm(person, request.GET, at=timezone.now())
    try:
        found = queries.standards_in_use(person, form.selection())
    except NoLakeError as error:
        return render(request, "measures/in_use.html", {"form": form, "nothing": error})
    shown = {
        "lines": presentation.in_use(found.lines),
        "few": found.few,
        "words": presentation.words(found.words),
    }
    return render(request, "measures/in_use.html", {"form": form, "found": shown})


@require_GET
@needs("measures.view")
def wrap_up(request: HttpRequest) -> HttpResponse:
    """What wrapping up costs: fields, seconds and clicks by contact reason."""
    person = person_of(request)
    form = SelectionForm(person, request.GET, at=timezone.now())
    try:
        lines = queries.wrap_ups(person, form.selection())
    except NoLakeError as error:
        return render(request, "measures/wrap_up.html", {"form": form, "nothing": error})
    return render(request, "measures/wrap_up.html", {"form": form, "lines": presentation.wrap_ups(lines)})


@require_POST
@needs("measures.export")
def export(request: HttpRequest) -> HttpResponse:
    """The page's figures as a file; that data left the house stays in the audit."""
    person = person_of(request)
    kind = request.POST.get("file", "")
    if kind not in FILES:
        raise Http404
    try:
        form = SelectionForm(person, request.POST, at=timezone.now(), by_mode=True)
        found = queries.overview(person, form.selection())
    except NoLakeError:
        return redirect("measures:overview")
    note_sensitive_read(Sensitive.EXPORT, 0, by=person, at=timezone.now())
    write, content_type = FILES[kind]
    name = f"measures-{found.selection.first}-{found.selection.last}.{kind}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(found), content_type=content_type, headers=disposition)


@require_http_methods(["GET", "POST"])
@needs("measures.import")
def growth(request: HttpRequest) -> HttpResponse:
    """Growth figures in force, and a file to read in."""
    person = person_of(request)
    form = GrowthFileForm(person, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST + 1)
        centre = form.cleaned_data["centre"]
        draft = actions.read_growth_file(content, centre_id=centre.pk, by=person, at=timezone.now())
        return redirect("measures:growth_draft", draft.pk)
    context = {"form": form, "figures": queries.figures_in_force(person)[:FIGURES_SHOWN]}
    status = 422 if request.method == "POST" else 200
    return render(request, "measures/growth.html", context, status=status)


@require_GET
@needs("measures.import")
def growth_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What a file would change, and what is wrong with it, before anything is imported."""
    try:
        draft = queries.draft_of(person_of(request), draft_id)
    except GrowthDraft.DoesNotExist:
        return redirect("measures:growth")
    faults = [(row, heading, Fault(str(fault)).label, cell) for row, heading, fault, cell in draft.faults]
    context = {
        "draft": draft,
        "preview": queries.preview(draft),
        "faults": faults,
        "remarks": queries.remarks(draft),
    }
    return render(request, "measures/growth_draft.html", context)


@require_POST
@needs("measures.import")
def growth_import(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Import the good rows of a file that was read in."""
    try:
        actions.import_growth(draft_id, by=person_of(request), at=timezone.now())
    except GrowthDraft.DoesNotExist:
        return redirect("measures:growth")
    return redirect("measures:growth_draft", draft_id)
