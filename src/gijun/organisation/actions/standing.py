"""How every action asks for authority."""

from gijun.organisation import authority
from gijun.organisation.models import Person


def require(by: Person | None, power: str, team_id: int | None = None) -> None:
    """Authority of a person; the installation itself (``None``, from the command line) may do everything.

    Raises:
        PermissionDenied: they may not.
    """
    if by is not None:
        authority.require(by, power, team_id=team_id)


def require_everywhere(by: Person | None, power: str) -> None:
    """The same for what concerns every centre.

    Raises:
        PermissionDenied: they may not, or not in every centre.
    """
    if by is not None:
        authority.require_everywhere(by, power)


def id_of(by: Person | None) -> int | None:
    """Who did it, for the log."""
    return by.pk if by else None
