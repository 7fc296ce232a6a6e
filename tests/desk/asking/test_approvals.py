"""Beyond one's own limit: asked, decided, passed up, stood in for, learned from."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk.actions.asking import approvals, delegations, policies, promotions
from gijun.desk.actions.asking.clock import send_up
from gijun.desk.errors import DeskError
from gijun.desk.models import ApprovalRequest, Promotion
from gijun.desk.queries.asking import approvals as reads
from gijun.desk.rules.asking.policy import Level, Policy
from gijun.events.models import Event
from gijun.organisation import actions as organisation
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.organisation.terms import Role
from tests import make
from tests.desk.asking import asked
from tests.make import NOON, at


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_beyond_the_limit_the_lead_is_asked_with_a_deadline(ticket, jisu, lead, manager):
    row = asked.approval(ticket, jisu)

    assert (row.approver, row.own_limit, row.role) == ("team_lead", 30_000, "agent")
    assert row.due_at == at(10) + timedelta(minutes=30)
    event = Event.objects.get(name="desk.approval_asked")
    assert (event.agent_id, event.data["amount"], event.data["why"]) == (jisu.pk, 50_000, "authority")


def test_within_the_own_limit_nobody_is_asked_and_it_says_so(ticket, jisu, lead):
    with pytest.raises(DeskError, match="within your own limit"):
        asked.approval(ticket, jisu, amount=30_000)
    assert not ApprovalRequest.objects.exists()


def test_an_exception_always_needs_somebody(ticket, jisu, lead):
    assert asked.approval(ticket, jisu, power="desk.exception", amount=0).own_limit is None


def test_an_amount_beyond_the_lead_goes_past_them(ticket, jisu, lead, manager):
    row = asked.approval(ticket, jisu, amount=500_000)

    assert row.approver == "operations_manager"
    with pytest.raises(PermissionDenied, match="goes beyond what you may decide"):
        approvals.decide(row.pk, approved=True, by=lead, at=at(20))
    assert approvals.decide(row.pk, approved=True, by=manager, at=at(30)).state == "approved"


def test_where_nobody_may_decide_so_much_it_is_refused(ticket, jisu, lead):
    with pytest.raises(DeskError, match="Nobody above this team may decide about so much"):
        asked.approval(ticket, jisu, amount=500_000)


def test_asking_the_same_twice_asks_once(ticket, jisu, lead):
    assert asked.approval(ticket, jisu).pk == asked.approval(ticket, jisu, when=20).pk


def test_evidence_of_another_ticket_is_refused(ticket, jisu, lead, team):
    other = make.ticket(make.account(team), address="b@example.com")

    with pytest.raises(DeskError, match="Evidence has to come from this ticket"):
        asked.approval(ticket, jisu, message_id=other.messages.get().pk)


def test_a_denial_says_why_and_what_to_say(ticket, jisu, lead):
    row = asked.approval(ticket, jisu)

    with pytest.raises(DeskError, match="Write why it is denied"):
        approvals.decide(row.pk, approved=False, by=lead, at=at(20))
    done = approvals.decide(
        row.pk, approved=False, note="두 번째 보상입니다", say="규정상 어렵습니다", by=lead, at=at(70)
    )
    assert (done.state, done.decision_note, done.say) == ("denied", "두 번째 보상입니다", "규정상 어렵습니다")
    event = Event.objects.get(name="desk.approval_decided")
    assert (event.agent_id, event.data["approved"], event.data["took_ms"]) == (jisu.pk, False, 60_000)


def test_nobody_decides_about_a_request_of_their_own(ticket, lead, manager, head):
    row = asked.approval(ticket, lead, amount=400_000)

    with pytest.raises(DeskError, match="Nobody decides about a request of their own"):
        approvals.decide(row.pk, approved=True, by=lead, at=at(20))


def test_a_request_is_decided_once(ticket, jisu, lead, manager):
    row = asked.approval(ticket, jisu)
    approvals.decide(row.pk, approved=True, by=lead, at=at(20))

    with pytest.raises(DeskError, match="decided or withdrawn already"):
        approvals.decide(row.pk, approved=False, note="아니요", by=manager, at=at(30))


def test_what_nobody_decides_in_time_goes_to_the_next_approver(ticket, jisu, lead, manager):
    row = asked.approval(ticket, jisu)

    assert send_up(row.due_at) == 1
    row.refresh_from_db()
    assert (row.approver, row.is_last) == ("operations_manager", True)
    assert send_up(row.due_at + timedelta(days=1)) == 0
    assert approvals.decide(row.pk, approved=True, by=lead, at=row.due_at).decided_by == lead


def test_a_withdrawn_request_is_decided_no_more(ticket, jisu, lead):
    row = asked.approval(ticket, jisu)
    approvals.withdraw_approval(row.pk, by=jisu, at=at(20))
    approvals.withdraw_approval(row.pk, by=jisu, at=at(21))

    with pytest.raises(DeskError, match="decided or withdrawn already"):
        approvals.decide(row.pk, approved=True, by=lead, at=at(30))
    with pytest.raises(ApprovalRequest.DoesNotExist):
        approvals.withdraw_approval(row.pk, by=lead, at=at(30))


def test_an_agent_decides_nothing(ticket, jisu, lead):
    row = asked.approval(ticket, jisu)
    colleague = make.person("colleague", ticket.team, "agent")

    with pytest.raises(PermissionDenied):
        approvals.decide(row.pk, approved=True, by=colleague, at=at(20))


@pytest.fixture
def deputy(centre):
    """Leads another team, so that only the delegation lets them decide here."""
    return make.person("deputy", make.team(centre, "2팀"), "team_lead", name="대리인")


def away(giver, deputy, *, hours=8):
    return delegations.delegate(
        deputy.pk, starts_at=NOON, ends_at=NOON + timedelta(hours=hours), by=giver, at=NOON
    )


def test_a_deputy_decides_for_an_absent_approver_and_only_then(ticket, jisu, lead, deputy):
    row = asked.approval(ticket, jisu)
    with pytest.raises(PermissionDenied):
        approvals.decide(row.pk, approved=True, by=fresh(deputy), at=at(20))
    away(lead, deputy)

    assert [line.stands_in_for for line in reads.waiting_for(fresh(deputy), at(20))] == [lead]
    with pytest.raises(PermissionDenied):
        approvals.decide(row.pk, approved=True, by=fresh(deputy), at=at(8 * 3600))
    done = approvals.decide(row.pk, approved=True, by=fresh(deputy), at=at(30))
    assert (done.decided_by, done.stood_in_for) == (deputy, lead)
    assert Event.objects.get(name="desk.approval_decided").data["for_id"] == lead.pk


def test_who_is_back_is_stood_in_for_no_more(ticket, jisu, lead, deputy):
    row = asked.approval(ticket, jisu)
    absence = away(lead, deputy)
    delegations.end_delegation(absence.pk, by=lead, at=at(10))
    delegations.end_delegation(absence.pk, by=lead, at=at(11))

    with pytest.raises(PermissionDenied):
        approvals.decide(row.pk, approved=True, by=fresh(deputy), at=at(20))


def test_a_deputy_never_decides_for_the_one_who_asked(ticket, lead, manager, deputy):
    row = asked.approval(ticket, lead, amount=400_000)
    away(lead, deputy)

    with pytest.raises(PermissionDenied):
        approvals.decide(row.pk, approved=True, by=fresh(deputy), at=at(20))


@pytest.mark.parametrize(("starts", "ends"), [(5, 5), (9, 3), (-9, -1)])
def test_an_absence_that_is_over_or_turned_round_is_refused(lead, deputy, starts, ends):
    hour = timedelta(hours=1)
    with pytest.raises(DeskError, match="has to end after it begins"):
        delegations.delegate(
            deputy.pk, starts_at=NOON + starts * hour, ends_at=NOON + ends * hour, by=lead, at=NOON
        )


def test_absences_neither_overlap_nor_lead_back(lead, deputy, jisu):
    away(lead, deputy)

    with pytest.raises(DeskError, match="stands in for you at that time already"):
        away(lead, deputy)
    with pytest.raises(DeskError, match="오실장 is away then, and the way leads back"):
        away(deputy, lead)
    with pytest.raises(DeskError, match="Choose a colleague who may approve"):
        away(make.person("third", lead.memberships.get().team, "team_lead"), jisu)


def test_earlier_decisions_like_this_one_are_shown(ticket, jisu, lead):
    for when, amount in ((10, 40_000), (20, 50_000), (30, 90_000)):
        row = asked.approval(ticket, jisu, amount=amount, when=when)
        approvals.decide(row.pk, approved=amount != 40_000, note="x", by=lead, at=at(when + 1))

    found = reads.similar("desk.refund", None, 45_000, at(99))
    assert (found.approved, found.denied, [row.amount for row in found.latest]) == (1, 1, [50_000, 40_000])


@pytest.fixture
def soon(centre, head, lead, manager):
    """Two approvals are enough."""
    rules = Policy(
        (Level(Role.TEAM_LEAD, 5), Level(Role.CENTRE_HEAD, 5)), promote_after=2, promote_days=30, quiet_days=7
    )
    return policies.change_policy(centre.pk, rules, by=head, at=NOON)


def approve_two(ticket, jisu, lead, *, when=10):
    for step in (0, 2):
        row = asked.approval(ticket, jisu, amount=40_000 + step * 5_000, when=when + step)
        approvals.decide(row.pk, approved=True, by=lead, at=at(when + step + 1))


def test_what_was_always_approved_is_proposed_and_accepted_into_the_table(soon, ticket, jisu, lead, head):
    approve_two(ticket, jisu, lead)
    row = Promotion.objects.get()
    assert (row.role, row.power, row.amount, row.approvals) == ("agent", "desk.refund", 50_000, 2)

    promotions.decide_promotion(row.pk, accepted=True, by=head, at=at(60))

    limit = authority.decision_of(Role.AGENT, "desk.refund")
    assert (limit.limit_amount, limit.approver) == (50_000, "team_lead")
    with pytest.raises(DeskError, match="Nobody has to approve"):
        asked.approval(ticket, fresh(jisu), amount=50_000, when=70)
    with pytest.raises(DeskError, match="decided about this proposal already"):
        promotions.decide_promotion(row.pk, accepted=False, by=head, at=at(80))


def test_a_proposal_left_is_quiet_for_a_while_and_one_denial_starts_anew(soon, ticket, jisu, lead, head):
    approve_two(ticket, jisu, lead)
    promotions.decide_promotion(Promotion.objects.get().pk, accepted=False, by=head, at=at(60))

    approve_two(ticket, jisu, lead, when=100)
    assert Promotion.objects.count() == 1
    approve_two(ticket, jisu, lead, when=8 * 86_400)
    assert Promotion.objects.count() == 2


def test_a_denial_keeps_the_limit(soon, ticket, jisu, lead):
    row = asked.approval(ticket, jisu, when=5)
    approvals.decide(row.pk, approved=False, note="안 됩니다", by=lead, at=at(6))
    approve_two(ticket, jisu, lead)

    assert not Promotion.objects.exists()


def test_a_manager_who_decides_no_authority_accepts_nothing(soon, ticket, jisu, lead, manager):
    approve_two(ticket, jisu, lead)

    with pytest.raises(PermissionDenied):
        promotions.decide_promotion(Promotion.objects.get().pk, accepted=True, by=manager, at=at(60))
    assert Promotion.objects.get().state == "proposed"


def test_a_limit_the_table_refuses_stays_proposed_with_the_reason(soon, ticket, jisu, lead, head):
    approve_two(ticket, jisu, lead)
    organisation.decide_authority(
        "team_lead",
        "desk.refund",
        allowed=True,
        limit_amount=50_000,
        approver="centre_head",
        by=None,
        at=at(50),
    )
    row = Promotion.objects.get()
    promotions.decide_promotion(row.pk, accepted=True, by=head, at=at(60))

    assert authority.decision_of(Role.AGENT, "desk.refund").approver == "centre_head"


@pytest.mark.parametrize(
    ("roles", "why"),
    [
        ((), "at least one level"),
        ((Role.TEAM_LEAD, Role.TEAM_LEAD), "Team lead stands twice on the way up"),
        ((Role.OPERATIONS_MANAGER, Role.TEAM_LEAD), "Team lead stands below the level before it"),
        ((Role.TEAM_LEAD, Role.CENTRE_HEAD), "Nobody in this centre is Centre head"),
    ],
)
def test_rules_that_lead_nowhere_are_refused_at_save(centre, lead, manager, roles, why):
    rules = Policy(tuple(Level(role, 5) for role in roles))

    with pytest.raises(DeskError, match=why):
        policies.change_policy(centre.pk, rules, by=manager, at=NOON)


def test_rules_have_versions_and_the_same_again_changes_nothing(centre, lead, manager):
    rules = Policy((Level(Role.TEAM_LEAD, 5),))

    first = policies.change_policy(centre.pk, rules, by=manager, at=NOON)
    assert policies.change_policy(centre.pk, rules, by=manager, at=NOON) is None
    assert first.version == 1
    with pytest.raises(PermissionDenied):
        policies.change_policy(centre.pk, rules, by=lead, at=NOON)
