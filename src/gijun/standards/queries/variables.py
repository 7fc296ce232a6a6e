"""Variables in texts of others: what is wrong with them, and values to see a text with."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from gijun.organisation.models import Person
from gijun.standards import filling
from gijun.standards.rules.naming import known_names, nearest_name
from gijun.standards.rules.variables import Malformed, malformed, samples
from gijun.standards.terms.consistency import Fill, VariableProblem

__all__ = ["known_names", "problems_of", "sample_values", "values_for"]


def problems_of(text: str, also: Iterable[str] = ()) -> list[str]:
    """Why variables of a text cannot be filled, in order; one that is unknown with the name that was meant.

    ``also``: names that are known besides, for the suggestion.
    """
    return [_said(one, tuple(also)) for one in malformed(text)]


def sample_values(language: str) -> Mapping[Fill, str]:
    """Values to see a text with, in its own language."""
    return samples(language)


def values_for(person: Person, ticket_id: int | None) -> Mapping[Fill, str]:
    """What is known for a ticket; nothing without one."""
    return filling.values_for(person, ticket_id)


def _said(one: Malformed, also: tuple[str, ...]) -> str:
    if one.problem != VariableProblem.UNKNOWN:
        return str(one)
    inside = one.text.split("}}")[0].removeprefix("{{")
    near = nearest_name(inside.partition("|")[0], also)
    if not near:
        names = ", ".join(known_names())
        return str(one) + " " + _("Known are: %(names)s.") % {"names": names}
    return str(one) + " " + _("Did you mean %(name)s?") % {"name": f"{{{{{near}}}}}"}
