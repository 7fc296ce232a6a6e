"""Plain builders with boring defaults; all of them go through the product's own actions."""

from datetime import UTC, datetime, timedelta
from itertools import count

from gijun.desk import actions as desk
from gijun.desk.models import ChannelAccount, Ticket
from gijun.desk.terms import ChannelKind
from gijun.organisation import actions as organisation
from gijun.organisation.models import Person, Team
from gijun.standards.actions.snippets import add_snippet
from gijun.standards.models import (
    ChecklistItem,
    ContactReason,
    Sentence,
    Snippet,
    Standard,
    StandardVersion,
)
from gijun.standards.terms import VersionState

NOON = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # noon in Seoul, a Wednesday
_serial = count(1)


def at(seconds: float) -> datetime:
    """So many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def centre(name: str = "서울센터") -> Team:
    return organisation.add_team(name=name, parent_id=None, by=None, at=NOON, zone="Asia/Seoul")


def team(parent: Team, name: str = "1팀") -> Team:
    return organisation.add_team(name=name, parent_id=parent.pk, by=None, at=NOON)


def person(username: str, where: Team, role: str, *, name: str = "", password: str | None = None) -> Person:
    made = organisation.add_person(
        username=username, name=name or username, password=password, by=None, at=NOON
    )
    organisation.give_role(made.pk, team_id=where.pk, role=role, by=None, at=NOON)
    return made


def account(where: Team, address: str = "help@example.com") -> ChannelAccount:
    known = ChannelAccount.objects.filter(address=address).first()
    return known or desk.add_account(
        kind=ChannelKind.EMAIL, name="고객센터", address=address, team_id=where.pk, by=None, at=NOON
    )


def inbound(
    door: ChannelAccount,
    *,
    body: str = "환불은 언제 되나요?",
    address: str = "haneul@example.com",
    subject: str = "환불 문의",
    when: datetime = NOON,
    ticket_id: int | None = None,
    **more: object,
) -> desk.Received:
    serial = next(_serial)
    fields = {
        "sender_name": "이하늘",
        "dedupe_key": f"k{serial}",
        "external_ids": [("message-id", f"<{serial}@example.com>")],
    }
    return desk.receive(
        desk.Inbound(
            account_id=door.pk,
            address=address,
            subject=subject,
            body_full=body,
            body_new=body,
            ticket_id=ticket_id,
            **(fields | more),
        ),
        at=when,
    )


def ticket(door: ChannelAccount, **fields: object) -> Ticket:
    """A ticket opened by a customer's mail."""
    return Ticket.objects.get(pk=inbound(door, **fields).ticket_id)


def reason(code: str = "refund", name: str = "환불") -> ContactReason:
    return ContactReason.objects.get_or_create(
        code=code, defaults={"name_ko": name, "name_en": code.title()}
    )[0]


def script(
    where: Team, owner: Person, *, title: str = "환불", text: str = "영업일 3~5일 안에 환불됩니다."
) -> Snippet:
    """A personal script that is offered."""
    return add_snippet(title=title, text=text, team_id=where.pk, owner_id=owner.pk, by=owner, at=NOON)


def standard(
    where: Team,
    owner: Person,
    *,
    title: str = "환불 처리 기준",
    text: str = "영업일 3~5일 안에 환불됩니다.",
    steps: tuple[str, ...] = ("주문 확인",),
) -> StandardVersion:
    """A standard in force, with one sentence for every channel."""
    serial = next(_serial)
    made = Standard.objects.create(code=f"S{serial:03d}", title=title, team=where, owner=owner, made_at=NOON)
    version = StandardVersion.objects.create(
        standard=made,
        number=1,
        state=VersionState.PUBLISHED,
        author=owner,
        valid_from=NOON - timedelta(days=30),
        made_at=NOON,
    )
    Sentence.objects.create(version=version, text=text)
    for place, step in enumerate(steps):
        ChecklistItem.objects.create(version=version, place=place, text=step)
    return version
