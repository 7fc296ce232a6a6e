"""The audit: who administered what, who signed in, who looked at personal data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gijun.events import log, replay
from gijun.events.models import Event
from gijun.organisation import authority
from gijun.organisation.models import Person, Skill, Team, WorkCalendar
from gijun.organisation.queries.people import people_seen_by
from gijun.organisation.terms import Locale, Role, Sensitive, SignInRefusal

POWER = "organisation.view_audit"
LINES = 50
KINDS: dict[str, Promise] = {
    "organisation.sensitive_read": gettext_lazy("Personal data read"),
    "organisation.signed_in": gettext_lazy("Signed in"),
    "organisation.sign_in_failed": gettext_lazy("Sign-in refused"),
    "organisation.person_added": gettext_lazy("Person added"),
    "organisation.person_changed": gettext_lazy("Person changed"),
    "organisation.password_set": gettext_lazy("Password set"),
    "organisation.preferences_chosen": gettext_lazy("Preferences chosen"),
    "organisation.role_given": gettext_lazy("Role given"),
    "organisation.role_taken": gettext_lazy("Role taken away"),
    "organisation.team_added": gettext_lazy("Team added"),
    "organisation.team_changed": gettext_lazy("Team changed"),
    "organisation.authority_changed": gettext_lazy("Authority changed"),
    "organisation.calendar_changed": gettext_lazy("Working calendar changed"),
    "organisation.calendar_given": gettext_lazy("Working calendar given"),
    "organisation.token_made": gettext_lazy("API key made"),
    "organisation.token_ended": gettext_lazy("API key ended"),
    "organisation.floor_rules_changed": gettext_lazy("Floor rules changed"),
    "organisation.skill_defined": gettext_lazy("Skill added"),
    "organisation.skill_changed": gettext_lazy("Skill changed"),
    "organisation.skill_given": gettext_lazy("Skill given"),
    "organisation.skill_taken": gettext_lazy("Skill taken away"),
}
OF_THE_DAY = frozenset(  # the floor's daily work administers nothing; it has pages of its own
    {
        "organisation.state_entered",
        "organisation.state_overran",
        "organisation.break_asked",
        "organisation.break_decided",
        "organisation.break_withdrawn",
        "organisation.break_begun",
        "organisation.break_ended",
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader of the audit wants to see. ``before``: a position; none: from the newest on."""

    person: str = ""  # part of a name or sign-in name, of who did it or whom it concerns
    kind: str = ""
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in the reader's words. ``actor``: empty where nobody had signed in."""

    position: int
    at: datetime
    kind: str
    actor: str
    about: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names of what a page of facts speaks of."""

    people: Mapping[int, str]
    teams: Mapping[int, str]
    calendars: Mapping[int, str]
    skills: Mapping[int, str]


def page(reader: Person, asked: Asked) -> tuple[list[Line], int | None]:
    """The facts the reader may see, newest first, and the position to go on before, if there are more."""
    events = list(_matching(_within_reach(reader), asked)[: LINES + 1])
    shown = events[:LINES]
    return list(_told(shown)), shown[-1].position if len(events) > LINES else None


def _within_reach(reader: Person) -> QuerySet[Event]:
    events = Event.objects.filter(name__in=KINDS).order_by("-position")
    if authority.allows_everywhere(reader, POWER):
        return events
    teams, _above = authority.teams_with(reader, POWER)
    return events.filter(_concerns(people_seen_by(reader, POWER)) | Q(team_id__in=teams))


def _concerns(people: QuerySet[Person]) -> Q:
    """They did it, or it was done to them."""
    ids = list(people.order_by().values_list("pk", flat=True))
    return Q(actor_id__in=ids) | Q(data__person_id__in=ids) | Q(agent_id__in=ids)


def _matching(events: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    if asked.person:
        named = Q(name__icontains=asked.person) | Q(username__icontains=asked.person)
        events = events.filter(_concerns(Person.objects.filter(named)))
    if asked.kind:
        events = events.filter(name=asked.kind)
    if asked.day:
        events = events.filter(business_day=asked.day)
    return events if asked.before is None else events.filter(position__lt=asked.before)


def _told(events: Iterable[Event]) -> Iterable[Line]:
    facts = list(replay.facts(events))
    names = _names([event.actor_id for event, _fact in facts], [fact for _event, fact in facts])
    for event, fact in facts:
        yield Line(
            position=event.position,
            at=log.from_ms(event.happened_at_ms),
            kind=str(KINDS[event.name]),
            actor=_actor(event, names),
            about=_about(fact, names),
        )


def _names(actors: list[int | None], facts: list[Any]) -> Names:
    def mentioned(*columns: str) -> set[int]:
        found = {getattr(fact, column, None) for fact in facts for column in columns}
        return {pk for pk in found if pk is not None}

    people = mentioned("person_id", "agent_id") | {pk for pk in actors if pk is not None}
    teams, calendars = mentioned("team_id", "parent_id"), mentioned("calendar_id")
    skills = mentioned("skill_id")
    return Names(
        dict(Person.objects.filter(pk__in=people).values_list("pk", "name")),
        dict(Team.objects.filter(pk__in=teams).values_list("pk", "name")),
        dict(WorkCalendar.objects.filter(pk__in=calendars).values_list("pk", "name")) if calendars else {},
        dict(Skill.objects.filter(pk__in=skills).values_list("pk", "name")) if skills else {},
    )


def _about(fact: Any, names: Names) -> str:
    parts = (WORDS[field.name](getattr(fact, field.name), names) for field in fields(fact))
    return " · ".join(part for part in parts if part)


def _actor(event: Event, names: Names) -> str:
    """Who did it; what no person did came from the command line or the product itself."""
    if event.actor_id is None and event.name != "organisation.sign_in_failed":
        return _("the system")
    return _name(names.people, event.actor_id)


def _name(names: Mapping[int, str], pk: int | None) -> str:
    return "" if pk is None else names.get(pk, f"#{pk}")


def _power(code: str) -> str:
    known = authority.power_called(code)
    return _(known.label) if known else code


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


# How each field of a fact is told. An empty text is left out.
WORDS: dict[str, Callable[[Any, Names], str]] = {
    "person_id": lambda pk, names: _name(names.people, pk),
    "agent_id": lambda pk, names: _name(names.people, pk),
    "skill_id": lambda pk, names: _name(names.skills, pk),
    "code": lambda code, _names: str(code),
    "proficiency": lambda step, _names: _("proficiency %(step)s") % {"step": step},
    "retired": lambda retired, _names: _("retired") if retired else "",
    "rules_version": lambda number, _names: _("version %(number)s") % {"number": number},
    "team_id": lambda pk, names: _name(names.teams, pk),
    "parent_id": lambda pk, names: _("below %(team)s") % {"team": names.teams.get(pk, pk)} if pk else "",
    "calendar_id": lambda pk, names: _name(names.calendars, pk),
    "calendar_version": lambda number, _names: _("version %(number)s") % {"number": number},
    "role": lambda role, _names: _label(Role, role),
    "power": lambda code, _names: _power(code),
    "allowed": lambda allowed, _names: _("allowed") if allowed else _("not allowed"),
    "limit_amount": lambda amount, _names: (
        "" if amount is None else _("up to ₩%(amount)s") % {"amount": f"{amount:,}"}
    ),
    "approver": lambda role, _names: _("beyond it: %(role)s") % {"role": _label(Role, role)} if role else "",
    "active": lambda active, _names: "" if active else _("may not sign in"),
    "temporary": lambda temporary, _names: _("temporary") if temporary else "",
    "locale": lambda locale, _names: _label(Locale, locale),
    "token_id": lambda pk, _names: f"#{pk}",
    "kind": lambda kind, _names: _label(Sensitive, kind),
    "subject_id": lambda pk, _names: f"#{pk}" if pk else "",
    "ticket_id": lambda pk, _names: _("ticket #%(number)s") % {"number": pk} if pk else "",
    "reason": lambda reason, _names: _label(SignInRefusal, reason),
}
