"""The practice centre: built by real actions, the same each time, and gone without a trace."""

from datetime import UTC, datetime

from gijun.desk.models import Customer, RawInbound, Ticket
from gijun.desk.queries import state
from gijun.events.models import Event
from gijun.measures.models import GrowthFigure
from gijun.organisation.models import Person, Team
from gijun.practice import centre, live
from gijun.practice.people import MAILBOX
from gijun.standards.models import Standard
from tests import make

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def told():
    return list(Event.objects.order_by("position").values_list("name", "happened_at_ms", "channel"))


def test_replaying_the_practice_centre_equals_its_rows(db):
    centre.build(NOW, days=2)

    assert state.from_log() == state.from_rows()
    assert Ticket.objects.waiting().count() > 0
    assert Person.objects.filter(is_practice=True).count() == 7 + 8 * 6
    assert {team.is_practice for team in Team.objects.all()} == {True}


def test_removing_it_leaves_what_is_real_and_nothing_else(db):
    team = make.team(make.centre())
    door = make.account(team)
    make.standard(team, make.person("real", team, "policy_owner"))
    real = make.ticket(door)
    before = told()
    centre.build(NOW, days=1)

    centre.remove()

    assert told()[: len(before)] == before
    rest = {name for name, _at, _channel in told()[len(before) :]}
    assert rest <= {"standards.reason_added"}  # contact reasons are everybody's
    assert list(Ticket.objects.all()) == [real]
    assert (Customer.objects.count(), RawInbound.objects.count(), GrowthFigure.objects.count()) == (1, 0, 0)
    assert [person.username for person in Person.objects.all()] == ["real"]
    assert Standard.objects.count() == 1
    assert state.from_log() == state.from_rows()


def test_live_customers_write_to_the_practice_mailbox():
    from random import Random

    mail = live.mail_of_somebody(Random(1), NOW)

    assert (mail["To"], mail["From"].endswith("@customers.example>")) == (MAILBOX, True)
    assert mail.get_content().strip() != ""
