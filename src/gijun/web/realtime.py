"""The stream: tells open pages that something new stands in the log, and nothing of what it says.

One tail per process reads the log after its position and keeps the last facts in memory. Each page hears
the position and the names of its topics; it fetches what changed under the reader's own permission. A browser
that comes back with ``Last-Event-ID`` is told everything since.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from gijun.desk.queries import visible
from gijun.events import log
from gijun.events.models import Event
from gijun.organisation import authority
from gijun.organisation import events as organisation
from gijun.organisation.access import signed_in
from gijun.organisation.models import Person
from gijun.standards import events as standards

POLL_S = 0.3
PAUSE_S = 0.5  # a page is told at most twice a second
HEARTBEAT_S = 15.0
KEPT = 2_000  # facts in memory; whoever is further behind reads the database
VIEW = "desk.view_tickets"
ASKING = ("desk.escalation_", "desk.approval_", "desk.consult_", "desk.promotion_", "desk.delegation_")
MODES = ("desk.mode_", "desk.broadcast_")
FLAGS = ("desk.sentence_flagged", "desk.flag_settled")
TELLING = {  # what everybody has to read may have changed
    standards.NoticeIssued.name,
    standards.NoticeWithdrawn.name,
    standards.VersionPublished.name,
    standards.VersionSuperseded.name,
}
READING = {standards.StandardRead.name, standards.ComprehensionAnswered.name}
STATES = {organisation.StateEntered.name, organisation.StateOverran.name}
FLOOR = STATES | {  # none of them changes what anybody may hear of
    organisation.BreakAsked.name,
    organisation.BreakBegun.name,
    organisation.BreakDecided.name,
    organisation.BreakEnded.name,
    organisation.BreakWithdrawn.name,
}
PROMISES = ("desk.promise_", "desk.callback_")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class News:
    """As much of a fact as the stream needs."""

    position: int
    name: str
    ticket_id: int | None
    team_id: int | None
    agent_id: int | None
    from_team_id: int | None
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What a reader may hear of."""

    person_id: int
    below: frozenset[int]
    above: frozenset[int]


def topics_of(news: News, reach: Reach) -> tuple[set[str], bool]:
    """Topics a fact touches for a reader.

    Returns:
        (topics, whether the ticket itself may be named only if the reader sees it now). A ticket of a team
        above is theirs only while it waits, so the database is asked before it is named.
    """
    if news.name.startswith("standards."):
        return _topics_of_standards(news, reach), False
    if news.name in FLOOR:
        return _topics_of_floor(news, reach), False
    if news.name.startswith(MODES):
        return ({"modes"} if news.team_id in reach.below | reach.above else set()), False
    if news.ticket_id is None or news.name in {"desk.work_started", "desk.work_ended"}:
        return set(), False
    if news.team_id in reach.below or news.agent_id == reach.person_id:
        return {"queue", f"ticket:{news.ticket_id}"}, False
    if news.team_id in reach.above:
        return {"queue"}, True
    if news.from_team_id in reach.below | reach.above:
        return {"queue"}, False
    return set(), False


def _topics_of_floor(news: News, reach: Reach) -> set[str]:
    """One's own state, and the floor of whoever leads it."""
    own = {f"state:{news.agent_id}"} if news.agent_id == reach.person_id else set()
    if news.team_id not in reach.below:
        return own
    return own | ({"floor"} if news.name in STATES else {"floor", "breaks"})


def _topics_of_standards(news: News, reach: Reach) -> set[str]:
    """What somebody else reads changes nobody's own must-reads."""
    is_own = news.name in READING and news.actor_id == reach.person_id
    return {"standards", "must_reads"} if is_own or news.name in TELLING else {"standards"}


def _news_after(position: int, limit: int = KEPT) -> list[News]:
    rows = Event.objects.after(position).values_list(
        "position", "name", "ticket_id", "team_id", "agent_id", "data__from_team_id", "actor_id"
    )
    return [News(*row) for row in rows[:limit]]


