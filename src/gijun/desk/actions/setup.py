"""The doors customers come through."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import AccountChanged
from gijun.desk.models import ChannelAccount
from gijun.desk.terms import ChannelKind
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


@log.action
def add_account(
    *, kind: ChannelKind, name: str, address: str, team_id: int, by: Person | None, at: datetime
) -> ChannelAccount:
    """Open a door: a mailbox with its address, a chat widget, a number.

    Raises:
        DeskError: another door has this address.
        PermissionDenied: ``by`` may not manage doors of that team.
    """
    if by is not None:
        authority.require(by, "desk.manage_accounts", team_id=team_id)
    address = address.strip().lower()
    if address and ChannelAccount.objects.filter(kind=kind, address=address).exists():
        raise DeskError(_("%(address)s is already set up.") % {"address": address})
    account = ChannelAccount.objects.create(kind=kind, name=name, address=address, team_id=team_id)
    log.record(
        AccountChanged(account_id=account.pk, team_id=team_id, channel=kind.value, active=True),
        at=at,
        actor_id=by.pk if by else None,
    )
    return account


@log.action
def change_account(
    account_id: int, *, name: str, team_id: int, active: bool, by: Person, at: datetime
) -> None:
    """Rename a door, lead it to another team, or shut it.

    Raises:
        PermissionDenied: ``by`` may not manage doors of either team.
    """
    account = ChannelAccount.objects.get(pk=account_id)
    authority.require(by, "desk.manage_accounts", team_id=account.team_id)
    authority.require(by, "desk.manage_accounts", team_id=team_id)
    ChannelAccount.objects.filter(pk=account_id).update(name=name, team_id=team_id, is_active=active)
    log.record(
        AccountChanged(account_id=account_id, team_id=team_id, channel=account.kind, active=active),
        at=at,
        actor_id=by.pk,
    )
