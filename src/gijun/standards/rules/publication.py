"""What a version says to each of its readers: six artefacts, all of them derived from its content."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gijun.standards.rules.content import Comprehension, Content, Said, sentence_of
from gijun.standards.rules.decisions.storing import from_data
from gijun.standards.rules.decisions.table import Case, Condition, FactDefinition, Table
from gijun.standards.rules.decisions.wording import write_condition
from gijun.standards.rules.difference import Kind, Piece, between_lists, between_texts
from gijun.standards.rules.notice import notice_text
from gijun.standards.rules.steps import Step
from gijun.standards.terms import Language, SentenceChannel
from gijun.standards.terms.publishing import ArtefactKind, Label


@dataclass(frozen=True, slots=True)
class ExceptionCase:
    """A case of the exceptions as it is read: when it applies, what is decided, said and done then."""

    when: str
    verdict: str
    reason: str
    sentence: str
    sentence_en: str
    steps: tuple[Step, ...]
    approval: str

    @property
    def head(self) -> str:
        """When it applies and what is decided."""
        return f"{self.when} → {self.verdict}"


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """What agents insert: a sentence a channel and language, others where an exception applies."""

    sentences: tuple[Said, ...] = ()
    exceptions: tuple[ExceptionCase, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """What agents do, in this order, and what is added where an exception applies."""

    steps: tuple[Step, ...] = ()
    exceptions: tuple[ExceptionCase, ...] = ()


@dataclass(frozen=True, slots=True)
class KnowledgeCard:
    """What quick find shows."""

    title: str
    sentence: str = ""
    why: str = ""
    exceptions: tuple[ExceptionCase, ...] = ()
    no_exceptions: bool = False  # said expressly


@dataclass(frozen=True, slots=True)
class EvaluationItem:
    """What an evaluation asks; leaving out a critical one fails the whole contact."""

    text: str
    is_critical: bool = False
    when: str = ""  # asked only where this exception applies


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What everybody is told when the version comes into force; without a text nobody is told."""

    title: str
    text: str = ""
    must_read: bool = False


@dataclass(frozen=True, slots=True)
class Artefacts:
    """Everything that changes together when a version comes into force."""

    template: ReplyTemplate
    checklist: Checklist
    card: KnowledgeCard
    evaluation: tuple[EvaluationItem, ...]
    quiz: Comprehension | None
    notice: NoticeText


def artefacts_of(content: Content, title: str) -> Artefacts:
    """The artefacts of a version with this content, of the standard with this title."""
    cases = _cases(content.exceptions)
    return Artefacts(
        template=ReplyTemplate(content.sentences, cases),
        checklist=Checklist(content.steps, cases),
        card=KnowledgeCard(
            title,
            sentence_of(content.sentences, SentenceChannel.ANY, Language.KOREAN),
            content.explanation,
            cases,
            content.no_exceptions,
        ),
        evaluation=(
            *(EvaluationItem(step.text, step.is_critical) for step in content.steps),
            *(
                EvaluationItem(step.text, step.is_critical, case.head)
                for case in cases
                for step in case.steps
            ),
        ),
        quiz=content.publication.comprehension,
        notice=NoticeText(title, notice_text(content), content.publication.must_read),
    )


def _cases(exceptions: Mapping[str, object] | None) -> tuple[ExceptionCase, ...]:
    if exceptions is None:
        return ()
    table = from_data(exceptions)
    return tuple(_case(table, case) for _place, case in table.placed_cases())


def _case(table: Table, case: Case) -> ExceptionCase:
    asked = (_condition(table.fact(key), condition) for key, condition in case.conditions)
    return ExceptionCase(
        when=" · ".join(asked) or str(Label.OTHERWISE.label),
        verdict=str(case.verdict.label),
        reason=case.reason,
        sentence=case.sentence,
        sentence_en=case.sentence_en,
        steps=case.steps,
        approval=case.approval,
    )


def _condition(fact: FactDefinition, condition: Condition) -> str:
    asked = write_condition(fact.kind, condition, fact.choices, Language.KOREAN, unit=fact.unit)
    return f"{fact.label or fact.question} {asked}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an artefact; entries with the same label stand for each other before and after."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as one side of a comparison shows it."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ArtefactChange:
    """An artefact before and after; without a version before, ``before`` is empty."""

    kind: ArtefactKind
    before: tuple[ShownEntry, ...]
    after: tuple[ShownEntry, ...]

    @property
    def is_changed(self) -> bool:
        shown = (*self.before, *self.after)
        return any(piece.kind != "same" for entry in shown for piece in entry.pieces)


