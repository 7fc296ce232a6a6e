"""The engines, and how the setting names one."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs

from gijun.measures.errors import NoLakeError


class Engine(StrEnum):
    """Who counts."""

    DUCKDB = "duckdb"
    CLICKHOUSE = "clickhouse"
    SPARK = "spark"


class EngineError(NoLakeError):
    """An engine is not there, or refused what it was asked: there are no figures to show."""


class UntranslatableError(EngineError):
    """An engine has no words for something a file says."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an engine is. No address: in this process. ``lake``: the lake's folder as that engine sees it."""

    engine: Engine
    address: str = ""
    lake: str = ""

    @classmethod
    def parsed(cls, setting: str) -> "Place":
        """From ``engine``, ``engine:address`` or ``engine:address?lake=folder``.

        Raises:
            ValueError: there is no such engine.
        """
        name, _colon, rest = setting.partition(":")
        address, _mark, told = rest.partition("?")
        try:
            engine = Engine(name)
        except ValueError:
            raise ValueError(f"GIJUN_ENGINE: {name!r} is none of {', '.join(Engine)}") from None
        return cls(engine, address, parse_qs(told).get("lake", [""])[0].rstrip("/"))
