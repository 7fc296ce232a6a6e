"""The index of what was said: subjects, messages, names. One worker writes it; every process reads it.

An entry is words and a number; whose the words are and who may see them is asked of the database each time.
So a merge moves nothing here, and a ticket that changes hands is seen by whoever holds it now.
"""

import fcntl
import json
import logging
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Stop
from threading import Lock

import tantivy
from django.conf import settings
from django.db import close_old_connections

from gijun.desk.models import Customer, Message, Ticket
from gijun.events import log
from gijun.events.models import Event
from gijun.science.korean.terms import stream

logger = logging.getLogger(__name__)

LOOK_S = 0.5
BATCH = 2_000
HITS = 1_000  # looked at together
MEMORY = 48_000_000  # of the writer, bytes
FORMAT = 1
STAMP = "position.json"
WORDS, KIND, REF, AT = "words", "kind", "ref", "at"
MESSAGE, TICKET, CUSTOMER = range(3)
TELLING = {
    "desk.message_received": MESSAGE,
    "desk.reply_written": MESSAGE,
    "desk.note_written": MESSAGE,
    "desk.ticket_opened": TICKET,
}
NAMING = frozenset({"desk.ticket_opened", "desk.customers_merged", "desk.customers_parted"})
ERASED = "desk.customer_erased"


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that lead to a message, a ticket or a customer. ``at_ms``: when, for the order of hits."""

    kind: int
    ref: int
    at_ms: int
    words: str


def folder() -> Path:
    """Where the index lies."""
    return Path(settings.SEARCH) / "tickets"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(WORDS, stored=False, tokenizer_name="terms", index_option="position")
    builder.add_unsigned_field(KIND, fast=True, indexed=True)
    builder.add_unsigned_field(REF, fast=True, indexed=True)
    builder.add_unsigned_field(AT, fast=True)
    return builder.build()


def _opened(path: Path) -> tantivy.Index:
    index = tantivy.Index(_schema(), path=str(path), reuse=True)
    index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


class _Readers:
    """The opened index of each folder, and the stamp it was read at."""

    kept: dict[Path, tuple[int, tantivy.Index]] = {}
    turn = Lock()


def _reader() -> tantivy.Index | None:
    """The index as it is now; none where no worker has written one yet."""
    path = folder()
    try:
        stamped = (path / STAMP).stat().st_mtime_ns
    except FileNotFoundError:
        return None
    with _Readers.turn:
        known = _Readers.kept.get(path)
        if known and known[0] == stamped:
            return known[1]
        index = _opened(path)
        index.config_reader(reload_policy="manual")
        index.reload()
        _Readers.kept[path] = (stamped, index)
        return index


def is_ready() -> bool:
    """Has a worker written the index?"""
    return (folder() / STAMP).exists()


@dataclass(frozen=True, slots=True)
class Hit:
    """Something the words were found in."""

    kind: int
    ref: int


def hits(words: str, *, batch: int = HITS) -> Iterator[list[Hit]]:
    """What holds all the words, the latest first, a batch at a time; nothing where no index is."""
    index = _reader()
    if index is None:
        return
    query = _query(index, words)
    if query is None:
        return
    searcher = index.searcher()
    offset = 0
    while True:
        found = searcher.search(query, limit=batch, offset=offset, order_by_field=AT, count=False).hits
        if not found:
            return
        places = [place for _at, place in found]
        kinds = searcher.fast_field_values(KIND, places)
        refs = searcher.fast_field_values(REF, places)
        yield [Hit(int(kind or 0), int(ref or 0)) for kind, ref in zip(kinds, refs, strict=True)]
        offset += len(found)
        if len(found) < batch:
            return


def _query(index: tantivy.Index, words: str) -> tantivy.Query | None:
    """Every word, somewhere; the last one may be unfinished."""
    schema = index.schema
    asked = words.split()
    parts = [
        part
        for place, word in enumerate(asked)
        for part in _parts(schema, stream(word), unfinished=place == len(asked) - 1)
    ]
    if not parts:
        return None
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def _parts(schema: tantivy.Schema, terms: list[str], *, unfinished: bool) -> Iterator[tantivy.Query]:
    if not terms:
        return
    if len(terms) > 1 and all(len(term) == 2 for term in terms):  # one stretch of Hangul
        yield tantivy.Query.phrase_query(schema, WORDS, list(terms))
        return
    for term in terms:
        if len(term) == 1 or (unfinished and not _is_pair(term)):
            yield tantivy.Query.regex_query(schema, WORDS, f"{term}.*")
        else:
            yield tantivy.Query.term_query(schema, WORDS, term)


def _is_pair(term: str) -> bool:
    return len(term) == 2 and all("가" <= sign <= "힣" for sign in term)


def keep_indexed(stop: Stop) -> None:
    """Write what was said since, until the stop."""
    while not stop.is_set():
        close_old_connections()
        if not write():
            stop.wait(LOOK_S)


def position() -> int | None:
    """Up to which position of the log the index reads; none: it has to be written from the start."""
    try:
        kept = json.loads((folder() / STAMP).read_text())
    except (FileNotFoundError, ValueError):
        return None
    return int(kept["position"]) if kept.get("format") == FORMAT else None


def write() -> bool:
    """Bring the index up to the log, a batch at most; was there anything to write?

    Where there is none, or it cannot be read, it is written anew from the rows. While another worker of this
    machine writes, there is nothing to do.
    """
    Path(settings.SEARCH).mkdir(parents=True, exist_ok=True)
    with (Path(settings.SEARCH) / "tickets.lock").open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return _write()


def _write() -> bool:
    since = position()
    if since is None:
        _rebuild()
        return True
    events = list(Event.objects.after(since)[:BATCH])
    if not events:
        return False
    try:
        _apply(events)
    except ValueError:  # the index cannot be read
        logger.exception("The index of tickets is damaged and is written anew")
        _rebuild()
        return True
    _stamp(events[-1].position)
    return True


def _apply(events: list[Event]) -> None:
    told = [event for event in events if event.name in TELLING]
    messages = {event.data["message_id"] for event in told if TELLING[event.name] == MESSAGE}
    tickets = {event.ticket_id for event in told if TELLING[event.name] == TICKET and event.ticket_id}
    customers = {one for event in events if event.name in NAMING for one in _customers_of(event)}
    erased = {event.data["customer_id"] for event in events if event.name == ERASED}
    if not (messages or tickets or customers or erased):
        return
    writer = _opened(folder()).writer(MEMORY, num_threads=1)
    for customer_id in erased:
        _forget(writer, customer_id)
    for customer_id in customers:
        _remove(writer, CUSTOMER, customer_id)
    for ticket_id in tickets:
        _remove(writer, TICKET, ticket_id)
    for message_id in messages:  # read again after a crash: never twice in the index
        _remove(writer, MESSAGE, message_id)
    _add(writer, _messages(messages))
    _add(writer, _tickets(tickets))
    _add(writer, _customers(customers | erased))
    writer.commit()
    writer.wait_merging_threads()


def _customers_of(event: Event) -> set[int]:
    """Whose names have to be read again."""
    if event.name == "desk.customers_merged":
        return {event.data["customer_id"], event.data["into_customer_id"]}
    return {event.data["customer_id"], event.data.get("from_customer_id", event.data["customer_id"])}


def _forget(writer: tantivy.IndexWriter, customer_id: int) -> None:
    """Take out everything of an erased customer; what of it stays in the rows is put in again."""
    _remove(writer, CUSTOMER, customer_id)
    tickets = Ticket.objects.filter(customer_id=customer_id).values_list("pk", flat=True)
    for ticket_id in tickets:
        _remove(writer, TICKET, ticket_id)
    of_them = Message.objects.filter(ticket__customer_id=customer_id).values_list("pk", flat=True)
    for message_id in of_them:
        _remove(writer, MESSAGE, message_id)
    _add(writer, _tickets(tickets))
    _add(writer, _messages(of_them))


def _remove(writer: tantivy.IndexWriter, kind: int, ref: int) -> None:
    schema = _schema()
    of_kind = tantivy.Query.term_query(schema, KIND, kind)
    this = tantivy.Query.term_query(schema, REF, ref)
    writer.delete_documents_by_query(
        tantivy.Query.boolean_query([(tantivy.Occur.Must, of_kind), (tantivy.Occur.Must, this)])
    )


def _add(writer: tantivy.IndexWriter, entries: Iterable[Entry]) -> None:
    for entry in entries:
        terms = stream(entry.words)
        if terms:
            document = tantivy.Document()
            for field, number in ((KIND, entry.kind), (REF, entry.ref), (AT, entry.at_ms)):
                document.add_unsigned(field, number)
            document.add_text(WORDS, " ".join(terms))
            writer.add_document(document)


def _messages(ids: Iterable[int] | None) -> Iterator[Entry]:
    rows = Message.objects.order_by("id")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    fields = ("pk", "made_at", "subject", "body_new", "body_full")
    for pk, made_at, subject, new, full in rows.values_list(*fields).iterator():
        yield Entry(MESSAGE, pk, log.to_ms(made_at), f"{subject}\n{new.strip() or full}")


def _tickets(ids: Iterable[int] | None) -> Iterator[Entry]:
    rows = Ticket.objects.order_by("id")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for pk, opened_at, number, subject in rows.values_list("pk", "opened_at", "number", "subject").iterator():
        yield Entry(TICKET, pk, log.to_ms(opened_at), f"{subject}\n{number}")


def _customers(ids: Iterable[int] | None) -> Iterator[Entry]:
    rows = Customer.objects.exclude(name="").filter(merged_into=None).order_by("id")
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    for pk, seen_at, name in rows.values_list("pk", "first_seen_at", "name").iterator():
        yield Entry(CUSTOMER, pk, log.to_ms(seen_at), name)


def _rebuild() -> None:
    """Write everything anew. Until it is done, lists are searched without an index."""
    path = folder()
    stamp = log.head()  # before anything is read: what happens meanwhile is read again
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True, exist_ok=True)
    writer = _opened(path).writer(MEMORY, num_threads=1)
    for entries in (_tickets(None), _messages(None), _customers(None)):
        _add(writer, entries)
    writer.commit()
    writer.wait_merging_threads()
    _stamp(stamp)


def _stamp(position: int) -> None:
    path = folder()
    fresh = path / f"{STAMP}.new"
    fresh.write_text(json.dumps({"format": FORMAT, "position": position}))
    fresh.replace(path / STAMP)
