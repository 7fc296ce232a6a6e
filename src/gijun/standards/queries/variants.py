"""What a version says on every channel and in both languages, as customers would hear it."""

from dataclasses import dataclass

from gijun.organisation.models import Person
from gijun.standards.models import StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.office_words import suggestions
from gijun.standards.rules.content import Content, sentence_of, sentence_to_say
from gijun.standards.rules.decisions import Case, DecisionError, Verdict
from gijun.standards.rules.exceptions import case_name, table_of
from gijun.standards.rules.readability import Hint, hints, syllables
from gijun.standards.rules.variables import SAMPLES, Malformed, Rendered, malformed, render, samples
from gijun.standards.rules.variants import Freshness, freshness
from gijun.standards.terms import Language, SentenceChannel


@dataclass(frozen=True, slots=True)
class Variant:
    """The words for a channel and language; ``own`` says whether the channel has its own."""

    language: Language
    text: str  # as written, variables and all
    own: bool
    filled: Rendered  # with sample values
    bare: Rendered  # with nothing known
    length: int  # syllables of what is said
    malformed: tuple[Malformed, ...]


@dataclass(frozen=True, slots=True)
class VariantLine:
    """A channel with its words in both languages, side by side."""

    channel: SentenceChannel
    korean: Variant
    english: Variant | None  # none: there are no English words
    english_state: Freshness


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case of the exceptions with its words in both languages, side by side."""

    name: str
    verdict: Verdict
    korean: Variant
    english: Variant | None  # none: there are no English words


@dataclass(frozen=True, slots=True)
class VariantsPage:
    """A version side by side."""

    version: StandardVersion
    lines: list[VariantLine]
    cases: list[CaseLine]
    hints: list[Hint]  # on the Korean sentence for every channel
    samples: list[tuple[str, ...]]  # name, Korean value, English value


def variants_page(person: Person, version_id: int) -> VariantsPage:
    """Channels and languages of a version side by side.

    Raises:
        StandardVersion.DoesNotExist: there is none that the person may see.
    """
    version = visible.version(person, version_id)
    history = [
        one.content()
        for one in StandardVersion.objects.filter(standard_id=version.standard_id, number__lte=version.number)
        .prefetch_related("sentences", "checklist")
        .order_by("number")
    ]
    said = history[-1]
    return VariantsPage(
        version=version,
        lines=[_line(channel, history) for channel in SentenceChannel],
        cases=_cases(said),
        hints=hints(sentence_of(said.sentences, SentenceChannel.ANY, Language.KOREAN), suggestions()),
        samples=[(str(fill.label), *values.values()) for fill, values in SAMPLES.items()],
    )


def _line(channel: SentenceChannel, history: list[Content]) -> VariantLine:
    said = history[-1]
    state = freshness([content.sentences for content in history], channel)
    english = None if state is Freshness.MISSING else _variant(said, channel, Language.ENGLISH)
    return VariantLine(channel, _variant(said, channel, Language.KOREAN), english, state)


def _variant(said: Content, channel: SentenceChannel, language: Language) -> Variant:
    own = channel is SentenceChannel.ANY or bool(sentence_of(said.sentences, channel, language))
    return variant_of(sentence_to_say(said.sentences, channel, language), language, own=own)


def case_line(name: str, case: Case) -> CaseLine:
    """A case as customers would hear it."""
    english = variant_of(case.sentence_en, Language.ENGLISH) if case.sentence_en else None
    return CaseLine(name, case.verdict, variant_of(case.sentence, Language.KOREAN), english)


def _cases(said: Content) -> list[CaseLine]:
    """Every case; none where there is no table, or one that cannot be read."""
    try:
        table = table_of(said.exceptions)
    except DecisionError:
        table = None
    return [case_line(case_name(place), case) for place, case in table.placed_cases()] if table else []


def variant_of(text: str, language: Language, *, own: bool = True) -> Variant:
    """Words with sample values, and with nothing known."""
    filled = render(text, samples(language))
    return Variant(
        language=language,
        text=text,
        own=own,
        filled=filled,
        bare=render(text, {}),
        length=syllables(filled.text),
        malformed=tuple(malformed(text)),
    )
