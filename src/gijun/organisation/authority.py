"""Ask for authority. The only door through which actions and pages decide who may do what."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gijun.events.prepared import prepared
from gijun.organisation.models import Grant, Membership, Person, Team
from gijun.organisation.rules.authority import Decision, Held, Power, approvers, decision_for, may
from gijun.organisation.terms import Role

_powers: dict[str, Power] = {}


def define(*powers: Power) -> None:
    """Make a capability's powers known; called from its ``AppConfig.ready``."""
    _powers.update({power.code: power for power in powers})


def powers() -> list[Power]:
    """Every power that is known, by code."""
    return [_powers[code] for code in sorted(_powers)]


def power_called(code: str) -> Power | None:
    """The power with this code, if some capability knows it."""
    return _powers.get(code)


@prepared
def _memberships(person_id: int) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person_id).select_related("team").order_by("id")


@prepared
def _grants(roles: Collection[str]) -> QuerySet[Grant]:
    return Grant.objects.filter(role__in=roles)


@prepared
def _teams() -> QuerySet[Team]:
    return Team.objects.only("id", "path", "parent_id", "is_practice")


@dataclass
class Standing:
    """What one person holds, read once: roles with their teams, and the organisation's decisions."""

    person: Person

    @cached_property
    def held(self) -> list[Held]:
        if not self.person.is_active:
            return []
        return [Held(Role(row.role), row.team.lineage) for row in _memberships(self.person.pk)]

    @cached_property
    def decided(self) -> dict[tuple[str, str], Decision]:
        roles = {one.role.value for one in self.held}
        return {
            (grant.role, grant.power): Decision(grant.allowed, grant.limit_amount, grant.approver)
            for grant in _grants(roles)
        }

    @cached_property
    def teams(self) -> list[Team]:
        return _teams()

    @cached_property
    def lineages(self) -> dict[int, tuple[int, ...]]:
        return {team.pk: team.lineage for team in self.teams}

    def lineage_of(self, team_id: int) -> tuple[int, ...]:
        """Ids from the centre down to the team; a team made since the standing was read is looked up."""
        known = self.lineages.get(team_id)
        if known is None:
            team = Team.objects.filter(pk=team_id).first()
            known = self.lineages[team_id] = team.lineage if team else (team_id,)
        return known

    @cached_property
    def centres(self) -> list[int]:
        """Centres that stand for the installation: practice centres only where there is no other."""
        centres = [team for team in self.teams if team.parent_id is None]
        return [team.pk for team in centres if not team.is_practice] or [team.pk for team in centres]


def standing(person: Person) -> Standing:
    """The person's standing, kept on the instance: a request reads it once."""
    kept: Standing | None = person.__dict__.get("_standing")
    if kept is None:
        kept = person.__dict__["_standing"] = Standing(person)
    return kept


def forget(person: Person) -> None:
    """Read the person's standing anew: what they hold has changed."""
    person.__dict__.pop("_standing", None)


def allows(person: Person, power: str, *, team_id: int | None = None, amount: int | None = None) -> bool:
    """May the person do this alone, in this team, for this amount (KRW)?"""
    own = standing(person)
    lineage = None if team_id is None else own.lineage_of(team_id)
    return may(_powers[power], own.held, own.decided, lineage=lineage, amount=amount)


def allows_everywhere(person: Person, power: str) -> bool:
    """May the person do this in every centre? What holds for the whole installation asks for that."""
    centres = standing(person).centres
    return bool(centres) and all(allows(person, power, team_id=team_id) for team_id in centres)


def require(person: Person, power: str, *, team_id: int | None = None, amount: int | None = None) -> None:
    """Refuse unless the person may.

    Raises:
        PermissionDenied: with a sentence for the person.
    """
    if not allows(person, power, team_id=team_id, amount=amount):
        raise _refusal(power)


def require_everywhere(person: Person, power: str) -> None:
    """Refuse unless the person may do this in every centre.

    Raises:
        PermissionDenied: with a sentence for the person.
    """
    if not allows_everywhere(person, power):
        raise _refusal(power)


def _refusal(power: str) -> PermissionDenied:
    return PermissionDenied(
        _("Your role does not allow this: %(power)s. Ask your team lead or an administrator.")
        % {"power": _(_powers[power].label)}
    )


def teams_with(person: Person, power: str) -> tuple[frozenset[int], frozenset[int]]:
    """Teams the power reaches, and the teams above them.

    Returns:
        (team ids at or below a membership that holds the power, ids of their ancestors). The first is what
        the person sees whole; of the second only what still waits for a team.
    """
    own = standing(person)
    tops = [one.lineage for one in own.held if may(_powers[power], [one], own.decided)]
    below = {pk for pk, lineage in own.lineages.items() if any(lineage[: len(top)] == top for top in tops)}
    above = {pk for top in tops for pk in top[:-1]}
    return frozenset(below), frozenset(above - below)


def roles_of(person: Person) -> Iterable[Role]:
    """The roles the person holds anywhere, each once."""
    return sorted({one.role for one in standing(person).held})


def decision_of(role: Role, power: str) -> Decision:
    """What holds for a role and a power now."""
    return decision_for(_powers[power], role, _decided(power))


def approvers_beyond(role: Role, power: str, amount: int, ladder: Sequence[Role]) -> list[Role]:
    """Roles that may decide about an amount (KRW) beyond the role's own, the nearest first."""
    return approvers(_powers[power], role, amount, _decided(power), ladder)


def role_in(person: Person, team_id: int) -> Role | None:
    """The role in which a person acts in a team: that of their membership closest to it."""
    own = standing(person)
    lineage = own.lineage_of(team_id)
    near = [one for one in own.held if lineage[: len(one.lineage)] == one.lineage]
    return max(near, key=lambda one: len(one.lineage)).role if near else None


def _decided(power: str) -> dict[tuple[str, str], Decision]:
    return {
        (row.role, row.power): Decision(row.allowed, row.limit_amount, row.approver)
        for row in Grant.objects.filter(power=power)
    }
