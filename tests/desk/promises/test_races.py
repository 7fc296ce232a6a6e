"""Two people settle one promise at the same moment, on a database that commits for real."""

import pytest

from gijun.desk import actions
from gijun.desk.actions.promises.customer_page import give_satisfaction
from gijun.desk.actions.promises.keeping import keep, note_broken, withdraw
from gijun.desk.errors import DeskError
from gijun.desk.models import Promise, Satisfaction
from gijun.desk.queries import state
from gijun.desk.queries.promises import links
from gijun.events import log
from gijun.organisation.models import Person
from tests import make
from tests.committed import race
from tests.desk.promises.promised import HOUR, promise, told
from tests.make import at


def desk():
    team = make.team(make.centre())
    jisu, minsu = make.person("jisu", team, "agent"), make.person("minsu", team, "agent")
    return make.ticket(make.account(team)), jisu, minsu


@pytest.mark.threads
def test_two_who_keep_a_promise_at_once_keep_it_once(committed_db):
    ticket, jisu, minsu = desk()
    pk = promise(ticket, jisu).pk

    def keeping(person_id):
        return keep(pk, by=Person.objects.get(pk=person_id), at=at(60)).state

    assert race(keeping, (jisu.pk,), (minsu.pk,), (jisu.pk,), (minsu.pk,)) == ["kept"] * 4
    assert told() == ["promise_made", "promise_kept"]
    assert state.from_log().promises == state.from_rows().promises


@pytest.mark.threads
def test_keeping_and_withdrawing_at_once_does_one_of_the_two(committed_db):
    ticket, jisu, _minsu = desk()
    pk = promise(ticket, jisu).pk

    def settling(action):
        try:
            return action(pk, by=Person.objects.get(pk=jisu.pk), at=at(60)).state
        except DeskError:
            return "refused"

    found = race(settling, (keep,), (withdraw,))

    assert sorted(found) in (["kept", "refused"], ["refused", "withdrawn"])
    assert Promise.objects.get().state in found
    assert state.from_log().promises == state.from_rows().promises


@pytest.mark.threads
def test_two_clocks_note_a_broken_promise_once(committed_db):
    ticket, jisu, _minsu = desk()
    pk = promise(ticket, jisu).pk

    def noting():
        return note_broken(pk, at=at(3 * HOUR))

    assert sorted(race(noting, (), (), ())) == [False, False, True]
    assert told() == ["promise_made", "promise_broken"]


@pytest.mark.threads
def test_a_rating_pressed_twice_at_once_is_kept_once(committed_db):
    ticket, jisu, _minsu = desk()
    solved = actions.solve(ticket.pk, by=jisu, at=at(60), reason_id=make.reason().pk)
    solved_ms, token = log.to_ms(solved.solved_at), links.token_of(ticket.pk)

    def rating():
        given = give_satisfaction(token, score=5, resolved=True, comment="", solved_ms=solved_ms, at=at(120))
        return given.pk

    assert len(set(race(rating, (), (), ()))) == 1
    assert Satisfaction.objects.count() == 1
    assert told("desk.satisfaction") == ["satisfaction_given"]
