"""How doors answer by themselves, and what a message looks like to that decision."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from gijun.desk.models import AutoAnswer, AutoAnswerRules, AutoAnswerTurn, ChannelAccount, Handle, Message
from gijun.desk.queries import modes
from gijun.desk.rules.sparing.answering import OFF, AnswerRules, Heard, read
from gijun.desk.terms import Author, DeliveryState, Direction
from gijun.desk.terms.sparing import AUTO_ANSWER
from gijun.events import log
from gijun.organisation import authority, queries
from gijun.organisation.models import Person, Team
from gijun.science import worktime

GOVERN = "desk.govern_sparing"


def rules_of(account_id: int) -> tuple[int, AnswerRules]:
    """The version and the rules in force at a door; version 0: it does not answer by itself."""
    row = AutoAnswerRules.objects.filter(account_id=account_id).order_by("-version").first()
    return (row.version, read(row.content)) if row else (0, OFF)


def versions_of(account_id: int) -> list[tuple[AutoAnswerRules, AnswerRules]]:
    """Every version of a door's rules, the latest first."""
    rows = AutoAnswerRules.objects.filter(account_id=account_id).select_related("person")
    return [(row, read(row.content)) for row in rows.order_by("-version")]


def doors_governed_by(person: Person) -> QuerySet[ChannelAccount]:
    """Doors whose automatic answers the person decides, by name."""
    below, _above = authority.teams_with(person, GOVERN)
    return (
        ChannelAccount.objects.filter(team_id__in=below, is_active=True)
        .select_related("team")
        .order_by("name", "id")
    )


def heard(message: Message, door: ChannelAccount, sender: Handle, language: str, at: datetime) -> Heard:
    """The message as the decision sees it."""
    said = Message.objects.filter(ticket_id=message.ticket_id)
    turn = AutoAnswerTurn.objects.filter(account=door, handle=sender).first()
    earlier = said.filter(contact=message.contact, direction=Direction.IN, pk__lt=message.pk)
    answered = said.filter(pk__gt=message.pk, direction=Direction.OUT, author=Author.AGENT)
    calendar = queries.calendar_for(Team.objects.select_related("calendar").get(pk=door.team_id))
    return Heard(
        address=sender.external_id,
        automatic=message.automatic,
        received_at=message.made_at,
        is_open=worktime.is_open(calendar, log.to_ms(message.made_at)),
        is_first=message.contact_id is not None and not earlier.exists(),
        mode_text=modes.auto_message(door.team_id, at, language),
        answered_since=answered.exclude(delivery=DeliveryState.UNDONE).exists(),
        undeliverable=sender.undeliverable_since is not None,
        answers_in_ticket=said.filter(automatic=AUTO_ANSWER).count(),
        last_answer_at=turn.last_at if turn else None,
    )


def was_answered(message_id: int) -> bool:
    """Has a rule answered this message before?"""
    return AutoAnswer.objects.filter(answered_id=message_id).exists()


def values_for(ticket_number: str, team: Team, at: datetime) -> dict[str, str]:
    """What the variables of an automatic answer stand for."""
    calendar = queries.calendar_for(Team.objects.select_related("calendar").get(pk=team.pk))
    try:
        opens_ms = worktime.next_open(calendar, log.to_ms(at))
    except worktime.WorktimeError:  # it never opens
        return {"number": ticket_number, "team": team.name, "hours": ""}
    opens = log.from_ms(opens_ms).astimezone(ZoneInfo(calendar.zone))
    return {"number": ticket_number, "team": team.name, "hours": f"{opens:%m-%d %H:%M}"}
