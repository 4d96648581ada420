"""Rows equal what the program prints, column by column."""

import datetime
import io
import json
from pathlib import Path
from typing import Any

import backstride
import pyarrow
import pytest
from conftest import SAMPLE, program, told

# Lists and nested documents of `runs --json` that are no columns.
NESTED = {"readings", "device", "side_by_side", "from_watch", "cadence_proof", "intervals", "merged_from"}


def rows(table: Any) -> list[dict[str, Any]]:
    return pyarrow.table(table).to_pylist()


def same(ours: Any, theirs: Any) -> bool:
    """Equal to the six decimals of JSON; null is null."""
    if isinstance(ours, float) and isinstance(theirs, (int, float)):
        return abs(ours - theirs) <= 1e-6 or abs(ours - theirs) <= 1e-15 * abs(theirs)
    if isinstance(ours, datetime.datetime):
        return ours.strftime("%Y-%m-%dT%H:%M:%SZ") == theirs
    if isinstance(ours, datetime.date):
        return ours.isoformat() == theirs
    return ours == theirs


def flat(activity: dict[str, Any]) -> dict[str, Any]:
    """An activity of `runs --json` by the names of our columns."""
    row = {key: value for key, value in activity.items() if key not in NESTED}
    row["activity_id"] = row.pop("id")
    row["date"] = row.pop("local_date")
    row["merged_files"] = len(activity["merged_from"])
    row |= activity["device"]
    row |= {f"from_watch_{key}": value for key, value in activity["from_watch"].items()}
    proof = activity["cadence_proof"]
    row["cadence_median_per_min"] = proof["median_per_min"]
    row["cadence_reason"] = proof["reason"]
    row |= {key: proof[key] for key in proof if key.startswith("step_length")}
    for key in ["reps", "run_s", "walk_s", "running_s"]:
        row[f"intervals_{key}"] = (activity["intervals"] or {}).get(key)
    row |= {key: reading.get("value") for key, reading in activity["readings"].items()}
    return row


def equal(ours: list[dict[str, Any]], theirs: list[dict[str, Any]], but: set[str] = set()) -> None:
    assert len(ours) == len(theirs)
    for our, their in zip(ours, theirs):
        assert set(our) - but == set(their) - but
        differ = {key: (our[key], their[key]) for key in set(our) - but if not same(our[key], their[key])}
        assert not differ


def test_a_runners_tables_are_those_of_the_program(export: Path) -> None:
    made = backstride.runner(export, pages="none")
    printed = told("runs", export)
    # `indoor` is told by no document; all else is.
    equal(rows(made.runs), [flat(activity) for activity in printed["activities"]], but={"indoor"})
    equal(rows(made.days), told("days", export)["days"])
    for ours, theirs in zip(rows(made.files), printed["files"], strict=True):
        assert (ours["path"], ours["kind"], ours["reason"]) == (theirs["path"], theirs["outcome"], theirs["reason"])
    readings = rows(made.readings)
    at = iter(readings)
    for activity in printed["activities"]:
        for metric, reading in activity["readings"].items():
            row = next(at)
            assert (row["activity_id"], row["metric"]) == (activity["id"], metric)
            assert row["absent_because"] == reading.get("absent")
            for key in ["value", "low", "high", "coverage"]:
                assert same(row[key], reading.get(key)), (metric, key)
            assert row["provenance"] == reading.get("provenance")
    assert next(at, None) is None


def test_a_scan_has_the_programs_rows_of_every_file_that_is_no_copy(export: Path) -> None:
    printed = {it["id"]: flat(it) for it in told("runs", export)["activities"] if not it["merged_from"]}
    ours = {row["activity_id"]: row for row in rows(backstride.scan(export, threads=2))}
    assert set(printed) <= set(ours)
    # Of equal bytes either file may be the one that is named.
    equal([ours[key] for key in printed], list(printed.values()), but={"indoor", "source", "path"})


def test_the_pipe_streams_the_same_rows(export: Path) -> None:
    paths = "\n".join(str(path) for path in sorted(export.rglob("*")) if path.is_file())
    made = backstride.runner([path for path in paths.split("\n")], pages="none")
    for name in ["runs", "readings", "days"]:
        arguments = ["export", "--format", "arrow", "--table", name, "--quiet", "--no-config", "-"]
        streamed = program(*arguments, stdin=paths.encode())
        piped = pyarrow.ipc.open_stream(io.BytesIO(streamed)).read_all().to_pylist()
        ours = rows(getattr(made, name))
        assert len(piped) == len(ours)
        for our, their in zip(ours, piped):
            assert list(our) == list(their)
            assert all(same(our[key], their[key]) for key in our)


def test_diary_settings_and_plan_are_those_of_the_program() -> None:
    made = backstride.runner(
        SAMPLE / "exports",
        diary=(SAMPLE / "pain-log.csv").read_bytes(),
        settings=(SAMPLE / "backstride.toml").read_text(),
        months=["2026-10"],
    )
    config = ["--config", SAMPLE / "backstride.toml", "--pain", SAMPLE / "pain-log.csv", "--json", "--quiet"]
    equal(rows(made.days), json.loads(program("days", *config, SAMPLE / "exports"))["days"])
    assert any(row["pain_morning"] is not None for row in rows(made.days))


def test_a_page_is_that_of_the_program(tmp_path: Path) -> None:
    inputs = {
        "diary": (SAMPLE / "pain-log.csv").read_bytes(),
        "settings": (SAMPLE / "backstride.toml").read_text(),
        "plan": (SAMPLE / "plan.toml").read_text(),
        "months": ["2026-10"],
    }
    program(
        "report", "--quiet", "--month", "2026-10", "--out", tmp_path, "--plan", SAMPLE / "plan.toml",
        "--config", SAMPLE / "backstride.toml", "--pain", SAMPLE / "pain-log.csv", SAMPLE / "exports",
    )  # fmt: skip
    summary = backstride.runner(SAMPLE / "exports", **inputs).pages
    assert list(summary) == ["2026-10/summary.json"]
    page = tmp_path / "2026-10"
    assert summary["2026-10/summary.json"] == (page / "summary.json").read_bytes()
    drawn = backstride.runner(SAMPLE / "exports", pages="files", **inputs).pages
    written = {f"2026-10/{it.relative_to(page)}": it.read_bytes() for it in page.rglob("*") if it.is_file()}
    # A page leads to the months beside it that stand in the same folder: here none do.
    assert drawn == written


@pytest.mark.parametrize("level", ["files", "runs", "readings", "bins", "records"])
def test_a_level_has_the_same_columns_whatever_files_lack(level: backstride.Level, tmp_path: Path) -> None:
    (tmp_path / "empty.fit").touch()
    expected = pyarrow.schema(backstride.schema(level))
    for paths in [SAMPLE / "exports", tmp_path]:
        assert pyarrow.table(backstride.scan(paths, level)).schema.equals(expected, check_metadata=True)
    assert all(column["what"] for column in backstride.schema(level).describe())
