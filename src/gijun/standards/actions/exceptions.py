"""Exceptions of a draft: a table that decides every contact, or the word that there are none."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.versions import change_draft
from gijun.standards.errors import StandardsError
from gijun.standards.models import StandardVersion
from gijun.standards.rules.decisions import Table, as_data
from gijun.standards.rules.sheet import longest
from gijun.standards.terms import NOTE_LENGTH, SENTENCE_LENGTH, STEP_LENGTH
from gijun.standards.terms.exceptions import APPROVAL_LENGTH

MOST_SIGNS = {
    "sentence": SENTENCE_LENGTH,
    "reason": NOTE_LENGTH,
    "step": STEP_LENGTH,
    "why": NOTE_LENGTH,
    "approval": APPROVAL_LENGTH,
}


@log.action
def change_exceptions(
    version_id: int,
    table: Table | None,
    *,
    no_exceptions: bool,
    by: Person,
    at: datetime,
    seen_hash: str = "",
) -> StandardVersion:
    """Let a draft have these exceptions; a table with faults may be kept, but not published.

    ``seen_hash`` names the whole content the person started from; empty: whatever stands there is replaced.

    Raises:
        ChangedMeanwhileError: somebody changed the draft since.
        StandardsError: there are exceptions and none are said to be, a text is too long, or it is published.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardVersion.DoesNotExist: there is none.
    """
    version = StandardVersion.objects.select_related("standard").get(pk=version_id)
    authority.require(by, "standards.write", team_id=version.standard.team_id)
    if table is not None:
        _require_sound(table, no_exceptions=no_exceptions)
    data = None if table is None else as_data(table)
    content = replace(version.content(), exceptions=data, no_exceptions=no_exceptions)
    return change_draft(version_id, content, by=by, at=at, seen_hash=seen_hash)


def _require_sound(table: Table, *, no_exceptions: bool) -> None:
    if no_exceptions:
        raise StandardsError(
            _("The table says which exceptions there are. Take it away, or the tick that there are none.")
        )
    for kind, length in longest(table):
        if length > MOST_SIGNS[kind]:
            raise StandardsError(_("A text has at most %(most)d characters.") % {"most": MOST_SIGNS[kind]})
