"""Logs of other systems: what is read, what is refused and where, and that writing and reading agree."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.science.event_logs import (
    Columns,
    DateOrder,
    Event,
    EventLogError,
    Fault,
    Reading,
    Refused,
    Unreadable,
    guessed,
    heads_of,
    read_csv,
    read_xes,
    time_of,
    write_csv,
    write_xes,
)
from gijun.science.worktime.zones import zone_named

SEOUL = zone_named("Asia/Seoul")
THREE = Columns(case=0, activity=1, at=2)
ALL = Columns(case=0, activity=1, at=2, department=3, resource=4)


def ms(*parts: int) -> int:
    return round(datetime(*parts, tzinfo=UTC).timestamp() * 1000)


def read(text, columns=THREE, **more):
    reading = Reading()
    raw = text if isinstance(text, bytes) else text.encode()
    return list(read_csv(io.BytesIO(raw), columns, reading, **{"zone": "Asia/Seoul"} | more)), reading


def read_log(text):
    reading = Reading()
    return list(read_xes(io.BytesIO(text.encode()), reading, zone="Asia/Seoul")), reading


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2026-12-01 09:30:00", "ymd", ms(2026, 12, 1, 0, 30)),
        ("2026-12-01T09:30:00.25+09:00", "ymd", ms(2026, 12, 1, 0, 30) + 250),
        ("2026-12-01T00:30:00Z", "ymd", ms(2026, 12, 1, 0, 30)),
        ("2026-12-01 00:30:00 -0500", "ymd", ms(2026, 12, 1, 5, 30)),
        ("2026/12/1 9:30", "ymd", ms(2026, 12, 1, 0, 30)),
        ("2026. 12. 1. 오후 3:04:05", "ymd", ms(2026, 12, 1, 6, 4, 5)),
        ("2026. 12. 1. 오전 12:00", "ymd", ms(2026, 11, 30, 15)),
        ("2026년 12월 1일 9시 30분", "ymd", ms(2026, 12, 1, 0, 30)),
        ("2026-12-01", "ymd", ms(2026, 11, 30, 15)),
        ("01.12.2026 09:30", "dmy", ms(2026, 12, 1, 0, 30)),
        ("12/1/2026 9:30 PM", "mdy", ms(2026, 12, 1, 12, 30)),
        ("1796085000", "s", 1_796_085_000_000),
        ("1796085000.5", "s", 1_796_085_000_500),
        ("1796085000123", "ms", 1_796_085_000_123),
        ("1969-12-31T23:59:59.999Z", "ymd", -1),
        ("2026-02-30 09:00", "ymd", None),
        ("2026-12-01 25:00", "ymd", None),
        ("2026-12-01 13:00 PM", "ymd", None),
        ("01.12.2026", "ymd", None),
        ("yesterday", "ymd", None),
        ("nan", "s", None),
        ("1e400.0", "ms", None),
        ("", "ymd", None),
    ],
)
def test_times_as_systems_write_them(text, order, expected):
    assert time_of(text, order=DateOrder(order), zone=SEOUL) == expected


def test_a_reading_that_comes_twice_counts_from_the_first_time():
    berlin = zone_named("Europe/Berlin")

    assert time_of("2026-10-25 02:30", zone=berlin) == ms(2026, 10, 25, 0, 30)


def test_events_keep_the_order_of_the_file():
    events, reading = read("case,activity,time\n1,b,2026-12-01\n1,a,2026-12-01\n")

    at = ms(2026, 11, 30, 15)
    assert events == [Event("1", "b", at, 0), Event("1", "a", at, 1)]
    assert reading.count == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_korean_files_are_read_in_any_usual_encoding(encoding, separator):
    rows = [["케이스", "활동", "시각", "부서", "담당자"], ["가1", "접수", "2026-12-01 09:00", "환불팀", "김"]]
    raw = "\r\n".join(separator.join(row) for row in rows).encode(encoding)

    heads, first = heads_of(io.BytesIO(raw))
    events, _reading = read(raw, ALL)

    assert guessed(heads) == {"case": 0, "activity": 1, "at": 2, "department": 3, "resource": 4}
    assert first == [rows[1]]
    assert events == [Event("가1", "접수", ms(2026, 12, 1), 0, "환불팀", "김")]


def test_rows_with_faults_are_told_with_their_line_and_the_rest_goes_on():
    text = (
        "case,activity,time\n"
        ",a,2026-12-01\n"
        "1,,2026-12-01\n"
        "1,a,\n"
        "1,a,soon\n"
        "1\n"
        "\n"
        f"1,{'x' * 201},2026-12-01\n"
        '1,"two\nlines",2026-12-01\n'
        "1,last,2026-12-01\n"
    )

    events, reading = read(text)

    assert [event.activity for event in events] == ["two\nlines", "last"]
    assert reading.refused == [
        Refused(2, Fault.NO_CASE, "a"),
        Refused(3, Fault.NO_ACTIVITY, "1"),
        Refused(4, Fault.NO_TIME, "1"),
        Refused(5, Fault.BAD_TIME, "soon"),
        Refused(6, Fault.TOO_FEW, "1"),
        Refused(8, Fault.TOO_LONG, "x" * 80),
    ]


def test_a_quote_that_never_ends_costs_no_more_than_the_rows_it_swallows():
    text = 'case,activity,time\n1,"a,2026-12-01\n' + "2,b,2026-12-01\n" * 20_000

    events, reading = read(text)

    assert reading.refused[0].fault in {Fault.BROKEN, Fault.TOO_FEW}
    assert len(events) > 9_000


def test_of_many_faults_the_first_are_kept_and_all_are_counted():
    events, reading = read("case,activity,time\n" + "1,a,soon\n" * 1_000)

    assert (events, reading.count, len(reading.refused)) == ([], 1_000, 200)


@pytest.mark.parametrize(
    ("raw", "why"),
    [(b"\xff\xfe\x00\xd8\xff", Unreadable.NO_TEXT), (b"", Unreadable.EMPTY), (b",,\n", Unreadable.EMPTY)],
)
def test_what_is_no_table_is_refused(raw, why):
    with pytest.raises(EventLogError) as refused:
        heads_of(io.BytesIO(raw))
    assert refused.value.why == why


def test_formulas_are_harmless_in_the_file_and_themselves_again_when_read():
    event = Event("=1+1", "@SUM", 0, 0, "-팀", "＝x")

    raw = write_csv([event], ["a", "b", "c", "d", "e"])

    assert "'=1+1,'@SUM" in raw.decode("utf-8-sig")
    assert read(raw, ALL, zone="UTC")[0] == [event]


LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
 <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
 <global scope="event"><string key="concept:name" value="nothing"/></global>
 <string key="concept:name" value="the log"/>
 <trace>
  <string key="concept:name" value="A1"><string key="inside" value="x"/></string>
  <event>
   <string key="concept:name" value="접수"/><date key="time:timestamp" value="2026-12-01T09:00:00.000+09:00"/>
   <string key="org:group" value="환불팀"/><string key="org:resource" value="u1"/>
  </event>
  <event><string key="concept:name" value="해결"/></event>
 </trace>
 <trace>
  <event>
   <string key="concept:name" value="접수"/><date key="time:timestamp" value="2026-12-01T09:00:00"/>
  </event>
 </trace>
</log>
"""


