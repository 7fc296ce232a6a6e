import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gijun.events import log
from gijun.organisation import actions
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import Person, Team
from gijun.organisation.terms import Role

ROLES = (Role.IT_ADMINISTRATOR, Role.CENTRE_HEAD)


class Command(BaseCommand):
    help = (
        "Add the first administrator, and a centre if there is none yet (the practice centre does not count)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", help="sign-in name; asked for when left out")
        parser.add_argument("--name", help="name that colleagues see; asked for when left out")
        parser.add_argument("--centre", default="고객센터", help="name of the centre, if one has to be made")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from the first line of the input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        username = (options["username"] or input("Sign-in name: ")).strip()
        name = (options["name"] or input("Name: ")).strip()
        password = typed_password(from_stdin=options["password_stdin"])
        if not name:
            raise CommandError("Colleagues need a name to see.")
        try:
            person, centres = add_administrator(username, name, password, options["centre"])
        except OrganisationError as error:
            raise CommandError(str(error)) from error
        where = ", ".join(centre.name for centre in centres)
        self.stdout.write(f"{person.username} administers {where}.")


def typed_password(*, from_stdin: bool) -> str:
    """The password from the input, or asked for twice.

    Raises:
        CommandError: the two differ.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Password: ")
    if password != getpass("Password again: "):
        raise CommandError("The two passwords differ.")
    return password


@log.action
def add_administrator(username: str, name: str, password: str, centre: str) -> tuple[Person, list[Team]]:
    """A person who administers every centre that is not there for practice only.

    Raises:
        OrganisationError: the sign-in name is taken or cannot be one, or the password is too weak.
    """
    at = timezone.now()
    person = actions.add_person(username=username, name=name, password=None, by=None, at=at)
    actions.set_password(person, password, temporary=False, at=at)
    centres = list(Team.objects.filter(parent=None, is_practice=False).order_by("id"))
    if not centres:
        centres = [actions.add_team(name=centre, parent_id=None, by=None, at=at)]
    for team in centres:
        for role in ROLES:
            actions.give_role(person.pk, team_id=team.pk, role=role, by=None, at=at)
    return person, centres
