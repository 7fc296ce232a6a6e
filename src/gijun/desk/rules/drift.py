"""Answers in other words than those agreed on, and reasons answered in more than one way.

Answers are held against each other where reason and order state are the same; where a centre has no order
state, or a ticket does not say it, the reason alone counts.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gijun.science.korean import bigrams, without_spaces

Name = TypeVar("Name", int, str)

SHORTEST = 15  # letters; less than that is thanks or a greeting, not an answer
KEPT = 0.5  # of an agreed sentence: with less of it an answer was given in other words


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply with what was agreed for its reason."""

    message_id: int
    reason_id: int
    text: str
    used: tuple[int, ...]  # standards whose sentence went into it
    agreed: tuple[str, ...]  # sentences in force for the reason; none: nothing is agreed
    figures: tuple[tuple[str, str], ...] = ()  # what it promises: about what, how much
    order_state: str = ""  # its code, where the ticket says it

    @property
    def situation(self) -> tuple[int, str]:
        """What answers have to be alike in: the same reason and the same state of the order."""
        return (self.reason_id, self.order_state)


@dataclass(frozen=True, slots=True)
class ReasonDrift:
    """How a reason was answered, in one state of the order."""

    reason_id: int
    replies: int
    in_other_words: tuple[int, ...]  # messages, as they came
    order_state: str = ""

    @property
    def share(self) -> float:
        """Of replies in other words, in [0, 1]."""
        return len(self.in_other_words) / self.replies


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A reason that was answered in several ways, in one state of the order."""

    reason_id: int
    replies: int  # that used a standard or promised a figure
    standards: tuple[tuple[int, int], ...]  # (standard, replies), the most used first
    figures: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]  # about what → (how much, replies)
    order_state: str = ""

    @property
    def ways(self) -> int:
        """Distinct answers: the most that were given to one question."""
        return max([len(self.standards), *(len(values) for _about, values in self.figures)])

    @property
    def other_share(self) -> float:
        """Of replies that gave another answer than the commonest, in [0, 1]; of the most divided question."""
        counted = [[count for _name, count in self.standards]]
        counted += [[count for _name, count in values] for _about, values in self.figures]
        return max((1 - max(counts) / sum(counts) for counts in counted if counts), default=0.0)


def kept_share(sentence: str, said: str) -> float:
    """Share of a sentence's pairs of syllables that stand in what was said, in [0, 1]; in any order."""
    wanted = Counter(bigrams(sentence))
    if not wanted:
        return 1.0
    return (wanted & Counter(bigrams(said))).total() / wanted.total()


def is_answer(text: str) -> bool:
    """Is it long enough to tell a customer something?"""
    return len(without_spaces(text)) >= SHORTEST


def in_other_words(answer: Answered) -> bool:
    """Was something agreed for the reason, and neither used nor said?"""
    if not answer.agreed or answer.used:
        return False
    return all(kept_share(sentence, answer.text) < KEPT for sentence in answer.agreed)


def drift(answers: Iterable[Answered]) -> list[ReasonDrift]:
    """Situations with something agreed, those answered most often in other words first."""
    situations = _by_situation(answer for answer in answers if answer.agreed)
    found = [
        ReasonDrift(
            reason_id, len(group), tuple(one.message_id for one in group if in_other_words(one)), state
        )
        for (reason_id, state), group in situations.items()
    ]
    return sorted(
        found, key=lambda one: (-len(one.in_other_words), -one.share, one.reason_id, one.order_state)
    )


def ambiguity(answers: Iterable[Answered]) -> list[Ambiguity]:
    """Situations answered in two ways or more, the most divided first."""
    found = [_ambiguity(*situation, group) for situation, group in _by_situation(answers).items()]
    several = [one for one in found if one.ways > 1]
    return sorted(several, key=lambda one: (-one.other_share, -one.replies, one.reason_id, one.order_state))


def unagreed(answers: Iterable[Answered]) -> list[tuple[int, int]]:
    """Reasons nothing is agreed on, with their replies; the most first."""
    counted = Counter(answer.reason_id for answer in answers if not answer.agreed)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _ambiguity(reason_id: int, order_state: str, group: Sequence[Answered]) -> Ambiguity:
    standards = Counter(standard_id for one in group for standard_id in set(one.used))
    figures: dict[str, Counter[str]] = {}
    for one in group:
        for about, value in set(one.figures):
            figures.setdefault(about, Counter())[value] += 1
    return Ambiguity(
        reason_id=reason_id,
        replies=sum(bool(one.used or one.figures) for one in group),
        standards=_ranked(standards),
        figures=tuple((about, _ranked(values)) for about, values in figures.items() if len(values) > 1),
        order_state=order_state,
    )


def _ranked(counts: Counter[Name]) -> tuple[tuple[Name, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_situation(answers: Iterable[Answered]) -> dict[tuple[int, str], list[Answered]]:
    groups: dict[tuple[int, str], list[Answered]] = {}
    for answer in answers:
        groups.setdefault(answer.situation, []).append(answer)
    return groups
