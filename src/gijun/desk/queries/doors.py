"""The doors customers come through, as channels and their pages need them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from gijun.desk.models import ChannelAccount
from gijun.organisation import authority
from gijun.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Door:
    """A door, without its table."""

    pk: int
    address: str
    name: str
    team_id: int


def open_door(kind: str, address: str) -> Door | None:
    """The active door with this address."""
    row = ChannelAccount.objects.filter(kind=kind, address=address.lower(), is_active=True).first()
    return Door(row.pk, row.address, row.name, row.team_id) if row else None


def door(account_id: int) -> Door:
    """One door, open or shut.

    Raises:
        ChannelAccount.DoesNotExist: there is none.
    """
    row = ChannelAccount.objects.get(pk=account_id)
    return Door(row.pk, row.address, row.name, row.team_id)


def addresses(kind: str) -> frozenset[str]:
    """Every address of ours on this channel, of shut doors too."""
    return frozenset(
        ChannelAccount.objects.filter(kind=kind).exclude(address="").values_list("address", flat=True)
    )


def managed_by(person: Person, kind: str) -> QuerySet[ChannelAccount]:
    """Doors of one kind in the teams whose doors the person manages, by name."""
    below, _above = authority.teams_with(person, "desk.manage_accounts")
    return (
        ChannelAccount.objects.filter(kind=kind, team_id__in=below)
        .select_related("team")
        .order_by("name", "id")
    )
