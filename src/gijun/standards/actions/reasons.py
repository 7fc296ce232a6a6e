"""Contact reasons: added, renamed, retired and brought back. Reasons are shared by all centres."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.errors import StandardsError
from gijun.standards.events import ReasonAdded, ReasonChanged
from gijun.standards.models import ContactReason
from gijun.standards.queries.reasons import parents
from gijun.standards.rules.content import clean, hash_of
from gijun.standards.rules.reasons import is_code, level_of
from gijun.standards.terms import NAME_LENGTH, REASON_LEVELS

POWER = "standards.manage_reasons"


@log.action
def add_reason(
    *,
    code: str,
    name_ko: str,
    by: Person | None,
    at: datetime,
    name_en: str = "",
    parent_id: int | None = None,
) -> ContactReason:
    """Add a reason under ``parent_id``, or at the top; without an English name it has the Korean one.

    Raises:
        StandardsError: the code is taken or no code, a name is missing, or it would stand too deep.
        PermissionDenied: ``by`` may not manage reasons.
    """
    if by is not None:
        authority.require(by, POWER)
    code = code.strip()
    if not is_code(code):
        raise StandardsError(_("A code has letters, digits, dots, dashes and underlines, 32 at the most."))
    if ContactReason.objects.filter(code=code).exists():
        raise StandardsError(_("The code %(code)s is taken. Choose another one.") % {"code": code})
    if parent_id is not None:
        _require_place(parent_id)
    name_ko, name_en = _names(name_ko, name_en)
    reason = ContactReason.objects.create(code=code, name_ko=name_ko, name_en=name_en, parent_id=parent_id)
    log.record(
        ReasonAdded(
            reason_id=reason.pk, parent_id=parent_id, code=code, names_hash=hash_of(name_ko, name_en)
        ),
        at=at,
        actor_id=by.pk if by else None,
    )
    return reason


@log.action
def change_reason(
    reason_id: int, *, name_ko: str, by: Person | None, at: datetime, name_en: str = "", active: bool = True
) -> ContactReason:
    """Rename a reason, retire it or bring it back; contacts that have it keep it.

    Raises:
        StandardsError: a name is missing, reasons below it are in use, or the one above is not.
        PermissionDenied: ``by`` may not manage reasons.
        ContactReason.DoesNotExist: there is none.
    """
    if by is not None:
        authority.require(by, POWER)
    reason = ContactReason.objects.select_related("parent").get(pk=reason_id)
    name_ko, name_en = _names(name_ko, name_en)
    if (name_ko, name_en, active) == (reason.name_ko, reason.name_en, reason.is_active):
        return reason
    if reason.is_active and not active and reason.children.filter(is_active=True).exists():
        raise StandardsError(_("Reasons below this one are in use. Retire them first."))
    if active and reason.parent and not reason.parent.is_active:
        raise StandardsError(_("The reason above this one is retired. Bring that one back first."))
    reason.name_ko, reason.name_en, reason.is_active = name_ko, name_en, active
    reason.save(update_fields=["name_ko", "name_en", "is_active"])
    log.record(
        ReasonChanged(reason_id=reason.pk, active=active, names_hash=hash_of(name_ko, name_en)),
        at=at,
        actor_id=by.pk if by else None,
    )
    return reason


def _names(name_ko: str, name_en: str) -> tuple[str, str]:
    name_ko, name_en = clean(name_ko), clean(name_en)
    if not name_ko or max(len(name_ko), len(name_en)) > NAME_LENGTH:
        raise StandardsError(_("Write a name of at most %(most)d characters.") % {"most": NAME_LENGTH})
    return name_ko, name_en or name_ko


def _require_place(parent_id: int) -> None:
    above = parents()
    if parent_id not in above or not ContactReason.objects.filter(pk=parent_id, is_active=True).exists():
        raise StandardsError(_("This contact reason is not in use. Choose another one."))
    if level_of(parent_id, above) >= REASON_LEVELS:
        raise StandardsError(_("Reasons may stand three levels deep at the most."))
