"""The facts mail records beside those of the desk."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxChanged:
    """How a mailbox is fetched was set up or changed, or fetching was stopped."""

    name: ClassVar[str] = "email.mailbox_changed"
    version: ClassVar[int] = 1
    mailbox_id: int
    account_id: int
    team_id: int
    active: bool
