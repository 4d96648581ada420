"""A cohort on Spark: a folder of runners in, partitioned Parquet and month summaries out.

    python cohort.py RUNNERS OUT [--pages none|summaries|files] [--months 2026-10 …] [--master 'local[2]']

RUNNERS has a folder for each runner: exports, and where there are any `pain-log.csv` (or .xlsx),
`backstride.toml` and `plan.toml`. Every worker must reach RUNNERS and OUT under the same path.

    OUT/runs/runner=X/part-0.parquet   OUT/readings/…   OUT/days/…   OUT/files/…
    OUT/pages/runner=X/2026-10/summary.json
    OUT/done/runner=X.json   what it was made from: equal means that the runner is kept as it is

A runner is one task, largest first. Its files are written to OUT/work and renamed, `done` last, so
that a job that was cut leaves nothing that counts and goes on when it is started again. Rename is
atomic within one file system only; on an object store write under names with the hash, and read by `done`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import backstride
import pyarrow
import pyarrow.parquet

TABLES = ["runs", "readings", "days", "files"]
REPORT = pyarrow.schema(
    [
        ("runner", pyarrow.string()),
        ("outcome", pyarrow.string()),
        ("reason", pyarrow.string()),
        ("files", pyarrow.int64()),
        ("unreadable", pyarrow.int64()),
        ("runs", pyarrow.int64()),
        ("bytes", pyarrow.int64()),
        ("task_s", pyarrow.float64()),
    ]
)
DIARIES, SETTINGS, PLAN = ["pain-log.csv", "pain-log.xlsx"], "backstride.toml", "plan.toml"


def made_from(folder: Path, wanted: dict[str, Any], identity: str) -> tuple[str, int]:
    """A hash of the code, of what is asked for, and of each file's name, size and time; all bytes."""
    told: list[Any] = [identity, wanted]
    size = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            stat = path.stat()
            size += stat.st_size
            told.append([str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns])
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=16).hexdigest(), size


def text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def replace(new: Path, old: Path, aside: Path) -> None:
    """Puts a file or folder in the place of another."""
    old.parent.mkdir(parents=True, exist_ok=True)
    if old.exists():
        os.rename(old, aside)
    os.rename(new, old)


def write(folder: Path, out: Path, wanted: dict[str, Any], hashed: str) -> dict[str, int]:
    """Writes one runner, `done` last."""
    name = f"runner={folder.name}"
    work = out / "work" / f"{name}-{os.getpid()}-{time.monotonic_ns()}"
    (out / "done" / f"{name}.json").unlink(missing_ok=True)
    diary = next((folder / it for it in DIARIES if (folder / it).is_file()), None)
    made = backstride.runner(
        folder,
        diary=diary.read_bytes() if diary else None,
        settings=text(folder / SETTINGS),
        plan=text(folder / PLAN),
        **wanted,
    )
    try:
        for table in TABLES:
            (work / table).mkdir(parents=True)
            rows = pyarrow.table(getattr(made, table))
            pyarrow.parquet.write_table(rows, work / table / "part-0.parquet")
        (work / "pages").mkdir()
        for file, content in made.pages.items():
            (work / "pages" / file).parent.mkdir(parents=True, exist_ok=True)
            (work / "pages" / file).write_bytes(content)
        (work / "aside").mkdir()
        for table in [*TABLES, "pages"]:
            replace(work / table, out / table / name, work / "aside" / table)
        kinds = pyarrow.table(made.files)["kind"].to_pylist()
        counts = {"files": len(kinds), "unreadable": kinds.count("unreadable"), "runs": len(made.runs)}
        (work / "done.json").write_text(json.dumps({"made_from": hashed, **counts}))
        replace(work / "done.json", out / "done" / f"{name}.json", work / "aside" / "done.json")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return counts


def one(runner: str, out: Path, wanted: dict[str, Any], identity: str) -> dict[str, Any]:
    """One runner's row: written, kept as it was, or refused with the reason."""
    began, folder = time.perf_counter(), Path(runner)
    row: dict[str, Any] = {"runner": folder.name, "outcome": "refused"}
    try:
        hashed, row["bytes"] = made_from(folder, wanted, identity)
        done = out / "done" / f"runner={folder.name}.json"
        before = json.loads(done.read_text()) if done.is_file() else {}
        if before.pop("made_from", None) == hashed:
            row |= {"outcome": "kept", **before}
        else:
            row |= {**write(folder, out, wanted, hashed), "outcome": "written"}
    except (backstride.BackstrideError, OSError, UnicodeDecodeError) as error:
        row["reason"] = str(error)
    return row | {"task_s": time.perf_counter() - began}


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("runners", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", choices=["none", "summaries", "files"], default="summaries")
    parser.add_argument("--months", nargs="*")
    parser.add_argument("--master", help="as Spark's own; without it as spark-submit says")
    arguments = parser.parse_args()

    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    builder = SparkSession.builder.appName("backstride cohort")
    builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    spark = (builder.master(arguments.master) if arguments.master else builder).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    out = arguments.out.absolute()
    # Leavings of a job that was cut.
    shutil.rmtree(out / "work", ignore_errors=True)
    (out / "done").mkdir(parents=True, exist_ok=True)
    # The longest task bounds the job, so it comes first; a task of its own each, so none waits for a neighbour.
    folders = [folder.absolute() for folder in arguments.runners.iterdir() if folder.is_dir()]
    folders.sort(key=lambda folder: (-size(folder), folder.name))
    wanted = {"pages": arguments.pages, "months": arguments.months}
    version, identity = backstride.__version__, backstride.identity()

    def rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        if backstride.__version__ != version:
            raise RuntimeError(f"this worker has backstride {backstride.__version__}, the driver {version}")
        for batch in batches:
            for runner in batch.column("path").to_pylist():
                yield pyarrow.RecordBatch.from_pylist([one(runner, out, wanted, identity)], schema=REPORT)

    paths = spark.sparkContext.parallelize([(str(folder),) for folder in folders], max(1, len(folders)))
    report = spark.createDataFrame(paths, "path string").mapInArrow(rows, from_arrow_schema(REPORT))
    done = sorted((row.asDict() for row in report.collect()), key=lambda row: row["runner"])
    # And of a worker that was killed and whose runner another one wrote.
    shutil.rmtree(out / "work", ignore_errors=True)
    for row in done:
        print(json.dumps(row))
    outcomes = [row["outcome"] for row in done]
    told = ", ".join(f"{outcomes.count(it)} {it}" for it in ["written", "kept", "refused"])
    print(f"{told}; {sum(row['task_s'] for row in done):.2f} s in tasks")
    spark.stop()


if __name__ == "__main__":
    main()
