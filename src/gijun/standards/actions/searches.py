"""Searches in vain: what nobody has agreed on yet, or nobody finds."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.organisation.queries import home_team_id
from gijun.standards.errors import StandardsError
from gijun.standards.events import StandardNotFound
from gijun.standards.models import NotFoundQuery
from gijun.standards.rules.content import clean

WORDS_LENGTH = 200


@log.action
def note_not_found(
    words: str,
    *,
    by: Person,
    at: datetime,
    ticket_id: int | None = None,
    team_id: int | None = None,
    channel: str = "",
    took_ms: int | None = None,
) -> NotFoundQuery:
    """Record that somebody looked for a standard and found none; without a team it is their own.

    Raises:
        StandardsError: no words were given.
        PermissionDenied: ``by`` may not see standards there.
    """
    team_id = home_team_id(by) if team_id is None else team_id
    authority.require(by, "standards.view", team_id=team_id)
    words = clean(words)[:WORDS_LENGTH]
    if not words:
        raise StandardsError(_("Write what you looked for."))
    query = NotFoundQuery.objects.create(words=words, team_id=team_id, asked_at=at)
    log.record(
        StandardNotFound(
            query_id=query.pk,
            ticket_id=ticket_id,
            agent_id=by.pk,
            team_id=team_id,
            channel=channel,
            took_ms=took_ms,
        ),
        at=at,
        actor_id=by.pk,
    )
    return query
