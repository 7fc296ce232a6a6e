"""What a file of reasons or standards may refer to."""

from collections.abc import Collection

from django.db.models import Prefetch

from gijun.organisation import authority
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards.models import ContactReason, Standard, StandardVersion
from gijun.standards.queries.visible import VIEW, WRITE
from gijun.standards.rules.content import Content
from gijun.standards.rules.reason_rows import ReasonRow
from gijun.standards.rules.standard_rows import StandardRow, Surroundings

PUBLISH = "standards.publish"


def known_reasons() -> dict[str, ReasonRow]:
    """Every reason by code, with the code of the one above."""
    return {
        row.code: ReasonRow(
            row.code, row.name_ko, row.name_en, row.parent.code if row.parent else "", row.is_active
        )
        for row in ContactReason.objects.select_related("parent")
    }


def surroundings(
    person: Person, *, codes: Collection[str], owners: Collection[str], publish: bool
) -> Surroundings:
    """What a file with these codes and owners' sign-in names may refer to when this person brings it in."""
    writable, _above = authority.teams_with(person, WRITE)
    if publish:
        writable &= authority.teams_with(person, PUBLISH)[0]
    return Surroundings(
        reasons=dict(ContactReason.objects.filter(is_active=True).values_list("code", "pk")),
        teams=_by_name(person, writable),
        owners=_owners(owners),
        standards=_standards(codes),
    )


def _by_name(person: Person, team_ids: Collection[int]) -> dict[str, int]:
    """Teams by name; a name that several have names none of them, their ids do."""
    rows = list(
        organisation.teams_managed_by(person, WRITE).filter(pk__in=team_ids).values_list("name", "pk")
    )
    names = [name for name, _pk in rows]
    return {str(pk): pk for _name, pk in rows} | {name: pk for name, pk in rows if names.count(name) == 1}


def _owners(usernames: Collection[str]) -> dict[str, tuple[int, frozenset[int]]]:
    """Active people among these, with the teams whose standards they see at or below their own."""
    people = Person.objects.filter(is_active=True, username__in=usernames)
    return {one.username: (one.pk, authority.teams_with(one, VIEW)[0]) for one in people}


def _standards(codes: Collection[str]) -> dict[str, StandardRow]:
    newest_first = StandardVersion.objects.order_by("-number").prefetch_related("sentences", "checklist")
    rows = Standard.objects.filter(code__in=codes).prefetch_related(Prefetch("versions", newest_first))
    return {row.code: _as_row(row) for row in rows}


def _as_row(standard: Standard) -> StandardRow:
    newest = next(iter(standard.versions.all()), None)
    return StandardRow(
        code=standard.code,
        title=standard.title,
        reason_id=standard.reason_id,
        team_id=standard.team_id,
        owner_id=standard.owner_id,
        questions=standard.example_questions,
        content=newest.content() if newest else Content(),
        standard_id=standard.pk,
        is_draft=bool(newest and newest.is_draft),
        number=newest.number if newest else 0,
    )
