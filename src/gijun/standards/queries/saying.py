"""Agreed sentences as they are said to one customer: variables filled with what is known."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gijun.organisation.models import Person
from gijun.standards import filling
from gijun.standards.queries.finding import Found
from gijun.standards.rules.promises import saying_of
from gijun.standards.rules.variables import Rendered, render, words_agreed
from gijun.standards.terms.consistency import Fill


def rendered(text: str, values: Mapping[Fill, str]) -> Rendered:
    """A sentence with values in place and particles that fit; what is unknown stays a blank to be seen."""
    return render(text, values)


def filled(found: Iterable[Found], person: Person, ticket_id: int | None) -> list[Found]:
    """What was found, each sentence as it is said on the ticket (without one: with fallbacks and blanks)."""
    values = filling.values_for(person, ticket_id)
    return [replace(one, sentence=render(one.sentence, values).text) for one in found]


def agreed_words(text: str) -> str:
    """What has to be said of a rendered sentence: its blanks are for the agent to fill."""
    return words_agreed(text)


def figures_promised(text: str) -> tuple[tuple[str, str], ...]:
    """The times a text promises: about what (환불, until when it is asked or done), and how long."""
    return tuple(
        (" · ".join([*sorted(one.topics.acts), str(one.aspect.label)]), one.figure.name)
        for one in saying_of(text).promises
        if one.figure.is_time and one.topics.acts and one.aspect
    )
