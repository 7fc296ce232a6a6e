"""``gijun createadmin`` and ``gijun setpassword``."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from gijun.events.models import Event
from gijun.organisation import actions, authority
from gijun.organisation.events import PasswordSet
from gijun.organisation.management.commands import createadmin
from gijun.organisation.models import Person, Team
from tests.make import NOON
from tests.organisation import facts

PASSWORD = "correct-horse-battery"


@pytest.fixture
def typed(monkeypatch):
    """What stands on the standard input."""

    def type_(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return type_


def createadmin_(**options) -> str:
    told = io.StringIO()
    given = {"username": "boss", "name": "정대표", "password_stdin": True}
    call_command("createadmin", **(given | options), stdout=told)
    return told.getvalue()


def test_the_first_administrator_gets_a_centre(db, typed):
    typed(PASSWORD + "\n")

    told = createadmin_(centre="본점")

    person, centre = Person.objects.get(), Team.objects.get()
    assert told == "boss administers 본점.\n"
    assert (centre.name, centre.parent_id) == ("본점", None)
    assert set(person.memberships.values_list("role", flat=True)) == {"it_administrator", "centre_head"}
    assert person.check_password(PASSWORD)
    assert not person.password_is_temporary
    assert authority.allows_everywhere(person, "organisation.manage_authority")


def test_another_administrator_joins_the_centres_there_are(centre, typed):
    practice = actions.add_team(name="연습", parent_id=None, by=None, at=NOON, is_practice=True)
    typed(PASSWORD + "\n")

    createadmin_()

    person = Person.objects.get(username="boss")
    assert set(person.memberships.values_list("team_id", flat=True)) == {centre.pk}
    assert set(Team.objects.all()) == {centre, practice}


def test_the_practice_centre_is_nobodys_centre(db, typed):
    actions.add_team(name="연습", parent_id=None, by=None, at=NOON, is_practice=True)
    typed(PASSWORD + "\n")

    createadmin_()

    assert Team.objects.filter(parent=None, is_practice=False).count() == 1


@pytest.mark.parametrize(
    ("options", "password"),
    [
        ({}, "short"),
        ({}, ""),
        ({"username": "한글"}, PASSWORD),
        ({"username": "jisu"}, PASSWORD),
        ({"name": " "}, PASSWORD),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(jisu, typed, options, password):
    typed(password + "\n")
    before = Person.objects.count(), Event.objects.count()

    with pytest.raises(CommandError):
        createadmin_(**options)

    assert (Person.objects.count(), Event.objects.count()) == before


def test_without_flags_it_asks(db, monkeypatch):
    answers = iter(["boss", "정대표"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    monkeypatch.setattr(createadmin, "getpass", lambda _question: PASSWORD)

    call_command("createadmin", stdout=io.StringIO())

    assert Person.objects.get(username="boss").name == "정대표"


def test_two_passwords_that_differ_are_refused(db, monkeypatch):
    passwords = iter([PASSWORD, PASSWORD + "x"])
    monkeypatch.setattr(createadmin, "getpass", lambda _question: next(passwords))

    with pytest.raises(CommandError):
        call_command("createadmin", username="boss", name="정대표")

    assert not Person.objects.exists()


@pytest.mark.parametrize("temporary", [True, False])
def test_a_password_set_by_command_is_a_fact(jisu, typed, temporary):
    typed(PASSWORD + "\n")

    call_command("setpassword", "JISU", password_stdin=True, temporary=temporary, stdout=io.StringIO())

    assert facts.last() == (PasswordSet(jisu.pk, temporary), None)
    kept = Person.objects.get(pk=jisu.pk)
    assert (kept.check_password(PASSWORD), kept.password_is_temporary) == (True, temporary)


@pytest.mark.parametrize(("username", "password"), [("nobody", PASSWORD), ("jisu", "short")])
def test_a_password_that_cannot_be_set(jisu, typed, username, password):
    typed(password + "\n")

    with pytest.raises(CommandError):
        call_command("setpassword", username, password_stdin=True)
