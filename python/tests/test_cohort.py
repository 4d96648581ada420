"""The cohort job: kept, redone, cut and started again; on Spark, where it is installed."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import backstride
import duckdb
import polars
import pyarrow.parquet
import pytest
from conftest import ROOT, SAMPLE, program

JOB = ROOT / "examples" / "spark"
sys.path.insert(0, str(JOB))
import cohort  # noqa: E402

WANTED: dict[str, Any] = {"pages": "summaries", "months": None}


@pytest.fixture
def runners(tmp_path: Path) -> Path:
    """Two runners, one whose diary is none, and one with a file that is cut off."""
    files = sorted((SAMPLE / "exports").glob("2026-10-*.fit"))
    for name, some in [("anna", files[:3]), ("ben", files[3:5]), ("broken", files[5:6])]:
        (tmp_path / "runners" / name).mkdir(parents=True)
        for file in some:
            shutil.copy(file, tmp_path / "runners" / name)
    shutil.copy(SAMPLE / "pain-log.csv", tmp_path / "runners" / "anna")
    (tmp_path / "runners" / "ben" / "cut.fit").write_bytes(files[0].read_bytes()[:60])
    (tmp_path / "runners" / "broken" / "pain-log.csv").write_text("no diary\n")
    return tmp_path / "runners"


def work(runners: Path, out: Path) -> dict[str, dict[str, Any]]:
    rows = [cohort.one(str(folder), out, WANTED, "code") for folder in sorted(runners.iterdir())]
    return {row["runner"]: row for row in rows}


def tree(out: Path) -> dict[str, bytes]:
    return {str(it.relative_to(out)): it.read_bytes() for it in sorted(out.rglob("*")) if it.is_file()}


def test_a_runner_is_written_once_and_a_bad_one_is_a_row_with_its_reason(runners: Path, tmp_path: Path) -> None:
    first = work(runners, tmp_path / "out")
    assert {name: row["outcome"] for name, row in first.items()} == {
        "anna": "written",
        "ben": "written",
        "broken": "refused",
    }
    assert "date" in first["broken"]["reason"]
    assert (first["ben"]["files"], first["ben"]["unreadable"], first["ben"]["runs"]) == (3, 1, 2)
    before = tree(tmp_path / "out")
    assert "pages/runner=anna/2026-10/summary.json" in before
    again = work(runners, tmp_path / "out")
    assert [row["outcome"] for row in again.values()] == ["kept", "kept", "refused"]
    assert again["ben"]["unreadable"] == 1
    assert tree(tmp_path / "out") == before
    table = pyarrow.parquet.read_table(tmp_path / "out" / "runs")
    assert sorted(table["runner"].to_pylist()) == ["anna"] * 3 + ["ben"] * 2


def test_a_changed_file_redoes_one_runner(runners: Path, tmp_path: Path) -> None:
    work(runners, tmp_path / "out")
    (runners / "ben" / "cut.fit").unlink()
    outcomes = {name: row["outcome"] for name, row in work(runners, tmp_path / "out").items()}
    assert outcomes == {"anna": "kept", "ben": "written", "broken": "refused"}


class Killed(BaseException):
    """What no handler takes for an error of its own."""


def test_a_job_that_was_cut_anywhere_ends_as_one_that_was_not(
    runners: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(runners, tmp_path / "whole")
    whole, rename = tree(tmp_path / "whole"), os.rename
    for cut in range(1, 8):
        out, left = tmp_path / f"cut-{cut}", cut

        def counted(*paths: Any) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            rename(*paths)

        monkeypatch.setattr(os, "rename", counted)
        with pytest.raises(Killed):
            work(runners, out)
        monkeypatch.setattr(os, "rename", rename)
        work(runners, out)
        assert tree(out) == whole


def tables_and_pages(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(out).items() if not name.startswith("done")}


def on_spark(runners: Path, out: Path, master: str = "local[2]") -> list[str]:
    return [sys.executable, str(JOB / "cohort.py"), str(runners), str(out), "--master", master]


def test_spark_writes_the_same_files_keeps_them_and_redoes_one_runner_whose_file_changed(
    runners: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pyspark")
    out = tmp_path / "spark"

    def told() -> bytes:
        done = subprocess.run(on_spark(runners, out), capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    assert b"2 written, 0 kept, 1 refused" in told()
    before = tree(out)
    assert b"0 written, 2 kept, 1 refused" in told()
    assert tree(out) == before
    shutil.copy(next((runners / "anna").glob("*.fit")), runners / "ben" / "cut.fit")
    assert b"1 written, 1 kept, 1 refused" in told()
    assert {name for name, data in tree(out).items() if "runner=anna" in name and before[name] != data} == set()
    work(runners, tmp_path / "out")
    assert tables_and_pages(out) == tables_and_pages(tmp_path / "out")


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """Eight runners, so that most of them are still to do when the first is written."""
    files = sorted((SAMPLE / "exports").glob("2026-*.fit"))
    for at in range(8):
        folder = tmp_path / "runners" / f"runner-{at}"
        folder.mkdir(parents=True)
        for file in files[3 * at : 3 * at + 3]:
            shutil.copy(file, folder)
    return tmp_path / "runners"


def session_of(process: int) -> list[int]:
    """All that a process started and that is still there: Spark's workers have groups of their own."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            field = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(field[3]) == process and field[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def started(command: list[str], scratch: Path) -> subprocess.Popen[bytes]:
    with (scratch / "job.log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)


def first_being_written(job: subprocess.Popen[bytes], out: Path) -> Path:
    until = time.monotonic() + 240
    while time.monotonic() < until:
        if job.poll() is not None:
            break
        if found := list(out.glob("work/*")):
            return found[0]
        time.sleep(0.001)
    raise AssertionError(f"no runner was seen being written: {(out.parent / 'job.log').read_text()}")


def ends_as_one_that_was_not_cut(runners: Path, out: Path, whole: Path) -> None:
    work(runners, whole)
    assert tables_and_pages(out) == tables_and_pages(whole)
    ids = pyarrow.parquet.read_table(out / "runs")["activity_id"].to_pylist()
    assert len(ids) == len(set(ids)) == 24


def test_a_driver_killed_with_its_workers_and_started_again_ends_as_one_that_was_not(
    crowd: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pyspark")
    out = tmp_path / "spark"
    job = started(on_spark(crowd, out), tmp_path)
    first_being_written(job, out)
    for process in session_of(job.pid):
        os.kill(process, signal.SIGKILL)
    job.wait()
    assert len(list(out.glob("done/*.json"))) < 8, "it had written all before it was killed"
    done = subprocess.run(on_spark(crowd, out), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    ends_as_one_that_was_not_cut(crowd, out, tmp_path / "whole")


@pytest.mark.parametrize(("master", "goes_on"), [("local[2]", False), ("local[2,4]", True)])
def test_a_worker_killed_in_the_middle_of_a_runner_doubles_nothing_and_loses_nothing(
    crowd: Path, tmp_path: Path, master: str, goes_on: bool
) -> None:
    """Without a second try the job ends, and is started again; with one it goes on by itself."""
    pytest.importorskip("pyspark")
    out = tmp_path / "spark"
    job = started(on_spark(crowd, out, master), tmp_path)
    # The folder of what is being written names the worker.
    os.kill(int(first_being_written(job, out).name.split("-")[-2]), signal.SIGKILL)
    assert (job.wait() == 0) == goes_on
    if not goes_on:
        assert len(list(out.glob("done/*.json"))) < 8
        done = subprocess.run(on_spark(crowd, out), capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
    ends_as_one_that_was_not_cut(crowd, out, tmp_path / "whole")


def test_duckdb_and_polars_read_what_the_job_wrote(runners: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    work(runners, out)
    expected = [("anna", 3), ("ben", 2)]
    in_sql = duckdb.sql(
        f"""select runner, count(*) from read_parquet('{out}/runs/*/*.parquet', hive_partitioning = true)
            where running_s > 0 group by runner order by runner"""
    )
    assert in_sql.fetchall() == expected
    runs = polars.scan_parquet(out / "runs", hive_partitioning=True).filter(polars.col("running_s") > 0)
    by_runner = runs.group_by("runner").len().sort("runner").collect()
    assert [(name, count) for name, count in by_runner.iter_rows()] == expected
    # The morning after each run, by a join of two tables.
    mornings = duckdb.sql(
        f"""select days.pain_morning
            from read_parquet('{out}/runs/*/*.parquet', hive_partitioning = true) runs
            join read_parquet('{out}/days/*/*.parquet', hive_partitioning = true) days
              on days.runner = runs.runner and days.date = runs.date + 1
            where runs.runner = 'anna' and days.pain_morning is not null"""
    ).fetchall()
    told = [row["pain_morning"] for row in csv.DictReader((SAMPLE / "pain-log.csv").open()) if row["pain_morning"]]
    assert mornings and {float(pain) for (pain,) in mornings} <= {float(pain) for pain in told}


def test_the_program_writes_tables_of_the_same_runs(tmp_path: Path) -> None:
    program("export", "--quiet", "--format", "parquet", "--out", tmp_path, SAMPLE / "exports")
    runs = polars.read_parquet(tmp_path / "runs.parquet")
    assert duckdb.sql("select count(*) from runs").fetchall() == [(runs.height,)]
    made = backstride.runner(SAMPLE / "exports", pages="none")
    assert runs.height == made.runs.num_rows
