"""The measures on another engine than the DuckDB in this process: ClickHouse or Spark, chosen by one setting.

Nothing is said twice for them. They are asked in the words of DuckDB, by the same files and the same Python,
and what they are asked is put into their own dialect on the way. They read the lake's Parquet files.
"""

from gijun.measures.engines.opening import opened

__all__ = ["opened"]
