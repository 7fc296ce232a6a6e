"""Erasing a customer changes no figure, and the lake never held anything of theirs."""

from datetime import timedelta

from gijun.desk import actions as desk
from gijun.desk.models import Ticket
from gijun.measures import lake, queries
from gijun.measures.queries import Selection
from tests import make
from tests.make import NOON, at

DAY = NOON.date()
NAME, ADDRESS, TEXT = "남궁비밀", "secret.person@example.com", "제 비밀은 이것입니다"


def figures(manager):
    lake.refresh(lambda: NOON + timedelta(days=9), anew=True)
    return queries.overview(manager, Selection(DAY - timedelta(days=3), DAY)).results


def test_every_figure_stays_and_the_lake_holds_no_trace(team, jisu, manager, settings):
    ticket = Ticket.objects.get(
        pk=make.inbound(
            make.account(team), address=ADDRESS, sender_name=NAME, subject=TEXT, body=TEXT
        ).ticket_id
    )
    desk.take(ticket.pk, by=jisu, at=at(30))
    desk.be_present(ticket.pk, by=jisu, at=at(30))
    desk.reply(ticket.pk, body=TEXT, by=jisu, at=at(70), then_solve=True, reason_id=make.reason().pk)
    desk.leave(ticket.pk, by=jisu, at=at(75))
    before = figures(manager)

    desk.erase_customer(ticket.customer_id, by=manager, at=at(100))

    assert figures(manager) == before
    files = [path.read_bytes() for path in settings.LAKE.rglob("*") if path.is_file()]
    assert len(files) > 1
    assert [word for word in (NAME, ADDRESS, TEXT) for file in files if word.encode() in file] == []
