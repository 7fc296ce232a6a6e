"""The stream over a real connection: in order, nothing missed, nothing foreign."""

import http.client
import json
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import pytest

from gijun.desk import actions
from gijun.events import log
from gijun.organisation import actions as organisation
from tests import make
from tests.make import at
from tests.serving import served, session_of

pytestmark = pytest.mark.threads


@pytest.fixture
def floor(committed_db):
    """A team with a mailbox, and the web process."""
    team = make.team(make.centre())
    with served() as address:
        yield make.account(team), make.person("jisu", team, "agent"), address


@contextmanager
def listening(address, person, after=None):
    """The lines of a person's stream, as messages (position, topics)."""
    place = urlsplit(address)
    with closing(http.client.HTTPConnection(place.hostname, place.port, timeout=20)) as line:
        headers = {"Cookie": f"sessionid={session_of(person)}"}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        line.request("GET", "/stream/", headers=headers)
        answer = line.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream")
        yield messages(answer)


def messages(answer):
    position = None
    for line in answer:
        text = line.decode().rstrip()
        if text.startswith("id: "):
            position = int(text[4:])
        elif text.startswith("data: {"):
            yield position, json.loads(text[6:])["topics"]


def until(told, position):
    """Every topic told up to a position."""
    heard = set()
    for reached, topics in told:
        heard |= set(topics)
        if reached >= position:
            return heard
    pytest.fail("The stream ended early.")


def test_a_page_hears_of_a_new_message_without_asking(floor):
    door, jisu, address = floor
    with listening(address, jisu) as told:
        next(told)

        ticket = make.ticket(door)

        assert until(told, log.head()) == {"queue", f"ticket:{ticket.pk}"}


def test_a_stream_that_was_cut_goes_on_where_it_stopped(floor):
    door, jisu, address = floor
    with listening(address, jisu) as told:
        next(told)
        make.ticket(door)
        stopped_at = log.head()
        until(told, stopped_at)
    missed = [make.ticket(door, address=f"c{n}@example.com").pk for n in range(40)]

    with listening(address, jisu, after=stopped_at) as told:
        heard = until(told, log.head())

    assert heard == {"queue", *(f"ticket:{pk}" for pk in missed)}


def test_two_readers_hear_what_is_theirs(floor):
    door, jisu, address = floor
    other = make.person("other", make.team(jisu.memberships.get().team.parent, "2팀"), "agent")
    with listening(address, jisu) as mine, listening(address, other) as theirs:
        next(mine)
        next(theirs)
        ticket = make.ticket(door)
        actions.write_note(ticket.pk, body="메모", by=jisu, at=at(1))

        assert until(mine, log.head()) == {"queue", f"ticket:{ticket.pk}"}
        assert until(theirs, log.head()) == set()


def test_without_signing_in_there_is_no_stream(floor):
    _door, _jisu, address = floor
    place = urlsplit(address)
    with closing(http.client.HTTPConnection(place.hostname, place.port, timeout=20)) as line:
        line.request("GET", "/stream/")
        assert line.getresponse().status == 302


def test_a_page_hears_of_its_own_state_and_a_lead_of_the_floor(floor):
    _door, jisu, address = floor
    minsu = make.person("minsu", jisu.memberships.get().team, "agent")
    far = make.person("far", make.team(make.centre("부산센터")), "agent")
    with listening(address, jisu) as told:
        next(told)

        for person in (jisu, minsu, far):
            organisation.enter_state(person.pk, "ready", by=person, at=at(0))
        organisation.ask_break(reason="break", minutes=10, by=jisu, at=at(1))

        assert until(told, log.head()) == {f"state:{jisu.pk}", "floor", "breaks"}


def test_a_state_of_another_centre_is_nobodys_news(floor):
    _door, jisu, address = floor
    far = make.person("far", make.team(make.centre("부산센터")), "agent")
    with listening(address, jisu) as told:
        next(told)

        organisation.enter_state(far.pk, "ready", by=far, at=at(0))

        assert until(told, log.head()) == set()
