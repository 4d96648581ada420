"""Measures how time and memory of the program grow with the number of activities, ten years of them however many.

    python -P growth.py [PROGRAM] [--sizes N …] [--kept FOLDER] [--picture FILE]
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from measure import Spent, fit, spent

# 1 January 2016 in the format's seconds; the last day of ten years is left for the new file.
FIRST_S = 820_540_800
LAST_S = FIRST_S + 3652 * 86_400
RECORDS, EVERY_S = 300, 4
TELLS_UNTIL = "2025-12-31"
# No report is begun anew after so many seconds with one size.
PATIENCE_S = 240

RUNS_1, RUNS_2 = "`runs --json`, 1 thread", "`runs --json`, 2 threads"
FIRST, AGAIN, ONE_MORE = "`report`, first time", "`report`, nothing changed", "`report`, one new file"
SHORT = {RUNS_1: "runs", FIRST: "report, first time", AGAIN: "nothing changed", ONE_MORE: "one new file"}
Grown = dict[str, dict[int, Spent]]


def filled(folder: Path, size: int) -> Path:
    """Runs of 20 minutes, spread evenly over the ten years; made where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(size):
        if not (file := folder / f"{seed:06}.fit").is_file():
            began = FIRST_S + (LAST_S - 86_400 - FIRST_S) * seed // size
            file.write_bytes(fit(seed, RECORDS, EVERY_S, began))
    return folder


def rows_only(program: str, folder: Path) -> dict[str, Spent]:
    runs = [program, "runs", "--json", "--quiet", "--no-config", str(folder), "--threads"]
    return {RUNS_1: spent([*runs, "1"]), RUNS_2: spent([*runs, "2"])}


def pages(program: str, folder: Path) -> dict[str, Spent]:
    """With a cache and an OUT of their own, so that the first time is one."""
    with tempfile.TemporaryDirectory() as scratch:
        report = [program, "report", "--quiet", "--no-config", "--until", TELLS_UNTIL, "--threads", "2"]
        report += ["--cache-dir", f"{scratch}/cache", "--out", f"{scratch}/out", str(folder)]
        took = {FIRST: spent(report), AGAIN: spent(report)}
        new = folder / "new.fit"
        try:
            new.write_bytes(fit(7, RECORDS, EVERY_S, LAST_S))
            took[ONE_MORE] = spent(report)
        finally:
            new.unlink(missing_ok=True)
    return took


def middle(rounds: list[dict[str, Spent]]) -> dict[str, Spent]:
    return {name: Spent(*(median(it) for it in zip(*(it[name] for it in rounds), strict=True))) for name in rounds[0]}


def measured(program: str, folder: Path) -> tuple[dict[str, Spent], int]:
    """Medians of three rounds, of the reports fewer where they take long, and how many those were."""
    rows = [rows_only(program, folder) for _ in range(3)]
    reports: list[dict[str, Spent]] = []
    began = time.monotonic()
    while len(reports) < 3 and (not reports or time.monotonic() - began < PATIENCE_S):
        reports.append(pages(program, folder))
    return middle(rows) | middle(reports), len(reports)


def exponents(of: dict[int, float]) -> list[float]:
    """How time or memory grows between one size and the next: 1 in proportion, 0 not at all."""
    sizes = sorted(of)
    return [math.log(of[b] / of[a]) / math.log(b / a) for a, b in zip(sizes, sizes[1:], strict=False)]


def three(value: float) -> str:
    """Three digits that count."""
    return f"{value:.{max(0, 2 - math.floor(math.log10(value)))}f}"


def table(
    head: str, rows: dict[str, dict[int, float]], cell: Callable[[float, int], str] = lambda value, _: three(value)
) -> None:
    sizes = sorted(next(iter(rows.values())))
    print(f"\n| {head} | " + " | ".join(f"{it:,}" for it in sizes) + " | growth |")
    print("|---" * (len(sizes) + 2) + "|")
    for name, of in rows.items():
        cells = " | ".join(cell(of[it], it) for it in sizes)
        print(f"| {name} | {cells} | {', '.join(f'{it:.2f}' for it in exponents(of))} |")


def tables(grown: Grown, quiet: bool) -> None:
    def of(field: str) -> dict[str, dict[int, float]]:
        return {name: {size: getattr(it, field) for size, it in by.items()} for name, by in grown.items()}

    cpu = of("cpu_s")
    table("processor seconds (for 1,000)", cpu, lambda value, size: f"{three(value)} ({three(value / size * 1000)})")
    table("peak memory, MB", of("peak_mb"))
    if quiet:
        table("wall, seconds", of("wall_s"))
    else:
        print("\nThe machine did other work: wall means nothing and is left out.")
    print()
    for name in (AGAIN, ONE_MORE):
        ratios = ", ".join(three(cpu[name][size] / first) for size, first in sorted(cpu[FIRST].items()))
        print(f"{SHORT[name]} to first time, processor: {ratios}")


