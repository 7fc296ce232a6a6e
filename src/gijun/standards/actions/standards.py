"""Standards themselves: what they are about, and who answers for them."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.errors import StandardsError
from gijun.standards.events import OwnerChanged, StandardAdded, StandardChanged
from gijun.standards.models import Standard
from gijun.standards.queries import visible
from gijun.standards.queries.reasons import known_reason
from gijun.standards.rules.content import clean, matter_hash
from gijun.standards.rules.reasons import is_code
from gijun.standards.terms import TITLE_LENGTH

SERIAL = re.compile(r"S(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a standard is about, as opposed to what it says."""

    title: str
    reason_id: int | None = None
    example_questions: str = ""  # one a line, in the customers' words
    products: str = ""  # one a line; empty: every product

    def tidied(self) -> "Matter":
        return Matter(
            clean(self.title), self.reason_id, _lines(self.example_questions), _lines(self.products)
        )

    def hash(self) -> str:
        return matter_hash(self.title, self.example_questions, self.products)


def _lines(text: str) -> str:
    lines = (clean(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


@log.action
def add_standard(
    matter: Matter, *, team_id: int, owner_id: int, by: Person, at: datetime, code: str = ""
) -> Standard:
    """Add a matter to agree on; without a code it gets the next free one (S001, S002, …).

    Raises:
        StandardsError: the code is taken or no code, the title is empty, the reason is not in use, or the
            owner may not see the team's standards.
        PermissionDenied: ``by`` may not write standards for that team.
    """
    authority.require(by, "standards.write", team_id=team_id)
    tidy = _checked(matter)
    _require_owner(owner_id, team_id)
    standard = Standard.objects.create(
        code=_free(code.strip()),
        title=tidy.title,
        reason_id=tidy.reason_id,
        team_id=team_id,
        owner_id=owner_id,
        example_questions=tidy.example_questions,
        products=tidy.products,
        made_at=at,
    )
    log.record(
        StandardAdded(
            standard_id=standard.pk,
            team_id=team_id,
            owner_id=owner_id,
            reason_id=tidy.reason_id,
            content_hash=tidy.hash(),
        ),
        at=at,
        actor_id=by.pk,
    )
    return standard


@log.action
def change_standard(standard_id: int, matter: Matter, *, by: Person, at: datetime) -> Standard:
    """Change title, contact reason or example questions; the same again changes nothing.

    Raises:
        StandardsError: the title is empty or the reason is not in use.
        PermissionDenied: ``by`` may not write standards for its team.
        Standard.DoesNotExist: there is none.
    """
    standard = Standard.objects.get(pk=standard_id)
    authority.require(by, "standards.write", team_id=standard.team_id)
    tidy = _checked(matter, kept_reason_id=standard.reason_id)
    if tidy == Matter(standard.title, standard.reason_id, standard.example_questions, standard.products):
        return standard
    standard.title, standard.reason_id = tidy.title, tidy.reason_id
    standard.example_questions, standard.products = tidy.example_questions, tidy.products
    standard.save(update_fields=["title", "reason", "example_questions", "products"])
    log.record(
        StandardChanged(
            standard_id=standard.pk,
            team_id=standard.team_id,
            reason_id=tidy.reason_id,
            content_hash=tidy.hash(),
        ),
        at=at,
        actor_id=by.pk,
    )
    return standard


@log.action
def change_owner(standard_id: int, *, owner_id: int, by: Person, at: datetime) -> Standard:
    """Let somebody else answer for a standard; the same person again changes nothing.

    Raises:
        StandardsError: they may not see the team's standards.
        PermissionDenied: ``by`` may not write standards for its team.
        Standard.DoesNotExist: there is none.
    """
    standard = Standard.objects.get(pk=standard_id)
    authority.require(by, "standards.write", team_id=standard.team_id)
    if standard.owner_id == owner_id:
        return standard
    _require_owner(owner_id, standard.team_id)
    standard.owner_id = owner_id
    standard.save(update_fields=["owner"])
    log.record(
        OwnerChanged(standard_id=standard.pk, team_id=standard.team_id, owner_id=owner_id),
        at=at,
        actor_id=by.pk,
    )
    return standard


def _checked(matter: Matter, kept_reason_id: int | None = None) -> Matter:
    tidy = matter.tidied()
    if not tidy.title or len(tidy.title) > TITLE_LENGTH:
        raise StandardsError(_("Write a title of at most %(most)d characters.") % {"most": TITLE_LENGTH})
    if tidy.reason_id not in {None, kept_reason_id} and not known_reason(tidy.reason_id or 0):
        raise StandardsError(_("This contact reason is not in use. Choose another one."))
    return tidy


def _require_owner(owner_id: int, team_id: int) -> None:
    if not visible.may_answer(owner_id, team_id):
        raise StandardsError(
            _("This person cannot answer for the standard: they do not see the team's standards.")
        )


def _free(code: str) -> str:
    if not code:
        taken = (SERIAL.fullmatch(known) for known in Standard.objects.values_list("code", flat=True))
        return f"S{max((int(one[1]) for one in taken if one), default=0) + 1:03d}"
    if not is_code(code):
        raise StandardsError(_("A code has letters, digits, dots, dashes and underlines, 32 at the most."))
    if Standard.objects.filter(code=code).exists():
        raise StandardsError(_("The code %(code)s is taken. Choose another one.") % {"code": code})
    return code
