"""One stretch of a state ends and the next begins: the only place where states are written."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation.actions.standing import id_of
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import BreakEnded, StateEntered
from gijun.organisation.models import AgentState, BreakRequest, Person
from gijun.organisation.terms import BreakState, StateKind


def open_stretch(person_id: int) -> AgentState | None:
    """What the person does now."""
    return AgentState.objects.filter(person_id=person_id, ended_at=None).first()


def begin(now: AgentState | None, following: AgentState, *, by: Person | None) -> AgentState:
    """Let ``following`` take the place of ``now``; a break that was begun ends with being away.

    Raises:
        OrganisationError: somebody else changed the state since ``now`` was read.
    """
    if now:
        following.started_at = max(following.started_at, now.started_at)
        following.seen_at = now.seen_at
        left = AgentState.objects.filter(pk=now.pk, ended_at=None)
        if not left.update(ended_at=following.started_at):
            raise OrganisationError(_("The state was changed meanwhile. Look at it, then choose again."))
        if now.kind == StateKind.AWAY:
            _end_break(now, following.started_at, by)
    following.save(force_insert=True)
    log.record(
        StateEntered(
            agent_id=following.person_id,
            team_id=following.team_id,
            state=following.kind,
            reason=following.reason,
            from_state=now.kind if now else "",
            from_reason=now.reason if now else "",
            since_ms=log.to_ms(now.started_at) if now else None,
            ends_by_ms=log.to_ms(following.ends_by) if following.ends_by else None,
            by_rule=following.by_rule,
        ),
        at=following.started_at,
        actor_id=id_of(by),
    )
    return following


def _end_break(now: AgentState, at: datetime, by: Person | None) -> None:
    running = BreakRequest.objects.filter(
        person_id=now.person_id, state=BreakState.APPROVED, begun_at__lte=at
    )
    for request in running:
        end_break(request, at=at, by=by)


def end_break(request: BreakRequest, *, at: datetime, by: Person | None) -> bool:
    """A granted break is over, begun or not; says whether it was not over before."""
    if not BreakRequest.objects.filter(pk=request.pk, state=BreakState.APPROVED).update(
        state=BreakState.OVER
    ):
        return False
    taken_ms = log.to_ms(at) - log.to_ms(request.begun_at) if request.begun_at else 0
    log.record(
        BreakEnded(request.pk, request.person_id, request.team_id, taken_ms), at=at, actor_id=id_of(by)
    )
    return True
