"""Policy documents: brought in, replaced by newer editions, their clauses tied to standards."""

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
    ClauseMapped,
    ClauseSetAside,
    ClauseUnmapped,
    PolicyDocumentAdded,
    PolicyDocumentHandedOver,
    PolicyDocumentReplaced,
)
from gijun.standards.models import Clause, ClauseStandard, PolicyDocument, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.rules import documents
from gijun.standards.rules.content import clean, hash_of
from gijun.standards.rules.documents.editions import Edition
from gijun.standards.terms import EXPLANATION_LENGTH, NOTE_LENGTH, TITLE_LENGTH, DocumentKind
from gijun.standards.terms.documents import CLAUSE_LENGTH, DOCUMENT_CLAUSES

WRITE = "standards.write"


@dataclass(frozen=True, slots=True)
class Brought:
    """A document as it was brought in: its title, what it was, and its clauses in order."""

    title: str
    kind: DocumentKind
    clauses: Sequence[documents.Clause]

    def hash(self) -> str:
        return hash_of([[one.heading, one.text] for one in self.clauses])


@log.action
def add_document(
    brought: Brought, *, team_id: int, owner_id: int, by: Person, at: datetime
) -> PolicyDocument:
    """Keep a policy document with its clauses; none of them has a sentence yet.

    Raises:
        StandardsError: it has no title or no clauses, too many, one that is too long, or an owner who may not
            see the team's standards.
        PermissionDenied: ``by`` may not write standards for that team.
    """
    authority.require(by, WRITE, team_id=team_id)
    _require_owner(owner_id, team_id)
    return _stored(_checked(brought), team_id, owner_id, by, at)


@log.action
def replace_document(document_id: int, brought: Brought, *, by: Person, at: datetime) -> PolicyDocument:
    """Let a newer edition take the place of a document; without a title it keeps the one before.

    Clauses that say the same keep their standards and their marks; clauses whose words changed below the same
    heading keep their standards, which somebody has to look at again.

    Raises:
        StandardsError: a newer edition is there already, it says the same, or it cannot be kept.
        PermissionDenied: ``by`` may not write standards for its team.
        PolicyDocument.DoesNotExist: there is none.
    """
    older = PolicyDocument.objects.get(pk=document_id)
    authority.require(by, WRITE, team_id=older.team_id)
    tidy = _checked(replace(brought, title=brought.title.strip() or older.title))
    if tidy.hash() == older.content_hash:
        raise StandardsError(_("This edition says exactly what the one before says."))
    newer = _stored(tidy, older.team_id, older.owner_id, by, at)
    taken = PolicyDocument.objects.filter(pk=older.pk, replaced_by=None).update(replaced_by=newer)
    if not taken:
        raise StandardsError(_("A newer edition has taken the place of this document already."))
    changed = _carry_over(older, newer, by, at)
    log.record(
        PolicyDocumentReplaced(
            document_id=older.pk, team_id=older.team_id, by_document_id=newer.pk, changed_clauses=changed
        ),
        at=at,
        actor_id=by.pk,
    )
    return newer


@log.action
def hand_over_document(document_id: int, *, owner_id: int, by: Person, at: datetime) -> PolicyDocument:
    """Let somebody else answer for a document; the same person again changes nothing.

    Raises:
        StandardsError: they may not see the team's standards, or a newer edition has taken its place.
        PermissionDenied: ``by`` may not write standards for its team.
        PolicyDocument.DoesNotExist: there is none.
    """
    document = PolicyDocument.objects.get(pk=document_id)
    authority.require(by, WRITE, team_id=document.team_id)
    if document.replaced_by_id is not None:
        raise StandardsError(_("A newer edition has taken the place of this document already."))
    if document.owner_id == owner_id:
        return document
    _require_owner(owner_id, document.team_id)
    document.owner_id = owner_id
    document.save(update_fields=["owner"])
    log.record(
        PolicyDocumentHandedOver(document_id=document.pk, team_id=document.team_id, owner_id=owner_id),
        at=at,
        actor_id=by.pk,
    )
    return document


