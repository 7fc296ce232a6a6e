"""The measures: one ``.sql`` file each, whose header is the definition that people read."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from gijun.measures.errors import DefinitionError
from gijun.measures.terms import Form, Total, Unit

LINE = re.compile(r"-- (?P<key>[a-z_]+(?:\.(?:ko|en))?): (?P<text>.+)")
TEXTS = ("numerator", "denominator", "attribution", "exclusions", "maturity", "needs")
PLAIN = ("name", "order", "ko", "en", "unit", "form", "total", "maturity_days", "version", "source")
KEYS = frozenset(PLAIN) | {f"{text}.{language}" for text in TEXTS for language in ("ko", "en")}


@dataclass(frozen=True, slots=True)
class Words:
    """A definition in one language."""

    title: str
    numerator: str  # what is counted or observed
    denominator: str  # out of what
    attribution: str  # which day, channel and team it falls to
    exclusions: str
    maturity: str  # when the value no longer changes
    needs: str  # what has to be there before it can be shown


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure. Its SQL returns, for each day, channel and team, sums or single observations.

    Sums: ``day, channel, team_id, numerator, denominator, immature`` (whole numbers). Observations, for
    medians and the like: ``day, channel, team_id, observed``. It asks the views of the lake, and ``teams``
    (``team_id, centre_id``), ``selected`` (``team_id``), ``days`` (``team_id, day, end_ms``) and ``asked``
    (``as_of_ms``).
    """

    name: str
    order: int
    unit: Unit
    form: Form
    total: Total
    maturity_days: int
    version: int
    source: str
    sql: str
    ko: Words
    en: Words

    def words(self, language: str) -> Words:
        """The definition in Korean, or in English for every other language."""
        return self.ko if language.startswith("ko") else self.en


def parsed(text: str) -> Measure:
    """A measure from the text of its file.

    Raises:
        DefinitionError: the header lacks something, says it twice or says something unheard of.
    """
    header = [line for line in text.splitlines() if line.startswith("--")]
    told: dict[str, str] = {}
    for line in header:
        match = LINE.fullmatch(line)
        if match is None or match["key"] not in KEYS or match["key"] in told:
            raise DefinitionError(f"not a line of a definition, or said twice: {line!r}")
        told[match["key"]] = match["text"].strip()
    if missing := KEYS - told.keys():
        raise DefinitionError(f"{told.get('name', 'a measure')} does not say: {', '.join(sorted(missing))}")
    try:
        return _built(told, "\n".join(text.splitlines()[len(header) :]).strip())
    except ValueError as error:
        raise DefinitionError(f"{told['name']}: {error}") from error


def _built(told: dict[str, str], sql: str) -> Measure:
    return Measure(
        name=told["name"],
        order=int(told["order"]),
        unit=Unit(told["unit"]),
        form=Form(told["form"]),
        total=Total(told["total"]),
        maturity_days=int(told["maturity_days"]),
        version=int(told["version"]),
        source=told["source"],
        sql=sql,
        ko=_words(told, "ko"),
        en=_words(told, "en"),
    )


def _words(told: dict[str, str], language: str) -> Words:
    return Words(told[language], **{text: told[f"{text}.{language}"] for text in TEXTS})


@cache
def measures() -> tuple[Measure, ...]:
    """Every measure, in the order in which people read them.

    Raises:
        DefinitionError: a header is wrong, or a file has another name than its measure.
    """
    found = []
    for file in resources.files("gijun.measures").joinpath("kpi").iterdir():
        if file.name.endswith(".sql"):
            measure = parsed(file.read_text())
            if file.name != f"{measure.name}.sql":
                raise DefinitionError(f"{file.name} defines {measure.name}")
            found.append(measure)
    return tuple(sorted(found, key=lambda measure: measure.order))
