"""How far people are with the contacts they answer themselves, and what they learned."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from gijun.desk.models import ContactQuota, LearnedNote, Message
from gijun.desk.queries.modes.figures import day_began
from gijun.desk.terms import Author, DeliveryState, Direction
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import centre_id_of, home_team_id, people_of
from gijun.organisation.terms import FLOOR, Role

SET = "desk.set_quota"
NOTES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How many contacts somebody has answered on the present business day, of how many."""

    person: Person
    per_day: int
    answered: int

    @property
    def left(self) -> int:
        return max(self.per_day - self.answered, 0)


def own(person: Person, at: datetime) -> Progress | None:
    """A person's own progress; none where nothing was decided for them."""
    return next(iter(_progress(ContactQuota.objects.filter(person=person), at)), None)


def led(person: Person, at: datetime) -> list[Progress]:
    """Progress of everybody the person decides for, who has most to do first."""
    rows = ContactQuota.objects.filter(person__in=may_have(person))
    return sorted(_progress(rows, at), key=lambda one: (-one.left, one.person.name))


def may_have(person: Person) -> QuerySet[Person]:
    """People the person decides for who answer customers and are no agents: operators, managers, trainers."""
    below, _above = authority.teams_with(person, SET)
    agents = Person.objects.filter(memberships__role=Role.AGENT).values("pk")
    answering = Person.objects.filter(memberships__role__in=FLOOR - {Role.AGENT}).values("pk")
    return people_of(below).filter(pk__in=answering).exclude(pk__in=agents)


def notes(person: Person) -> list[LearnedNote]:
    """What the person and those they decide for learned, the last first."""
    whose = Person.objects.filter(pk__in=may_have(person).values("pk")) | Person.objects.filter(pk=person.pk)
    rows = LearnedNote.objects.filter(person__in=whose.values("pk")).select_related("person")
    return list(rows.order_by("-written_at", "-id")[:NOTES_SHOWN])


def _progress(rows: QuerySet[ContactQuota], at: datetime) -> list[Progress]:
    quotas = list(rows.select_related("person").order_by("id"))
    by_centre: dict[int | None, list[int]] = {}
    for one in quotas:
        team_id = home_team_id(one.person)
        centre_id = None if team_id is None else centre_id_of(team_id)
        by_centre.setdefault(centre_id, []).append(one.person_id)
    done: dict[int, int] = {}
    for centre in Team.objects.filter(pk__in=[pk for pk in by_centre if pk is not None]):
        done |= _answered(by_centre[centre.pk], day_began(centre, at), at)
    return [Progress(one.person, one.per_day, done.get(one.person_id, 0)) for one in quotas]


def _answered(person_ids: Collection[int], since: datetime, at: datetime) -> dict[int, int]:
    """Contacts these people have replied in, each once; a reply taken back is none."""
    said = Message.objects.filter(
        person__in=person_ids,
        direction=Direction.OUT,
        author=Author.AGENT,
        made_at__gte=since,
        made_at__lte=at,
    ).exclude(delivery=DeliveryState.UNDONE)
    counted = said.order_by().values_list("person_id").annotate(Count("contact", distinct=True))
    return dict(counted)
