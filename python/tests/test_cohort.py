"""The cohort job: kept, redone, cut and started again; on Spark, where it is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from conftest import ROOT, SAMPLE

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


def test_spark_writes_the_same_files(runners: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    for _ in range(2):
        arguments = [runners, tmp_path / "spark", "--master", "local[2]"]
        done = subprocess.run([sys.executable, JOB / "cohort.py", *arguments], capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
    assert b"0 written, 2 kept, 1 refused" in done.stdout
    work(runners, tmp_path / "out")

    def rows(out: Path) -> dict[str, bytes]:
        return {name: data for name, data in tree(out).items() if not name.startswith("done")}

    assert rows(tmp_path / "spark") == rows(tmp_path / "out")
