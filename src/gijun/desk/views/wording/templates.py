"""Reply templates: the list, one of them with its versions, the editor, and what is not covered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.wording import templates as actions
from gijun.desk.errors import DeskError, WordingError
from gijun.desk.forms.wording import TemplateFilterForm, TemplateForm
from gijun.desk.models import ReplyTemplate
from gijun.desk.queries.wording import flags, offered, report
from gijun.desk.queries.wording import templates as reads
from gijun.desk.queries.wording.changes import changes_between
from gijun.desk.terms.wording import Stage
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards.queries.variables import known_names

Context = dict[str, Any]


def reasons_of(error: DeskError) -> list[str]:
    """Why something was refused, each reason for itself."""
    return error.reasons if isinstance(error, WordingError) else [str(error)]


def _template(request: HttpRequest, template_id: int) -> ReplyTemplate:
    try:
        return reads.template(person_of(request), template_id)
    except ReplyTemplate.DoesNotExist as error:
        raise Http404(_("There is no such template, or it is not yours to see.")) from error


@require_GET
@needs("desk.view_tickets")
def templates(request: HttpRequest) -> HttpResponse:
    """Every template the person may see, those to be looked at again, or the retired ones."""
    person, form = person_of(request), TemplateFilterForm(request.GET)
    form.is_valid()
    show = form.cleaned_data.get("show") or ""
    lines = reads.listed(
        person,
        log.business_day(timezone.now()),
        words=(form.cleaned_data.get("q") or "").strip(),
        due_only=show == "due",
        retired=show == "retired",
    )
    context = {
        "form": form,
        "lines": lines,
        "may_write": authority.allows(person, reads.GOVERN),
        "show": show,
    }
    return render(request, "desk/wording/templates.html", context)


@require_GET
@needs("desk.view_tickets")
def gaps(request: HttpRequest) -> HttpResponse:
    """Reasons with many contacts that lack a template."""
    person = person_of(request)
    covered = reads.templates(person).filter(retired_at=None).values_list("reason_id", "stage")
    context = {
        "gaps": report.coverage_gaps(person, timezone.now(), covered),
        "stages": list(Stage),
        "may_write": authority.allows(person, reads.GOVERN),
        "days": report.GAP_DAYS,
    }
    return render(request, "desk/wording/gaps.html", context)


@require_GET
@needs("desk.view_tickets")
def template(request: HttpRequest, template_id: int) -> HttpResponse:
    """One template: what it says, its versions with what changed and why, its use, its flags."""
    row = _template(request, template_id)
    lines = report.version_lines(row.pk, timezone.now())
    said = [reads.saying_of(line.version) for line in lines]
    context = {
        "template": row,
        "lines": [
            (line, changes_between(before, now) if before else None)
            for line, now, before in zip(lines, said, [*said[1:], None], strict=True)
        ],
        "previews": offered.previews(said[0], row.standard_id, row.team_id, timezone.now()),
        "uses": reads.uses_of([row.pk]).get(row.pk, 0),
        "flags": flags.counts_of_template(row.pk),
        "may_write": authority.allows(person_of(request), reads.GOVERN, team_id=row.team_id),
    }
    return render(request, "desk/wording/template.html", context)


@require_http_methods(["GET", "POST"])
@needs("desk.govern_wording")
def new(request: HttpRequest) -> HttpResponse:
    """Make a template; ``?reason=`` and ``?stage=`` come from a gap."""
    person = person_of(request)
    known = {name: request.GET[name] for name in ("reason", "stage") if name in request.GET}
    form = TemplateForm(request.POST or None, person=person, initial={"owner": person.pk, **known})
    if request.method == "GET":
        return _editor(request, form, None)
    if not form.is_valid() or "try" in request.POST:
        return _tried(request, form, None)
    try:
        saved = actions.add_template(
            form.matter(), form.saying(), team_id=form.cleaned_data["team"], by=person, at=timezone.now()
        )
    except DeskError as error:
        return _editor(request, form, None, reasons_of(error))
    messages.success(request, _("Saved. The picker offers it from now on."))
    return redirect("desk:template", saved.template_id)


@require_http_methods(["GET", "POST"])
@needs("desk.govern_wording")
def edit(request: HttpRequest, template_id: int) -> HttpResponse:
    """Change what a template says: a new version, with the reason."""
    row, person = _template(request, template_id), person_of(request)
    form = _form(request, row)
    if request.method == "GET":
        return _editor(request, form, row)
    if not form.is_valid() or "try" in request.POST:
        return _tried(request, form, row)
    try:
        actions.change_template(
            row.pk,
            form.matter(),
            form.saying(),
            change_reason=form.cleaned_data["change_reason"],
            seen_number=form.cleaned_data["seen_number"],
            by=person,
            at=timezone.now(),
        )
    except DeskError as error:
        return _editor(request, form, row, reasons_of(error))
    messages.success(request, _("Saved. The picker offers it from now on."))
    return redirect("desk:template", row.pk)


def _form(request: HttpRequest, row: ReplyTemplate) -> TemplateForm:
    last = reads.newest_version(row.pk)
    known = {
        "name": row.name,
        "team": row.team_id,
        "reason": row.reason_id,
        "standard": row.standard_id,
        "owner": row.owner_id,
        "aliases": row.aliases,
        "situation": row.situation,
        "stage": row.stage,
        "seen_number": last.number,
    }
    initial = known | TemplateForm.typed_from(reads.saying_of(last))
    return TemplateForm(request.POST or None, person=person_of(request), owner=row.owner, initial=initial)


def _tried(request: HttpRequest, form: TemplateForm, row: ReplyTemplate | None) -> HttpResponse:
    """What was typed, as customers would read it; nothing is saved."""
    if not form.is_valid():
        return _editor(request, form, row, [_("Some fields are not filled in as they should be. See below.")])
    team_id = row.team_id if row else form.cleaned_data["team"]
    refused = actions.reasons_against(form.matter(), form.saying(), team_id, timezone.now())
    shown = offered.previews(form.saying(), form.cleaned_data["standard"], team_id, timezone.now())
    return _editor(request, form, row, refused, previews=shown)


def _editor(
    request: HttpRequest,
    form: TemplateForm,
    row: ReplyTemplate | None,
    refused: list[str] | None = None,
    **more: Any,
) -> HttpResponse:
    context: Context = {
        "form": form,
        "template": row,
        "refused": refused or [],
        "names": known_names(),
    } | more
    return render(request, "desk/wording/edit.html", context, status=422 if refused else 200)


@require_POST
@needs("desk.govern_wording")
def retire(request: HttpRequest, template_id: int) -> HttpResponse:
    """Stop offering a template, or offer it again."""
    row = _template(request, template_id)
    retired = request.POST.get("retired") == "on"
    actions.retire_template(row.pk, retired=retired, by=person_of(request), at=timezone.now())
    return redirect("desk:template", row.pk)
