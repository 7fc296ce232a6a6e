"""Breaks: asked for, answered by the floor's rule or a lead, begun, over."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority, queries
from gijun.organisation.actions import stretches
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import BreakAsked, BreakBegun, BreakDecided, BreakWithdrawn
from gijun.organisation.models import AgentState, BreakRequest, Person
from gijun.organisation.queries import breaks as reads
from gijun.organisation.queries import floor
from gijun.organisation.rules import breaks as rules
from gijun.organisation.rules.breaks import Answer
from gijun.organisation.terms import ASKED_FOR, BREAKS_OPEN, BreakApproval, BreakState, StateKind

KEEP = "organisation.keep_state"
LEAD = "organisation.lead_floor"


@log.action
def ask_break(
    *, reason: str, minutes: int, by: Person, at: datetime, wanted_from: datetime | None = None
) -> BreakRequest:
    """Ask for a break; where the floor's rule may answer and enough people stay, it is granted at once.

    Asking for the very same again gives back the open request.

    Args:
        wanted_from: when it should begin; none, or a time gone by: now.

    Raises:
        OrganisationError: another request is open, the break is too long, or too far ahead.
        PermissionDenied: ``by`` keeps no state on the floor.
    """
    authority.require(by, KEEP)
    begins = max(wanted_from or at, at)
    team_id = queries.home_team_id(by)
    known = reads.open_break_of(by.pk)
    if (
        known
        and (known.reason, known.minutes) == (reason, minutes)
        and wanted_from in {None, known.wanted_from}
    ):
        return known
    _require_askable(known, team_id, reason, minutes, begins - at)
    request = BreakRequest.objects.create(
        person=by, team_id=team_id, reason=reason, minutes=minutes, wanted_from=begins, asked_at=at
    )
    log.record(
        BreakAsked(request.pk, by.pk, team_id, reason, minutes, log.to_ms(begins)), at=at, actor_id=by.pk
    )
    if reads.answered_by(team_id, at) == BreakApproval.AUTO:
        answer = reads.guard_for(by.pk, team_id, wanted_from=begins, minutes=minutes, at=at)
        if answer.allowed:
            _decide(request, is_approved=True, by=None, at=at)
    return BreakRequest.objects.get(pk=request.pk)


def _require_askable(
    known: BreakRequest | None, team_id: int | None, reason: str, minutes: int, ahead: timedelta
) -> None:
    if known:
        raise OrganisationError(
            _("You already asked for a break. Withdraw that request first, then ask for another.")
        )
    if reason not in ASKED_FOR:
        raise OrganisationError(_("Nobody has to ask for this. Choose it in the menu of states."))
    longest = floor.rules_of(team_id).longest_break_min
    if not 1 <= minutes <= longest:
        raise OrganisationError(_("A break lasts 1 to %(longest)s minutes.") % {"longest": longest})
    if ahead > timedelta(milliseconds=rules.AHEAD_MS):
        raise OrganisationError(_("Ask for a break no more than 24 hours ahead."))


@log.action
def decide_break(request_id: int, *, approve: bool, by: Person, at: datetime, note: str = "") -> BreakRequest:
    """Answer a request for a break; the same answer twice changes nothing.

    Raises:
        OrganisationError: it was answered otherwise, withdrawn, or is one's own.
        PermissionDenied: ``by`` does not lead that team.
        BreakRequest.DoesNotExist: there is none.
    """
    request = BreakRequest.objects.get(pk=request_id)
    authority.require(by, LEAD, team_id=request.team_id)
    if request.person_id == by.pk:
        raise OrganisationError(_("Somebody else answers your own request."))
    wanted = BreakState.APPROVED if approve else BreakState.DENIED
    if request.state == wanted:
        return request
    if not _decide(request, is_approved=approve, by=by, at=at, note=note):
        raise OrganisationError(
            _("This request is no longer waiting: %(state)s.") % {"state": request.get_state_display()}
        )
    return BreakRequest.objects.get(pk=request_id)


def _decide(
    request: BreakRequest, *, is_approved: bool, by: Person | None, at: datetime, note: str = ""
) -> bool:
    taken = BreakRequest.objects.filter(pk=request.pk, state=BreakState.ASKED).update(
        state=BreakState.APPROVED if is_approved else BreakState.DENIED,
        decided_by=by,
        decided_at=at,
        note=note[:200],
    )
    if taken:
        waited_ms = log.to_ms(at) - log.to_ms(request.asked_at)
        log.record(
            BreakDecided(request.pk, request.person_id, request.team_id, is_approved, by is None, waited_ms),
            at=at,
            actor_id=by.pk if by else None,
        )
    return bool(taken)


@log.action
def withdraw_break(request_id: int, *, by: Person, at: datetime) -> None:
    """Take one's own request back, also a granted one that was not begun; twice changes nothing.

    Raises:
        OrganisationError: the break has begun.
        BreakRequest.DoesNotExist: it is not theirs.
    """
    request = BreakRequest.objects.get(pk=request_id, person=by)
    if request.begun_at and request.state == BreakState.APPROVED:
        raise OrganisationError(_("Your break has begun. Choose Ready to end it."))
    taken = BreakRequest.objects.filter(pk=request_id, state__in=BREAKS_OPEN, begun_at=None)
    if taken.update(state=BreakState.WITHDRAWN):
        log.record(BreakWithdrawn(request_id, by.pk, request.team_id), at=at, actor_id=by.pk)


@log.action
def begin_break(request_id: int, *, by: Person, at: datetime) -> AgentState:
    """Leave for a granted break; it ends by itself when the person chooses another state.

    Raises:
        OrganisationError: it is not granted, its time has not come, or it is over.
        BreakRequest.DoesNotExist: it is not theirs.
    """
    request = BreakRequest.objects.get(pk=request_id, person=by)
    now = stretches.open_stretch(by.pk)
    if request.begun_at and request.state == BreakState.APPROVED and now:
        return now
    if request.state != BreakState.APPROVED:
        raise OrganisationError(
            _("This break cannot begin: %(state)s.") % {"state": request.get_state_display()}
        )
    if not rules.may_begin(log.to_ms(at), log.to_ms(request.wanted_from)):
        raise OrganisationError(
            _("Your break begins at %(time)s. It may begin five minutes earlier, not before.")
            % {"time": clock(request.wanted_from)}
        )
    return _leave(request, now, by, at)


def _leave(request: BreakRequest, now: AgentState | None, by: Person, at: datetime) -> AgentState:
    if now is None or now.kind == StateKind.OFFLINE:
        raise OrganisationError(_("You are offline. Choose Preparing or Ready first."))
    ends_by = at + timedelta(minutes=request.minutes)
    entered = stretches.begin(
        now,
        AgentState(
            person=by,
            team_id=queries.home_team_id(by),
            kind=StateKind.AWAY,
            reason=request.reason,
            started_at=at,
            ends_by=ends_by,
        ),
        by=by,
    )
    BreakRequest.objects.filter(pk=request.pk).update(begun_at=entered.started_at)
    log.record(
        BreakBegun(request.pk, by.pk, request.team_id, log.to_ms(ends_by)),
        at=entered.started_at,
        actor_id=by.pk,
    )
    return entered


def break_ready(person: Person, reason: str, at: datetime) -> BreakRequest | None:
    """The person's granted break for this reason whose time has come."""
    known = BreakRequest.objects.filter(
        Q(person=person, reason=reason, state=BreakState.APPROVED, begun_at=None)
    ).first()
    return known if known and rules.may_begin(log.to_ms(at), log.to_ms(known.wanted_from)) else None


