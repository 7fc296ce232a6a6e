"""Bytes as they came: stored before anything reads them, set aside with a reason when nothing can."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from gijun.desk import vault
from gijun.desk.errors import DeskError
from gijun.desk.events import RawSetAside
from gijun.desk.models import ChannelAccount, RawInbound
from gijun.desk.terms import ChannelKind, RawReason, RawState
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


def keep_original(
    content: bytes,
    *,
    channel: ChannelKind,
    account_id: int | None,
    at: datetime,
    envelope_from: str = "",
    envelope_to: Sequence[str] = (),
) -> RawInbound:
    """Store the bytes of something that arrived; nothing has looked inside yet."""
    return RawInbound.objects.create(
        account_id=account_id,
        channel=channel,
        received_at=at,
        envelope_from=envelope_from.lower()[:320],
        envelope_to=list(envelope_to),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        vault_key=vault.keep(content),
    )


@log.action
def set_aside(raw_id: int, reason: RawReason, *, at: datetime, detail: str = "") -> None:
    """Keep an original apart, with the reason; the rest goes on. One read meanwhile stays as it is."""
    _end(raw_id, RawState.QUARANTINED, reason, at, detail)


@log.action
def drop(raw_id: int, reason: RawReason, *, at: datetime, detail: str = "") -> None:
    """Take an original not in, and say why; its bytes stay."""
    _end(raw_id, RawState.DROPPED, reason, at, detail)


def _end(raw_id: int, state: RawState, reason: RawReason, at: datetime, detail: str) -> None:
    unread = RawInbound.objects.filter(pk=raw_id, state=RawState.RECEIVED)
    if not unread.update(state=state, reason=reason, detail=detail[:2000], attempts=F("attempts") + 1):
        return
    raw = RawInbound.objects.get(pk=raw_id)
    team_id = (
        ChannelAccount.objects.filter(pk=raw.account_id).values_list("team_id", flat=True).first()
        if raw.account_id
        else None
    )
    log.record(
        RawSetAside(
            raw_id=raw_id, team_id=team_id, channel=raw.channel, state=state.value, reason=reason.value
        ),
        at=at,
    )


def note_sender(raw_id: int, address: str) -> None:
    """Remember who wrote an original that came without an envelope, so that erasing them finds it."""
    RawInbound.objects.filter(pk=raw_id, envelope_from="").update(envelope_from=address.lower()[:320])


def retry_original(raw_id: int, *, by: Person) -> RawInbound:
    """Put an original that was set aside back among those to be read.

    Raises:
        DeskError: it was erased, or has been taken in meanwhile.
        RawInbound.DoesNotExist: there is none.
        PermissionDenied: ``by`` may not work through what was set aside for that team.
    """
    team_id = RawInbound.objects.values_list("account__team_id", flat=True).get(pk=raw_id)
    authority.require(by, "desk.manage_inbound", team_id=team_id)
    waiting = RawInbound.objects.filter(
        pk=raw_id, state__in=[RawState.QUARANTINED, RawState.DROPPED], message=None
    ).exclude(vault_key="")
    if not waiting.update(state=RawState.RECEIVED, reason="", detail=""):
        raise DeskError(_("This original has been taken in or erased meanwhile."))
    return RawInbound.objects.get(pk=raw_id)
