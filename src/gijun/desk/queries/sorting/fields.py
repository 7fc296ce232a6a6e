"""Fields of a centre, what holds for a ticket, and what fills a field nobody has filled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from gijun.desk.models import Customer, Field, FieldRules, FieldValue, Handle, Judgement, Ticket
from gijun.desk.rules.sorting.fields import FieldError, Rule, asked_for, lacking, read_rules, read_value
from gijun.desk.terms import ChannelKind
from gijun.desk.terms.sorting import NO, YES, FieldKind, Source
from gijun.events.prepared import prepared
from gijun.organisation.models import Person
from gijun.organisation.queries import teams_managed_by
from gijun.standards import queries as standards

GOVERN = "desk.govern_fields"


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field as a ticket shows it. ``suggested``: what would fill it where nobody has."""

    field: Field
    is_required: bool
    value: str
    suggested: str = ""

    @property
    def shown(self) -> str:
        """The value, else what would fill it."""
        return self.value or self.suggested

    @property
    def is_suggested(self) -> bool:
        return not self.value and bool(self.suggested)

    @property
    def label(self) -> str:
        return self.field.label_of(self.shown)

    @property
    def options(self) -> list[tuple[str, str]]:
        """(code, label) to choose from; none for what is typed."""
        codes = codes_of(self.field)
        if self.shown and codes and self.shown not in codes:
            codes = [*codes, self.shown]  # chosen before the choice was taken away
        return [(code, self.field.label_of(code)) for code in codes]


def codes_of(field: Field) -> list[str]:
    """Codes a field may hold."""
    return [YES, NO] if field.kind == FieldKind.YES_NO else [code for code, *_names in field.choices]


def fields_governed_by(person: Person) -> QuerySet[Field]:
    """Fields of the centres whose fields the person governs."""
    return Field.objects.filter(centre__in=teams_managed_by(person, GOVERN).filter(parent=None))


def fields_of(centre_id: int) -> list[Field]:
    """Every field of a centre, those in use first, as they were added."""
    rows = Field.objects.filter(centre_id=centre_id).order_by("id")
    return sorted(rows, key=lambda row: row.retired_at is not None)


def order_states(ticket_ids: Iterable[int]) -> dict[int, FieldValue]:
    """The state of the order on each of these tickets that says it."""
    rows = FieldValue.objects.filter(
        ticket__in=ticket_ids,
        field__kind=FieldKind.ORDER_STATE,
        field__retired_at=None,
        field__is_personal=False,
    )
    return {row.ticket_id: row for row in rows.exclude(text="").select_related("field")}


def rules_of(centre_id: int) -> tuple[int, tuple[Rule, ...]]:
    """Version and rules in force; version 0: nobody has decided any."""
    row = next(iter(_newest_rules(centre_id)), None)
    return (row.version, read_rules(row.content)) if row else (0, ())


@prepared
def _newest_rules(centre_id: int) -> QuerySet[FieldRules]:
    return FieldRules.objects.filter(centre_id=centre_id).order_by("-version")[:1]


@prepared
def _filled(ticket_id: int) -> QuerySet[FieldValue, tuple[int, str]]:
    rows = FieldValue.objects.filter(ticket=ticket_id).exclude(text="")
    return rows.order_by("field_id").values_list("field_id", "text")


def rule_versions(centre_id: int) -> list[FieldRules]:
    """Every version of the rules, the latest first."""
    return list(FieldRules.objects.filter(centre_id=centre_id).select_related("person").order_by("-version"))


def way_of(reason_id: int | None) -> tuple[int, ...]:
    """A reason and those above it, from itself upwards; empty for none."""
    if reason_id is None:
        return ()
    above, way = standards.parents(), []
    next_up: int | None = reason_id
    while next_up is not None and next_up not in way:
        way.append(next_up)
        next_up = above.get(next_up)
    return tuple(way)


