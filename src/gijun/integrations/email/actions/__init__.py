"""The only writers of mail: mailboxes set up, and how far each has been read."""

from gijun.integrations.email.actions.mailboxes import Access, Given, access_to, completed, set_up

__all__ = ["Access", "Given", "access_to", "completed", "set_up"]