# The picture: two panels of lines that end in their names, in one ink.
WIDE, HIGH, LEFT, TOP, PANEL, TALL = 700, 330, 46, 44, 172, 235
LOOK = {RUNS_1: ("#999", ""), FIRST: ("#000", ""), ONE_MORE: ("#000", "5 3"), AGAIN: ("#000", "1 3")}


def apart(wanted: list[float], least: float) -> list[float]:
    """Heights from the top that are at least so far from each other, moved as little as goes simply."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    at = list(wanted)
    for above, below in zip(order, order[1:], strict=False):
        at[below] = max(at[below], at[above] + least)
    shift = sum(had - now for had, now in zip(wanted, at, strict=True)) / len(at)
    return [it + shift for it in at]


def panel(title: str, left: float, lines: dict[str, dict[int, float]]) -> list[str]:
    sizes = sorted(next(iter(lines.values())))
    values = [it for of in lines.values() for it in of.values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(size: float) -> float:
        return left + PANEL * math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])

    def y(value: float) -> float:
        return TOP + TALL * (high - math.log10(value)) / (high - low)

    svg = [f'<text x="{left - 34}" y="{TOP - 22}" font-weight="bold">{title}</text>']
    for power in range(low, high + 1):
        at = y(10.0**power)
        svg.append(f'<path d="M{left} {at:.1f}h{PANEL}" stroke="#ddd"/>')
        svg.append(f'<text x="{left - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:,.{max(0, -power)}f}</text>')
    for size in sizes:
        svg.append(f'<path d="M{x(size):.1f} {TOP}v{TALL + 4}" stroke="#ddd"/>')
        svg.append(f'<text x="{x(size):.1f}" y="{TOP + TALL + 18}" text-anchor="middle">{size:,}</text>')
    svg.append(f'<text x="{left + PANEL / 2}" y="{TOP + TALL + 36}" text-anchor="middle">activities</text>')
    heights = apart([y(of[sizes[-1]]) for of in lines.values()], 15)
    for (name, of), height in zip(lines.items(), heights, strict=True):
        ink, dash = LOOK[name]
        points = " ".join(f"{x(size):.1f},{y(of[size]):.1f}" for size in sizes)
        svg.append(f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="1.6" stroke-dasharray="{dash}"/>')
        svg += [f'<circle cx="{x(size):.1f}" cy="{y(of[size]):.1f}" r="2.5" fill="{ink}"/>' for size in sizes]
        svg.append(f'<path d="M{x(sizes[-1]) + 4:.1f} {y(of[sizes[-1]]):.1f}L{left + PANEL + 16} {height:.1f}" stroke="#bbb"/>')
        svg.append(f'<text x="{left + PANEL + 19}" y="{height + 4:.1f}">{SHORT[name]}</text>')
    return svg


def picture(grown: Grown) -> str:
    cpu = {name: {size: it.cpu_s for size, it in grown[name].items()} for name in LOOK}
    peak = {name: {size: it.peak_mb for size, it in grown[name].items()} for name in LOOK}
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" '
    head += 'font-family="sans-serif" font-size="11.5">'
    body = [f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>']
    body += panel("Processor time, seconds", LEFT, cpu) + panel("Peak memory, MB", WIDE / 2 + LEFT + 6, peak)
    return "\n".join([head, *body, "</svg>", ""])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("program", nargs="?", default="backstride")
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    arguments.add_argument("--kept", metavar="FOLDER", help="where the files are made, and taken from when they are there")
    arguments.add_argument("--picture", metavar="FILE", help="also draw it, as SVG")
    asked = arguments.parse_args()
    for name in [it for it in os.environ if it.startswith("BACKSTRIDE_")]:
        del os.environ[name]
    quiet = os.getloadavg()[0] < 0.5
    grown: Grown = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in sorted(asked.sizes):
            folder = filled(Path(asked.kept or scratch) / f"{size}-in-ten-years", size)
            medians, rounds = measured(asked.program, folder)
            print(f"{size:,} activities: medians of three, of reports of {rounds}", flush=True)
            for name, it in medians.items():
                grown.setdefault(name, {})[size] = it
    tables(grown, quiet)
    if asked.picture:
        Path(asked.picture).write_text(picture(grown))


if __name__ == "__main__":
    main()
