"""Deciding how a centre routes, and what holds for one agent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import routing as facts
from gijun.desk.models import RoutingPolicy, RoutingProfile
from gijun.desk.queries.routing.policies import known_to
from gijun.desk.rules.routing import PolicyError, read, written
from gijun.desk.terms.routing import NewcomerMark
from gijun.events import log
from gijun.organisation import authority, queries
from gijun.organisation.models import Person, Team

MANAGE = "desk.manage_routing"


@log.action
def save_policy(
    centre_id: int, content: Mapping[str, Any], *, by: Person | None, at: datetime
) -> RoutingPolicy:
    """Let a centre route by this policy from now on; the same again changes nothing.

    Args:
        by: nobody: the product itself, as it is set up.

    Raises:
        DeskError: nobody could be routed by it; says why.
        PermissionDenied: ``by`` may not decide how the centre routes.
        Team.DoesNotExist: there is no such centre.
    """
    centre = Team.objects.get(pk=centre_id, parent=None)
    if by is not None:
        authority.require(by, MANAGE, team_id=centre_id)
    latest = RoutingPolicy.objects.filter(centre=centre).order_by("-version").first()
    version = latest.version + 1 if latest else 1
    try:
        policy = read(content, version=version, known=known_to(centre))
    except PolicyError as error:
        raise DeskError(str(error)) from error
    if latest and read(latest.content, version=version) == policy:
        return latest
    saved = RoutingPolicy.objects.create(
        centre=centre, version=version, content=written(policy), by=by, since=at
    )
    log.record(
        facts.RoutingPolicyChanged(team_id=centre.pk, policy_version=version),
        at=at,
        actor_id=by.pk if by else None,
    )
    return saved


@log.action
def set_profile(
    person_id: int, *, capacity: int | None, newcomer: str, by: Person, at: datetime
) -> RoutingProfile:
    """Decide how much somebody may hold at once, and whether they count as a newcomer.

    Args:
        capacity: Σ weights; none: the policy's.

    Raises:
        DeskError: the capacity is out of reach, or the mark unknown.
        PermissionDenied: ``by`` may not decide how the person's centre routes.
        Person.DoesNotExist: there is nobody of this number.
    """
    person = Person.objects.get(pk=person_id)
    authority.require(by, MANAGE, team_id=queries.home_team_id(person))
    if newcomer not in NewcomerMark.values or (capacity is not None and not 1 <= capacity <= 100):
        raise DeskError(_("The capacity must be a number from 1 to 100."))
    profile, _made = RoutingProfile.objects.get_or_create(person=person)
    if not _made and (profile.capacity, profile.newcomer) == (capacity, newcomer):
        return profile
    profile.capacity, profile.newcomer = capacity, newcomer
    profile.save(update_fields=["capacity", "newcomer"])
    log.record(
        facts.RoutingProfileChanged(agent_id=person.pk, capacity=capacity, newcomer=newcomer),
        at=at,
        actor_id=by.pk,
    )
    return profile
