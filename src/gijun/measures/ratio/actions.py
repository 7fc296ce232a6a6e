"""The only writers of goals, and of which reason came after which."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.measures.centre_days import business_today, growth_by_day
from gijun.measures.errors import MeasuresError
from gijun.measures.events import GoalClosed, GoalSet, ReasonSucceeded
from gijun.measures.models import ContactGoal, ReasonSuccession
from gijun.measures.ratio.rules import BASE_DAYS
from gijun.measures.terms import Ending
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.standards.queries.reasons import reason_names

SET_GOAL = "measures.set_goal"
EPOCH = date(1970, 1, 1)
LONGEST = timedelta(days=5 * 366)
MOST = 10_000_000  # contacts a day


@dataclass(frozen=True, slots=True)
class Wanted:
    """From so many contacts a day to so many, by a day, beside what the centre grows by."""

    kind: str
    from_value: int
    to_value: int
    from_day: date
    to_day: date


@log.action
def set_goal(centre_id: int, wanted: Wanted, *, by: Person, at: datetime) -> ContactGoal:
    """Pursue a goal.

    Raises:
        MeasuresError: it makes no sense, nothing is known that the centre grows by, or one of its kind is
            pursued already.
        PermissionDenied: ``by`` may not set goals for the centre.
    """
    authority.require(by, SET_GOAL, team_id=centre_id)
    if not Team.objects.filter(pk=centre_id, parent=None).exists():
        raise MeasuresError(_("A contact goal belongs to a whole centre, not to a team."))
    _refuse_senseless(wanted)
    if ContactGoal.objects.filter(team_id=centre_id, kind=wanted.kind, ending="").exists():
        raise MeasuresError(_("A goal of this kind is pursued already. Close it first."))
    base = _base(centre_id, wanted, at)
    goal = ContactGoal.objects.create(
        team_id=centre_id,
        kind=wanted.kind,
        from_value=wanted.from_value,
        to_value=wanted.to_value,
        from_day=wanted.from_day,
        to_day=wanted.to_day,
        base_amount=sum(base),
        base_days=len(base),
        set_by=by,
        set_at=at,
    )
    fact = GoalSet(
        team_id=centre_id,
        goal_id=goal.pk,
        kind=goal.kind,
        from_value=goal.from_value,
        to_value=goal.to_value,
        from_day_number=(goal.from_day - EPOCH).days,
        to_day_number=(goal.to_day - EPOCH).days,
        base_amount=goal.base_amount,
        base_days=goal.base_days,
    )
    log.record(fact, at=at, actor_id=by.pk)
    return goal


def _refuse_senseless(wanted: Wanted) -> None:
    if wanted.to_day <= wanted.from_day:
        raise MeasuresError(_("The goal ends before it begins."))
    if wanted.to_day - wanted.from_day > LONGEST:
        raise MeasuresError(_("A goal lasts at most five years."))
    if wanted.to_value <= 0 or wanted.from_value > MOST:
        raise MeasuresError(_("Contacts a day are whole numbers above 0."))
    if wanted.to_value >= wanted.from_value:
        raise MeasuresError(_("The goal must be lower than where it begins."))


def _base(centre_id: int, wanted: Wanted, at: datetime) -> list[int]:
    """Growth figures of the four weeks before the goal begins, or before today if that is sooner."""
    until = min(wanted.from_day, business_today(centre_id, at) + timedelta(days=1)) - timedelta(days=1)
    told = growth_by_day(centre_id, wanted.kind, until - timedelta(days=BASE_DAYS - 1), until)
    figures = [amount for amount in told.values() if amount]
    if not figures:
        raise MeasuresError(
            _(
                "There are no growth figures of this kind in the four weeks before the goal begins. Import"
                " them first: without them nobody can say what growth does to the goal."
            )
        )
    return figures


@log.action
def close_goal(goal_id: int, *, ending: Ending, by: Person, at: datetime) -> ContactGoal:
    """No longer pursue a goal; doing it twice changes nothing.

    Raises:
        ContactGoal.DoesNotExist: there is none.
        PermissionDenied: ``by`` may not set goals for its centre.
    """
    goal = ContactGoal.objects.get(pk=goal_id)
    authority.require(by, SET_GOAL, team_id=goal.team_id)
    pursued = ContactGoal.objects.filter(pk=goal_id, ending="")
    if pursued.update(ending=ending, closed_by=by, closed_at=at):
        fact = GoalClosed(team_id=goal.team_id, goal_id=goal.pk, ending=Ending(ending).value)
        log.record(fact, at=at, actor_id=by.pk)
    goal.refresh_from_db()
    return goal


@log.action
def succeed_reason(reason_id: int, successor_id: int | None, *, by: Person, at: datetime) -> None:
    """Count a reason under another one when periods are compared; none: under itself again.

    Raises:
        MeasuresError: there is no such reason, or one would come after itself in the end.
        PermissionDenied: ``by`` may not in every centre.
    """
    authority.require_everywhere(by, SET_GOAL)
    require_reason(reason_id)
    rows = dict(ReasonSuccession.objects.values_list("reason_id", "successor_id"))
    if rows.get(reason_id) == successor_id:
        return
    if successor_id is None:
        ReasonSuccession.objects.filter(reason_id=reason_id).delete()
    else:
        require_reason(successor_id)
        _refuse_circle(reason_id, successor_id, rows)
        ReasonSuccession.objects.update_or_create(
            reason_id=reason_id, defaults={"successor_id": successor_id, "by": by}
        )
    log.record(ReasonSucceeded(reason_id=reason_id, successor_id=successor_id), at=at, actor_id=by.pk)


def _refuse_circle(reason_id: int, successor_id: int, rows: dict[int, int]) -> None:
    follower: int | None = successor_id
    while follower is not None:
        if follower == reason_id:
            raise MeasuresError(_("In the end the reason would count under itself."))
        follower = rows.get(follower)


def require_reason(reason_id: int) -> None:
    """Refuse a contact reason that there is not.

    Raises:
        MeasuresError: says so.
    """
    if reason_id not in reason_names():
        raise MeasuresError(_("There is no such contact reason."))
