"""The log copied into columns: Parquet files by day, facts folded from them, and a list of what is valid.

Readers take the files that the manifest names and never look into the folders. A file is written aside and
moved into place whole; the manifest is exchanged last, in one step, so events and facts always agree.
Everything here can be thrown away: it is built again from the log.
"""

from gijun.measures.lake.background import keep_fresh
from gijun.measures.lake.manifest import Manifest, Part
from gijun.measures.lake.reader import Lake, opened
from gijun.measures.lake.refresher import Progress, Refreshed, refresh

__all__ = ["Lake", "Manifest", "Part", "Progress", "Refreshed", "keep_fresh", "opened", "refresh"]
