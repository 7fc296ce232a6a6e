"""Standards and policy documents change hands when their owners leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards.actions.policies import hand_over_document
from gijun.standards.actions.standards import change_owner
from gijun.standards.errors import StandardsError
from gijun.standards.models import PolicyDocument, Standard


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of each standard or document that was to change hands."""

    done: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]  # which and why


def hand_over(
    *, from_owner_id: int, to_owner_id: int, standard_ids: Sequence[int], by: Person, at: datetime
) -> HandedOver:
    """Let somebody else answer for these standards; one that cannot change hands does not stop the others."""
    return _each(standard_ids, lambda pk: _hand_over(pk, from_owner_id, to_owner_id, by, at))


def hand_over_documents(
    *, from_owner_id: int, to_owner_id: int, document_ids: Sequence[int], by: Person, at: datetime
) -> HandedOver:
    """Let somebody else answer for these documents; one that cannot change hands does not stop the others."""
    return _each(document_ids, lambda pk: _hand_over_document(pk, from_owner_id, to_owner_id, by, at))


def _each(ids: Sequence[int], change: Callable[[int], None]) -> HandedOver:
    done, refused = [], []
    for pk in dict.fromkeys(ids):
        try:
            change(pk)
        except Standard.DoesNotExist:
            refused.append((pk, _("There is no such standard.")))
        except PolicyDocument.DoesNotExist:
            refused.append((pk, _("There is no such document.")))
        except (StandardsError, PermissionDenied) as refusal:
            refused.append((pk, str(refusal)))
        else:
            done.append(pk)
    return HandedOver(tuple(done), tuple(refused))


@log.action
def _hand_over(standard_id: int, from_owner_id: int, to_owner_id: int, by: Person, at: datetime) -> None:
    _require_owned(Standard.objects.get(pk=standard_id), from_owner_id)
    change_owner(standard_id, owner_id=to_owner_id, by=by, at=at)


@log.action
def _hand_over_document(
    document_id: int, from_owner_id: int, to_owner_id: int, by: Person, at: datetime
) -> None:
    _require_owned(PolicyDocument.objects.get(pk=document_id), from_owner_id)
    hand_over_document(document_id, owner_id=to_owner_id, by=by, at=at)


def _require_owned(owned: Standard | PolicyDocument, owner_id: int) -> None:
    if owned.owner_id != owner_id:
        raise StandardsError(_("Somebody else answers for it by now."))
