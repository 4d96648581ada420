"""Engines take the tables as they are."""

from pathlib import Path

import backstride
import duckdb
import polars
import pyarrow
import pyarrow.parquet
from conftest import SAMPLE

EXPORTS = SAMPLE / "exports"


def test_polars_takes_scans_and_batches() -> None:
    runs = polars.DataFrame(backstride.scan(EXPORTS))
    by_month = runs.group_by(polars.col("date").dt.strftime("%Y-%m")).agg(polars.col("distance_m").sum())
    totals = pyarrow.table(backstride.scan(EXPORTS)).to_pylist()
    october = sum(row["distance_m"] or 0 for row in totals if row["date"].isoformat().startswith("2026-10"))
    told = dict(by_month.iter_rows())
    assert abs(told["2026-10"] - october) < 1e-6
    days = polars.DataFrame(backstride.runner(EXPORTS, pages="none").days)
    assert days.schema["date"] == polars.Date


def test_duckdb_joins_readings_and_runs() -> None:
    runs, readings = backstride.scan(EXPORTS, "runs"), backstride.scan(EXPORTS, "readings")
    connection = duckdb.connect()
    connection.register("runs", pyarrow.table(runs))
    connection.register("readings", pyarrow.table(readings))
    [(differ,)] = connection.sql(
        """select count(*) from readings join runs using (activity_id)
           where metric = 'cadence_spm' and value is distinct from cadence_spm"""
    ).fetchall()
    assert differ == 0
    streamed = duckdb.sql("select count(*) from runs").fetchall()
    assert streamed == [(pyarrow.table(runs).num_rows,)]


def test_a_stream_goes_to_parquet_batch_by_batch(tmp_path: Path) -> None:
    scan = backstride.scan(EXPORTS, "records", files_at_once=4)
    with pyarrow.RecordBatchReader.from_stream(scan) as reader:
        with pyarrow.parquet.ParquetWriter(tmp_path / "records.parquet", reader.schema) as writer:
            for batch in reader:
                assert batch.num_rows <= 65_536
                writer.write_batch(batch)
    assert pyarrow.parquet.read_table(tmp_path / "records.parquet").equals(scan.to_arrow())
