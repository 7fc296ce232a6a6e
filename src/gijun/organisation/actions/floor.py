"""States of the people on the floor. At most one is open a person: the conditional update is the lock."""

from datetime import datetime, timedelta

from gijun.events import log
from gijun.events.each import each
from gijun.organisation import authority, queries
from gijun.organisation.actions import breaks, stretches
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import StateOverran
from gijun.organisation.models import AgentState, Person
from gijun.organisation.queries import breaks as break_reads
from gijun.organisation.queries import floor
from gijun.organisation.rules import states
from gijun.organisation.terms import Role, StateKind

KEEP = "organisation.keep_state"
LEAD = "organisation.lead_floor"
TAKES_CONTACTS = frozenset({Role.AGENT})  # leads and managers begin by hand: most days they take no contacts


@log.action
def enter_state(
    person_id: int,
    kind: str,
    *,
    reason: str = "",
    by: Person | None,
    at: datetime,
    ends_by: datetime | None = None,
    by_rule: bool = False,
) -> AgentState:
    """Put a person into a state; being there already changes nothing and records nothing.

    Args:
        reason: of being away, and of nothing else.
        by: themselves, or a lead of theirs; nobody: the product itself.
        ends_by: when it should be over; none: what the floor rules say.
        by_rule: no hand chose it. Only so can somebody be put in contact, and only who is at hand.

    Returns:
        The open stretch. Of two at once the later writer stands, and begins where the other ended.

    Raises:
        OrganisationError: the state cannot follow the present one, has no reason, something stands before it,
            or the floor cannot spare them.
        PermissionDenied: ``by`` is neither the person nor a lead of theirs.
        Person.DoesNotExist: there is nobody of this number.
    """
    person = Person.objects.get(pk=person_id)
    team_id = queries.home_team_id(person)
    if by is not None and not by_rule:
        _require(by, person, team_id)
    now = stretches.open_stretch(person_id)
    if now and (now.kind, now.reason) == (kind, reason) and ends_by in {None, now.ends_by}:
        return now
    following = AgentState(
        person=person,
        team_id=team_id,
        kind=kind,
        reason=reason,
        started_at=at,
        ends_by=ends_by,
        by_rule=by_rule or by is None,
    )
    _require_possible(now, following)
    if by == person and not following.by_rule:
        granted = breaks.break_ready(person, reason, at)
        if granted and kind == StateKind.AWAY:
            return breaks.begin_break(granted.pk, by=person, at=at)
        _require_nothing_in_the_way(following)
    if following.ends_by is None:
        following.ends_by = _limit_of(following)
    return stretches.begin(now, following, by=by)


def _require(by: Person, person: Person, team_id: int | None) -> None:
    if by == person:
        authority.require(by, KEEP)
    else:
        authority.require(by, LEAD, team_id=team_id)


def _require_possible(now: AgentState | None, following: AgentState) -> None:
    present = StateKind(now.kind) if now else StateKind.OFFLINE
    fault = states.fault_of(following.kind, following.reason, now=present, by_rule=following.by_rule)
    if fault:
        raise OrganisationError(str(fault.label))


def _require_nothing_in_the_way(following: AgentState) -> None:
    """What somebody's own hand may not pass: a gate before Ready, and the guard of the floor."""
    if following.kind == StateKind.READY:
        said = floor.refusal_of_ready(following.person, following.started_at)
        if said:
            raise OrganisationError(said)
    if following.kind == StateKind.AWAY:
        following.ends_by = breaks.require_floor_allows(
            following.person, following.team_id, following.reason, following.started_at
        )


def _limit_of(following: AgentState) -> datetime | None:
    """When being away should end where nobody said anything."""
    if following.kind != StateKind.AWAY:
        return None
    limit = floor.rules_of(following.team_id).limit_min(following.reason)
    return following.started_at + timedelta(minutes=limit) if limit else None


@log.action
def enter_after_work(person_id: int, *, channel: str, at: datetime) -> AgentState:
    """Let what follows a contact begin: time of one's own where the floor rules want it, else ready.

    Args:
        channel: the kind of channel the contact came by.
    """
    team_id = queries.home_team_id(Person.objects.get(pk=person_id))
    known = floor.rules_of(team_id)
    if not known.wants_after_work(channel):
        return enter_state(person_id, StateKind.READY, by=None, at=at)
    limit_s = known.after_work_s[channel]
    ends_by = at + timedelta(seconds=limit_s) if limit_s is not None else None
    return enter_state(person_id, StateKind.AFTER_WORK, by=None, at=at, ends_by=ends_by)


@log.action
def come_in(person: Person, *, at: datetime) -> AgentState | None:
    """After signing in, whoever answers customers is preparing; who was in a state stays in it."""
    now = stretches.open_stretch(person.pk)
    begins = now is None or now.kind == StateKind.OFFLINE
    if not begins or not TAKES_CONTACTS.intersection(authority.roles_of(person)):
        return now
    return enter_state(person.pk, StateKind.PREPARING, by=person, at=at, by_rule=True)


@log.action
def go_out(person: Person, *, at: datetime, by: Person | None = None) -> None:
    """After signing out nobody is in any state; who never was in one stays unknown.

    Args:
        by: who took their sign-in away; none: they signed out themselves.
    """
    now = stretches.open_stretch(person.pk)
    if now and now.kind != StateKind.OFFLINE:
        enter_state(person.pk, StateKind.OFFLINE, by=by or person, at=at, by_rule=True)


def note_seen(person: Person, *, at: datetime) -> None:
    """A sign of life of an open page. No fact: only its absence means something."""
    AgentState.objects.filter(person=person, ended_at=None).exclude(kind=StateKind.OFFLINE).update(seen_at=at)


@log.action
def end_due(state_id: int, *, at: datetime) -> bool:
    """End a state whose time is over, or tell once that somebody overran it; says whether it did either.

    After-contact work leads to Ready. Nobody is called back from a break by a machine: their lead sees it.
    """
    now = AgentState.objects.filter(pk=state_id, ended_at=None, ends_by__lte=at, overran=False).first()
    if now is None or now.ends_by is None:
        return False
    if now.kind == StateKind.AFTER_WORK:
        enter_state(now.person_id, StateKind.READY, by=None, at=at)
        return True
    AgentState.objects.filter(pk=state_id, overran=False).update(overran=True)
    fact = StateOverran(now.person_id, now.team_id, now.kind, now.reason, log.to_ms(now.ends_by))
    log.record(fact, at=at)
    return True


@log.action
def end_silent(state_id: int, *, at: datetime) -> bool:
    """Put somebody offline whose page has been silent for longer than the floor rules allow."""
    now = AgentState.objects.filter(pk=state_id, ended_at=None).exclude(kind=StateKind.OFFLINE).first()
    if now is None or now.seen_at is None:
        return False
    allowed_s = floor.rules_of(now.team_id).silent_after_s
    if allowed_s is None or at - now.seen_at < timedelta(seconds=allowed_s):
        return False
    enter_state(now.person_id, StateKind.OFFLINE, by=None, at=at)
    return True


def force_ends(at: datetime) -> int:
    """End every state and granted break whose time is over, each by itself; returns how many."""
    ended = each(end_due, floor.due_states(at), at)
    return ended + each(breaks.lapse_break, break_reads.granted_before(at), at)


def sweep_silent(at: datetime) -> int:
    """Put everybody offline whose page went silent too long ago, each by itself; returns how many."""
    return each(end_silent, floor.silent_states(at), at)