@log.action
def map_clause(clause_id: int, standard_id: int, *, by: Person, at: datetime) -> ClauseStandard:
    """Say that a standard says this clause to customers; also that it still does, after the clause changed.

    Raises:
        StandardsError: the clause is set aside, or a newer edition has taken its document's place.
        PermissionDenied: ``by`` may not write standards for the document's team.
        Clause.DoesNotExist, Standard.DoesNotExist: there is none, or ``by`` does not see it.
    """
    clause = _clause(clause_id, by)
    if clause.is_aside:
        raise StandardsError(_("This clause is set aside. Bring it back first."))
    standard = visible.standard(by, standard_id)
    pair, is_new = ClauseStandard.objects.get_or_create(clause=clause, standard=standard)
    if is_new or pair.needs_check:
        pair.needs_check = False
        pair.save(update_fields=["needs_check"])
        _record_mapped(pair, clause, by, at)
    return pair


@log.action
def unmap_clause(clause_id: int, standard_id: int, *, by: Person, at: datetime) -> None:
    """Take the tie between a clause and a standard away; where there is none, nothing changes.

    Raises:
        StandardsError: a newer edition has taken its document's place.
        PermissionDenied: ``by`` may not write standards for the document's team.
        Clause.DoesNotExist: there is none.
    """
    clause = _clause(clause_id, by)
    gone, _rows = ClauseStandard.objects.filter(clause=clause, standard_id=standard_id).delete()
    if gone:
        document = clause.document
        log.record(
            ClauseUnmapped(
                clause_id=clause.pk,
                document_id=document.pk,
                team_id=document.team_id,
                standard_id=standard_id,
            ),
            at=at,
            actor_id=by.pk,
        )


@log.action
def set_aside(clause_id: int, *, reason: str, by: Person, at: datetime) -> Clause:
    """Say that a clause needs no sentence for customers, and why.

    Raises:
        StandardsError: no reason, standards stand for it, or a newer edition has taken its document's place.
        PermissionDenied: ``by`` may not write standards for the document's team.
        Clause.DoesNotExist: there is none.
    """
    clause = _clause(clause_id, by)
    reason = clean(reason)
    if not reason or len(reason) > NOTE_LENGTH:
        raise StandardsError(
            _("Say in at most %(most)d characters why it needs no sentence.") % {"most": NOTE_LENGTH}
        )
    if clause.mapped.exists():
        raise StandardsError(_("A standard stands for this clause. Take it away first."))
    return _aside(clause, by, at, reason=reason)


@log.action
def bring_back(clause_id: int, *, by: Person, at: datetime) -> Clause:
    """Say that a clause needs a sentence after all.

    Raises:
        StandardsError: a newer edition has taken its document's place.
        PermissionDenied: ``by`` may not write standards for the document's team.
        Clause.DoesNotExist: there is none.
    """
    clause = _clause(clause_id, by)
    return _aside(clause, by, at, reason="") if clause.is_aside else clause


@log.action
def standard_from_clause(clause_id: int, *, title: str, by: Person, at: datetime) -> StandardVersion:
    """Begin a standard whose explanation is this clause, tied to it; gives its first draft.

    Raises:
        StandardsError: the title is empty or too long, or the clause takes no standard.
        PermissionDenied: ``by`` may not write standards for the document's team.
        Clause.DoesNotExist: there is none.
    """
    clause = _clause(clause_id, by)
    made = add_standard(Matter(title), team_id=clause.document.team_id, owner_id=by.pk, by=by, at=at)
    map_clause(clause.pk, made.pk, by=by, at=at)
    draft = draft_version(made.pk, by=by, at=at)
    source = " · ".join(filter(None, (clause.document.title, clause.heading)))
    explanation = f"{source}\n\n{clause.text}"[:EXPLANATION_LENGTH]
    return change_draft(draft.pk, replace(draft.content(), explanation=explanation), by=by, at=at)


