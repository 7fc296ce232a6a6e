"""The only writers of what people make of the radar's findings."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.measures.centre_days import business_today
from gijun.measures.errors import MeasuresError
from gijun.measures.events import AnomalyAcknowledged, ReasonWeighed
from gijun.measures.models import NOTE_LENGTH, Acknowledgement, ReasonWeight
from gijun.measures.ratio.actions import EPOCH, SET_GOAL, require_reason
from gijun.measures.terms import AnomalyKind, Severity
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

ACKNOWLEDGE = "measures.acknowledge"
ALL_DAY = -1
HOURS = range(ALL_DAY, 24)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """What the radar found, by what names it. ``reason_id``: none where it is about all contacts."""

    kind: str
    reason_id: int | None
    day: date
    hour: int = ALL_DAY


@log.action
def acknowledge(
    centre_id: int, found: Anomaly, *, note: str = "", by: Person, at: datetime
) -> Acknowledgement:
    """Say that one has looked at it, and what one makes of it; the first word stands.

    Raises:
        MeasuresError: nothing of this kind can be found, or the note is too long.
        PermissionDenied: ``by`` may not for the centre.
    """
    authority.require(by, ACKNOWLEDGE, team_id=centre_id)
    if not Team.objects.filter(pk=centre_id, parent=None).exists():
        raise MeasuresError(_("The radar looks at a whole centre, not at a team."))
    if found.reason_id is not None:
        require_reason(found.reason_id)
    is_known = found.kind in AnomalyKind.values and found.hour in HOURS
    if not is_known or found.day > business_today(centre_id, at):
        raise MeasuresError(_("There is no such finding."))
    if len(note.strip()) > NOTE_LENGTH:
        raise MeasuresError(_("The note is longer than 500 characters."))
    row, is_new = Acknowledgement.objects.get_or_create(
        team_id=centre_id,
        kind=found.kind,
        reason_id=found.reason_id,
        day=found.day,
        hour=found.hour,
        defaults={"note": note.strip(), "by": by, "at": at},
    )
    if is_new:
        fact = AnomalyAcknowledged(
            team_id=centre_id,
            acknowledgement_id=row.pk,
            kind=found.kind,
            reason_id=found.reason_id,
            day_number=(found.day - EPOCH).days,
            hour=found.hour,
        )
        log.record(fact, at=at, actor_id=by.pk)
    return row


@log.action
def weigh_reason(reason_id: int, severity: int, *, by: Person, at: datetime) -> None:
    """Say how much harm a contact about a reason means; for every centre.

    Raises:
        MeasuresError: there is no such reason or no such severity.
        PermissionDenied: ``by`` may not in every centre.
    """
    authority.require_everywhere(by, SET_GOAL)
    require_reason(reason_id)
    if severity not in Severity.values:
        raise MeasuresError(_("There is no such severity."))
    row = ReasonWeight.objects.filter(reason_id=reason_id).first()
    if (row.severity if row else Severity.ORDINARY) == severity:
        return
    ReasonWeight.objects.update_or_create(reason_id=reason_id, defaults={"severity": severity, "by": by})
    log.record(ReasonWeighed(reason_id=reason_id, severity=severity), at=at, actor_id=by.pk)
