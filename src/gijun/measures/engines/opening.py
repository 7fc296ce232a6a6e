"""The lake as the engine of the setting sees it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

import duckdb
from django.conf import settings
from django.utils.translation import gettext as _

from gijun.measures import lake
from gijun.measures.engines import chdb, clickhouse, spark
from gijun.measures.engines.connection import Asked, Translating
from gijun.measures.engines.terms import Engine, Place
from gijun.measures.errors import NoLakeError
from gijun.measures.lake import Lake, manifest
from gijun.measures.lake.reader import show_published


@contextmanager
def opened(setting: str | None = None) -> Iterator[Lake]:
    """The lake as it was published last. ``setting``: as in ``GIJUN_ENGINE``, which stands for none.

    Raises:
        NoLakeError: nothing has been published yet, or a file is missing.
        EngineError: the engine is not there.
    """
    place = Place.parsed(settings.ENGINE if setting is None else setting)
    root = Path(settings.LAKE)
    published = None if place.engine == Engine.DUCKDB else manifest.read(root)
    if (
        published is None or not published.parts
    ):  # where nothing has happened there is nothing to ask elsewhere
        with lake.opened() as here:
            yield here
        return
    if not published.is_whole(root):
        raise NoLakeError(_("A file of the figures is missing. They are being built again."))
    with closing(Translating(_asked(place), root, place.lake)) as connection:
        told = cast("duckdb.DuckDBPyConnection", connection)  # the part of it that the measures use
        show_published(told, root, published)
        yield Lake(published, told)


def _asked(place: Place) -> Asked:
    if place.engine == Engine.SPARK:
        return spark.Spark(spark.at(place.address))
    return clickhouse.ClickHouse(clickhouse.server(place.address) if place.address else chdb.here())
