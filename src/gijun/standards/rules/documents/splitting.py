"""From lines to clauses: each knows the headings above it, and not a word of the document is lost."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gijun.standards.rules.content import hash_of
from gijun.standards.rules.documents.lines import NOTE, STRUCTURE, Line, is_fragment, leads_on, told_apart
from gijun.standards.terms import TITLE_LENGTH
from gijun.standards.terms.documents import CLAUSE_LENGTH

BELOW = " › "  # between a heading and the one below it
SUBJECT_LENGTH = 60

_NAMED = re.compile(r"제\s*\d+\s*조(?:\s*의\s*\d+)?\s*[(\[【]([^)\]】]+)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the headings above it, the highest first, and its own number."""

    heading: str
    text: str

    def hash(self) -> str:
        """A name for its words, however they are broken into lines."""
        return hash_of(" ".join(self.text.split()))


@dataclass(slots=True)
class _Heading:
    level: int
    text: str
    is_told: bool = False  # some clause carries it


@dataclass(slots=True)
class _Open:
    """A clause that more lines may belong to."""

    headings: tuple[str, ...]
    mark: str
    rank: int  # 0: text
    lines: list[str]
    leads_on: bool
    section: int  # counts the headings of the document before it
    is_whole: bool = False

    def clause(self) -> Clause:
        return Clause(" ".join(filter(None, (BELOW.join(self.headings), self.mark))), "\n".join(self.lines))


@dataclass(slots=True)
class _Splitter:
    path: list[_Heading] = field(default_factory=list)
    done: list[_Open] = field(default_factory=list)
    current: _Open | None = None
    section: int = 0
    outermost: int = 0  # rank of the items that are clauses here; deeper ones belong to them

    def take(self, line: Line) -> None:
        if line.level and self._fits(line):
            self._descend(line)
        elif not line.is_whole and self._belongs(line):
            self._append(line)
        else:
            self._begin(line)

    def finish(self) -> list[_Open]:
        self._ascend(above=0)
        return self.done

    def _fits(self, line: Line) -> bool:
        """Is there room for this heading below those that stay above it?"""
        above = [one.text for one in self.path if one.level < line.level]
        return len(BELOW.join([*above, line.text])) <= TITLE_LENGTH

    def _descend(self, line: Line) -> None:
        self._ascend(above=line.level)
        self.section += 1
        self.path.append(_Heading(line.level, line.text))

    def _ascend(self, above: int) -> None:
        """Leave headings that are not above this level; one that stands alone is a clause."""
        self.current, self.outermost = None, 0
        while self.path and self.path[-1].level >= above:
            if not self.path[-1].is_told:
                text = self.path.pop().text
                self._add(
                    _Open(
                        self._headings(), "", 0, [text], leads_on=False, section=self.section, is_whole=True
                    )
                )
            else:
                self.path.pop()

    def _belongs(self, line: Line) -> bool:
        """Does the line go on with the clause before it?"""
        current = self.current
        if current is None or current.is_whole:
            return False
        if line.rank == 0:
            return line.is_joined or 0 < current.rank < STRUCTURE
        if line.rank == NOTE:
            return True
        return (current.leads_on and line.rank > current.rank) or 0 < self.outermost < line.rank

    def _append(self, line: Line) -> None:
        if self.current is not None:
            self.current.lines.append(f"{line.mark} {line.text}" if line.mark else line.text)
            self.current.leads_on |= self.current.rank == 0 and leads_on(line.text)

    def _begin(self, line: Line) -> None:
        headings, mark, text = self._headings(), line.mark, line.text
        if line.under:
            headings = (*headings, line.under)
        if len(BELOW.join(headings)) + 1 + len(mark) > TITLE_LENGTH:
            text = "\n".join(filter(None, (line.under, f"{mark} {text}" if mark else text)))
            headings, mark = self._headings(), ""
        if line.rank:
            self.outermost = line.rank
        opened = _Open(headings, mark, line.rank, [text], leads_on(text), self.section, line.is_whole)
        self._add(opened)
        self.current = None if line.is_whole else opened

    def _add(self, opened: _Open) -> None:
        for heading in self.path:
            heading.is_told = True
        self.done.append(opened)

    def _headings(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.path)


def split(lines: Iterable[Line]) -> tuple[Clause, ...]:
    """Divide at headings, articles, paragraphs and outermost list items.

    Deeper items, notes and what is announced (“다음 각 호와 같다”) stay with the clause they belong to;
    headings nothing stands below are clauses themselves; a few lost words join their neighbour.
    """
    splitter = _Splitter()
    for line in lines:
        for part in told_apart(line):
            splitter.take(part)
    whole = _merged(splitter.finish())
    return tuple(piece for opened in whole for piece in _pieces(opened.clause()))


def _merged(found: list[_Open]) -> list[_Open]:
    """Fragments go to the next clause below the same headings, or else to the one before."""
    kept: list[_Open] = []
    waiting: _Open | None = None
    for one in found:
        if waiting:
            if waiting.section == one.section and not one.is_whole:
                one.lines = waiting.lines + one.lines
            elif kept and kept[-1].section == waiting.section and not kept[-1].is_whole:
                kept[-1].lines += waiting.lines
            else:
                kept.append(waiting)
        is_lost = one.rank == 0 and not one.is_whole and is_fragment(" ".join(one.lines))
        waiting = one if is_lost else None
        if not is_lost:
            kept.append(one)
    if waiting and kept and kept[-1].section == waiting.section and not kept[-1].is_whole:
        kept[-1].lines += waiting.lines
    elif waiting:
        kept.append(waiting)
    return kept


def _pieces(clause: Clause) -> Iterable[Clause]:
    """The clause, cut at line ends or blanks where it is longer than a clause may be."""
    text = clause.text
    while len(text) > CLAUSE_LENGTH:
        cut = _cut(text)
        yield Clause(clause.heading, text[:cut].strip())
        text = text[cut:].strip()
    yield Clause(clause.heading, text)


def _cut(text: str) -> int:
    """Where to cut: the last line end, else the last blank, else in the middle of a word."""
    ends = (text.rfind(sign, 1, CLAUSE_LENGTH) for sign in "\n ")
    return next((end for end in ends if end > 0), CLAUSE_LENGTH)


def joined(clauses: Sequence[Clause], places: Iterable[int]) -> tuple[Clause, ...]:
    """Clauses at these places (from 0) as part of the one before; its heading stays."""
    wanted, found = set(places), list[Clause]()
    for place, one in enumerate(clauses):
        if found and place in wanted:
            before = found.pop()
            inside = one.text if one.heading == before.heading else f"{one.heading}\n{one.text}".strip()
            found.append(Clause(before.heading, f"{before.text}\n{inside}"))
        else:
            found.append(one)
    return tuple(found)


def subject_of(clause: Clause) -> str:
    """What a clause is about, in a few words: the name of its article, its heading, or how it begins."""
    last = clause.heading.rpartition(BELOW)[2]
    named = _NAMED.search(last)
    words = (named[1] if named else last).strip() or clause.text.split("\n", 1)[0]
    return words[:SUBJECT_LENGTH].strip()
