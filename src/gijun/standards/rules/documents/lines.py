"""A document as lines: headings, list items and text, told apart by how Korean policies are written."""

import re
from dataclasses import dataclass, replace
from unicodedata import normalize

HEADING_LENGTH = 60  # whatever is longer is a sentence, however it is printed

# Levels of headings: 1 to 7 are styles of the document, then come signs and the parts of a law.
NUMERAL, BRACKET, SIGN = 8, 9, 10
PARTS = {"편": 20, "장": 30, "절": 40, "관": 50}
ARTICLE = 60

STRUCTURE = 100  # ranks of items the document itself marks as a list begin after it
NOTE = 99  # belongs to whatever stands before it

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ARTICLE = re.compile(
    r"(?P<name>제\s*\d+\s*조(?:\s*의\s*\d+)?\s*(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\]|【[^【】\n]{1,40}】)?)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_REFERENCE = re.compile(r"\s*(?:제\s*\d|[에의를을와과은는이가,·~]|및|또는|내지|부터|까지|등)")
_PART = re.compile(r"제\s*\d+\s*([편장절관])(?:\s*의\s*\d+)?(?:[\s.:(\[].*)?")
_ADDENDUM = re.compile(r"부\s*칙(?:\s*[<(\[].*)?")
_NUMERAL = re.compile(r"[Ⅰ-Ⅻ]\s*[.)]?\s*\S.*")
_BRACKET = re.compile(r"\[[^\[\]]+\]|【[^【】]+】|<[^<>]+>|〈[^〈〉]+〉|《[^《》]+》")
_SIGN = re.compile(r"[■□◆◇▶▣◈]\s*\S.*")
_ITEMS = (  # the outermost first; a rank is the place in this row
    re.compile(r"[①-⑳㉑-㉟]\s*"),
    re.compile(r"\d{1,2}\.(?!\d)\s*"),
    re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+"),
    re.compile(r"[가나다라마바사아자차카타파하]\.\s*"),
    re.compile(r"\d{1,2}\)\s*"),
    re.compile(r"\(\d{1,2}\)\s*"),
    re.compile(r"[가나다라마바사아자차카타파하]\)\s*"),
    re.compile(r"\([가나다라마바사아자차카타파하]\)\s*"),
    re.compile(r"[A-Za-z][.)]\s+"),
    re.compile(r"[-–•·*○●▪◦ㆍ∙]\s+"),
)
_NOTE = re.compile(r"※\s*")
_RUN_ON = re.compile(r"(?<=[.)])\s+(?=[②-⑳])")  # the next paragraph of an article, on the same line
BULLET = len(_ITEMS)  # the rank of bullets, which number nothing
_LEADS_ON = re.compile(
    r":$|다음\s*각\s*[호목항]|(?:다음|아래)(?:과|와)\s*같|as follows|the following", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?。…]$|[다요음함임됨]\.?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (``level``), an item of a list (``rank``), or text, as a reader found it."""

    text: str
    level: int = 0  # of a heading, 1 the highest; 0: no heading
    rank: int = 0  # of a list item, 1 the outermost; 0: no item
    mark: str = ""  # what numbered the item: ①, 2., 가.
    is_joined: bool = False  # goes on with the line before
    is_whole: bool = False  # a clause of its own, such as the row of a table
    under: str = ""  # a heading of this line only

    @property
    def words(self) -> str:
        """Everything the line says, its number and own heading too."""
        return " ".join(filter(None, (self.under, self.mark, self.text)))


def tidy(text: str) -> str:
    """Composed syllables, one kind of blank and line end, no blanks around lines and no empty lines."""
    text = normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def told_apart(line: Line) -> list[Line]:
    """The same line, as heading, item or text; an article with its text on one line becomes two."""
    if line.is_whole or not line.text:
        return [line] if line.text else []
    first, *rest = _RUN_ON.split(line.text)
    if rest:
        further = [part for text in rest for part in told_apart(Line(text))]
        return [*told_apart(replace(line, text=first)), *further]
    if len(line.text) > HEADING_LENGTH or "\n" in line.text:
        line = replace(line, level=0)
    if article := _article(line):
        return article
    if line.level:
        return [_numbered(line)]
    level = _level_of(line.text)
    return [_numbered(replace(line, level=level, rank=0))] if level else [_as_item(line)]


def _numbered(line: Line) -> Line:
    """A heading with its number as part of it."""
    return replace(line, text=f"{line.mark} {line.text}", mark="") if line.mark else line


def _article(line: Line) -> list[Line] | None:
    """제3조(환불) as a heading, and what stands behind it."""
    found = _ARTICLE.match(line.text)
    if found is None:
        return None
    name, rest = " ".join(found["name"].split()), found["rest"]
    is_titled = name[-1] in ")]】"
    if _REFERENCE.match(rest) if is_titled is False else rest[:1] not in {"", " ", "\n", "①", ".", ":"}:
        return None
    heading = Line(name, level=line.level or ARTICLE)
    text = rest.strip()
    if line.level and text:  # a heading of the document stays whole
        return [line]
    return [heading, *told_apart(Line(text))] if text else [heading]


def _level_of(text: str) -> int:
    """The level of a line that is a heading by how it is written; 0: it is none."""
    if len(text) > HEADING_LENGTH or _SENTENCE.search(text):
        return 0
    if part := _PART.fullmatch(text):
        return PARTS[part[1]]
    if _ADDENDUM.fullmatch(text):
        return PARTS["편"]
    kinds = ((_NUMERAL, NUMERAL), (_BRACKET, BRACKET), (_SIGN, SIGN))
    return next((level for kind, level in kinds if kind.fullmatch(text)), 0)


def _as_item(line: Line) -> Line:
    if _NOTE.match(line.text):
        return replace(line, rank=NOTE)
    if line.mark:
        return line
    for place, marked in enumerate(_ITEMS, start=1):
        found = marked.match(line.text)
        if found and line.text[found.end() :].strip():
            rank = line.rank or place
            if place == BULLET:
                return replace(line, rank=rank)
            return replace(line, rank=rank, mark=found[0].strip(), text=line.text[found.end() :])
    return line


def leads_on(text: str) -> bool:
    """Does this sentence announce a list that belongs to it?"""
    return _LEADS_ON.search(text) is not None


def is_fragment(text: str) -> bool:
    """Too little to be a clause: a few letters that end no sentence."""
    return len("".join(text.split())) < 10 and not _SENTENCE.search(text)
