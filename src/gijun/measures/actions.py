"""The only writers of growth figures."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.measures import queries
from gijun.measures.errors import MeasuresError
from gijun.measures.events import GrowthRecorded
from gijun.measures.models import (
    Acknowledgement,
    ContactGoal,
    GrowthDraft,
    GrowthFigure,
    ReasonSuccession,
    ReasonWeight,
    Report,
)
from gijun.measures.rules import growth
from gijun.measures.terms import GrowthKind
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Growth:
    """A centre's number of orders, payments, sign-ups or uses on a day."""

    team_id: int
    kind: str
    day: date
    amount: int


@log.action
def record_growth(figures: Iterable[Growth], *, by: Person | None, at: datetime) -> int:
    """Put figures in force; returns how many were new or corrected. The same figure again changes nothing.

    Raises:
        MeasuresError: a figure is for a team that is no centre, for a day to come, or no number of anything.
        PermissionDenied: ``by`` may not import for one of the centres.
    """
    wanted = list(figures)
    for team_id in sorted({one.team_id for one in wanted}):
        if by is not None:
            authority.require(by, queries.IMPORT, team_id=team_id)
        if not Team.objects.filter(pk=team_id, parent=None).exists():
            raise MeasuresError(_("Growth figures belong to a whole centre, not to a team."))
    for one in wanted:
        _refuse_impossible(one, at)
    return sum(_put_in_force(one, by, at) for one in wanted)


def _refuse_impossible(one: Growth, at: datetime) -> None:
    if not growth.EARLIEST <= one.day <= log.business_day(at, one.team_id):
        raise MeasuresError(_("%(day)s: this day has not come yet, or lies too far back.") % {"day": one.day})
    if not 0 <= one.amount <= growth.MOST or one.kind not in GrowthKind.values:
        raise MeasuresError(_("%(day)s: this is not a number of 0 or more.") % {"day": one.day})


def _put_in_force(one: Growth, by: Person | None, at: datetime) -> bool:
    row = GrowthFigure.objects.filter(team_id=one.team_id, kind=one.kind, day=one.day).first()
    if row is not None and row.amount == one.amount:
        return False
    GrowthFigure.objects.update_or_create(
        team_id=one.team_id, kind=one.kind, day=one.day, defaults={"amount": one.amount, "recorded_at": at}
    )
    fact = GrowthRecorded(
        team_id=one.team_id, kind=one.kind, day_number=(one.day - EPOCH).days, amount=one.amount
    )
    log.record(fact, at=at, actor_id=by.pk if by else None)
    return True


def read_growth_file(content: bytes, *, centre_id: int, by: Person, at: datetime) -> GrowthDraft:
    """Read a file without importing anything: what it gives, and what is wrong with it, row by row.

    Files the same person read in before and never imported are forgotten.

    Raises:
        PermissionDenied: ``by`` may not import for the centre.
    """
    authority.require(by, queries.IMPORT, team_id=centre_id)
    centres = {team.name: team.pk for team in queries.centres_importable_by(by)}
    today = log.business_day(at, centre_id)
    reading = growth.read(content, centres=centres, centre_id=centre_id, today=today)
    GrowthDraft.objects.filter(person=by, imported_at=None).delete()
    return GrowthDraft.objects.create(
        person=by,
        figures=[[one.centre_id, one.kind, one.day.isoformat(), one.amount] for one in reading.figures],
        faults=[[one.row, one.heading, one.fault.value, one.cell] for one in reading.complaints],
        remarks=[
            [one.remark.value, one.centre_id, one.kind, one.first.isoformat(), one.last.isoformat()]
            for one in reading.notices
        ],
        read_at=at,
    )


@log.action
def import_growth(draft_id: int, *, by: Person, at: datetime) -> GrowthDraft:
    """Import the good rows of a file that was read; doing it twice changes nothing more.

    Raises:
        GrowthDraft.DoesNotExist: there is none, or it is somebody else's.
        PermissionDenied: ``by`` may no longer import for one of the centres.
    """
    draft = queries.draft_of(by, draft_id)
    if not GrowthDraft.objects.filter(pk=draft_id, imported_at=None).update(imported_at=at):
        return draft
    figures = [
        Growth(int(team), str(kind), date.fromisoformat(str(day)), int(amount))
        for team, kind, day, amount in draft.figures
    ]
    GrowthDraft.objects.filter(pk=draft_id).update(changed=record_growth(figures, by=by, at=at))
    draft.refresh_from_db()
    return draft


@log.action
def remove_practice(team_ids: Collection[int], person_ids: Collection[int]) -> None:
    """Remove what measures hold of practice centres, and what practice people decided or began."""
    for model in (GrowthFigure, ContactGoal, Acknowledgement, Report):
        model.objects.filter(team_id__in=team_ids).delete()
    for decided in (ReasonWeight, ReasonSuccession):
        decided.objects.filter(by_id__in=person_ids).delete()
    GrowthDraft.objects.filter(person_id__in=person_ids).delete()
