"""The practice centre as the tests build it: a few days up to a moment of a working day."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
DAYS = 3
