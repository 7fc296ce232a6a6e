"""Templates as the picker of a ticket offers them: filled for its customer, the likeliest first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gijun.desk.models import Message, TemplateVersion, Ticket
from gijun.desk.queries.language import language_spoken
from gijun.desk.queries.modes import mode_now
from gijun.desk.queries.wording.templates import lineage_of, newest_versions, saying_of, uses_of
from gijun.desk.rules.wording.fitting import Subject, Wanted, rank, search_keys, stages_of, way_up
from gijun.desk.rules.wording.templates import (
    Saying,
    Text,
    embeds_standard,
    place_name,
    text_to_say,
    with_standard,
)
from gijun.desk.terms import Author, DeliveryState, Direction, TicketStatus
from gijun.desk.terms.modes import ModeKind
from gijun.organisation.models import Person
from gijun.standards import queries as standards
from gijun.standards.queries import linking, variables
from gijun.standards.queries.linking import InForce
from gijun.standards.queries.scripts import offered_snippets
from gijun.standards.terms.consistency import Fill

Values = Mapping[Fill, str]


@dataclass(frozen=True, slots=True)
class Offered:
    """A template as it would be said on the ticket; what is unknown stays a blank to be seen."""

    version_id: int
    template_id: int
    name: str
    keys: str  # what it is found by
    text: str
    language: str
    is_short: bool
    reason: str
    stage: str
    situation: str
    uses: int
    standard_version_id: int | None = None  # whose sentence stands in it
    standard_title: str = ""
    sentence: str = ""
    lacks_standard: bool = False  # its standard is not in force: what it would insert is missing


@dataclass(frozen=True, slots=True)
class Preview:
    """A text side by side: with sample values, and with nothing known."""

    text: Text
    place: str
    with_samples: str
    with_nothing: str


def offered(person: Person, ticket: Ticket, at: datetime) -> list[Offered]:
    """Every template for the ticket's team; its reason, stage and use decide the order."""
    lineage = ticket.team.lineage
    language = language_spoken(ticket.pk)
    versions = list(
        newest_versions()
        .filter(template__team__in=lineage, template__retired_at=None)
        .select_related("template__reason")
    )
    linked = {row.template.standard_id for row in versions if row.template.standard_id}
    said = linking.sentences_in_force(linked, lineage, at, ticket.channel, language)
    uses = uses_of([row.template_id for row in versions])
    is_short = mode_now(ticket.team_id, at) == ModeKind.PEAK
    values = variables.values_for(person, ticket.pk)
    wanted = wanted_of(ticket)
    found = []
    for row in versions:
        text = text_to_say(saying_of(row).texts, ticket.channel, language, short=is_short)
        if text is not None:
            sentence = said.get(row.template.standard_id or 0)
            one = _offered(row, text, sentence, values, uses.get(row.template_id, 0))
            subject = Subject(row.template.reason_id, row.template.stage, one.uses, one.name)
            found.append((rank(subject, wanted), row.pk, one))
    return [one for _rank, _pk, one in sorted(found, key=lambda each: each[:2])]


@dataclass(frozen=True, slots=True)
class Script:
    """A personal script as the picker offers it: below the templates, and marked."""

    snippet_id: int
    title: str
    text: str
    owner: str
    is_own: bool
    keys: str


def scripts(person: Person, ticket: Ticket) -> list[Script]:
    """Personal scripts that are offered for the ticket, the person's own first."""
    found = offered_snippets(person, team_id=ticket.team_id, ticket_id=ticket.pk)
    return [
        Script(one.snippet_id, one.title, one.text, one.owner, one.is_own, search_keys([one.title]))
        for one in found
    ]


def wanted_of(ticket: Ticket) -> Wanted:
    """What a ticket is about, and the stages it may be in."""
    said = Message.objects.filter(ticket=ticket, direction=Direction.OUT, author=Author.AGENT)
    replies = said.exclude(delivery=DeliveryState.UNDONE).count()
    stages = stages_of(
        replies=replies,
        is_waiting=ticket.waiting_since is not None,
        is_parked=ticket.status == TicketStatus.WAITING_INTERNAL,
    )
    return Wanted(way_up(ticket.reason_id, standards.parents()), stages)


def _offered(
    row: TemplateVersion, text: Text, in_force: InForce | None, values: Values, uses: int
) -> Offered:
    about = row.template
    one = Offered(
        version_id=row.pk,
        template_id=about.pk,
        name=about.name,
        keys=search_keys([about.name, *about.aliases.split(",")]),
        text=standards.rendered(text.text, values).text,
        language=text.language,
        is_short=text.is_short,
        reason=str(about.reason) if about.reason else "",
        stage=about.get_stage_display(),
        situation=about.get_situation_display(),
        uses=uses,
    )
    if not embeds_standard(text.text):
        return one
    if in_force is None:
        bare = with_standard(text.text, "").strip()
        return replace(one, text=standards.rendered(bare, values).text, lacks_standard=True)
    whole = with_standard(text.text, in_force.text)
    return replace(
        one,
        text=standards.rendered(whole, values).text,
        standard_version_id=in_force.version_id,
        standard_title=in_force.title,
        sentence=standards.rendered(in_force.text, values).text,
    )


def previews(saying: Saying, standard_id: int | None, team_id: int, at: datetime) -> list[Preview]:
    """Every text as a customer would read it, with sample values and with nothing known."""
    linked = {standard_id} if standard_id else set()
    shown = []
    for one in saying.texts:
        said = linking.sentences_in_force(linked, lineage_of(team_id), at, one.channel, one.language)
        sentence = said[standard_id].text if standard_id in said else "［{{standard}}］"
        whole = with_standard(one.text, sentence) if embeds_standard(one.text) else one.text
        samples = variables.sample_values(one.language)
        shown.append(
            Preview(
                one,
                place_name(*one.place),
                standards.rendered(whole, samples).text,
                standards.rendered(whole, {}).text,
            )
        )
    return shown
