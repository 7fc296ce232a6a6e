"""Logs in XES, one trace in memory at a time."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped] # it has no types

from gijun.science.event_logs.rows import Event, EventLogError, Reading, Told, Unreadable
from gijun.science.event_logs.times import iso, time_of
from gijun.science.worktime.zones import zone_named

XES = "http://www.xes-standard.org/"
UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no character of XML 1.0
PARSING: dict[str, Any] = {  # nothing is expanded, nothing is fetched
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}


def read_xes(file: BinaryIO, reading: Reading, *, zone: str) -> Iterator[Event]:
    """Events of a XES file in its order, one trace in memory at a time.

    A trace without a name is called by its number. Entities are never expanded: a file that declares a
    document type is refused.

    Raises:
        EventLogError: it is not XML, or not a log; with the line.
    """
    where = zone_named(zone)
    order = traces = 0
    for trace in _traces(file):
        traces += 1
        told = _attributes(trace)
        case = told.get("concept:name", "").strip() or f"#{traces}"
        for element in trace:
            if _local(element) != "event":
                continue
            says = _attributes(element)
            row = Told(case, says.get("concept:name", "").strip(), says.get("time:timestamp", ""))
            more = [says.get(name, "").strip() for name in ("org:group", "org:resource")]
            event = row.event(order, more, lambda text: time_of(text, zone=where))
            order += 1
            if isinstance(event, Event):
                yield event
            else:
                reading.refuse(element.sourceline or 0, *event)


def _traces(file: BinaryIO) -> Iterator[Any]:
    """Each trace of the log, forgotten as soon as it was looked at."""
    parser = etree.iterparse(file, events=("start", "end"), **PARSING)
    root = None
    try:
        for what, element in parser:
            if root is None:
                root = _required(element)
            if what == "end" and _local(element) == "trace" and element.getparent() is root:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del root[0]
    except etree.XMLSyntaxError as error:
        raise EventLogError(Unreadable.NO_XML, error.lineno or 0) from error


def _required(root: Any) -> Any:
    line = root.sourceline or 1
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise EventLogError(Unreadable.DOCUMENT_TYPE, line)
    if _local(root) != "log":
        raise EventLogError(Unreadable.NO_LOG, line)
    return root


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attributes(element: Any) -> dict[str, str]:
    """Keys and values of the element's own attributes."""
    return {
        str(one.get("key")): str(one.get("value") or "")
        for one in element
        if _local(one) in {"string", "date", "int", "float", "boolean", "id"} and one.get("key")
    }


def write_xes(events: Iterable[Event], into: BinaryIO) -> None:
    """Write events as a log. Those of a case must follow each other."""
    with etree.xmlfile(into, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("log", {"xes.version": "1849-2023", "xmlns": XES}):
            for name, prefix in (("Concept", "concept"), ("Time", "time"), ("Organizational", "org")):
                xml.write(etree.Element("extension", name=name, prefix=prefix, uri=f"{XES}{prefix}.xesext"))
            for case, lines in _by_case(events):
                trace = etree.Element("trace")
                _put(trace, "string", "concept:name", case)
                for one in lines:
                    _put_event(trace, one)
                xml.write(trace)


def _by_case(events: Iterable[Event]) -> Iterator[tuple[str, list[Event]]]:
    held: list[Event] = []
    for one in events:
        if held and held[0].case != one.case:
            yield held[0].case, held
            held = []
        held.append(one)
    if held:
        yield held[0].case, held


def _put_event(trace: Any, one: Event) -> None:
    element = etree.SubElement(trace, "event")
    _put(element, "string", "concept:name", one.activity)
    _put(element, "date", "time:timestamp", iso(one.at_ms))
    if one.department:
        _put(element, "string", "org:group", one.department)
    if one.resource:
        _put(element, "string", "org:resource", one.resource)


def _put(parent: Any, kind: str, key: str, value: str) -> None:
    etree.SubElement(parent, kind, key=key, value=UNWRITABLE.sub("\ufffd", value))
