"""Originals: those still to be read, and those that were set aside or not taken in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from gijun.desk import vault
from gijun.desk.models import RawInbound
from gijun.desk.terms import RawState
from gijun.organisation import authority
from gijun.organisation.models import Person

POWER = "desk.manage_inbound"


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes as they came, and what is known from outside of them."""

    pk: int
    account_id: int | None
    content: bytes
    envelope_from: str
    envelope_to: tuple[str, ...]
    received_at: datetime
    is_waiting: bool  # nobody has read it yet


def original(raw_id: int) -> Original:
    """One original with its bytes.

    Raises:
        RawInbound.DoesNotExist: there is none.
        FileNotFoundError: its bytes were erased.
    """
    row = RawInbound.objects.get(pk=raw_id)
    if not row.vault_key:
        raise FileNotFoundError(f"The bytes of original {raw_id} were erased.")
    return Original(
        pk=row.pk,
        account_id=row.account_id,
        content=vault.read(row.vault_key),
        envelope_from=row.envelope_from,
        envelope_to=tuple(row.envelope_to),
        received_at=row.received_at,
        is_waiting=row.state == RawState.RECEIVED,
    )


def reason(raw_id: int) -> str:
    """Why an original was set aside or not taken in; empty when it was not."""
    return RawInbound.objects.values_list("reason", flat=True).get(pk=raw_id)


def waiting(channel: str, limit: int = 200) -> list[int]:
    """Originals nobody has read yet, in the order they came."""
    return list(_unread(channel).order_by("id").values_list("pk", flat=True)[:limit])


def not_taken_in(person: Person, channel: str) -> QuerySet[RawInbound]:
    """Originals set aside or not taken in that the person may work through, the latest first.

    What came through no door belongs to everybody who works through originals.
    """
    below, _above = authority.teams_with(person, POWER)
    if not below:
        return RawInbound.objects.none()
    return (
        RawInbound.objects.filter(
            Q(account__team_id__in=below) | Q(account=None),
            channel=channel,
            state__in=[RawState.QUARANTINED, RawState.DROPPED],
        )
        .select_related("account", "message__ticket")
        .order_by("-id")
    )


def unread(channel: str) -> int:
    """How many originals of the channel nobody has read yet."""
    return _unread(channel).count()


def _unread(channel: str) -> QuerySet[RawInbound]:
    """What was erased before anybody read it is none of them."""
    return RawInbound.objects.filter(channel=channel, state=RawState.RECEIVED).exclude(vault_key="")


def set_aside(channel: str) -> dict[str, int]:
    """How many originals of the channel are set aside, by reason."""
    rows = RawInbound.objects.filter(channel=channel, state=RawState.QUARANTINED)
    return dict(rows.values_list("reason").annotate(n=Count("id")).order_by("reason"))
