"""The API for programs: the same actions and queries as the pages, under the same visibility."""

from datetime import date, datetime
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from ninja.security import HttpBearer, django_auth

from gijun.desk import actions
from gijun.desk.errors import DeskError, NewMessagesError
from gijun.desk.queries import lists
from gijun.desk.queries import page as pages
from gijun.measures import actions as measures
from gijun.measures.actions import Growth
from gijun.measures.errors import MeasuresError
from gijun.measures.queries import centres_importable_by
from gijun.measures.rules.growth import MOST, MOST_ROWS
from gijun.measures.terms import GrowthKind
from gijun.organisation.models import Person
from gijun.organisation.queries import person_with_token


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …`` with a token made on the person's own page."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:  # noqa: ARG002 -- ninja's signature
        return person_with_token(token)


api = NinjaAPI(
    title="Gijun",
    version="1",
    urls_namespace="api",
    auth=[TokenAuth(), django_auth],
    docs_url=None,
    openapi_url=None,
)


class TicketOut(Schema):
    """A ticket as lists show it. ``waiting_since``: the oldest message nobody has answered."""

    id: int
    number: str
    subject: str
    status: str
    priority: int
    channel: str
    team_id: int
    assignee_id: int | None
    customer_id: int
    reason_id: int | None
    opened_at: datetime
    waiting_since: datetime | None
    solved_at: datetime | None


class MessageOut(Schema):
    """Something said. ``body`` is the new part; ``quoted`` what stood below it."""

    id: int
    direction: str
    author: str
    person_id: int | None
    body: str
    quoted: str
    automatic: str
    delivery: str
    made_at: datetime

    @staticmethod
    def resolve_body(message: Any) -> str:
        return str(message.shown)

    @staticmethod
    def resolve_quoted(message: Any) -> str:
        return str(message.hidden)


class TicketPageOut(TicketOut):
    """A ticket with its last messages."""

    messages: list[MessageOut]
    has_older: bool


class TicketsOut(Schema):
    tickets: list[TicketOut]
    page: int
    has_next: bool


class TicketsIn(Schema):
    """Which tickets: ``view`` is mine, waiting, team, solved or all."""

    view: str = "all"
    status: str = ""
    channel: str = ""
    q: str = ""
    page: int = 1


class ReplyIn(Schema):
    """An answer. ``base_message_id``: the last message you had seen; later ones stop it with 409."""

    body: str
    base_message_id: int | None = None
    then_solve: bool = False
    reason_id: int | None = None


class NoteIn(Schema):
    body: str


class SolveIn(Schema):
    reason_id: int | None = None


class GrowthFigureIn(Schema):
    """How much of something a centre had on a business day. ``kind``: orders, payments, signups or uses."""

    kind: GrowthKind
    day: date
    amount: int = Field(ge=0, le=MOST)


class GrowthIn(Schema):
    """Growth figures of a centre; without ``centre_id``, of the only one you may import for."""

    centre_id: int | None = None
    figures: list[GrowthFigureIn] = Field(min_length=1, max_length=MOST_ROWS)


class GrowthOut(Schema):
    """How many figures were new or corrected; the same figure again changes nothing."""

    changed: int


class ProblemOut(Schema):
    """What went wrong, in the person's language."""

    detail: str


def _by(request: HttpRequest) -> Person:
    return cast("Person", getattr(request, "auth", None) or request.user)


@api.get("/tickets", response=TicketsOut)
def list_tickets(request: HttpRequest, wanted: Query[TicketsIn]) -> dict[str, Any]:
    """Tickets you may see, forty a page."""
    narrowed = lists.Filter(wanted.view, wanted.status, wanted.channel, None, wanted.q.strip())
    page = lists.page(_by(request), narrowed, wanted.page)
    return {"tickets": page.tickets, "page": page.number, "has_next": page.has_next}


@api.get("/tickets/{ticket_id}", response={200: TicketPageOut, 404: ProblemOut})
def read_ticket(request: HttpRequest, ticket_id: int) -> Any:
    """A ticket with its last sixty messages."""
    return _page(request, ticket_id)


def _page(request: HttpRequest, ticket_id: int) -> Any:
    page = pages.ticket_page(_by(request), ticket_id)
    page.ticket.__dict__.update(messages=page.messages, has_older=page.has_older)
    return page.ticket


@api.post("/tickets/{ticket_id}/take", response={200: TicketOut, 404: ProblemOut, 409: ProblemOut})
def take_ticket(request: HttpRequest, ticket_id: int) -> Any:
    """Take a waiting ticket."""
    return actions.take(ticket_id, by=_by(request), at=timezone.now())


@api.post("/tickets/{ticket_id}/replies", response={201: MessageOut, 404: ProblemOut, 409: ProblemOut})
def reply(request: HttpRequest, ticket_id: int, given: ReplyIn) -> tuple[int, Any]:
    """Answer the customer; the answer waits in the outbox."""
    return 201, actions.reply(ticket_id, by=_by(request), at=timezone.now(), **given.dict())


@api.post("/tickets/{ticket_id}/notes", response={201: MessageOut, 404: ProblemOut, 409: ProblemOut})
def write_note(request: HttpRequest, ticket_id: int, given: NoteIn) -> tuple[int, Any]:
    """Leave a note that the customer does not see."""
    return 201, actions.write_note(ticket_id, body=given.body, by=_by(request), at=timezone.now())


@api.post("/tickets/{ticket_id}/solve", response={200: TicketOut, 404: ProblemOut, 409: ProblemOut})
def solve(request: HttpRequest, ticket_id: int, given: SolveIn) -> Any:
    """Declare a ticket solved."""
    return actions.solve(ticket_id, by=_by(request), at=timezone.now(), reason_id=given.reason_id)


@api.post("/growth", response={200: GrowthOut, 403: ProblemOut, 409: ProblemOut})
def record_growth(request: HttpRequest, given: GrowthIn) -> dict[str, int]:
    """Put growth figures in force: all of them, or none where one is refused."""
    by = _by(request)
    centre_id = given.centre_id or _only_centre(by)
    figures = [Growth(centre_id, one.kind.value, one.day, one.amount) for one in given.figures]
    return {"changed": measures.record_growth(figures, by=by, at=timezone.now())}


def _only_centre(by: Person) -> int:
    may = list(centres_importable_by(by)[:2])
    if not may:
        raise PermissionDenied(_("Your role does not allow importing growth figures."))
    if len(may) > 1:
        raise MeasuresError(_("Say which centre the figures are of: give its centre_id."))
    return may[0].pk


def _answer(request: HttpRequest, detail: str, status: int) -> HttpResponse:
    return api.create_response(request, {"detail": detail}, status=status)


@api.exception_handler(ObjectDoesNotExist)
def _not_there(request: HttpRequest, error: ObjectDoesNotExist) -> HttpResponse:  # noqa: ARG001 -- ninja's signature
    return _answer(request, "There is no such thing, or it is not yours to see.", 404)


@api.exception_handler(DeskError)
@api.exception_handler(NewMessagesError)
@api.exception_handler(MeasuresError)
def _refused(request: HttpRequest, error: DeskError | MeasuresError) -> HttpResponse:
    return _answer(request, str(error), 409)


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _answer(request, str(error), 403)


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    said = "; ".join(
        f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors
    )
    return _answer(request, said, 422)
