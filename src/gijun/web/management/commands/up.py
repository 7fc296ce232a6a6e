from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gijun.organisation import queries
from gijun.organisation.models import Person
from gijun.organisation.terms import Role
from gijun.web import preparing, running
from gijun.web.running import Address, Child


def both(sentence: Promise | str, **values: object) -> str:
    """The sentence in Korean and English: whoever starts the product has not signed in yet."""
    said = []
    for language in ("ko", "en"):
        with translation.override(language):
            said.append(str(sentence) % values)
    return " / ".join(dict.fromkeys(said))


class Command(BaseCommand):
    help = "Prepare what is missing, then run pages and worker until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--empty", action="store_true", help="do not build the practice centre at the first start"
        )

    def handle(self, *args: Any, empty: bool = False, **options: Any) -> None:
        address = self._address()
        try:
            self._prepare(empty=empty)
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        connections.close_all()
        stop = running.stop_on_signals()
        commands = [("web", running.web_command(address)), ("worker", running.worker_command())]
        with running.children(commands) as started:
            if running.wait_until_it_answers(address, started, stop):
                self._greet(address)
                self._say_if_ended(running.wait_for_the_end(started, stop))
            elif not stop.is_set():
                self._say_if_ended(next((child for child in started if child.has_ended), None))
                raise CommandError(both(_("The pages do not answer at %(url)s."), url=address.url))

    def _address(self) -> Address:
        try:
            address = running.address_of(settings.WEB_ADDRESS)
        except running.AddressError as error:
            raise CommandError(str(error)) from error
        if running.is_taken(address):
            raise CommandError(
                both(
                    _("Something already runs at %(url)s. Stop it, or choose another GIJUN_WEB_ADDRESS."),
                    url=address.url,
                )
            )
        return address

    def _prepare(self, *, empty: bool) -> None:
        if preparing.bring_database_up():
            self.stdout.write(both(_("The database is ready.")))
        if not empty and preparing.wants_practice_centre():
            self.stdout.write(both(_("Building the practice centre.")))
            preparing.build_practice_centre()
        if preparing.collect_pages_files():
            self.stdout.write(both(_("The pages' files are ready.")))

    def _greet(self, address: Address) -> None:
        lines = ["", f"  {address.url}"]
        if logins := queries.practice_logins():
            lines += ["", "  " + both(_("Practice centre: sign in as one of these people."))]
            width = max(len(person.username) for person in logins)
            lines += [f"    {person.username:<{width}}  {_password_and_role(person)}" for person in logins]
        connections.close_all()
        self.stdout.write("\n".join([*lines, "", "  " + both(_("Ctrl-C stops everything.")), ""]))
        self.stdout.flush()

    def _say_if_ended(self, child: Child | None) -> None:
        if child is not None:
            raise CommandError(
                both(
                    _("The %(name)s process ended by itself with code %(code)s; its last words stand above."),
                    name=child.name,
                    code=child.process.returncode,
                )
            )


def _password_and_role(person: Person) -> str:
    role = Role(person.memberships.all()[0].role)
    return f"{person.preferences['practice_login']}  {both(role.label)}"
