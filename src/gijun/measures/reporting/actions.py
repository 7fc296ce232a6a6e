"""The only writers of reports and of when they are sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.measures import registry
from gijun.measures.errors import MeasuresError
from gijun.measures.events import (
    ReportAddressed,
    ReportCovered,
    ReportRetired,
    ReportSaved,
    ReportTimed,
)
from gijun.measures.models import Report, ReportReader, ReportTiming, ReportVersion
from gijun.measures.reporting import queries
from gijun.measures.reporting.rules import Timing
from gijun.measures.reporting.terms import (
    LAST_MONTH_DAY,
    MAKE,
    MOST_BLOCKS,
    NOTE_LENGTH,
    TEMPLATES,
    TITLE_LENGTH,
    Block,
    BlockKind,
    Rhythm,
    Split,
)
from gijun.organisation import authority
from gijun.organisation.models import Person, Team


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report as somebody wants it."""

    title: str
    rhythm: Rhythm
    team_ids: tuple[int, ...]
    blocks: tuple[Block, ...]


@log.action
def make_report(wanted: Wanted, *, by: Person, at: datetime) -> Report:
    """Make a report.

    Raises:
        MeasuresError: it has no title, no team, no block, or a block that shows nothing.
        PermissionDenied: ``by`` may not make reports of one of the teams.
    """
    _refuse(wanted, by)
    row = Report.objects.create(
        title=wanted.title,
        rhythm=wanted.rhythm,
        team_id=wanted.team_ids[0],
        team_ids=list(wanted.team_ids),
        blocks=[block.as_json() for block in wanted.blocks],
        owner=by,
        saved_at=at,
    )
    _keep_version(row, by, at)
    return row


@log.action
def make_from_template(rhythm: Rhythm, *, by: Person, at: datetime) -> Report:
    """Make the usual report of this rhythm, over everything the person may report on.

    Raises:
        PermissionDenied: ``by`` may not make reports.
    """
    authority.require(by, MAKE)
    template = next(one for one in TEMPLATES if one.rhythm == rhythm)
    teams = queries.topmost(list(queries.teams_reportable_by(by)))
    wanted = Wanted(str(template.title), rhythm, tuple(team.pk for team in teams), template.blocks)
    return make_report(wanted, by=by, at=at)


@log.action
def change_report(report_id: int, wanted: Wanted, *, seen_version: int, by: Person, at: datetime) -> Report:
    """Save a report anew, as its next version. Nothing new changes nothing but who owns it.

    Raises:
        MeasuresError: as ``make_report``; or somebody else saved it in the meantime.
        PermissionDenied: ``by`` may not make reports of one of the teams, old or new.
        Report.DoesNotExist: there is none that ``by`` may see.
    """
    row = _changeable(report_id, by)
    _refuse(wanted, by)
    fresh = Report.objects.filter(pk=report_id, version=seen_version, is_active=True)
    changed = fresh.update(
        title=wanted.title,
        rhythm=wanted.rhythm,
        team_id=wanted.team_ids[0],
        team_ids=list(wanted.team_ids),
        blocks=[block.as_json() for block in wanted.blocks],
        version=seen_version + 1,
        owner=by,
        saved_at=at,
    )
    if not changed:
        raise MeasuresError(_("Somebody else has saved this report since you opened it. Open it again."))
    row.refresh_from_db()
    _keep_version(row, by, at)
    return row


def _changeable(report_id: int, by: Person) -> Report:
    row = queries.report_of(by, report_id)
    for team_id in row.team_ids:
        authority.require(by, MAKE, team_id=team_id)
    return row


def _refuse(wanted: Wanted, by: Person) -> None:
    if not wanted.title.strip() or len(wanted.title) > TITLE_LENGTH or not wanted.title.isprintable():
        raise MeasuresError(_("Give the report a title of one line."))
    if not wanted.team_ids:
        raise MeasuresError(_("Choose at least one team."))
    if Team.objects.filter(pk__in=wanted.team_ids).count() != len(set(wanted.team_ids)):
        raise MeasuresError(_("There is no such team."))
    for team_id in wanted.team_ids:
        authority.require(by, MAKE, team_id=team_id)
        authority.require(by, queries.VIEW, team_id=team_id)
    if not 0 < len(wanted.blocks) <= MOST_BLOCKS:
        raise MeasuresError(_("A report has 1 to %(most)s blocks.") % {"most": MOST_BLOCKS})
    known = {one.name for one in registry.measures()}
    for block in wanted.blocks:
        _refuse_block(block, known)


