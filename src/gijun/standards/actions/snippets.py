"""Personal scripts: kept, changed, handed over, made the beginning of a standard, brought in from files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.standards import Matter, add_standard
from gijun.standards.actions.versions import change_draft, draft_version
from gijun.standards.errors import StandardsError
from gijun.standards.events import (
    SnippetAdded,
    SnippetChanged,
    SnippetOfferedAgain,
    SnippetPromoted,
    SnippetRetired,
)
from gijun.standards.models import Snippet, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.snippets import known_words, owners_in
from gijun.standards.rules.content import Said, clean, hash_of
from gijun.standards.rules.languages import language_of
from gijun.standards.rules.snippet_rows import SnippetRow, plan, titled
from gijun.standards.terms import TITLE_LENGTH, Outcome, SentenceChannel, SnippetState
from gijun.standards.terms.documents import SNIPPET_LENGTH

WRITE = "standards.write"


@dataclass(frozen=True, slots=True)
class SnippetLine:
    """A row of a file and what became, or would become, of it."""

    row: SnippetRow
    outcome: Outcome
    why: str = ""  # a sentence; empty unless it was left out


@log.action
def add_snippet(*, title: str, text: str, team_id: int, owner_id: int, by: Person, at: datetime) -> Snippet:
    """Keep words of one's own, or for somebody else; without a title they are called as they begin.

    Raises:
        StandardsError: there are no words, too many, or the owner may not see the team's standards.
        PermissionDenied: ``by`` may not see the team's standards; for somebody else: not write them.
    """
    authority.require(by, visible.VIEW if owner_id == by.pk else WRITE, team_id=team_id)
    _require_owner(owner_id, team_id)
    title, text = _checked(title, text)
    snippet = Snippet.objects.create(title=title, text=text, owner_id=owner_id, team_id=team_id, made_at=at)
    log.record(
        SnippetAdded(
            snippet_id=snippet.pk, owner_id=owner_id, team_id=team_id, content_hash=hash_of(title, text)
        ),
        at=at,
        actor_id=by.pk,
    )
    return snippet


@log.action
def change_snippet(snippet_id: int, *, title: str, text: str, by: Person, at: datetime) -> Snippet:
    """Let a script say something else; the same again changes nothing.

    Raises:
        StandardsError: there are no words or too many, or it is no longer offered.
        PermissionDenied: ``by`` neither owns it nor writes the team's standards.
        Snippet.DoesNotExist: there is none.
    """
    snippet = _offered(snippet_id, by)
    title, text = _checked(title, text)
    if (title, text) != (snippet.title, snippet.text):
        snippet.title, snippet.text = title, text
        snippet.save(update_fields=["title", "text"])
        _record_changed(snippet, by, at)
    return snippet


@log.action
def hand_over_snippet(snippet_id: int, *, owner_id: int, by: Person, at: datetime) -> Snippet:
    """Let somebody else answer for a script; the same person again changes nothing.

    Raises:
        StandardsError: they may not see the team's standards, or it is no longer offered.
        PermissionDenied: ``by`` neither owns it nor writes the team's standards.
        Snippet.DoesNotExist: there is none.
    """
    snippet = _offered(snippet_id, by)
    if owner_id != snippet.owner_id:
        _require_owner(owner_id, snippet.team_id)
        snippet.owner_id = owner_id
        snippet.save(update_fields=["owner"])
        _record_changed(snippet, by, at)
    return snippet


@log.action
def retire_snippet(snippet_id: int, *, by: Person, at: datetime) -> Snippet:
    """Offer a script no longer.

    Raises:
        StandardsError: it is no longer offered already.
        PermissionDenied: ``by`` neither owns it nor writes the team's standards.
        Snippet.DoesNotExist: there is none.
    """
    snippet = _offered(snippet_id, by)
    _settle(snippet, SnippetState.RETIRED)
    log.record(SnippetRetired(snippet_id=snippet.pk, team_id=snippet.team_id), at=at, actor_id=by.pk)
    return snippet


@log.action
def offer_snippet_again(snippet_id: int, *, by: Person, at: datetime) -> Snippet:
    """Offer a script that was no longer offered; one that is offered stays so.

    Raises:
        StandardsError: it became a standard, which is offered in its place.
        PermissionDenied: ``by`` neither owns it nor writes the team's standards.
        Snippet.DoesNotExist: there is none.
    """
    snippet = _in_reach(snippet_id, by)
    retired = Snippet.objects.filter(pk=snippet.pk, state=SnippetState.RETIRED)
    if retired.update(state=SnippetState.UNOFFICIAL):
        log.record(SnippetOfferedAgain(snippet_id=snippet.pk, team_id=snippet.team_id), at=at, actor_id=by.pk)
    snippet.refresh_from_db(fields=["state"])
    if snippet.state != SnippetState.UNOFFICIAL:
        raise StandardsError(_("This script became a standard. Use the standard."))
    return snippet


@log.action
def promote_snippet(snippet_id: int, *, title: str, by: Person, at: datetime) -> StandardVersion:
    """Begin a standard whose first draft says what the script says; gives the draft.

    It is agreed on like any other: a script is nobody's promise.

    Raises:
        StandardsError: the title is empty or too long, or the script is no longer offered.
        PermissionDenied: ``by`` may not write standards for its team.
        Snippet.DoesNotExist: there is none.
    """
    snippet = _offered(snippet_id, by)
    authority.require(by, WRITE, team_id=snippet.team_id)
    made = add_standard(Matter(title), team_id=snippet.team_id, owner_id=by.pk, by=by, at=at)
    draft = draft_version(made.pk, by=by, at=at)
    said = Said(SentenceChannel.ANY, language_of(snippet.text), snippet.text)
    draft = change_draft(draft.pk, replace(draft.content(), sentences=(said,)), by=by, at=at)
    snippet.standard = made
    _settle(snippet, SnippetState.PROMOTED)
    log.record(
        SnippetPromoted(snippet_id=snippet.pk, team_id=snippet.team_id, standard_id=made.pk),
        at=at,
        actor_id=by.pk,
    )
    return draft


def bring_in_snippets(
    rows: Sequence[SnippetRow], *, team_id: int, by: Person, at: datetime, commit: bool
) -> list[SnippetLine]:
    """Say what would become of each row, or with ``commit`` do it: good rows go in, the others are reported.

    Every row is an action of its own. The same rows again change nothing.

    Raises:
        PermissionDenied: ``by`` may not write standards for that team.
    """
    authority.require(by, WRITE, team_id=team_id)
    verdicts = plan(rows, owners_in(team_id, {row.owner for row in rows}), known_words(team_id), by.pk)
    lines = []
    for verdict in verdicts:
        why = str(verdict.problem.label) if verdict.problem else ""
        if commit and not why:
            why = _brought_in(verdict.row, verdict.owner_id, team_id, by, at)
        lines.append(SnippetLine(verdict.row, Outcome.REFUSED if why else Outcome.ADDED, why))
    return lines


def _brought_in(row: SnippetRow, owner_id: int, team_id: int, by: Person, at: datetime) -> str:
    """Keep the row; why not, if it cannot be kept."""
    try:
        add_snippet(title=row.title, text=row.text, team_id=team_id, owner_id=owner_id, by=by, at=at)
    except StandardsError as error:
        return str(error)
    return ""


def _in_reach(snippet_id: int, by: Person) -> Snippet:
    """The script, after asking for authority: one's own, or that of a team one writes for."""
    snippet = Snippet.objects.get(pk=snippet_id)
    own = snippet.owner_id == by.pk
    authority.require(by, visible.VIEW if own else WRITE, team_id=snippet.team_id)
    return snippet


