"""The definitions as a document: what ``docs/kpi.md`` holds."""

from collections.abc import Iterator

from django.utils.translation import override

from gijun.measures.registry import TEXTS, Measure, Words, measures
from gijun.measures.terms import Group, Standing

OPENING = """# The measures

Every measure with its definition, as `gijun measures definitions` prints them from the headers of
`src/gijun/measures/kpi/*.sql`. Sums are added first and divided last; percentiles are observations (nearest
rank), never averages of averages. A day is the business day of the centre, fixed when the fact was recorded.
Shares come with a 95 % Wilson interval. Figures follow the team tree: everybody sees the teams they reach.
The facts that calls are counted from are described in [measures-of-calls.md](measures-of-calls.md).
"""
LABELS = {
    "numerator": ("센 것", "Counted"),
    "denominator": ("분모", "Out of"),
    "attribution": ("귀속", "Falls to"),
    "exclusions": ("제외", "Left out"),
    "maturity": ("확정", "Final"),
    "needs": ("필요한 자료", "Shown when"),
}


def document() -> str:
    """All definitions in Korean and English, in the order of the page."""
    told = [OPENING]
    for group in Group:
        with override("en"):
            told.append(f"\n## {group.label}\n")
        of_group = [measure for measure in measures() if measure.group == group]
        told += ["\n".join(_section(measure)) + "\n" for measure in of_group]
    return "".join(told)


def _section(measure: Measure) -> Iterator[str]:
    yield f"\n### {measure.ko.title} · {measure.en.title}\n"
    facts = f"`{measure.name}` version {measure.version}, {measure.form.value} in {measure.unit.value}"
    mature = f", mature after {measure.maturity_days} days" if measure.maturity_days else ""
    is_efficiency = measure.standing == Standing.EFFICIENCY
    standing = ". An efficiency measure, never alone in a ranking" if is_efficiency else ""
    yield f"{facts}{mature}{standing}. Source: {measure.source}.\n"
    yield "\n".join(_table(measure.ko, language=0)) + "\n"
    yield "\n".join(_table(measure.en, language=1))


def _table(words: Words, *, language: int) -> Iterator[str]:
    yield f"| {words.title} | |"
    yield "|---|---|"
    for text in TEXTS:
        yield f"| {LABELS[text][language]} | {getattr(words, text)} |"
