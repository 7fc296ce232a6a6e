"""`gijun clocks rebuild` and the task of the clock."""

import io
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from gijun.desk.models import TicketClock
from gijun.events.models import Event
from gijun.web.tasks import SCHEDULE, note_due_clocks
from tests import make
from tests.desk.clocks import agreed


def printed() -> list[str]:
    out = io.StringIO()
    call_command("clocks", "rebuild", stdout=out)
    return out.getvalue().splitlines()


def test_the_command_says_how_far_it_is_and_that_nothing_differed(centre, team):
    agreed.targets(centre)
    make.ticket(make.account(team))

    assert printed() == ["ticket 1 of 1 (100%)", "Nothing differed."]


def test_the_command_prints_each_clock_that_stood_otherwise(centre, team):
    agreed.targets(centre, agreed.row("first_response", 60))
    ticket = make.ticket(make.account(team))
    TicketClock.objects.filter(metric="first_response").update(target_ms=1)

    assert printed() == [
        f"ticket {ticket.pk} first_response 1: target_ms was 1, is 3600000",
        "ticket 1 of 1 (100%)",
        "1 differences.",
    ]
    assert printed()[-1] == "Nothing differed."


def test_the_schedule_notes_what_ran_out(centre, team):
    agreed.targets(centre, agreed.row("first_response", 60))
    make.ticket(make.account(team), when=timezone.now() - timedelta(minutes=61))

    assert note_due_clocks.func() == 1
    assert Event.objects.filter(name="desk.clock_breached").count() == 1
    assert note_due_clocks in [one.task for one in SCHEDULE]
