"""People follow their work: in contact while a customer waits for them, ready again afterwards."""

from datetime import datetime

from gijun.desk.models import Ticket
from gijun.events import log
from gijun.organisation.actions.floor import enter_after_work, enter_state
from gijun.organisation.queries import floor
from gijun.organisation.terms import StateKind


@log.action
def settle(person_id: int | None, at: datetime, *, channel: str = "") -> None:
    """Put a person in the state their work asks for; every other state is theirs and stays.

    Args:
        person_id: nobody where a ticket has no holder.
        channel: of the contact that ended, if one did: some want time of their own afterwards.
    """
    if person_id is None:
        return
    now = floor.state_of([person_id])[person_id].kind
    if now not in {StateKind.READY, StateKind.IN_CONTACT}:
        return
    has_work = Ticket.objects.weighing().filter(assignee=person_id).exists()
    if now == StateKind.READY and has_work:
        enter_state(person_id, StateKind.IN_CONTACT, by=None, at=at, by_rule=True)
    elif now == StateKind.IN_CONTACT and not has_work:
        enter_after_work(person_id, channel=channel, at=at)
