"""Templates and procedures through the product's own actions, with boring defaults."""

from datetime import date
from typing import Any

from gijun.desk.actions.wording import procedures, templates
from gijun.desk.actions.wording.governing import About
from gijun.desk.actions.wording.templates import Matter
from gijun.desk.models import Procedure, ReplyTemplate, TemplateVersion
from gijun.desk.queries import state
from gijun.desk.rules.wording.procedures import Choice, Step
from gijun.desk.rules.wording.templates import Saying, Text
from gijun.events.models import Event
from gijun.organisation.models import Person, Team
from tests.make import NOON

TEXT = "{{고객명|고객}}님, 확인 후 다시 연락드리겠습니다."


def saying(
    text: str = TEXT, *more: Text, steps: tuple[str, ...] = (), review_on: date | None = None
) -> Saying:
    return Saying((Text("any", "ko", text), *more), steps, review_on)


def matter(owner: Person, name: str = "확인 안내", **fields: Any) -> Matter:
    about = {one: fields.pop(one) for one in ("reason_id", "standard_id") if one in fields}
    return Matter(About(name, owner.pk, **about), **fields)


def template(
    owner: Person, where: Team, says: Saying | None = None, *, when=NOON, **fields: Any
) -> TemplateVersion:
    """A template that is offered; gives its first version."""
    return templates.add_template(
        matter(owner, **fields), says or saying(), team_id=where.pk, by=owner, at=when
    )


def changed(row: ReplyTemplate, says: Saying, *, by: Person, when=NOON, **fields: Any) -> TemplateVersion:
    usual = {"change_reason": "더 짧게", "seen_number": row.versions.count()} | fields
    about = About(row.name, row.owner_id, row.reason_id, row.standard_id)
    return templates.change_template(
        row.pk, Matter(about, row.aliases, row.situation, row.stage), says, by=by, at=when, **usual
    )


def do(code: str, to: str = "end", **fields: Any) -> Step:
    return Step(code, fields.pop("kind", "do"), fields.pop("text", f"{code} 하기"), to=to, **fields)


def choose(code: str, *ways: str) -> Step:
    return Step(code, "choose", f"{code}?", choices=tuple(Choice(f"→{way}", way) for way in ways))


STEPS = (
    do("look", "paid"),
    choose("paid", "card", "cash"),
    do("card"),
    do("cash", "wait"),
    do("wait", kind="wait"),
)


def procedure(owner: Person, where: Team, *steps: Step, name: str = "환불 절차", **fields: Any) -> Procedure:
    version = procedures.add_procedure(
        About(name, owner.pk, **fields), steps or STEPS, team_id=where.pk, by=owner, at=NOON
    )
    return version.procedure


def facts(*names: str) -> list[tuple[str, dict[str, Any]]]:
    """Facts of these kinds with what they hold, in order."""
    return [
        (one.name, one.data)
        for one in Event.objects.order_by("position")
        if one.name.removeprefix("desk.") in names
    ]


def same_as_log() -> bool:
    """Does the folded log equal the rows?"""
    return state.from_log().wording == state.from_rows().wording
