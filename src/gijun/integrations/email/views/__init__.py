"""Pages of mail."""

from gijun.integrations.email.views.mailboxes import (
    add_mailbox,
    change_door,
    mailbox,
    mailboxes,
    set_up_fetching,
    test_fetching,
)
from gijun.integrations.email.views.originals import inbound, original, retry

__all__ = [
    "add_mailbox",
    "change_door",
    "inbound",
    "mailbox",
    "mailboxes",
    "original",
    "retry",
    "set_up_fetching",
    "test_fetching",
]
