"""HTML of a mail into plain text that reads like the page, with its quotes marked."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "p",
        "div",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "hr",
    ]
)
UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "source"})
QUOTE_CLASS = re.compile(
    r"gmail_quote|moz-cite|yahoo_quoted|OutlookMessageHeader|divRplyFwdMsg|original_message|reply_quote"
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.unseen = 0
        self.links: list[str] = []
        self.quote_start: int | None = None  # where in the output the first quote begins

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in VOID:
            self.out.append("\n" if tag in {"br", "hr"} else "")
            return
        if tag in UNSEEN:
            self.unseen += 1
        elif tag in BLOCKS:
            self.out.append("\n")
        quotes = tag == "blockquote" or QUOTE_CLASS.search(f"{given.get('class')} {given.get('id')}")
        if quotes and self.quote_start is None:
            self.quote_start = len(self.out)
        if tag == "li":
            self.out.append("· ")
        elif tag in {"td", "th"}:
            self.out.append(" ")
        elif tag == "a":
            self.links.append(given.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag in UNSEEN:
            self.unseen = max(self.unseen - 1, 0)
        elif tag in BLOCKS:
            self.out.append("\n")
        elif tag == "a" and self.links:
            link = self.links.pop()
            said = "".join(self.out[-3:])
            if re.match(r"https?://", link) and link.rstrip("/") not in said:
                self.out.append(f" ({link})")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.out.append(re.sub(r"[ \t\r\n\xa0]+", " ", data))


def text_of_html(html: str) -> tuple[str, str]:
    """The text before the first quote, and the rest from it on; joined they are the whole text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    start = len(reader.out) if reader.quote_start is None else reader.quote_start
    return _tidy("".join(reader.out[:start])), _tidy("".join(reader.out[start:]))


def _tidy(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