def changes(before: Artefacts | None, after: Artefacts) -> tuple[ArtefactChange, ...]:
    """Each artefact before and after, with what went and what came."""
    old = entries(before) if before else {}
    new = entries(after)
    return tuple(ArtefactChange(kind, *_compared(old.get(kind, ()), new[kind])) for kind in ArtefactKind)


def entries(artefacts: Artefacts) -> dict[ArtefactKind, tuple[Entry, ...]]:
    """The artefacts as lines to be read."""
    return {
        ArtefactKind.TEMPLATE: tuple(_sentences(artefacts.template)),
        ArtefactKind.CHECKLIST: tuple(_steps(artefacts.checklist)),
        ArtefactKind.CARD: tuple(_card(artefacts.card)),
        ArtefactKind.EVALUATION: tuple(
            Entry(_where(item.when, _marked(item.text, item.is_critical, Label.CRITICAL)))
            for item in artefacts.evaluation
        ),
        ArtefactKind.QUIZ: tuple(_quiz(artefacts.quiz)),
        ArtefactKind.NOTICE: tuple(_notice(artefacts.notice)),
    }


def _marked(text: str, is_marked: bool, label: Label) -> str:
    return f"{text} ({label.label})" if is_marked else text


def _sentences(template: ReplyTemplate) -> Iterator[Entry]:
    for one in template.sentences:
        channel, language = SentenceChannel(one.channel), Language(one.language)
        yield Entry(one.text, f"{channel.label} · {language.label}")
    for case in template.exceptions:
        for text in filter(None, (case.sentence, case.sentence_en)):
            yield Entry(_where(case.head, text))


def _steps(checklist: Checklist) -> Iterator[Entry]:
    for step in checklist.steps:
        yield Entry(_step(step))
    for case in checklist.exceptions:
        for step in case.steps:
            yield Entry(_where(case.head, _step(step)))


def _step(step: Step) -> str:
    told = _marked(step.text, step.is_critical, Label.CRITICAL)
    return f"{told} — {step.why}" if step.why else told


def _where(head: str, text: str) -> str:
    return f"[{head}] {text}" if head else text


def _card(card: KnowledgeCard) -> Iterator[Entry]:
    yield Entry(card.title, str(Label.TITLE.label))
    if card.sentence:
        yield Entry(card.sentence, str(Label.SENTENCE.label))
    if card.why:
        yield Entry(card.why, str(Label.WHY.label))
    for case in card.exceptions:
        told = " — ".join(filter(None, (case.head, case.reason, case.approval)))
        yield Entry(f"{Label.EXCEPTION.label}: {told}")
    if card.no_exceptions:
        yield Entry(str(Label.NO_EXCEPTIONS.label))


def _quiz(asked: Comprehension | None) -> Iterator[Entry]:
    if asked is None:
        return
    yield Entry(asked.question, str(Label.QUESTION.label))
    for place, answer in enumerate(asked.answers):
        yield Entry(_marked(answer, place == asked.right, Label.RIGHT), str(place + 1))


def _notice(notice: NoticeText) -> Iterator[Entry]:
    if notice.text:
        yield Entry(notice.text)
        if notice.must_read:
            yield Entry(str(Label.MUST_READ.label))


def _compared(
    before: Sequence[Entry], after: Sequence[Entry]
) -> tuple[tuple[ShownEntry, ...], tuple[ShownEntry, ...]]:
    """Both sides: word by word where a label stands on both, else whole entries that went or came."""
    old, new = ({one.label: one.text for one in side if one.label} for side in (before, after))
    whole = between_lists(*([one.text for one in side if not one.label] for side in (before, after)))
    return _side(before, old, new, "removed", whole), _side(after, old, new, "added", whole)


def _side(
    side: Sequence[Entry],
    old: Mapping[str, str],
    new: Mapping[str, str],
    mark: Kind,
    whole: Sequence[Piece],
) -> tuple[ShownEntry, ...]:
    unlabelled = iter([piece for piece in whole if piece.kind in {"same", mark}])
    shown = []
    for entry in side:
        if not entry.label:
            shown.append(ShownEntry("", (next(unlabelled),)))
            continue
        pieces = between_texts(old.get(entry.label, ""), new.get(entry.label, ""))
        kept = tuple(piece for piece in pieces if piece.kind in {"same", mark})
        shown.append(ShownEntry(entry.label, kept))
    return tuple(shown)
