"""Personal scripts said in a ticket: unofficial words, told apart from agreed sentences."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from gijun.desk.actions.standards_in_use import GONE
from gijun.desk.events import SnippetUsed
from gijun.desk.models import Message, SnippetUse, Ticket
from gijun.desk.rules.edits import edited_share
from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards import queries as standards


class Used(Protocol):
    """A script inserted while writing, as it was offered: filled for the ticket, blanks left open."""

    @property
    def snippet_id(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def found_ms(self) -> int | None: ...


def note_snippets(ticket: Ticket, message: Message, used: Sequence[Used], by: Person, at: datetime) -> None:
    """Inside an action: record each script of those ``by`` sees that is still to be found in the message."""
    for one in {use.snippet_id: use for use in used}.values():
        share = edited_share(standards.agreed_words(one.text), message.body_full)
        if share > GONE or not standards.sees_snippet(by, one.snippet_id):
            continue
        SnippetUse.objects.create(message=message, snippet_id=one.snippet_id, edited_share=share)
        log.record(
            SnippetUsed(
                ticket_id=ticket.pk,
                contact_id=message.contact_id,
                team_id=ticket.team_id,
                agent_id=by.pk,
                channel=ticket.channel,
                message_id=message.pk,
                snippet_id=one.snippet_id,
                edited_share=share,
                found_ms=one.found_ms,
            ),
            at=at,
            actor_id=by.pk,
        )