def _in_thread(function: Callable[..., T]) -> Callable[..., Any]:
    """Run a read in a thread with a connection of its own, given back at once."""

    def once(*args: Any) -> T:
        try:
            return function(*args)
        finally:
            connection.close()

    return sync_to_async(once, thread_sensitive=False)


class Tail:
    """The last facts of the log, read by one task for every reader of this process."""

    def __init__(self) -> None:
        self.kept: deque[News] = deque(maxlen=KEPT)
        self.position: int | None = None
        self.grown = asyncio.Condition()
        self.readers = 0
        self.task: asyncio.Task[None] | None = None

    async def join(self) -> None:
        """Count a reader in; the first one starts the reading."""
        self.readers += 1
        if self.position is None:
            self.position = await _in_thread(log.head)()
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._read())

    def leave(self) -> None:
        self.readers -= 1

    async def _read(self) -> None:
        while self.readers > 0:
            found = await _in_thread(_news_after)(self.position)
            if found:
                async with self.grown:
                    self.kept.extend(found)
                    self.position = found[-1].position
                    self.grown.notify_all()
            await asyncio.sleep(POLL_S)
        self.kept.clear()
        self.position = None

    async def after(self, position: int, wait_s: float) -> list[News]:
        """Facts later than ``position``; waits for one, but no longer than ``wait_s``."""
        if position >= (self.position or 0):
            try:
                async with asyncio.timeout(wait_s), self.grown:
                    await self.grown.wait()
            except TimeoutError:
                return []
        if self.kept and self.kept[0].position <= position + 1:
            return [news for news in self.kept if news.position > position]
        found: list[News] = await _in_thread(_news_after)(position)
        return found


_tails: dict[asyncio.AbstractEventLoop, Tail] = {}


def _tail() -> Tail:
    return _tails.setdefault(asyncio.get_running_loop(), Tail())


def _reach(person_id: int) -> Reach | None:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return Reach(person_id, *authority.teams_with(person, VIEW)) if person else None


def _seen_now(person_id: int, ticket_ids: set[int]) -> set[int]:
    return visible.among(Person.objects.get(pk=person_id), ticket_ids)


async def _topics(found: list[News], reach: Reach) -> list[str]:
    topics: set[str] = set()
    doubtful: set[int] = set()
    for news in found:
        touched, ask = topics_of(news, reach)
        topics |= touched
        if news.name.startswith(ASKING):
            topics.add("asking")  # names nothing: inboxes look for themselves
        if news.name.startswith(PROMISES):
            topics.add("promises")
        if news.name.startswith(FLAGS):
            topics.add("flags")  # as asking: the page looks for itself
        if ask and news.ticket_id:
            doubtful.add(news.ticket_id)
    if doubtful:
        topics |= {f"ticket:{pk}" for pk in await _in_thread(_seen_now)(reach.person_id, doubtful)}
    return sorted(topics)


async def _told(person_id: int, position: int | None) -> AsyncIterator[str]:
    tail = _tail()
    await tail.join()
    try:
        reach = await _in_thread(_reach)(person_id)
        position = tail.position if position is None else position
        yield f"retry: 2000\nid: {position}\ndata: {json.dumps({'topics': []})}\n\n"
        while reach:
            found = await tail.after(position or 0, HEARTBEAT_S)
            if not found:
                yield "event: alive\ndata: \n\n"
                reach = await _in_thread(_reach)(person_id)
                continue
            if any(news.name.startswith("organisation.") and news.name not in FLOOR for news in found):
                reach = await _in_thread(_reach)(person_id)
                if reach is None:
                    return
            position = found[-1].position
            topics = await _topics(found, reach)
            yield f"id: {position}\ndata: {json.dumps({'topics': topics})}\n\n"
            await asyncio.sleep(PAUSE_S)
    finally:
        tail.leave()


@require_GET
@signed_in
async def stream(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Server-sent events from the reader's last position on."""
    person = await request.auser()
    given = request.headers.get("Last-Event-ID", "") or request.GET.get("after", "")
    position = int(given) if given.isdigit() else None
    response = StreamingHttpResponse(_told(person.pk or 0, position), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response
