from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gijun.organisation import actions
from gijun.organisation.errors import OrganisationError
from gijun.organisation.management.commands.createadmin import typed_password
from gijun.organisation.models import Person


class Command(BaseCommand):
    help = "Set somebody's password; it is kept in the audit that it was set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--temporary", action="store_true", help="they have to change it at the next sign-in"
        )
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from the first line of the input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(username__iexact=options["username"]).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {options['username']}.")
        password = typed_password(from_stdin=options["password_stdin"])
        try:
            actions.set_password(person, password, temporary=options["temporary"], at=timezone.now())
        except OrganisationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{person.username} has a new password.")