def require_floor_allows(person: Person, team_id: int | None, reason: str, at: datetime) -> datetime | None:
    """When somebody who leaves by hand should be back; refuse where the floor has a say and says no.

    Raises:
        OrganisationError: a lead has to be asked, or too few would stay.
    """
    known = floor.rules_of(team_id)
    if not known.needs_asking(reason):
        limit = known.limit_min(reason)
        return at + timedelta(minutes=limit) if limit else None
    if reads.answered_by(team_id, at) != BreakApproval.AUTO:
        raise OrganisationError(_("Ask for this break first: a lead answers. You find it under Breaks."))
    minutes = known.longest_break_min
    answer = reads.guard_for(person.pk, team_id, wanted_from=at, minutes=minutes, at=at)
    if not answer.allowed:
        raise OrganisationError(in_words(answer))
    return at + timedelta(minutes=minutes)


@log.action
def lapse_break(request_id: int, *, at: datetime) -> bool:
    """End a granted break that nobody began and whose time is over; says whether it did."""
    request = BreakRequest.objects.get(pk=request_id)
    gone = rules.has_lapsed(log.to_ms(at), log.to_ms(request.wanted_from), request.minutes)
    return gone and request.begun_at is None and stretches.end_break(request, at=at, by=None)


def in_words(answer: Answer) -> str:
    """What the guard says, for the person who asked."""
    numbers = _numbers(answer)
    if answer.allowed:
        return _("Enough people stay: %(would)s of at least %(must)s.") % numbers
    if answer.free_from_ms is None:
        return (
            _(
                "%(must)s of your team must stay ready or in contact; without you it would be %(would)s. "
                "Nobody who is away has said when they are back: ask your lead."
            )
            % numbers
        )
    return (
        _(
            "%(must)s of your team must stay ready or in contact; without you it would be %(would)s. "
            "The next slot is free at %(time)s."
        )
        % numbers
    )


def in_words_to_lead(answer: Answer) -> str:
    """What the guard says, for the lead who answers."""
    numbers = _numbers(answer)
    if answer.allowed:
        return _("Enough people stay: %(would)s of at least %(must)s.") % numbers
    if answer.free_from_ms is None:
        return (
            _(
                "%(must)s of the team must stay ready or in contact; during this break it would be "
                "%(would)s. Nobody who is away has said when they are back."
            )
            % numbers
        )
    return (
        _(
            "%(must)s of the team must stay ready or in contact; during this break it would be %(would)s. "
            "The next slot is free at %(time)s."
        )
        % numbers
    )


def _numbers(answer: Answer) -> dict[str, object]:
    free = answer.free_from_ms
    return {
        "must": answer.must_stay,
        "would": answer.would_stay,
        "time": "" if free is None else clock(log.from_ms(free)),
    }


def clock(at: datetime) -> str:
    """The time of day as the centre's wall clock shows it."""
    return formats.time_format(timezone.localtime(at), "TIME_FORMAT")
