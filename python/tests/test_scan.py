"""Streams: order, threads, bad files, privacy, pickling, the lock."""

import pickle
import shutil
import threading
import time
import zipfile
from pathlib import Path

import backstride
import cloudpickle
import pyarrow
import pytest
from conftest import SAMPLE

ONE = sorted((SAMPLE / "exports").glob("*.fit"))[0]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few files of each format."""
    folder = tmp_path_factory.mktemp("exports")
    for kind in ["*2026-10-*.fit", "*.gpx", "*.tcx"]:
        for file in sorted((SAMPLE / "exports").glob(kind))[:8]:
            shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("level", ["files", "runs", "readings", "bins", "records"])
def test_neither_threads_nor_handfuls_change_a_row(exports: Path, level: backstride.Level) -> None:
    whole = backstride.scan(exports, level).to_arrow()
    assert whole.num_rows > 0
    assert backstride.scan(exports, level, threads=2, files_at_once=3).to_arrow().equals(whole)


def test_rows_come_in_the_order_of_the_paths(exports: Path) -> None:
    paths = sorted(exports.glob("*.fit"), reverse=True)
    sources = backstride.scan(paths, "files", threads=2, files_at_once=5).to_arrow()["source"].to_pylist()
    assert sources == [str(path) for path in paths]


def test_a_scan_is_a_value_that_goes_to_other_processes(exports: Path) -> None:
    scan = backstride.scan(exports, "runs", settings="[runner]\nheight_cm = 170")
    for again in [pickle.loads(pickle.dumps(scan)), cloudpickle.loads(cloudpickle.dumps(scan))]:
        assert again == scan
        assert again.to_arrow().equals(scan.to_arrow())


def test_what_was_read_pickles(exports: Path) -> None:
    batch = backstride.read(ONE, "runs")
    assert pickle.loads(pickle.dumps(batch)) == batch
    made = backstride.runner(exports, months=["2026-10"])
    again = pickle.loads(pickle.dumps(made))
    assert again.days == made.days and again.pages == made.pages


def test_bad_files_are_rows_and_cost_only_themselves(tmp_path: Path) -> None:
    shutil.copy(ONE, tmp_path / "a.fit")
    (tmp_path / "b.fit").write_bytes(ONE.read_bytes()[:40])
    (tmp_path / "c.fit").touch()
    (tmp_path / "d.txt").write_text("hello")
    paths = [*sorted(tmp_path.iterdir()), tmp_path / "vanished.fit"]
    scan = backstride.scan(paths)
    assert scan.to_arrow().num_rows == 1
    outcomes = scan.outcomes.to_arrow().to_pylist()
    kinds = ["activity", "unreadable", "unreadable", "not_an_activity", "unreadable"]
    assert [row["kind"] for row in outcomes] == kinds
    assert all(row["reason"] for row in outcomes[1:])
    made = backstride.runner(tmp_path, pages="none")
    assert pyarrow.table(made.files)["kind"].to_pylist() == kinds[:4]


def test_two_runners_with_equal_bytes_stay_two(tmp_path: Path) -> None:
    for runner in ["a", "b"]:
        (tmp_path / runner).mkdir()
        shutil.copy(ONE, tmp_path / runner / "run.fit")
    rows = backstride.scan([tmp_path / "a", tmp_path / "b"]).to_arrow().to_pylist()
    assert [row["source"] for row in rows] == [str(tmp_path / it / "run.fit") for it in "ab"]
    assert rows[0]["activity_id"] == rows[1]["activity_id"]


def test_members_of_an_archive_are_files(exports: Path, tmp_path: Path) -> None:
    files = sorted(exports.glob("*.fit"))[:5]
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in files:
            archive.write(file, f"activities/{file.name}")
    alone = backstride.scan(files, "records").to_arrow().drop_columns("source")
    assert backstride.scan(tmp_path, "records", threads=2).to_arrow().drop_columns("source").equals(alone)
    packed = (tmp_path / "all.zip").read_bytes()
    assert pyarrow.table(backstride.read(packed, "records")).drop_columns("source").equals(alone)


def test_no_coordinate_leaves_unless_it_is_asked_for(exports: Path) -> None:
    for level in ["files", "runs", "readings", "bins", "records"]:
        names = backstride.scan(exports, level).to_arrow().column_names
        assert not [name for name in names if "lat" in name.split("_") or name.endswith("_deg")]
    told = pyarrow.table(backstride.read(ONE, "records", positions=True))
    assert {"latitude_deg", "longitude_deg"} <= set(told.column_names)


def test_progress_is_told_from_none_to_all(exports: Path) -> None:
    told: list[tuple[int, int]] = []
    backstride.scan(exports, files_at_once=4, progress=lambda *at: told.append(at)).to_arrow()
    files = len([path for path in exports.rglob("*") if path.is_file()])
    assert told[-1] == (files, files) and told == sorted(told)


def test_other_threads_of_python_run_while_files_are_read(exports: Path) -> None:
    stop, turns = threading.Event(), 0

    def count() -> None:
        nonlocal turns
        while not stop.is_set():
            turns += 1
            time.sleep(0.001)

    counting = threading.Thread(target=count)
    counting.start()
    began = time.monotonic()
    backstride.runner(exports, pages="summaries")
    took = time.monotonic() - began
    stop.set()
    counting.join()
    # One that never lets go leaves at most a turn or two.
    assert turns > 3, (turns, took)


def test_what_is_wrong_is_told_before_a_file_is_opened(exports: Path) -> None:
    with pytest.raises(backstride.SettingsError) as refused:
        backstride.scan("nowhere", settings="[runner]\nheigth_cm = 170")
    assert "height_cm" in refused.value.problems[0]
    with pytest.raises(backstride.SettingsError) as refused:
        backstride.runner("nowhere", diary=b"pain_morning\n3\n")
    assert "date" in refused.value.problems[0]
    with pytest.raises(backstride.SettingsError, match="2026-10"):
        backstride.runner(exports, months=["1999-01"])
    with pytest.raises(OSError):
        backstride.runner("nowhere")
    with pytest.raises(ValueError, match="records"):
        backstride.scan(exports, "laps")  # type: ignore[arg-type]
    with pytest.raises(backstride.UnreadableError):
        backstride.read(ONE.read_bytes()[:40], "runs")
    assert issubclass(backstride.UnreadableError, backstride.BackstrideError)


def test_a_file_is_the_same_from_its_bytes_and_from_the_disk() -> None:
    from_disk = pyarrow.table(backstride.read(ONE)).drop_columns("source")
    assert pyarrow.table(backstride.read(ONE.read_bytes())).drop_columns("source").equals(from_disk)


def test_a_cell_of_the_diary_that_cannot_be_read_is_told_and_costs_only_itself(exports: Path) -> None:
    diary = b"date,pain_morning,sleep_h\n2026-10-05,2,7\n2026-10-06,33,8\n"
    made = backstride.runner(exports, diary=diary, pages="none")
    assert len(made.left_blank) == 1 and "33" in made.left_blank[0]
    days = {str(row["date"]): row for row in pyarrow.table(made.days).to_pylist()}
    assert days["2026-10-05"]["pain_morning"] == 2
    assert (days["2026-10-06"]["pain_morning"], days["2026-10-06"]["sleep_h"]) == (None, 8)