def _checked(brought: Brought) -> Brought:
    """The same, tidy and fit to be kept."""
    title = clean(brought.title)
    clauses = [documents.Clause(clean(one.heading), clean(one.text)) for one in brought.clauses]
    clauses = [one for one in clauses if one.text]
    if not title or len(title) > TITLE_LENGTH:
        raise StandardsError(_("Write a title of at most %(most)d characters.") % {"most": TITLE_LENGTH})
    if not 0 < len(clauses) <= DOCUMENT_CLAUSES:
        raise StandardsError(
            _("A document has at least one clause, and %(most)d at the most.") % {"most": DOCUMENT_CLAUSES}
        )
    if any(len(one.heading) > TITLE_LENGTH or len(one.text) > CLAUSE_LENGTH for one in clauses):
        raise StandardsError(_("A clause has at most %(most)d characters.") % {"most": CLAUSE_LENGTH})
    return Brought(title, brought.kind, clauses)


def _require_owner(owner_id: int, team_id: int) -> None:
    if not visible.may_answer(owner_id, team_id):
        raise StandardsError(
            _("This person cannot answer for the document: they do not see the team's standards.")
        )


def _stored(brought: Brought, team_id: int, owner_id: int, by: Person, at: datetime) -> PolicyDocument:
    document = PolicyDocument.objects.create(
        title=brought.title,
        team_id=team_id,
        owner_id=owner_id,
        kind=brought.kind,
        content_hash=brought.hash(),
        added_at=at,
    )
    Clause.objects.bulk_create(
        Clause(document=document, place=place, heading=one.heading, text=one.text, text_hash=one.hash())
        for place, one in enumerate(brought.clauses)
    )
    log.record(
        PolicyDocumentAdded(
            document_id=document.pk,
            team_id=team_id,
            owner_id=owner_id,
            clauses=len(brought.clauses),
            content_hash=document.content_hash,
        ),
        at=at,
        actor_id=by.pk,
    )
    return document


def _carry_over(older: PolicyDocument, newer: PolicyDocument, by: Person, at: datetime) -> int:
    """Ties and marks of the older clauses, on those that continue them; gives how many of these changed."""
    before = list(older.clauses.prefetch_related("mapped"))
    after = list(newer.clauses.all())
    changed = 0
    for clause, match in zip(after, documents.matched(_editions(before), _editions(after)), strict=True):
        if match is None:
            continue
        changed += match.is_changed
        continued = before[match.older]
        for pair in continued.mapped.all():
            kept = ClauseStandard.objects.create(
                clause=clause,
                standard_id=pair.standard_id,
                needs_check=pair.needs_check or match.is_changed,
            )
            _record_mapped(kept, clause, by, at)
        if continued.is_aside and not match.is_changed:
            _aside(clause, by, at, reason=continued.aside_reason)
    return changed


def _editions(clauses: Sequence[Clause]) -> list[Edition]:
    return [Edition(one.heading, one.text_hash) for one in clauses]


def _clause(clause_id: int, by: Person) -> Clause:
    """A clause of a document that holds, after asking for authority over its team."""
    clause = Clause.objects.select_related("document").get(pk=clause_id)
    authority.require(by, WRITE, team_id=clause.document.team_id)
    if clause.document.replaced_by_id is not None:
        raise StandardsError(_("A newer edition has taken the place of this document already."))
    return clause


def _record_mapped(pair: ClauseStandard, clause: Clause, by: Person, at: datetime) -> None:
    log.record(
        ClauseMapped(
            clause_id=clause.pk,
            document_id=clause.document_id,
            team_id=clause.document.team_id,
            standard_id=pair.standard_id,
            needs_check=pair.needs_check,
        ),
        at=at,
        actor_id=by.pk,
    )


def _aside(clause: Clause, by: Person, at: datetime, *, reason: str) -> Clause:
    clause.is_aside, clause.aside_reason = bool(reason), reason
    clause.save(update_fields=["is_aside", "aside_reason"])
    log.record(
        ClauseSetAside(
            clause_id=clause.pk,
            document_id=clause.document_id,
            team_id=clause.document.team_id,
            aside=clause.is_aside,
        ),
        at=at,
        actor_id=by.pk,
    )
    return clause