class TicketFields:
    """Fields of one ticket, each part read once; ``reason_id`` as if it were the ticket's."""

    def __init__(self, ticket: Ticket, *, reason_id: int | None = None) -> None:
        self.ticket = ticket
        self.reason_id = reason_id if reason_id is not None else ticket.reason_id
        self.centre_id = ticket.team.centre_id

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return rules_of(self.centre_id)[1]

    @cached_property
    def asked_for(self) -> list[Rule]:
        """Rules that hold for the ticket and are about fields still in use."""
        if not self._rules:
            return []
        held = asked_for(self._rules, way=way_of(self.reason_id), channel=self.ticket.channel)
        return [rule for rule in held if rule.field_id in self.fields]

    @cached_property
    def fields(self) -> dict[int, Field]:
        """Fields in use in the centre."""
        return {row.pk: row for row in Field.objects.filter(centre_id=self.centre_id, retired_at=None)}

    @cached_property
    def values(self) -> dict[int, str]:
        """What the ticket has, retired fields too."""
        return dict(_filled(self.ticket.pk))

    @cached_property
    def suggested(self) -> dict[int, str]:
        """What would fill the fields nobody has filled."""
        empty = [rule for rule in self.asked_for if rule.source and rule.field_id not in self.values]
        return suggestions(self.ticket, empty, self.fields) if empty else {}

    @property
    def lacking(self) -> list[Field]:
        if not self.asked_for:
            return []
        return [self.fields[pk] for pk in lacking(self.asked_for, self.values)]

    @cached_property
    def asked(self) -> list[AskedField]:
        """Every field that is asked for, and those that hold something, required ones first."""
        rules = {rule.field_id: rule for rule in self.asked_for}
        held = [pk for pk in self.values if pk in self.fields and pk not in rules]
        shown = [
            AskedField(
                self.fields[pk],
                pk in rules and rules[pk].required,
                self.values.get(pk, ""),
                self.suggested.get(pk, ""),
            )
            for pk in [*rules, *held]
        ]
        return sorted(shown, key=lambda one: not one.is_required)

    @cached_property
    def shown(self) -> list[AskedField]:
        """What the ticket's side shows: values, and what is still required."""
        return [one for one in self.asked if one.value or one.is_required] if self._has_any else []

    @cached_property
    def _has_any(self) -> bool:
        return bool(self.values or self._rules)


def suggestions(ticket: Ticket, rules: Iterable[Rule], fields: Mapping[int, Field]) -> dict[int, str]:
    """Values for fields by the source their rule names; what does not fit a field is left out."""
    told = {}
    for rule in rules:
        field = fields[rule.field_id]
        try:
            value = read_value(field.kind, codes_of(field), _from_source(ticket, rule))
        except FieldError:
            continue  # the source said something this field cannot hold: somebody types it
        if value:
            told[rule.field_id] = value
    return told


def _from_source(ticket: Ticket, rule: Rule) -> str:
    match rule.source:
        case Source.JUDGING:
            judged = Judgement.objects.filter(ticket=ticket).order_by("-id").first()
            return str(judged.answers.get(rule.key, "")) if judged else ""
        case Source.CUSTOMER_NAME:
            return Customer.objects.values_list("name", flat=True).get(pk=ticket.customer_id)
        case Source.CUSTOMER_MAIL:
            return _handle(ticket, [ChannelKind.EMAIL])
        case Source.CUSTOMER_PHONE:
            return _handle(ticket, [ChannelKind.PHONE, ChannelKind.SMS])
        case Source.LAST_TICKET:
            rows = FieldValue.objects.filter(ticket__customer=ticket.customer_id, field_id=rule.field_id)
            rows = rows.exclude(ticket=ticket).exclude(text="").order_by("-filled_at", "-id")
            return rows.values_list("text", flat=True).first() or ""
        case _:
            return ""


def _handle(ticket: Ticket, kinds: list[str]) -> str:
    rows = Handle.objects.filter(customer=ticket.customer_id, kind__in=kinds).order_by("-id")
    return rows.values_list("external_id", flat=True).first() or ""
