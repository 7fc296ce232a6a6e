"""What saving a template and saving a procedure have in common: who may, and what they point at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError, WordingError
from gijun.desk.rules.wording.refusals import Refusal
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.standards.queries import known_reason
from gijun.standards.queries.linking import known_standard

GOVERN = "desk.govern_wording"


@dataclass(frozen=True, slots=True)
class About:
    """What a template or a procedure belongs to."""

    name: str
    owner_id: int
    reason_id: int | None = None
    standard_id: int | None = None


def require(by: Person, team_id: int) -> None:
    """Refuse unless ``by`` may write words for the team.

    Raises:
        PermissionDenied: they may not.
        Team.DoesNotExist: there is no such team.
    """
    authority.require(by, GOVERN, team_id=Team.objects.values_list("pk", flat=True).get(pk=team_id))


def require_known(about: About, was: About | None) -> None:
    """Refuse what points at nothing; what was pointed at before may stay.

    Raises:
        DeskError: no such reason, standard or owner.
    """
    if (
        about.reason_id
        and (not was or was.reason_id != about.reason_id)
        and not known_reason(about.reason_id)
    ):
        raise DeskError(_("This contact reason is not used any more. Choose another one."))
    if about.standard_id and not known_standard(about.standard_id):
        raise DeskError(_("There is no such standard any more. Choose another one."))
    is_kept = was is not None and was.owner_id == about.owner_id
    if not is_kept and not Person.objects.filter(pk=about.owner_id, is_active=True).exists():
        raise DeskError(_("Choose an owner who still works here: flags on the sentences go to them."))


def refuse(refusals: Iterable[Refusal]) -> None:
    """Refuse with every reason at once.

    Raises:
        WordingError: there is one.
    """
    said = [str(one) for one in refusals]
    if said:
        raise WordingError(said)


def refuse_overtaken(seen_number: int, number: int) -> None:
    """Refuse a change that was made on an older version.

    Raises:
        DeskError: somebody else saved meanwhile.
    """
    if seen_number != number:
        raise DeskError(
            _("Somebody else saved version %(number)d meanwhile. Look at it, then make your change again.")
            % {"number": number}
        )
