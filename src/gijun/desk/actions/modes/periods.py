"""Entering a mode, prolonging it, ending it. One mode a centre at a time: a constraint says so."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import modes as facts
from gijun.desk.models import ModePeriod, ModeSuggestion
from gijun.desk.queries.modes import now as reads
from gijun.desk.rules.modes.plan import RANGES
from gijun.desk.terms.modes import Answer, Ending, ModeKind
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

SWITCH = "desk.switch_mode"


@log.action
def enter_mode(
    centre_id: int, mode: str, *, minutes: int, by: Person, at: datetime, suggestion_id: int | None = None
) -> ModePeriod:
    """Let a centre work in a mode for so many minutes; being in it already changes nothing.

    Another mode ends by it. An open suggestion of this mode is confirmed by it.

    Raises:
        DeskError: there is no such mode, or it would last too short or too long.
        PermissionDenied: ``by`` may not switch modes there.
        Team.DoesNotExist: there is no such centre.
    """
    Team.objects.get(pk=centre_id, parent=None)
    authority.require(by, SWITCH, team_id=centre_id)
    if mode not in {ModeKind.PEAK, ModeKind.OUTAGE}:
        raise DeskError(_("Choose peak or outage. To be back to normal, end the mode."))
    _require_length(minutes)
    known = _open(centre_id)
    if known and known.mode == mode and known.ends_by > at:
        return known
    if known:
        _end(known, Ending.REPLACED if known.ends_by > at else Ending.REVERTED, at, by)
    suggestion = _confirm(centre_id, mode, by, at)
    ends_by = at + timedelta(minutes=minutes)
    period = ModePeriod.objects.create(
        centre_id=centre_id, mode=mode, entered_at=at, entered_by=by, ends_by=ends_by, suggestion=suggestion
    )
    log.record(
        facts.ModeEntered(
            team_id=centre_id,
            period_id=period.pk,
            mode=mode,
            suggestion_id=suggestion.pk if suggestion else suggestion_id,
            ends_by_ms=log.to_ms(ends_by),
            plan_version=reads.plan_of(centre_id, ModeKind(mode), at).version,
        ),
        at=at,
        actor_id=by.pk,
    )
    return period


def _open(centre_id: int) -> ModePeriod | None:
    return ModePeriod.objects.open().filter(centre_id=centre_id).first()


def _require_length(minutes: int) -> None:
    low, high = RANGES["lasts_min"]
    if not low <= minutes <= high:
        raise DeskError(_("A mode lasts %(low)s to %(high)s minutes.") % {"low": low, "high": high})


def _confirm(centre_id: int, mode: str, by: Person, at: datetime) -> ModeSuggestion | None:
    """Answer the open suggestion: yes where it named this mode, else it is no longer needed."""
    row = reads.open_suggestion(centre_id)
    if row is None:
        return None
    answer = Answer.CONFIRMED if row.mode == mode else Answer.LAPSED
    close(row, answer, at, by)
    return row if row.mode == mode else None


def close(
    row: ModeSuggestion, answer: Answer, at: datetime, by: Person | None, quiet_until: datetime | None = None
) -> bool:
    """Answer an open suggestion, once; says whether it did."""
    taken = ModeSuggestion.objects.filter(pk=row.pk, answer="").update(
        answer=answer, answered_at=at, answered_by=by, quiet_until=quiet_until
    )
    if taken:
        log.record(
            facts.ModeSuggestionAnswered(
                team_id=row.centre_id,
                suggestion_id=row.pk,
                answer=answer.value,
                quiet_until_ms=log.to_ms(quiet_until) if quiet_until else None,
            ),
            at=at,
            actor_id=by.pk if by else None,
        )
    return bool(taken)


@log.action
def answer_suggestion(suggestion_id: int, *, confirm: bool, by: Person, at: datetime) -> ModeSuggestion:
    """Say yes or no to a suggested mode; a no keeps it silent for as long as the plan says.

    The same answer twice changes nothing.

    Raises:
        DeskError: it was answered otherwise, or is no longer needed.
        PermissionDenied: ``by`` may not switch modes there.
        ModeSuggestion.DoesNotExist: there is none.
    """
    row = ModeSuggestion.objects.get(pk=suggestion_id)
    authority.require(by, SWITCH, team_id=row.centre_id)
    if row.answer == (Answer.CONFIRMED if confirm else Answer.DENIED):
        return row
    if row.answer:
        raise DeskError(
            _("This suggestion is no longer open: %(answer)s.") % {"answer": row.get_answer_display()}
        )
    plan = reads.plan_of(row.centre_id, ModeKind(row.mode), at)
    if confirm:
        enter_mode(row.centre_id, row.mode, minutes=plan.lasts_min, by=by, at=at)
    else:
        close(row, Answer.DENIED, at, by, quiet_until=at + timedelta(minutes=plan.quiet_min))
    row.refresh_from_db()
    return row


@log.action
def prolong_mode(period_id: int, *, minutes: int, by: Person, at: datetime) -> ModePeriod:
    """Let a mode last so many minutes from now on.

    Raises:
        DeskError: it is over, or would last too short or too long.
        PermissionDenied: ``by`` may not switch modes there.
        ModePeriod.DoesNotExist: there is none.
    """
    period = ModePeriod.objects.get(pk=period_id)
    authority.require(by, SWITCH, team_id=period.centre_id)
    _require_length(minutes)
    ends_by = at + timedelta(minutes=minutes)
    if period.ends_by == ends_by:
        return period
    if not ModePeriod.objects.open().filter(pk=period_id, ends_by__gt=at).update(ends_by=ends_by):
        raise DeskError(_("This mode is over. Switch to it again if it is still needed."))
    log.record(
        facts.ModeProlonged(
            team_id=period.centre_id,
            period_id=period.pk,
            mode=period.mode,
            from_ms=log.to_ms(period.ends_by),
            ends_by_ms=log.to_ms(ends_by),
        ),
        at=at,
        actor_id=by.pk,
    )
    period.refresh_from_db()
    return period


@log.action
def end_mode(period_id: int, *, by: Person, at: datetime) -> ModePeriod:
    """Be back to normal before the time is over; twice changes nothing.

    Raises:
        PermissionDenied: ``by`` may not switch modes there.
        ModePeriod.DoesNotExist: there is none.
    """
    period = ModePeriod.objects.get(pk=period_id)
    authority.require(by, SWITCH, team_id=period.centre_id)
    _end(period, Ending.BY_HAND if period.ends_by > at else Ending.REVERTED, at, by)
    period.refresh_from_db()
    return period


@log.action
def revert(period_id: int, *, at: datetime) -> bool:
    """End a mode whose time is over; says whether it did."""
    period = ModePeriod.objects.open().filter(pk=period_id, ends_by__lte=at).first()
    return period is not None and _end(period, Ending.REVERTED, at, None)


def _end(period: ModePeriod, ending: Ending, at: datetime, by: Person | None) -> bool:
    ended_at = min(at, period.ends_by)
    if not ModePeriod.objects.open().filter(pk=period.pk).update(ended_at=ended_at, ending=ending):
        return False
    log.record(
        facts.ModeEnded(
            team_id=period.centre_id,
            period_id=period.pk,
            mode=period.mode,
            ending=ending.value,
            ended_ms=log.to_ms(ended_at),
        ),
        at=at,
        actor_id=by.pk if by else None,
    )
    return True