def test_a_log_in_xes_is_read_trace_by_trace():
    events, reading = read_log(LOG)

    assert events == [
        Event("A1", "접수", ms(2026, 12, 1), 0, "환불팀", "u1"),
        Event("#2", "접수", ms(2026, 12, 1), 2),
    ]
    assert reading.refused == [Refused(12, Fault.NO_TIME, "A1")]


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("<log>\n<trace>\n<event></trace></log>", Unreadable.NO_XML, 3),
        ("no xml", Unreadable.NO_XML, 1),
        ("", Unreadable.NO_XML, 0),
        ("<svg/>", Unreadable.NO_LOG, 1),
        ('<!DOCTYPE log [<!ENTITY a "b">]>\n<log>&a;</log>', Unreadable.DOCUMENT_TYPE, 2),
        ('<!DOCTYPE log SYSTEM "file:///etc/passwd">\n<log/>', Unreadable.DOCUMENT_TYPE, 2),
    ],
)
def test_malformed_and_dangerous_files_are_refused_with_their_line(text, why, line):
    with pytest.raises(EventLogError) as refused:
        read_log(text)
    assert (refused.value.why, refused.value.line) == (why, line)


def test_entities_are_never_expanded():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE log [<!ENTITY l0 "ha">{laughs}]>\n<log name="&l9;"><trace/></log>'

    with pytest.raises(EventLogError) as refused:
        read_log(bomb)
    assert refused.value.why in {Unreadable.DOCUMENT_TYPE, Unreadable.NO_XML}


names = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20
).filter(lambda text: text.strip() == text and not text.startswith("'"))
logs = st.lists(
    st.tuples(names, names, st.integers(0, 4_102_444_800_000), names | st.just(""), names | st.just("")),
    max_size=20,
)


@given(logs)
def test_what_is_written_is_read_again(lines):
    events = [
        Event(case, act, at, n, where, who) for n, (case, act, at, where, who) in enumerate(sorted(lines))
    ]
    into = io.BytesIO()
    write_xes(events, into)

    from_xes = list(read_xes(io.BytesIO(into.getvalue()), Reading(), zone="UTC"))
    from_csv, _reading = read(write_csv(events, ["a", "b", "c", "d", "e"]), ALL, zone="UTC")

    assert from_xes == events
    assert from_csv == events


def test_what_xml_cannot_hold_is_replaced_and_the_file_stays_whole():
    into = io.BytesIO()
    write_xes([Event("a\x00b", "\x1fact", 0, 0)], into)

    assert list(read_xes(io.BytesIO(into.getvalue()), Reading(), zone="UTC")) == [
        Event("a\ufffdb", "\ufffdact", 0, 0)
    ]
