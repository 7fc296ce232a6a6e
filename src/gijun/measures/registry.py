"""The measures: one ``.sql`` file each, whose header is the definition that people read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from gijun.measures.errors import DefinitionError
from gijun.measures.terms import Form, Group, Standing, Total, Unit

LINE = re.compile(r"-- (?P<key>[a-z_]+(?:\.(?:ko|en))?): (?P<text>.+)")
GROUPS = list(Group)  # in the order in which people read them
TEXTS = ("numerator", "denominator", "attribution", "exclusions", "maturity", "needs")
PLAIN = (
    "name", "group", "order", "ko", "en", "unit", "form", "total", "standing", "maturity_days", "version",
    "source",
)  # fmt: skip
KINDS: dict[str, Callable[[str], object]] = {
    "group": Group, "order": int, "unit": Unit, "form": Form, "total": Total, "standing": Standing,
    "maturity_days": int, "version": int,
}  # fmt: skip
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
    (``team_id, centre_id``), ``selected`` (``team_id``), ``channels`` (``channel``; every one where none was
    chosen), ``days`` (``team_id, day, begin_ms, end_ms``) and ``asked`` (``as_of_ms``).
    """

    name: str
    group: Group
    order: int
    unit: Unit
    form: Form
    total: Total
    standing: Standing
    maturity_days: int
    version: int
    source: str
    sql: str
    header_lines: int  # of its file, before the SQL
    ko: Words
    en: Words

    def words(self, language: str) -> Words:
        """The definition in Korean, or in English for every other language."""
        return self.ko if language.startswith("ko") else self.en


def parsed(text: str, file: str = "") -> Measure:
    """A measure from the text of its file.

    Raises:
        DefinitionError: the header lacks something, says it twice or says something unheard of; with the
            file and the line.
    """
    header = [line for line in text.splitlines() if line.startswith("--")]
    told: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(header, start=1):
        match = LINE.fullmatch(line)
        if match is None or match["key"] not in KEYS or match["key"] in told:
            raise DefinitionError(f"{file}:{number}: not a line of a definition, or said twice: {line!r}")
        told[match["key"]], lines[match["key"]] = match["text"].strip(), number
    if missing := KEYS - told.keys():
        raise DefinitionError(f"{file}:{len(header)}: the header does not say: {', '.join(sorted(missing))}")
    for key, kind in KINDS.items():
        try:
            kind(told[key])
        except ValueError as error:
            raise DefinitionError(f"{file}:{lines[key]}: {key}: {error}") from error
    return _built(told, "\n".join(text.splitlines()[len(header) :]).strip(), len(header))


def _built(told: dict[str, str], sql: str, header_lines: int) -> Measure:
    return Measure(
        name=told["name"],
        group=Group(told["group"]),
        order=int(told["order"]),
        unit=Unit(told["unit"]),
        form=Form(told["form"]),
        total=Total(told["total"]),
        standing=Standing(told["standing"]),
        maturity_days=int(told["maturity_days"]),
        version=int(told["version"]),
        source=told["source"],
        sql=sql,
        header_lines=header_lines,
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
            measure = parsed(file.read_text(), file.name)
            if file.name != f"{measure.name}.sql":
                raise DefinitionError(f"{file.name}:1: defines {measure.name}")
            found.append(measure)
    return tuple(sorted(found, key=lambda measure: (GROUPS.index(measure.group), measure.order)))
