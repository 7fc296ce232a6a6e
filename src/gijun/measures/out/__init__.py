"""Measures for programs outside: a schema of PostgreSQL for BI tools, and Parquet files.

Both hold the same tables: folded facts and daily figures, with people as numbers. Neither a customer nor what
anybody wrote is in them.
"""

from gijun.measures.out.schema import keep_published, publish

__all__ = ["keep_published", "publish"]
