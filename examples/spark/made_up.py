"""Writes a made-up cohort from the sample's files and generated ones: made_up.py SAMPLE RUNNERS.

Seven runners who differ in what cohorts differ in: watches, gaps, logs that end, no log at all, a bad file.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "python"))
from measure import fit  # noqa: E402

# Files made by `fit` are of so many days after its first one.
FIRST, SEED = date(2026, 7, 1), 1757


def diary(rows: list[tuple[date, float]]) -> str:
    return "date,pain_morning\n" + "".join(f"{day},{pain}\n" for day, pain in rows)


def sampled(sample: Path, folder: Path, some: slice, pattern: str = "*.*") -> None:
    folder.mkdir(parents=True)
    for file in sorted((sample / "exports").glob(pattern))[some]:
        shutil.copy(file, folder)


def made(folder: Path, days: range, every: int, minutes: int) -> None:
    folder.mkdir(parents=True)
    for day in days[::every]:
        (folder / f"{FIRST + timedelta(days=day)}.fit").write_bytes(fit(SEED + day, 60 * minutes + 7 * (day % 40)))


def main() -> None:
    sample, out = Path(sys.argv[1]), Path(sys.argv[2])
    log = (sample / "pain-log.csv").read_text()
    head, *rows = log.splitlines(keepends=True)
    sampled(sample, out / "anna", slice(None))
    (out / "anna" / "pain-log.csv").write_text(log)
    sampled(sample, out / "ben", slice(None, None, 2), "*.fit")
    (out / "ben" / "pain-log.csv").write_text(head + "".join(row for row in rows if row < "2026-09"))
    sampled(sample, out / "cleo", slice(20, 50), "*.fit")
    sampled(sample, out / "dora", slice(None), "*.gpx")
    (out / "dora" / "cut.fit").write_bytes(next((sample / "exports").glob("*.fit")).read_bytes()[:60])
    made(out / "emil", range(0, 120), 2, 35)
    (out / "emil" / "pain-log.csv").write_text(
        diary([(FIRST + timedelta(days=day), (day // 14 % 4) / 2) for day in range(0, 120) if day % 5])
    )
    made(out / "finn", range(30, 90), 3, 50)
    (out / "finn" / "pain-log.csv").write_text(
        diary([(FIRST + timedelta(days=day), 5 - day // 30) for day in range(25, 95)])
    )
    made(out / "gina", range(0, 120), 7, 60)


if __name__ == "__main__":
    main()
