"""Accounts that were unpacked: runners stay apart, and nights fill the diary as in the program."""

import json
from pathlib import Path

import backstride
import pyarrow
from conftest import program

EXERCISES = [
    {
        "logId": 1,
        "activityTypeId": 90009,
        "duration": 1200000,
        "activeDuration": 1200000,
        "distance": 2.0,
        "distanceUnit": "Mile",
        "logType": "tracker",
        "startTime": "05/11/26 22:20:00",
    }
]


def account(folder: Path, steps_per_min: int) -> Path:
    """A run of 20 minutes, its steps in a table elsewhere, and a night of seven hours."""
    lists, tables, nights = (
        folder / "Fitbit" / name
        for name in ["Global Export Data", "Physical Activity_GoogleData", "Health Fitness Data_GoogleData"]
    )
    for it in [lists, tables, nights]:
        it.mkdir(parents=True)
    (lists / "exercise-0.json").write_text(json.dumps(EXERCISES))
    rows = [f"2026-05-11T22:{minute}:00Z,{steps_per_min},Pixel Watch 3\n" for minute in range(20, 40)]
    (tables / "steps_2026-05-11.csv").write_text("timestamp,steps,data source\n" + "".join(rows))
    (nights / "UserSleeps_2026.csv").write_text(
        "sleep_id,minutes_asleep,sleep_start,end_utc_offset,sleep_end\n"
        "1,420,2026-05-10T22:10:00Z,+00:00,2026-05-11T06:00:00Z\n"
        "2,420,2026-05-11T22:10:00Z,+00:00,2026-05-12T06:00:00Z\n"
    )
    return folder


def test_a_scan_over_two_runners_unites_the_parts_of_each_and_no_more(tmp_path: Path) -> None:
    for name, steps_per_min in [("anna", 168), ("ben", 150)]:
        account(tmp_path / name, steps_per_min)
    rows = backstride.scan(tmp_path).to_arrow().to_pylist()
    told = {Path(row["source"]).relative_to(tmp_path).parts[0]: row["cadence_spm"] for row in rows}
    assert {name: round(cadence) for name, cadence in told.items()} == {"anna": 168, "ben": 150}
    # A folder for each is the same.
    apart = backstride.scan([tmp_path / "anna", tmp_path / "ben"]).to_arrow().to_pylist()
    assert [row["cadence_spm"] for row in apart] == [row["cadence_spm"] for row in rows]


def test_nights_fill_blank_cells_and_differ_as_in_the_program(tmp_path: Path) -> None:
    export, log, settings = account(tmp_path / "anna", 168), tmp_path / "log.csv", tmp_path / "settings.toml"
    log.write_text("date,pain_morning,sleep_h\n2026-05-11,2,\n2026-05-12,3,5\n")
    settings.write_text("[import]\nhealth_diary = true\n")
    made = backstride.runner(export, diary=log.read_bytes(), settings=settings.read_text(), pages="none")
    ours = {str(row["date"]): row["sleep_h"] for row in pyarrow.table(made.days).to_pylist()}
    said = program("days", "--json", "--quiet", "--config", settings, "--pain", log, export)
    theirs = {row["date"]: row["sleep_h"] for row in json.loads(said)["days"]}
    assert ours == theirs
    assert (ours["2026-05-11"], ours["2026-05-12"]) == (7, 5)
    assert made.differing_nights == ["2026-05-12"]
    unasked = backstride.runner(export, diary=log.read_bytes(), pages="none")
    assert pyarrow.table(unasked.days)["sleep_h"].to_pylist().count(7) == 0 and unasked.differing_nights == []