def _offered(snippet_id: int, by: Person) -> Snippet:
    """The script in reach, if it is offered."""
    snippet = _in_reach(snippet_id, by)
    if snippet.state != SnippetState.UNOFFICIAL:
        raise StandardsError(_("This script is no longer offered."))
    return snippet


def _settle(snippet: Snippet, state: SnippetState) -> None:
    """The script's last state; whoever comes second is told so."""
    taken = Snippet.objects.filter(pk=snippet.pk, state=SnippetState.UNOFFICIAL).update(
        state=state, standard=snippet.standard
    )
    if not taken:
        raise StandardsError(_("This script is no longer offered."))
    snippet.state = state


def _checked(title: str, text: str) -> tuple[str, str]:
    text = clean(text)
    title = titled(title, text)
    if not text or len(text) > SNIPPET_LENGTH:
        raise StandardsError(_("Write words of at most %(most)d characters.") % {"most": SNIPPET_LENGTH})
    if len(title) > TITLE_LENGTH:
        raise StandardsError(_("Write a title of at most %(most)d characters.") % {"most": TITLE_LENGTH})
    return title, text


def _require_owner(owner_id: int, team_id: int) -> None:
    if not visible.may_answer(owner_id, team_id):
        raise StandardsError(
            _("This person cannot answer for the script: they do not see the team's standards.")
        )


def _record_changed(snippet: Snippet, by: Person, at: datetime) -> None:
    log.record(
        SnippetChanged(
            snippet_id=snippet.pk,
            owner_id=snippet.owner_id,
            team_id=snippet.team_id,
            content_hash=hash_of(snippet.title, snippet.text),
        ),
        at=at,
        actor_id=by.pk,
    )
