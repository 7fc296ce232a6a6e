"""Fields of a centre and the rules that ask for them: decided by those who govern them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import sorting as facts
from gijun.desk.models import Field, FieldRules
from gijun.desk.queries.sorting import fields as queries
from gijun.desk.rules.sorting.fields import FieldError, Rule, check_rules, is_code
from gijun.desk.terms import ChannelKind
from gijun.desk.terms.sorting import MOST_CHOICES, NAME_LENGTH, WITH_CHOICES, FieldKind
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.standards.queries import parents

__all__ = ["Choice", "Rule", "add_field", "change_field", "change_rules"]

GOVERN = "desk.govern_fields"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen."""

    code: str
    name_ko: str
    name_en: str = ""


@log.action
def add_field(
    centre_id: int,
    *,
    code: str,
    name_ko: str,
    kind: FieldKind,
    by: Person,
    at: datetime,
    name_en: str = "",
    choices: Sequence[Choice] = (),
    personal: bool = False,
) -> Field:
    """Ask for something new in a centre. Without an English name it has the Korean one.

    Raises:
        DeskError: the code is no code or taken, a name or the choices lack, or there is an order state.
        PermissionDenied: ``by`` may not govern the centre's fields.
    """
    authority.require(by, GOVERN, team_id=centre_id)
    centre = Team.objects.get(pk=centre_id, parent=None)
    if not is_code(code):
        raise DeskError(_("A code has letters, digits and . _ - only, and no more than 40 of them."))
    if Field.objects.filter(centre=centre, code=code).exists():
        raise DeskError(_("The code %(code)s is taken. Choose another one.") % {"code": code})
    if kind == FieldKind.ORDER_STATE:
        _refuse_second_order_state(centre.pk)
    names = _names(name_ko, name_en)
    kept = _choices(kind, choices)
    field = Field.objects.create(
        centre=centre,
        code=code,
        name_ko=names[0],
        name_en=names[1],
        kind=kind,
        choices=kept,
        is_personal=personal,
    )
    log.record(
        facts.FieldAdded(
            team_id=centre.pk, field_id=field.pk, kind=kind.value, personal=personal, choices=len(kept)
        ),
        at=at,
        actor_id=by.pk,
    )
    return field


def _refuse_second_order_state(centre_id: int) -> None:
    if Field.objects.filter(centre_id=centre_id, kind=FieldKind.ORDER_STATE, retired_at=None).exists():
        raise DeskError(_("The centre has an order state already. Retire it first, or change its choices."))


def _names(name_ko: str, name_en: str) -> tuple[str, str]:
    korean = " ".join(name_ko.split())[:NAME_LENGTH]
    if not korean:
        raise DeskError(_("Write what the field is called."))
    return korean, " ".join(name_en.split())[:NAME_LENGTH] or korean


def _choices(kind: str, choices: Sequence[Choice]) -> list[list[str]]:
    if kind not in WITH_CHOICES:
        return []
    codes = [one.code for one in choices]
    if not codes or len(codes) > MOST_CHOICES:
        raise DeskError(_("Write between 1 and %(most)d choices.") % {"most": MOST_CHOICES})
    if len(set(codes)) < len(codes) or not all(map(is_code, codes)):
        raise DeskError(_("Every choice has a code of its own, of letters, digits and . _ - only."))
    return [[one.code, *_names(one.name_ko or one.code, one.name_en)] for one in choices]


@log.action
def change_field(
    field_id: int,
    *,
    name_ko: str,
    by: Person,
    at: datetime,
    name_en: str = "",
    choices: Sequence[Choice] = (),
    retired: bool = False,
) -> Field:
    """Rename a field, change its choices, retire it or bring it back; tickets keep what they have.

    Raises:
        DeskError: a name or the choices are missing, or a second order state would be in use.
        PermissionDenied: ``by`` may not govern the centre's fields.
    """
    authority.require(by, GOVERN)
    field = queries.fields_governed_by(by).get(pk=field_id)
    names, kept = _names(name_ko, name_en), _choices(field.kind, choices)
    was_retired = field.retired_at is not None
    if (names, kept, retired) == ((field.name_ko, field.name_en), field.choices, was_retired):
        return field
    if field.kind == FieldKind.ORDER_STATE and was_retired and not retired:
        _refuse_second_order_state(field.centre_id)
    field.name_ko, field.name_en = names
    field.choices = kept
    field.retired_at = (field.retired_at or at) if retired else None
    field.save(update_fields=["name_ko", "name_en", "choices", "retired_at"])
    log.record(
        facts.FieldChanged(team_id=field.centre_id, field_id=field.pk, choices=len(kept), retired=retired),
        at=at,
        actor_id=by.pk,
    )
    return field


@log.action
def change_rules(centre_id: int, rules: Sequence[Rule], *, by: Person, at: datetime) -> FieldRules | None:
    """Decide which fields are asked for when, from now on; the same again changes nothing.

    Raises:
        DeskError: a rule is about what does not exist, twice about one field, or does nothing.
        PermissionDenied: ``by`` may not govern the centre's fields.
    """
    authority.require(by, GOVERN, team_id=centre_id)
    centre = Team.objects.get(pk=centre_id, parent=None)
    in_use = Field.objects.filter(centre=centre, retired_at=None).values_list("pk", flat=True)
    try:
        check_rules(rules, fields=set(in_use), reasons=parents().keys(), channels=ChannelKind.values)
    except FieldError as error:
        raise DeskError(str(error.fault.label)) from error
    version, known = queries.rules_of(centre.pk)
    if version and known == tuple(rules):
        return None
    kept = FieldRules.objects.create(
        centre=centre, version=version + 1, since=at, person=by, content=[rule.data() for rule in rules]
    )
    log.record(
        facts.FieldRulesChanged(team_id=centre.pk, rules_version=kept.version, rules=len(rules)),
        at=at,
        actor_id=by.pk,
    )
    return kept