def _refuse_block(block: Block, known: Collection[str]) -> None:
    if block.kind == BlockKind.NOTE:
        if not block.text.strip() or len(block.text) > NOTE_LENGTH:
            most = {"most": NOTE_LENGTH}
            raise MeasuresError(_("A note has words, and at most %(most)s characters.") % most)
        return
    if block.kind == BlockKind.PARETO or (block.kind == BlockKind.TABLE and block.split == Split.REASON):
        return
    if not block.measures or not set(block.measures) <= set(known):
        raise MeasuresError(_("Choose what the block shows: %(kind)s.") % {"kind": block.kind.label})
    if block.kind == BlockKind.COURSE and len(block.measures) != 1:
        raise MeasuresError(_("A course shows one measure. Add a block for each."))


def _keep_version(row: Report, by: Person, at: datetime) -> None:
    ReportVersion.objects.create(
        report=row,
        version=row.version,
        title=row.title,
        rhythm=row.rhythm,
        team_ids=row.team_ids,
        blocks=row.blocks,
        by=by,
        at=at,
    )
    saved = ReportSaved(
        report_id=row.pk,
        team_id=row.team_id,
        report_version=row.version,
        rhythm=str(row.rhythm),
        blocks=len(row.blocks),
    )
    log.record(saved, at=at, actor_id=by.pk)
    for team_id in row.team_ids:
        covered = ReportCovered(report_id=row.pk, report_version=row.version, team_id=team_id)
        log.record(covered, at=at, actor_id=by.pk)


@log.action
def retire_report(report_id: int, *, by: Person, at: datetime) -> None:
    """No longer show nor send a report; what was sent stays in the log.

    Raises:
        PermissionDenied: ``by`` may not make reports of its teams.
        Report.DoesNotExist: there is none that ``by`` may see.
    """
    row = _changeable(report_id, by)
    if Report.objects.filter(pk=report_id, is_active=True).update(is_active=False):
        log.record(ReportRetired(report_id=row.pk, team_id=row.team_id), at=at, actor_id=by.pk)


@log.action
def send_regularly(
    report_id: int, timing: Timing, person_ids: Sequence[int], *, is_on: bool, by: Person, at: datetime
) -> None:
    """Send a report to these people at this time, from now on; or no longer, keeping the time.

    Raises:
        MeasuresError: there is no such time, or one of the people may not see all of it.
        PermissionDenied: ``by`` may not make reports of its teams.
        Report.DoesNotExist: there is none that ``by`` may see.
    """
    row = _changeable(report_id, by)
    _refuse_timing(timing)
    wanted = set(person_ids)
    if is_on and not wanted:
        raise MeasuresError(_("Choose at least one person to send it to."))
    if not wanted <= {person.pk for person in queries.readers_possible(row)} | set(queries.reader_ids(row)):
        raise MeasuresError(_("Only active people who see the measures of all these teams can get it."))
    _address(row, wanted, by, at)
    told = (is_on, timing.at_min, timing.weekday, timing.month_day, timing.on_working_days)
    before = queries.timing_of(row)
    if before is not None and (before.is_on, *_as_told(before)) == told:
        return
    names = ("is_on", "at_min", "weekday", "month_day", "on_working_days")
    ReportTiming.objects.update_or_create(
        report=row, defaults=dict(zip(names, told, strict=True)) | {"since": at}
    )
    fact = ReportTimed(
        report_id=row.pk,
        team_id=row.team_id,
        on=is_on,
        at_min=timing.at_min,
        weekday=timing.weekday,
        month_day=timing.month_day,
        on_working_days=timing.on_working_days,
    )
    log.record(fact, at=at, actor_id=by.pk)


def _as_told(row: ReportTiming) -> tuple[int, int, int, bool]:
    return row.at_min, row.weekday, row.month_day, row.on_working_days


def _refuse_timing(timing: Timing) -> None:
    is_possible = (
        0 <= timing.at_min < 1440 and 0 <= timing.weekday <= 6 and 1 <= timing.month_day <= LAST_MONTH_DAY
    )
    if not is_possible:
        raise MeasuresError(_("There is no such time to send at."))


def _address(row: Report, wanted: Collection[int], by: Person, at: datetime) -> None:
    present = set(queries.reader_ids(row))
    for person_id in sorted(present.symmetric_difference(wanted)):
        is_wanted = person_id in wanted
        if is_wanted:
            ReportReader.objects.create(report=row, person_id=person_id)
        else:
            ReportReader.objects.filter(report=row, person_id=person_id).delete()
        fact = ReportAddressed(report_id=row.pk, team_id=row.team_id, person_id=person_id, wanted=is_wanted)
        log.record(fact, at=at, actor_id=by.pk)
