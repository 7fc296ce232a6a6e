"""What an agent does with a ticket: most are solved at once, the others go every way there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gijun.desk import actions as desk
from gijun.desk.actions.asking import approvals, consults, escalations
from gijun.desk.models import Ticket
from gijun.desk.terms import Priority, TicketStatus
from gijun.desk.terms.asking import AssistMode, EscalationKind
from gijun.desk.terms.routing import LIVE
from tests.desk.busy.centre import SENTENCE

if TYPE_CHECKING:
    from tests.desk.busy.agents import Agent


def treat(agent: Agent, ticket: Ticket) -> None:
    """Do what the agent decided after working on it; a double goes to the matter it belongs to."""
    first_id = agent.day.customers.doubles.pop(ticket.pk, None)
    if first_id and agent.day.attempt(
        "merged", desk.merge, ticket.pk, into_id=first_id, by=agent.day.there.manager
    ):
        return
    was_asked = ticket.escalations.exists() or ticket.approvals.exists() or ticket.consults.exists()
    ways, weights = (list(one) for one in zip(*(SHORT if was_asked else SHARES), strict=True))
    agent.day.random.choices(ways, weights)[0](agent, ticket)


def solve(agent: Agent, ticket: Ticket) -> None:
    """Answer with the agreed sentence, and the matter is done."""
    answer(agent, ticket, solves=True)


def answer(agent: Agent, ticket: Ticket, *, solves: bool = False) -> None:
    """Answer; unsolved it waits for the customer, and a chat that stays silent is ended after a while."""
    there = agent.day.there
    written = agent.attempt(
        "replied",
        desk.reply,
        ticket.pk,
        body=f"안녕하세요. {SENTENCE}",
        base_message_id=agent.seen_message,
        used=[desk.UsedSentence(there.standard.pk, SENTENCE, 3_000)],
        then_solve=solves,
        reason_id=ticket.reason_id or agent.day.random.choice(there.reasons).pk,
    )
    if written is None:
        return
    agent.day.customers.is_answered(ticket.pk, solved=solves)
    if not solves and ticket.channel in LIVE:
        agent.day.after(agent.day.spread(400), lambda: _end_silent(agent, ticket.pk))


def _end_silent(agent: Agent, ticket_id: int) -> None:
    now = Ticket.objects.get(pk=ticket_id)
    if now.status == TicketStatus.WAITING_CUSTOMER and now.assignee_id:
        agent.day.attempt("ended", desk.solve, ticket_id, by=agent.person if agent.is_there else agent.lead)


def park(agent: Agent, ticket: Ticket) -> None:
    """Leave a note, let it wait for a colleague, and go on later."""
    agent.attempt("noted", desk.write_note, ticket.pk, body="물류팀에 확인 중")
    _wait(agent, ticket)
    agent.day.after(agent.day.spread(900), lambda: _go_on(agent, ticket.pk))


def _wait(agent: Agent, ticket: Ticket) -> None:
    agent.attempt("parked", desk.park, ticket.pk, status=TicketStatus.WAITING_INTERNAL)


def _go_on(agent: Agent, ticket_id: int) -> None:
    if Ticket.objects.filter(pk=ticket_id, status=TicketStatus.WAITING_INTERNAL).exists():
        by = agent.person if agent.is_there else agent.day.there.manager
        agent.day.attempt("unparked", desk.park, ticket_id, status=TicketStatus.OPEN, by=by)


def give(agent: Agent, ticket: Ticket) -> None:
    """The lead gives it to a colleague who is there."""
    others = [one for one in agent.day.agents.values() if one.is_there and one is not agent]
    if others:
        to = agent.day.random.choice(others).person
        agent.day.attempt("given", desk.assign, ticket.pk, to=to, by=agent.lead)


def hand_on(agent: Agent, ticket: Ticket) -> None:
    """It is a claim: say so, and put it back for those who have the skill."""
    agent.attempt("reason", desk.choose_reason, ticket.pk, reason_id=agent.day.there.claim.pk)
    agent.attempt("released", desk.release, ticket.pk)


def hurry(agent: Agent, ticket: Ticket) -> None:
    """It is urgent and not theirs."""
    agent.attempt("priority", desk.set_priority, ticket.pk, priority=Priority.HIGH)
    agent.attempt("released", desk.release, ticket.pk)


def note(agent: Agent, ticket: Ticket) -> None:
    """Only a note for now; the customer goes on waiting, and it is taken up again."""
    agent.attempt("noted", desk.write_note, ticket.pk, body="주문 내역 확인함")


def ask_up(agent: Agent, ticket: Ticket) -> None:
    """A supervisor is asked for: one answers, helps, or takes it over and gives it back."""
    day, kind = agent.day, agent.day.random.choice(EscalationKind.values)
    asked = agent.attempt(
        "escalated", escalations.ask_up, ticket.pk, kind=kind, why="authority", note="상급자를 찾으십니다"
    )
    if asked is None:
        return
    _wait(agent, ticket)
    mode = day.random.choice(AssistMode.values)

    def help_out() -> None:
        picked = day.attempt("picked up", escalations.pick_up, asked.pk, mode=mode, by=agent.lead)
        if picked:
            day.after(day.spread(120), give_back)

    def give_back() -> None:
        day.attempt("answered up", escalations.answer, asked.pk, text="환불해 드리세요", by=agent.lead)
        _go_on(agent, ticket.pk)

    day.after(day.spread(90), help_out)


def ask_approval(agent: Agent, ticket: Ticket) -> None:
    """Beyond their own limit: somebody above decides."""
    day = agent.day
    request = approvals.Request("desk.refund", 50_000, "authority", "배송이 두 번 늦었습니다")
    asked = agent.attempt("approval asked", approvals.ask_approval, ticket.pk, request)
    if asked is None:
        return
    _wait(agent, ticket)
    says_yes = day.random.random() < 0.8

    def decide() -> None:
        day.attempt(
            "approval decided", approvals.decide, asked.pk, approved=says_yes, note="기준 밖", by=agent.lead
        )
        _go_on(agent, ticket.pk)

    day.after(day.spread(120), decide)


def consult(agent: Agent, ticket: Ticket) -> None:
    """A department knows: it is asked, and answers beside the ticket."""
    day, there = agent.day, agent.day.there
    asked = agent.attempt(
        "consulted",
        consults.consult,
        ticket.pk,
        department_id=there.department.pk,
        question="개봉 후 반품이 되나요?",
        why="knowledge",
    )
    if asked is None:
        return
    _wait(agent, ticket)

    def reply() -> None:
        day.attempt("consult answered", consults.answer_consult, asked.pk, text="안 됩니다", by=there.owner)
        _go_on(agent, ticket.pk)

    day.after(day.spread(500), reply)


Way = Callable[["Agent", Ticket], None]
SHORT: tuple[tuple[Way, int], ...] = ((solve, 80), (answer, 20))
SHARES: tuple[tuple[Way, int], ...] = (
    (solve, 62),
    (answer, 13),
    (park, 4),
    (give, 4),
    (hand_on, 3),
    (hurry, 3),
    (note, 2),
    (ask_up, 3),
    (ask_approval, 3),
    (consult, 3),
)
