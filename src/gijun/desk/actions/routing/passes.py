"""One pass: put the queues in order, then give what waits to whoever is free.

A pass is one action. It holds the log's writing turn from its first read to its commit, so nobody's state or
tickets change under it; two workers at once take turns, and the second finds nothing left to do.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from gijun.desk.actions import tickets
from gijun.desk.actions.queueing import close_offer, leave_queue
from gijun.desk.actions.routing.offers import expire, make_offer, note_turn
from gijun.desk.events import routing as facts
from gijun.desk.models import HeldBack, Queued, Ticket
from gijun.desk.queries.routing import policies
from gijun.desk.queries.routing.snapshot import Snapshot, held_by, last_agents, leavers
from gijun.desk.rules.routing import (
    IN_CONTACT,
    WORKING,
    Candidate,
    Choice,
    Queue,
    Waiting,
    choose,
    in_order,
    match_queue,
)
from gijun.desk.terms.routing import OfferAnswer, WaitReason
from gijun.events import log
from gijun.organisation.models import Person
from gijun.science.worktime import open_ms_between


def route(at: datetime, centre_id: int | None = None) -> int:
    """One pass for a centre, or for each that has a policy; returns how many tickets found somebody."""
    centres = [row.centre_id for row in policies.in_force()] if centre_id is None else [centre_id]
    return sum(_pass(one, at) for one in centres)


@log.action
def _pass(centre_id: int, at: datetime) -> int:
    row = policies.row_of(centre_id)
    if row is None:
        return 0
    now = Snapshot(row, at)
    if _in_order(now):
        now = Snapshot(row, at)
    return _distribute(now)


def _in_order(now: Snapshot) -> bool:
    """Let the queues be as the world is; says whether anything had to change."""
    steps = (_hold_back, _close_offers, _take_back, _let_leave, _let_join, _overflow)
    return bool(sum([step(now) for step in steps]))


def _hold_back(now: Snapshot) -> int:
    """Note who is passed over from now on, and who no longer is."""
    changed = {pk for pk in now.roster.people if now.held_back.get(pk) != now.to_hold_back.get(pk)}
    for person_id in sorted(changed):
        reason = now.to_hold_back.get(person_id, "")
        if reason:
            HeldBack.objects.create(person_id=person_id, reason=reason, since=now.at)
        else:
            HeldBack.objects.filter(person=person_id).delete()
        log.record(facts.AgentHeldBack(agent_id=person_id, reason=reason), at=now.at)
    return len(changed)


def _close_offers(now: Snapshot) -> int:
    """Expire what was not answered; withdraw what nobody waits for, or somebody who left was asked."""
    closed = 0
    for offer in now.offers:
        state = now.states.get(offer.person_id)
        is_there = state is not None and state.kind in WORKING and offer.person_id not in now.to_hold_back
        if offer.ticket_id not in now.tickets or not is_there:
            closed += close_offer(offer, offer.ticket, OfferAnswer.WITHDRAWN, now.at)
        elif offer.expires_at <= now.at:
            expire(offer, now.policy, now.at)
            closed += 1
    return closed


def _take_back(now: Snapshot) -> int:
    """Put back what waits at somebody who has been gone for too long, in working time."""
    if not now.policy.away_s:
        return 0
    at_ms = log.to_ms(now.at)
    gone: dict[int, tuple[str, int]] = {}
    for person_id, state in leavers(now).items():
        since = now.states[person_id].since
        left_ms = open_ms_between(now.calendar, log.to_ms(since), at_ms) if since else 0
        if left_ms >= now.policy.away_s * 1000 and now.loads.get(person_id):
            gone[person_id] = (state, left_ms // 1000)
    taken = list(held_by(gone, now.roster.lineages))
    for ticket in taken:
        agent_id = ticket.assignee_id or 0
        state, left_s = gone.get(agent_id, ("inactive", 0))
        tickets.put_back(ticket, None, now.at)
        log.record(
            facts.WorkTakenBack(
                ticket_id=ticket.pk,
                team_id=ticket.team_id,
                agent_id=agent_id,
                channel=ticket.channel,
                state=state,
                left_s=left_s,
            ),
            at=now.at,
        )
    return len(taken)


def _let_leave(now: Snapshot) -> int:
    """End the stays of tickets that no longer wait."""
    gone = Ticket.objects.filter(pk__in=now.stays.keys() - now.tickets.keys()).order_by("id")
    left = list(gone) if now.stays.keys() - now.tickets.keys() else []
    for ticket in left:
        leave_queue(ticket, now.at)
    return len(left)


def _let_join(now: Snapshot) -> int:
    """Queue what has come, and what belongs into another queue or at another place than it stands."""
    coming = []
    for ticket in now.tickets.values():
        stay = now.stays.get(ticket.pk)
        queue = match_queue(now.policy, now.waiting(ticket, stay))
        if stay is None or (stay.queue, stay.place) != (queue.code, ticket.waiting_since):
            coming.append((ticket, queue))
    if not coming:
        return 0
    since = now.at - timedelta(days=now.policy.sticky_days)
    last = last_agents([ticket for ticket, _queue in coming], since) if now.policy.sticky_days else {}
    for ticket, queue in coming:
        _join(now, ticket, queue, last.get(ticket.pk))
    return len(coming)


def _join(now: Snapshot, ticket: Ticket, queue: Queue, last_agent_id: int | None) -> None:
    place, stay = ticket.waiting_since or now.at, now.stays.get(ticket.pk)
    home_id = stay.home_team_id if stay and stay.place == place else ticket.team_id
    Queued.objects.update_or_create(
        ticket=ticket,
        defaults={
            "centre_id": now.centre_id,
            "queue": queue.code,
            "reason": "",
            "place": place,
            "queued_at": now.at,
            "overflow_step": 0,
            "home_team_id": home_id,
            "last_agent_id": last_agent_id,
            "left_at": None,
        },
    )
    log.record(
        facts.TicketQueued(
            ticket_id=ticket.pk,
            team_id=ticket.team_id,
            channel=ticket.channel,
            centre_id=now.centre_id,
            home_team_id=home_id,
            queue=queue.code,
            priority=ticket.priority,
            place_ms=log.to_ms(place),
            last_agent_id=last_agent_id,
            policy_version=now.policy.version,
        ),
        at=now.at,
    )


def _overflow(now: Snapshot) -> int:
    """Let another team have what has waited too long, in working time."""
    over = 0
    for ticket in now.tickets.values():
        stay = now.stays.get(ticket.pk)
        steps = now.policy.queue(stay.queue).overflow if stay else ()
        if stay is None or stay.overflow_step >= len(steps):
            continue
        step = steps[stay.overflow_step]
        waited_ms = open_ms_between(now.calendar, log.to_ms(stay.queued_at), log.to_ms(now.at))
        if waited_ms >= step.after_s * 1000 and step.team_id in now.roster.lineages:
            _let_over(now, ticket, stay, step.team_id)
            over += 1
    return over


def _let_over(now: Snapshot, ticket: Ticket, stay: Queued, team_id: int) -> None:
    if not Ticket.objects.active().filter(pk=ticket.pk, assignee=None).update(team_id=team_id):
        return
    Queued.objects.filter(pk=stay.pk).update(overflow_step=stay.overflow_step + 1)
    log.record(
        facts.TicketOverflowed(
            ticket_id=ticket.pk,
            team_id=team_id,
            channel=ticket.channel,
            from_team_id=ticket.team_id,
            queue=stay.queue,
            step=stay.overflow_step + 1,
        ),
        at=now.at,
    )


def _distribute(now: Snapshot) -> int:
    """Choose for each ticket in order; whoever gets one counts as busier for the next."""
    asked_for = {offer.ticket_id for offer in now.offers if not offer.answer}
    rows = [
        now.waiting(ticket, now.stays[pk])
        for pk, ticket in now.tickets.items()
        if pk in now.stays and pk not in asked_for
    ]
    people = {one.agent_id: one for one in now.candidates}
    turns, found = dict(now.turns), 0
    for waiting in in_order(rows, _ranks(now, rows)):
        queue = match_queue(now.policy, waiting)
        choice = choose(waiting, people.values(), now.policy, turns)
        if choice.agent_id is None:
            _explain(now, waiting, queue, choice)
            continue
        _give(now, waiting, queue, choice)
        turns[queue.code] = choice.agent_id
        people[choice.agent_id] = _busier(people[choice.agent_id], waiting, queue, now)
        found += 1
    return found


def _ranks(now: Snapshot, rows: list[Waiting]) -> dict[int, int]:
    """Where the operating mode puts each ticket among those of the same priority."""
    return {one.ticket_id: now.plan.rank(match_queue(now.policy, one).code, one.reason_id) for one in rows}


def _give(now: Snapshot, waiting: Waiting, queue: Queue, choice: Choice) -> None:
    ticket, stay = now.tickets[waiting.ticket_id], now.stays[waiting.ticket_id]
    if queue.asks:
        make_offer(ticket, stay, choice, now.policy, now.at)
        return
    to = Person.objects.get(pk=choice.agent_id or 0)
    tickets.hold(ticket, to, None, now.at, routed=tickets.Routed(now.policy.version, choice.by))
    note_turn(stay, to.pk)


def _busier(one: Candidate, waiting: Waiting, queue: Queue, now: Snapshot) -> Candidate:
    """The candidate with one ticket more, or with an offer to answer."""
    if queue.asks:
        return replace(one, is_asked=True)
    since_ms = one.idle_since_ms if one.state == IN_CONTACT else max(log.to_ms(now.at), one.idle_since_ms)
    load = one.load + now.policy.weight(waiting.channel)
    return replace(one, state=IN_CONTACT, load=load, idle_since_ms=since_ms)


def _explain(now: Snapshot, waiting: Waiting, queue: Queue, choice: Choice) -> None:
    """Say why the ticket waits, where that is another reason than before."""
    stay, ticket = now.stays[waiting.ticket_id], now.tickets[waiting.ticket_id]
    if stay.reason == choice.wait_reason:
        return
    Queued.objects.filter(pk=stay.pk).update(reason=WaitReason(choice.wait_reason))
    log.record(
        facts.WaitExplained(
            ticket_id=ticket.pk,
            team_id=ticket.team_id,
            channel=ticket.channel,
            queue=queue.code,
            reason=choice.wait_reason,
            policy_version=now.policy.version,
        ),
        at=now.at,
    )
