"""What outside systems last said about a customer, and how fast they answer."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from cryptography.fernet import InvalidToken

from gijun.desk import lookups, vault
from gijun.desk.models import CustomerCard, Handle, LookupCircuit, LookupTry
from gijun.desk.rules.sparing.circuit import Circuit, is_open
from gijun.desk.terms.sparing import ANSWERED

FRESH = timedelta(minutes=1)
SLOW_MS = 2_000
WATCHED = (timedelta(hours=1), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The last known card of one system."""

    source: str
    name: str
    fields: tuple[lookups.CardField, ...]
    fetched_at: datetime | None  # none: it has never answered
    is_degraded: bool  # the system is spared, or slow: what is shown may be old
    is_asked: bool = True  # not: we have no address of the customer that it knows people by


@dataclass(frozen=True, slots=True)
class Speed:
    """How a system answered in a span. Milliseconds; none where nobody asked."""

    asked: int
    failed: int
    p50_ms: int | None
    p95_ms: int | None


@dataclass(frozen=True, slots=True)
class Watched:
    """A system on the page of look-ups."""

    source: str
    name: str
    is_spared: bool
    asked_again_at: datetime | None
    hour: Speed
    day: Speed


def circuit_of(source: str) -> Circuit:
    """How often in a row a system failed."""
    row = LookupCircuit.objects.filter(source=source).first()
    return Circuit(row.failures, row.asked_again_at) if row else Circuit()


def cards_of(customer_id: int, centre_id: int) -> list[ShownCard]:
    """The last known cards of a customer, at once: nothing is asked here."""
    sources = lookups.sources_of(centre_id)
    if not sources:
        return []
    codes = [source.code for source in sources]
    kept = {row.source: row for row in CustomerCard.objects.filter(customer_id=customer_id, source__in=codes)}
    circuits = {row.source: row for row in LookupCircuit.objects.filter(source__in=codes)}
    about = asked_about(customer_id)
    return [
        _shown(source, kept.get(source.code), circuits.get(source.code), is_asked=source.knows_by(about))
        for source in sources
    ]


def _shown(
    source: lookups.CustomerSource, row: CustomerCard | None, circuit: LookupCircuit | None, *, is_asked: bool
) -> ShownCard:
    return ShownCard(
        source=source.code,
        name=source.name,
        fields=opened(row.sealed) if row else (),
        fetched_at=row.fetched_at if row else None,
        is_degraded=is_asked and bool(circuit and circuit.failures),
        is_asked=is_asked,
    )


def sealed(card: lookups.Card) -> str:
    """A card as it may lie in the database."""
    return vault.seal(json.dumps([[one.label, one.value] for one in card.fields], ensure_ascii=False))


def opened(text: str) -> tuple[lookups.CardField, ...]:
    """The fields of a sealed card; nothing where it was sealed with another key."""
    if not text:
        return ()
    try:
        return tuple(lookups.CardField(label, value) for label, value in json.loads(vault.unseal(text)))
    except InvalidToken:
        return ()


def asked_about(customer_id: int) -> lookups.Asked:
    """The customer as a system is asked about them."""
    rows = Handle.objects.filter(customer_id=customer_id).order_by("id")
    return lookups.Asked(customer_id, tuple(rows.values_list("kind", "external_id")))


def watched(centre_ids: Sequence[int], at: datetime) -> list[Watched]:
    """How each system of these centres answered in the last hour and day, by its code."""
    names = {source.code: source.name for pk in centre_ids for source in lookups.sources_of(pk)}
    codes = sorted(names)
    tries: dict[str, list[tuple[datetime, int, str]]] = defaultdict(list)
    since = LookupTry.objects.filter(source__in=codes, at__gt=at - WATCHED[1], at__lte=at)
    for source, tried_at, took_ms, outcome in since.values_list("source", "at", "took_ms", "outcome"):
        tries[source].append((tried_at, took_ms, outcome))
    found = []
    for code in codes:
        circuit = circuit_of(code)
        hour = [one for one in tries[code] if one[0] > at - WATCHED[0]]
        found.append(
            Watched(
                code, names[code], is_open(circuit), circuit.asked_again_at, _speed(hour), _speed(tries[code])
            )
        )
    return found


def _speed(tries: Sequence[tuple[datetime, int, str]]) -> Speed:
    took = sorted(took_ms for _at, took_ms, _outcome in tries)
    failed = sum(outcome not in ANSWERED for _at, _took_ms, outcome in tries)
    return Speed(len(took), failed, _rank(took, 50), _rank(took, 95))


def _rank(ordered: Sequence[int], percent: int) -> int | None:
    """The nearest-rank percentile: a value that really occurred."""
    return ordered[ceil(len(ordered) * percent / 100) - 1] if ordered else None
