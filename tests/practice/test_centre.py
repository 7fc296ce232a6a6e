"""The practice centre: built by real actions, the same each time, and gone without a trace."""

from datetime import UTC, datetime

from django.apps import apps

from gijun.desk.models import Customer, NumberSeries, RawInbound, Ticket
from gijun.desk.queries import state
from gijun.events.models import Event
from gijun.measures.models import GrowthFigure
from gijun.organisation.models import Person, Team
from gijun.practice import centre, live
from gijun.practice.people import MAILBOX, REFUND_MAILBOX
from gijun.standards.models import ContactReason, Standard
from tests import make

HOLDING = ("organisation", "standards", "desk", "measures")
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def told():
    return list(Event.objects.order_by("position").values_list("name", "happened_at_ms", "channel"))


def counted():
    """Rows of every table but contact reasons, which are everybody's, and the numbers given to tickets."""
    models = [one for label in HOLDING for one in apps.get_app_config(label).get_models()]
    return {one.__name__: one.objects.count() for one in models if one not in {ContactReason, NumberSeries}}


def test_replaying_the_practice_centre_equals_its_rows(db):
    centre.build(NOW, days=2)

    assert state.from_log() == state.from_rows()
    assert Ticket.objects.waiting().count() > 0
    assert Person.objects.filter(is_practice=True).count() == 7 + 2 + 8 * 6
    assert {team.is_practice for team in Team.objects.all()} == {True}


def test_removing_it_leaves_what_is_real_and_nothing_else(db):
    team = make.team(make.centre())
    door = make.account(team)
    make.standard(team, make.person("real", team, "policy_owner"))
    real = make.ticket(door)
    before, rows = told(), counted()
    centre.build(NOW, days=1)

    centre.remove()

    assert told()[: len(before)] == before
    assert counted() == rows
    rest = {name for name, _at, _channel in told()[len(before) :]}
    assert rest <= {"standards.reason_added"}  # contact reasons are everybody's
    assert list(Ticket.objects.all()) == [real]
    assert (Customer.objects.count(), RawInbound.objects.count(), GrowthFigure.objects.count()) == (1, 0, 0)
    assert [person.username for person in Person.objects.all()] == ["real"]
    assert Standard.objects.count() == 1
    assert state.from_log() == state.from_rows()


def test_live_customers_write_to_the_practice_mailboxes():
    from random import Random

    random = Random(1)
    mails = [live.mail_of_somebody(random, NOW) for _ in range(40)]

    assert {mail["To"] for mail in mails} == {MAILBOX, REFUND_MAILBOX}
    assert all(mail["From"].endswith("@customers.example>") for mail in mails)
    assert all(mail.get_content().strip() for mail in mails)
