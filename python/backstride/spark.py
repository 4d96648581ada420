"""For Spark: schemas, and rows of files by path. pyspark and pyarrow are imported when asked for.

Hand over paths, never bytes: Spark's ``binaryFile`` counts each file as 4 MB more than it has, which
makes hundreds of tasks of a few files each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import backstride

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

__all__ = ["map_files", "schema", "scan"]


def schema(level: backstride.Level, *, positions: bool = False) -> StructType:
    """What stands in the columns of a level, as Spark has it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(backstride.schema(level, positions=positions).to_arrow())


def map_files(
    level: backstride.Level, *, positions: bool = False, settings: str | None = None
) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """A function for ``DataFrame.mapInArrow``: from rows with a column ``path`` to those of the level."""
    backstride.scan([], level, settings=settings)

    def rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            paths = batch.column("path").to_pylist()
            scan = backstride.scan(paths, level, positions=positions, settings=settings)
            yield from pyarrow.RecordBatchReader.from_stream(scan)

    return rows


def scan(
    spark: SparkSession,
    paths: list[str],
    level: backstride.Level = "runs",
    *,
    partitions: int | None = None,
    positions: bool = False,
    settings: str | None = None,
) -> DataFrame:
    """The rows of files, or of all below folders, that every worker can reach under the same path."""
    many = partitions or spark.sparkContext.defaultParallelism * 4
    rows = spark.sparkContext.parallelize([(path,) for path in paths], max(1, min(many, len(paths))))
    files = spark.createDataFrame(rows, "path string")
    mapped = map_files(level, positions=positions, settings=settings)
    return files.mapInArrow(mapped, schema(level, positions=positions))
