"""Exceptions of a draft: a table edited as a form, with the machine's findings beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gijun.events import log
from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import ChangedMeanwhileError, StandardsError
from gijun.standards.forms.exceptions import ExceptionsForm, drawn
from gijun.standards.models import StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.exceptions import ShownTable, reading, shown_table
from gijun.standards.queries.variants import CaseLine, case_line
from gijun.standards.rules.content import content_hash
from gijun.standards.rules.decisions import (
    DecisionError,
    Judgement,
    check,
    explain,
    judge,
)
from gijun.standards.rules.exceptions import Finding, case_name, findings_of, table_of
from gijun.standards.rules.sheet import (
    Read,
    Sheet,
    read_sheet,
    rearranged,
    sheet_of,
    tried_values,
    with_case,
)
from gijun.standards.terms.decisions import MOST_FACTS, FactKind, Unit, Verdict
from gijun.standards.views.answers import answered

SAVE = "save"
FOR_GAP = "add-gap-"
ADDED = {"add-fact", "add-case", "add-example", "add-step"}  # the new row gets the focus


@dataclass(frozen=True, slots=True)
class Tried:
    """What the table says with the values it is tried with; or why it says nothing."""

    judgement: Judgement | None = None
    case: CaseLine | None = None
    reason: str = ""
    refusal: str = ""


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def edit(request: HttpRequest, version_id: int) -> HttpResponse:
    """The table as one form. Its buttons add, move and remove rows without saving."""
    draft = visible.version(person_of(request), version_id)
    if not draft.is_draft:
        return redirect("standards:page", draft.standard_id)
    if request.method == "GET":
        return _show(request, draft, _stored(draft), seen_hash=content_hash(draft.content()))
    form = ExceptionsForm(request.POST)
    form.is_valid()
    sheet, act = form.sheet(), request.POST.get("act", SAVE)
    seen_hash = form.cleaned_data.get("seen_hash", "")
    if act == SAVE:
        return _save(request, draft, sheet, seen_hash)
    part = "_exceptions_form" if request.headers.get("HX-Request") else "exceptions"
    return _show(request, draft, _acted(sheet, act, draft), seen_hash=seen_hash, part=part, act=act)


@require_POST
@needs("standards.write")
@answered
def findings(request: HttpRequest, version_id: int) -> HttpResponse:
    """What the machine finds in the table as it stands on the form; nothing is saved."""
    draft = visible.version(person_of(request), version_id)
    form = ExceptionsForm(request.POST)
    return render(
        request, "standards/_exceptions_findings.html", _context(draft, form.sheet()) | {"swaps": True}
    )


def _save(request: HttpRequest, draft: StandardVersion, sheet: Sheet, seen_hash: str) -> HttpResponse:
    read = read_sheet(sheet, reading(), _today(draft))
    if read.errors:
        refusal = _("Some cells are not understood. They are marked; nothing was saved.")
        return _show(request, draft, sheet, seen_hash=seen_hash, status=422, refusal=refusal)
    try:
        actions.change_exceptions(
            draft.pk,
            read.table,
            no_exceptions=sheet.no_exceptions,
            by=person_of(request),
            at=timezone.now(),
            seen_hash=seen_hash,
        )
    except ChangedMeanwhileError as error:
        draft.refresh_from_db()
        now, theirs = content_hash(draft.content()), shown_table(draft.exceptions)
        return _show(request, draft, sheet, seen_hash=now, status=409, refusal=str(error), theirs=theirs)
    except StandardsError as error:
        return _show(request, draft, sheet, seen_hash=seen_hash, status=422, refusal=str(error))
    messages.success(request, _("The exceptions are saved."))
    return redirect("standards:exceptions", draft.pk)


def _stored(draft: StandardVersion) -> Sheet:
    """The draft's table as it is typed; one that cannot be read any more is written anew."""
    try:
        table = table_of(draft.exceptions)
    except DecisionError:
        table = None
    return sheet_of(table, reading(), no_exceptions=draft.no_exceptions)


def _acted(sheet: Sheet, act: str, draft: StandardVersion) -> Sheet:
    """The sheet after a button was pressed; ``add-gap-0`` adds a case for the first gap found."""
    if not act.startswith(FOR_GAP):
        return rearranged(sheet, act)
    language = reading()
    table, number = read_sheet(sheet, language, _today(draft)).table, act.removeprefix(FOR_GAP)
    gaps = check(table).gaps if table else ()
    if table is None or not number.isdigit() or int(number) >= len(gaps):
        return sheet
    return with_case(sheet, table, gaps[int(number)].conditions, language)


def _today(draft: StandardVersion) -> date:
    return log.business_day(timezone.now(), draft.standard.team_id)


def _tried(sheet: Sheet, read: Read, draft: StandardVersion) -> Tried | None:
    if read.table is None or not any(text.strip() for text in sheet.tried):
        return None
    language = reading()
    values, understood = tried_values(sheet, read.table, language, _today(draft))
    read.notes.update(understood.notes)
    read.errors.update(understood.errors)
    try:
        judged = judge(read.table, values)
    except DecisionError as error:
        return Tried(refusal=str(error))
    return Tried(
        judged, case_line(case_name(judged.index), judged.case), explain(judged, read.table, values, language)
    )


def _context(draft: StandardVersion, sheet: Sheet) -> dict[str, Any]:
    read = read_sheet(sheet, reading(), _today(draft))
    found: list[Finding] = findings_of(read.table, reading()) if read.table else []
    tried = _tried(sheet, read, draft)
    return {
        "draft": draft,
        "sheet": sheet,
        "rows": drawn(sheet, read),
        "unread": len(read.errors),
        "found": found,
        "is_sound": read.table is not None and not any(one.keeps for one in found),
        "tried": tried,
        "kinds": FactKind.choices,
        "units": [(one.value, one.label) for one in (Unit.DAYS, Unit.HOURS, Unit.MINUTES)],
        "verdicts": Verdict.choices,
        "may_add_fact": len(sheet.facts) < MOST_FACTS,
    }


def _show(
    request: HttpRequest,
    draft: StandardVersion,
    sheet: Sheet,
    *,
    seen_hash: str,
    part: str = "exceptions",
    status: int = 200,
    refusal: str = "",
    theirs: ShownTable | None = None,
    act: str = "",
) -> HttpResponse:
    """The form; ``theirs``: what somebody else wrote meanwhile, which the next save would replace."""
    more = {"standard": draft.standard, "seen_hash": seen_hash, "refusal": refusal, "theirs": theirs}
    verb, _dash, kind = act.partition("-")
    kind, _dash, of = kind.partition("-")
    more |= {"focus": kind, "focus_of": of} if f"{verb}-{kind}" in ADDED else {"focus": ""}
    return render(request, f"standards/{part}.html", _context(draft, sheet) | more, status=status)
