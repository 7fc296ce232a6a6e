"""How a door's mailbox is fetched."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _

from gijun.desk import vault
from gijun.desk.queries import doors
from gijun.events import log
from gijun.integrations.email.errors import MailboxError, MailError
from gijun.integrations.email.events import MailboxChanged
from gijun.integrations.email.models import Mailbox
from gijun.integrations.email.terms import Fault, Security, Start
from gijun.organisation import authority
from gijun.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Access:
    """How to get into a mailbox."""

    host: str
    port: int
    username: str
    password: str = field(repr=False)  # in a form: empty means the stored one
    security: str = Security.TLS
    folder: str = "INBOX"

    @property
    def place(self) -> tuple[str, int, str, str]:
        """What a password is good for; it is never sent anywhere else."""
        return self.host.lower(), self.port, self.security, self.username


@dataclass(frozen=True, slots=True)
class Given:
    """What a person decides about a mailbox."""

    access: Access
    start: Start = Start.NEW
    takes_plus: bool = False
    is_active: bool = True


def access_to(mailbox: Mailbox) -> Access:
    """The way into a mailbox that is set up.

    Raises:
        MailboxError: its password was sealed with another key.
    """
    try:
        password = vault.unseal(mailbox.password_sealed)
    except InvalidToken as error:
        raise MailboxError(Fault.SECRET) from error
    return Access(
        host=mailbox.host,
        port=mailbox.port,
        username=mailbox.username,
        password=password,
        security=mailbox.security,
        folder=mailbox.folder,
    )


def completed(account_id: int, access: Access, *, by: Person) -> Access:
    """What was typed, with the stored password where none was.

    Raises:
        MailError: there is none, or it belongs to another server or user.
        PermissionDenied: ``by`` may not manage doors of that team.
    """
    authority.require(by, "desk.manage_accounts", team_id=doors.door(account_id).team_id)
    if access.password:
        return access
    mailbox = Mailbox.objects.filter(account_id=account_id).first()
    if mailbox is None:
        raise MailError(_("Type the mailbox's password."))
    stored = access_to(mailbox)
    if stored.place != access.place:
        raise MailError(_("Server or user name have changed. Type the password again."))
    return replace(access, password=stored.password)


@log.action
def set_up(account_id: int, given: Given, *, by: Person, at: datetime) -> Mailbox:
    """Fetch a door's mail from a mailbox, change how, or stop it.

    Another server, user or folder is read from its beginning.

    Raises:
        MailError: the password is missing.
        PermissionDenied: ``by`` may not manage doors of that team.
    """
    access = completed(account_id, given.access, by=by)
    mailbox = Mailbox.objects.filter(account_id=account_id).first() or Mailbox(account_id=account_id)
    was = (mailbox.host.lower(), mailbox.username, mailbox.folder)
    is_other = mailbox.pk is None or was != (access.host.lower(), access.username, access.folder)
    if is_other or (given.start == Start.ALL) != (mailbox.takes_from is None):
        mailbox.uidvalidity, mailbox.last_uid = None, 0
        mailbox.takes_from = None if given.start == Start.ALL else at
    mailbox.host, mailbox.port, mailbox.security = access.host, access.port, access.security
    mailbox.username, mailbox.password_sealed = access.username, vault.seal(access.password)
    mailbox.folder, mailbox.takes_plus, mailbox.is_active = access.folder, given.takes_plus, given.is_active
    mailbox.next_poll_at, mailbox.failures = at, 0
    mailbox.last_error = mailbox.last_error_detail = ""
    mailbox.save()
    log.record(
        MailboxChanged(
            mailbox_id=mailbox.pk,
            account_id=account_id,
            team_id=doors.door(account_id).team_id,
            active=given.is_active,
        ),
        at=at,
        actor_id=by.pk,
    )
    return mailbox
