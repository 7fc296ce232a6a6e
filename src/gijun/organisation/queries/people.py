"""People: who sees whom, and who may change whom."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Membership, Person, Team
from gijun.organisation.terms import Role

SEE = "organisation.view_system"
MANAGE = "organisation.manage_people"


def people_of(team_ids: frozenset[int]) -> QuerySet[Person]:
    """Active people with a role in one of these teams, by name."""
    return (
        Person.objects.filter(memberships__team_id__in=team_ids, is_active=True)
        .distinct()
        .order_by("name", "id")
    )


@prepared
def colleagues(team_ids: Collection[int]) -> QuerySet[Person]:
    """The same, read."""
    return people_of(frozenset(team_ids))


def _with_roles() -> QuerySet[Person]:
    roles = Membership.objects.select_related("team").order_by("team__path", "id")
    return Person.objects.prefetch_related(Prefetch("memberships", queryset=roles)).order_by("name", "id")


def people_seen_by(person: Person, power: str = SEE) -> QuerySet[Person]:
    """People with a role in a team the power reaches, by name, with all their roles.

    Who holds the power in every centre also sees those who have no role any more.
    """
    below, _above = authority.teams_with(person, power)
    roles = Membership.objects.filter(person=OuterRef("pk"))
    seen = Q(Exists(roles.filter(team_id__in=below)))
    if authority.allows_everywhere(person, power):
        seen |= ~Q(Exists(roles))
    return _with_roles().filter(seen)


def people_managed_by(person: Person) -> QuerySet[Person]:
    """People whose every role lies in a team where ``person`` manages people.

    Whoever also stands higher up, or in another branch, is managed from there: otherwise an administrator of
    one team could take over a sign-in that reaches further than their own.
    """
    below, _above = authority.teams_with(person, MANAGE)
    elsewhere = Membership.objects.filter(person=OuterRef("pk")).exclude(team_id__in=below)
    return people_seen_by(person, MANAGE).filter(~Exists(elsewhere))


def matching(
    people: QuerySet[Person],
    *,
    words: str = "",
    role: str = "",
    team_id: int | None = None,
    active: bool = True,
) -> QuerySet[Person]:
    """Narrow people by name, sign-in name, mail address, role and team.

    Args:
        active: only those who may sign in.
    """
    held = Membership.objects.filter(person=OuterRef("pk"))
    if words:
        people = people.filter(
            Q(name__icontains=words) | Q(username__icontains=words) | Q(email__icontains=words)
        )
    if role:
        held = held.filter(role=role)
    if team_id is not None:
        held = held.filter(team_id=team_id)
    if role or team_id is not None:
        people = people.filter(Exists(held))
    return people.filter(is_active=True) if active else people


def holders(team_ids: Iterable[int]) -> list[tuple[int, Role]]:
    """Active people with each role they hold in one of these very teams."""
    rows = Membership.objects.filter(team_id__in=team_ids, person__is_active=True)
    held = rows.order_by("id").values_list("person_id", "role")
    return [(person_id, Role(role)) for person_id, role in held]


def teams_of_role(role: Role, centre_id: int) -> list[Team]:
    """Teams of a centre in which somebody active holds the role, by name."""
    path = Team.objects.values_list("path", flat=True).get(pk=centre_id)
    held = Membership.objects.filter(team=OuterRef("pk"), role=role, person__is_active=True)
    return list(Team.objects.below(path or "").filter(Exists(held)).order_by("name", "id"))


def home_team_id(person: Person) -> int | None:
    """The team a person works in: their deepest membership, the oldest of equals."""
    rows = _memberships_of(person.pk)
    deepest = max(rows, key=lambda row: (len(row.team.lineage), -row.pk), default=None)
    return deepest.team_id if deepest else None


@prepared
def _memberships_of(person_id: int) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person_id).select_related("team").order_by("id")


def practice_logins() -> list[Person]:
    """People of the practice centre who stand for a role, one a role, with their roles."""
    in_practice = Membership.objects.filter(person=OuterRef("pk"), team__is_practice=True)
    return list(
        _with_roles()
        .filter(Exists(in_practice), is_practice=True, is_active=True, preferences__has_key="practice_login")
        .order_by("id")
    )
