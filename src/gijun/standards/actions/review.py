"""Standards change hands when their owners leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards.actions.standards import change_owner
from gijun.standards.errors import StandardsError
from gijun.standards.models import Standard


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of each standard that was to change hands."""

    done: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]  # standard and why


def hand_over(
    *, from_owner_id: int, to_owner_id: int, standard_ids: Sequence[int], by: Person, at: datetime
) -> HandedOver:
    """Let somebody else answer for these standards; one that cannot change hands does not stop the others."""
    done, refused = [], []
    for standard_id in dict.fromkeys(standard_ids):
        try:
            _hand_over(standard_id, from_owner_id, to_owner_id, by, at)
        except Standard.DoesNotExist:
            refused.append((standard_id, _("There is no such standard.")))
        except (StandardsError, PermissionDenied) as refusal:
            refused.append((standard_id, str(refusal)))
        else:
            done.append(standard_id)
    return HandedOver(tuple(done), tuple(refused))


@log.action
def _hand_over(standard_id: int, from_owner_id: int, to_owner_id: int, by: Person, at: datetime) -> None:
    if Standard.objects.get(pk=standard_id).owner_id != from_owner_id:
        raise StandardsError(_("Somebody else answers for it by now."))
    change_owner(standard_id, owner_id=to_owner_id, by=by, at=at)
