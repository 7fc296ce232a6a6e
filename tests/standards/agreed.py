"""Standards through the product's own actions, with boring defaults."""

from datetime import datetime, timedelta
from typing import Any

from gijun.organisation.models import Person, Team
from gijun.standards import actions
from gijun.standards.actions import Matter
from gijun.standards.models import Standard, StandardVersion
from gijun.standards.rules.content import Content, Said, Step
from tests import make
from tests.make import NOON

ANY, KO, EN = "any", "ko", "en"


def said(text: str = "영업일 3~5일 안에 환불됩니다.", channel: str = ANY, language: str = KO) -> Said:
    return Said(channel, language, text)


def content(
    text: str = "영업일 3~5일 안에 환불됩니다.", *, steps: tuple[str, ...] = (), **more: Any
) -> Content:
    fields = {
        "sentences": (said(text),),
        "steps": tuple(map(Step, steps)),
        "change_note": "다듬음",
        "no_exceptions": True,
    }
    return Content(**fields | more)


def matter(owner: Person, where: Team, *, title: str = "환불 처리 기준", **more: Any) -> Standard:
    """A standard nothing is agreed on yet."""
    about = {name: more.pop(name) for name in ("reason_id", "example_questions") if name in more}
    fields = {"team_id": where.pk, "owner_id": owner.pk, "by": owner, "at": NOON} | more
    return actions.add_standard(Matter(title, **about), **fields)


def draft(owner: Person, where: Team, says: Content | None = None, **more: Any) -> StandardVersion:
    """The first draft of a new standard."""
    version = actions.draft_version(matter(owner, where, **more).pk, by=owner, at=NOON)
    return actions.change_draft(version.pk, says or content(), by=owner, at=NOON)


def approver(side: str, where: Team) -> Person:
    """Somebody of that side in the team who writes nothing."""
    username, role = f"{side}-of-{where.pk}", {"policy": "centre_head", "field": "team_lead"}[side]
    there = Person.objects.filter(username=username).first()
    return there or make.person(username, where, role)


def approve(version: StandardVersion, *, at: datetime = NOON) -> StandardVersion:
    """Both sides agree to what the draft says."""
    for side in ("policy", "field"):
        by = approver(side, version.standard.team)
        actions.approve(version.pk, side=side, by=by, at=at)
    return version


def published(
    owner: Person, where: Team, says: Content | None = None, *, at: datetime = NOON, **more: Any
) -> StandardVersion:
    """A new standard whose first version is in force from ``at`` on."""
    fresh = approve(draft(owner, where, says, **more), at=at)
    return actions.publish(fresh.pk, by=owner, at=at)


def next_version(
    version: StandardVersion,
    by: Person,
    says: Content,
    *,
    at: datetime,
    valid_from: datetime | None = None,
) -> StandardVersion:
    """The version after this one, published."""
    fresh = actions.draft_version(version.standard_id, by=by, at=at)
    approve(actions.change_draft(fresh.pk, says, by=by, at=at), at=at)
    return actions.publish(fresh.pk, by=by, at=at, valid_from=valid_from)


def days(count: float) -> datetime:
    """So many days after noon."""
    return NOON + timedelta(days=count)
