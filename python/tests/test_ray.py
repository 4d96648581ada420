"""Ray Data gives the rows that a scan gives; where ray is installed."""

import logging

import backstride
import backstride.ray
import pyarrow
import pytest
from conftest import SAMPLE

ray = pytest.importorskip("ray")


def test_ray_gives_the_rows_of_a_scan_and_a_bad_file_is_a_row() -> None:
    paths = [str(path) for path in sorted((SAMPLE / "exports").glob("2026-10-*.fit"))] + ["nowhere.fit"]
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    try:
        for level in ["runs", "files"]:
            scanned = backstride.scan(paths, level).to_arrow()
            read = pyarrow.concat_tables(ray.get(backstride.ray.scan(paths, level, blocks=3).to_arrow_refs()))
            order = [("source", "ascending"), (scanned.column_names[1], "ascending")]
            assert read.sort_by(order).equals(scanned.sort_by(order))
    finally:
        ray.shutdown()
