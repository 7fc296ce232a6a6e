"""Logs of cases as other systems keep them: XES and CSV, read and written.

A log is a table of what happened when in which case. Events of the same case and time stand in the order of
the file. Times are whole milliseconds since 1970 UTC.

Source: IEEE 1849-2023, the standard for eXtensible Event Stream (XES).
"""

from gijun.science.event_logs.rows import Event, EventLogError, Fault, Reading, Refused, Unreadable
from gijun.science.event_logs.tables import Columns, guessed, heads_of, read_csv, write_csv
from gijun.science.event_logs.times import DateOrder, iso, time_of
from gijun.science.event_logs.xes import read_xes, write_xes

__all__ = [
    "Columns",
    "DateOrder",
    "Event",
    "EventLogError",
    "Fault",
    "Reading",
    "Refused",
    "Unreadable",
    "guessed",
    "heads_of",
    "iso",
    "read_csv",
    "read_xes",
    "time_of",
    "write_csv",
    "write_xes",
]
