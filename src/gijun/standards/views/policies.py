"""Policy documents: the list, bringing one in, its page, and clauses that nobody says yet."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.science.spreadsheet import CSV, WORKBOOK, Cell, as_csv, as_workbook
from gijun.standards.actions import policies as actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.policies import BringInForm, OpenForm
from gijun.standards.forms.snippets import OwnerForm
from gijun.standards.models import Clause, PolicyDocument
from gijun.standards.queries import policies as queries
from gijun.standards.rules.coverage import coverage
from gijun.standards.views.answers import answered

A_PAGE = 50
CLAUSES_A_PAGE = 100


def place_of(clause: Clause) -> str:
    """Where a clause stands on its document's page."""
    page = reverse("standards:policy", args=[clause.document_id])
    return f"{page}?page={clause.place // CLAUSES_A_PAGE + 1}#clause-{clause.pk}"


@require_GET
@needs("standards.view")
def documents(request: HttpRequest) -> HttpResponse:
    """Every document with how much of it is said to customers."""
    person = person_of(request)
    lines = queries.document_lines(person, timezone.now())
    context = {
        "lines": lines,
        "total": coverage(state for line in lines for state in line.coverage.counts.elements()),
        "may_write": authority.allows(person, "standards.write"),
    }
    return render(request, "standards/policies.html", context)


@require_GET
@needs("standards.view")
@answered
def page(request: HttpRequest, document_id: int) -> HttpResponse:
    """Clauses beside the sentences in force."""
    shown = queries.document_page(person_of(request), document_id, timezone.now())
    pages = Paginator(shown.lines, CLAUSES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "pages": pages, "document": shown.document}
    if shown.may_write:
        context["owner_form"] = OwnerForm(
            person=person_of(request), initial={"owner": shown.document.owner_id}
        )
    return render(request, "standards/policy.html", context)


@require_POST
@needs("standards.write")
@answered
def hand_over(request: HttpRequest, document_id: int) -> HttpResponse:
    """Let somebody else answer for the document."""
    by = person_of(request)
    document = queries.document(by, document_id)
    form = OwnerForm(request.POST, person=by)
    if not form.is_valid():
        raise StandardsError(_("Choose who answers for the document from now on."))
    actions.hand_over_document(document.pk, owner_id=form.cleaned_data["owner"], by=by, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("standards:policy", document.pk)


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def bring_in(request: HttpRequest) -> HttpResponse:
    """Look through a new document, then keep it."""
    by = person_of(request)
    form = BringInForm(
        request.POST or None, request.FILES or None, person=by, is_newer=False, initial={"owner": by.pk}
    )
    return _brought_in(request, form, older=None)


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def replace(request: HttpRequest, document_id: int) -> HttpResponse:
    """Look through a newer edition, then let it take the document's place."""
    by = person_of(request)
    older = queries.document(by, document_id)
    authority.require(by, "standards.write", team_id=older.team_id)
    form = BringInForm(
        request.POST or None, request.FILES or None, person=by, is_newer=True, initial={"title": older.title}
    )
    return _brought_in(request, form, older=older)


def _brought_in(request: HttpRequest, form: BringInForm, older: PolicyDocument | None) -> HttpResponse:
    is_read = request.method == "POST" and form.is_valid()
    if is_read and request.POST.get("act") == "commit":
        try:
            kept = _keep(request, form, older)
        except StandardsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The document is kept. Now tie its clauses to standards."))
            return redirect("standards:policy", kept.pk)
    context = {"form": form, "older": older, "clauses": form.clauses if is_read else ()}
    return render(request, "standards/policy_new.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: BringInForm, older: PolicyDocument | None) -> PolicyDocument:
    brought = form.brought(joined=request.POST.getlist("join"))
    by, at = person_of(request), timezone.now()
    if older:
        return actions.replace_document(older.pk, brought, by=by, at=at)
    given = form.cleaned_data
    return actions.add_document(brought, team_id=given["team"], owner_id=given["owner"], by=by, at=at)


@require_GET
@needs("standards.view")
def open_clauses(request: HttpRequest) -> HttpResponse:
    """Clauses without an agreed sentence, over all documents: work to be done."""
    person, form = person_of(request), OpenForm(request.GET)
    wanted = form.wanted()
    found = queries.open_clauses(person, timezone.now(), **wanted)
    carried = request.GET.copy()
    carried.pop("page", None)
    context = {
        "form": form,
        "wanted": wanted,
        "pages": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "documents": queries.current(person),
        "query": carried.urlencode(),
        "may_write": authority.allows(person, "standards.write"),
    }
    return render(request, "standards/policy_open.html", context)


@require_GET
@needs("standards.write")
def export_open(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list, whole, as a file."""
    wanted = OpenForm(request.GET).wanted()
    rows = [_row(line) for line in queries.open_clauses(person_of(request), timezone.now(), **wanted)]
    match kind:
        case "csv":
            content, content_type = as_csv(_heads(), rows), CSV
        case "xlsx":
            content, content_type = as_workbook({_("Clauses"): (_heads(), rows)}), WORKBOOK
        case _:
            raise Http404
    disposition = {"Content-Disposition": f'attachment; filename="clauses.{kind}"'}
    return HttpResponse(content, content_type=content_type, headers=disposition)


def _heads() -> list[str]:
    return [
        _("Document"), _("Place"), _("Heading"), _("Clause"), _("State"), _("Team"), _("Owner"),
        _("Standards"),
    ]  # fmt: skip


def _row(line: queries.ClauseLine) -> Sequence[Cell]:
    document = line.clause.document
    return [
        document.title,
        line.clause.place + 1,
        line.clause.heading,
        line.clause.text,
        str(line.state.label),
        document.team.name,
        document.owner.name,
        ", ".join(one.standard.code for one in line.standing if one.standard),
    ]
