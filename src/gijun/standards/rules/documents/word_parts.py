"""Parts of a Word document beside its text: styles, numbering, notes. A damaged one costs no word of it."""

import io
import zipfile
from typing import Any

from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped] # it has no types

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"


class Parts:
    """The XML of a package, part by part; which were damaged is remembered."""

    def __init__(self, raw: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            names = set(package.namelist())
            self._raw = {BODY: package.read(BODY)}
            self._places = _places(package.read(RELATIONS) if RELATIONS in names else b"")
            for kind in ("styles", "numbering", "footnotes", "endnotes"):
                place = self._places.setdefault(kind, f"word/{kind}.xml")
                if place in names:
                    self._raw[kind] = package.read(place)
        self.damaged: set[str] = set()

    def body(self) -> Any:
        """The text itself.

        Raises:
            lxml.etree.XMLSyntaxError: it is damaged.
        """
        return _parsed(self._raw[BODY])

    def part(self, kind: str) -> Any | None:
        """One of the others; none: the document has no such part, or it is damaged."""
        if kind not in self._raw:
            return None
        try:
            return _parsed(self._raw[kind])
        except etree.XMLSyntaxError:
            self.damaged.add(kind)
            return None


def _parsed(raw: bytes) -> Any:
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))


def _places(raw: bytes) -> dict[str, str]:
    """Where the parts stand, by their kind."""
    try:
        relations = _parsed(raw) if raw else ()
    except etree.XMLSyntaxError:
        return {}
    found = {}
    for one in relations:
        kind, target = (one.get("Type") or "").rpartition("/")[2], one.get("Target") or ""
        if target:
            found[kind] = target.removeprefix("/") if target.startswith("/") else f"word/{target}"
    return found


def value(element: Any, name: str) -> str | None:
    """What a child of this name says; none: there is none."""
    child = element.find(qn(name)) if element is not None else None
    said: str | None = child.get(qn("w:val")) if child is not None else None
    return said


def number(element: Any, name: str, default: int | None = None) -> int | None:
    """The same, as a whole number; what is none counts as not said."""
    said = value(element, name)
    try:
        return default if said is None else int(said)
    except ValueError:
        return default
