"""Reasons and standards brought in from a file: first what would happen, then the same for real."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.reasons import POWER, add_reason, change_reason
from gijun.standards.actions.standards import Matter, add_standard, change_owner, change_standard
from gijun.standards.actions.versions import change_draft, draft_version, publish
from gijun.standards.errors import StandardsError, UnreadableTableError
from gijun.standards.models import ContactReason, StandardVersion
from gijun.standards.queries.surroundings import known_reasons, surroundings
from gijun.standards.rules import reason_rows, standard_rows
from gijun.standards.rules.standard_rows import Defaults, StandardRow, says_the_same
from gijun.standards.rules.tables import (
    MOST_ROWS,
    REASON_HEADS,
    STANDARD_HEADS,
    Row,
    Verdict,
    decoded,
    rows_of,
)
from gijun.standards.terms import Basis, Outcome, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file and what became, or would become, of it."""

    number: int
    code: str
    outcome: Outcome
    why: str  # a sentence; empty unless it was left out


@dataclass(frozen=True, slots=True)
class Report:
    """What became, or would become, of a file; its lines in the order of the file."""

    lines: tuple[Line, ...]
    encoding: str
    done: bool

    def count(self, outcome: str) -> int:
        return sum(line.outcome == outcome for line in self.lines)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file and how to take it in. Where a row names no team and owner, it is ``team_id`` and the person."""

    table: Table
    raw: bytes
    team_id: int | None = None
    publish: bool = False


def bring_in(wanted: Wanted, *, by: Person, at: datetime, commit: bool) -> Report:
    """Say what would become of each row, or with ``commit`` do it: good rows go in, the others are reported.

    Every row is an action of its own, so a long file keeps nobody waiting. The same file again changes
    nothing.

    Raises:
        UnreadableTableError: the file cannot be read as such a table.
        PermissionDenied: ``by`` may not write what the file holds.
    """
    if wanted.table == Table.REASONS:
        authority.require(by, POWER)
        verdicts, late, encoding = _reasons(wanted, by, at, commit=commit)
    else:
        team_id = wanted.team_id or 0
        authority.require(by, "standards.write", team_id=team_id)
        if wanted.publish:
            authority.require(by, "standards.publish", team_id=team_id)
        verdicts, late, encoding = _standards(wanted, by, at, commit=commit)
    return Report(tuple(_line(verdict, late) for verdict in verdicts), encoding, commit)


Told = tuple[Iterable[Verdict], dict[int, str], str]


def _read(wanted: Wanted, heads: Mapping[str, str]) -> tuple[list[Row], str]:
    try:
        text, encoding = decoded(wanted.raw)
        return rows_of(text, heads), encoding
    except UnreadableTableError as error:
        raise UnreadableTableError(
            _(
                "This is not a table with a heading “code”, separated by commas or tabs, in UTF-8 or CP949, "
                "of at most %(most)d rows."
            )
            % {"most": MOST_ROWS}
        ) from error


def _reasons(wanted: Wanted, by: Person, at: datetime, *, commit: bool) -> Told:
    rows, encoding = _read(wanted, REASON_HEADS)
    plan = reason_rows.plan(rows, known_reasons())
    late: dict[int, str] = {}
    for verdict, row in plan.writes if commit else ():
        try:
            _write_reason(row, by, at)
        except StandardsError as error:
            late[verdict.line] = str(error)
    return plan.verdicts, late, encoding


@log.action
def _write_reason(row: reason_rows.ReasonRow, by: Person, at: datetime) -> None:
    there = ContactReason.objects.filter(code=row.code).first()
    if there:
        change_reason(
            there.pk, name_ko=row.name_ko, name_en=row.name_en, active=there.is_active, by=by, at=at
        )
        return
    above = ContactReason.objects.filter(code=row.parent).values_list("pk", flat=True).first()
    if row.parent and above is None:
        raise StandardsError(_("The reason above this one was not brought in."))
    add_reason(code=row.code, name_ko=row.name_ko, name_en=row.name_en, parent_id=above, by=by, at=at)


def _standards(wanted: Wanted, by: Person, at: datetime, *, commit: bool) -> Told:
    rows, encoding = _read(wanted, STANDARD_HEADS)
    around = surroundings(
        by,
        codes={row["code"] for row in rows},
        owners={row["owner"] for row in rows},
        publish=wanted.publish,
    )
    plan = standard_rows.plan(rows, around, Defaults(wanted.team_id or 0, by.pk, wanted.publish))
    late: dict[int, str] = {}
    for verdict, row in plan.writes if commit else ():
        try:
            _write_standard(row, by, at, and_publish=wanted.publish)
        except StandardsError as error:
            late[verdict.line] = str(error)
    return plan.verdicts, late, encoding


@log.action
def _write_standard(row: StandardRow, by: Person, at: datetime, *, and_publish: bool) -> None:
    matter = Matter(row.title, row.reason_id, row.questions)
    standard_id = row.standard_id
    if standard_id is None:
        made = add_standard(matter, team_id=row.team_id, owner_id=row.owner_id, code=row.code, by=by, at=at)
        standard_id = made.pk
    else:
        change_standard(standard_id, matter, by=by, at=at)
        change_owner(standard_id, owner_id=row.owner_id, by=by, at=at)
    newest = StandardVersion.objects.filter(standard_id=standard_id).order_by("-number").first()
    if newest is None or not says_the_same(newest.content(), row.content):
        newest = draft_version(standard_id, by=by, at=at)
    if newest.is_draft:
        _fill(newest, row, by, at)
        if and_publish:
            publish(newest.pk, by=by, at=at, basis=Basis.BROUGHT_IN)


def _fill(draft: StandardVersion, row: StandardRow, by: Person, at: datetime) -> None:
    note = row.content.change_note or draft.change_note
    if not note and draft.number > 1:
        note = _("Brought in from a file.")
    change_draft(draft.pk, replace(row.content, change_note=note), by=by, at=at)


def _line(verdict: Verdict, late: dict[int, str]) -> Line:
    if verdict.line in late:
        return Line(verdict.line, verdict.code, Outcome.REFUSED, late[verdict.line])
    why = str(verdict.problem.label) if verdict.problem else ""
    return Line(verdict.line, verdict.code, verdict.outcome, why)
