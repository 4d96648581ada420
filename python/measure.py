"""Measures the package against the program on files made here, no two with equal bytes.

    python -P measure.py [FILES] [RECORDS] [--spark] [--kept FOLDER]
"""

from __future__ import annotations

import argparse
import math
import os
import struct
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

# Field number, size, base type and form of a record message: time, place, distance, altitude, heart
# rate, cadence, speed, bounce, contact time.
RECORD = [
    (253, 4, 0x86, "I"), (0, 4, 0x85, "i"), (1, 4, 0x85, "i"), (5, 4, 0x86, "I"), (2, 2, 0x84, "H"),
    (3, 1, 0x02, "B"), (4, 1, 0x02, "B"), (6, 2, 0x84, "H"), (39, 2, 0x84, "H"), (41, 2, 0x84, "H"),
    (7, 2, 0x84, "H"), (73, 4, 0x86, "I"),
]  # fmt: skip
START = 1_000_000_000


def step(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ (0xA001 if byte & 1 else 0)
    return byte


TABLE = [step(byte) for byte in range(256)]


def crc(data: bytes) -> int:
    value = 0
    for byte in data:
        value = (value >> 8) ^ TABLE[(value ^ byte) & 0xFF]
    return value


def define(local: int, message: int, fields: list[tuple[int, int, int, str]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(bytes(field[:3]) for field in fields)


def fit(seed: int, records: int, every_s: int = 1, began_s: int | None = None) -> bytes:
    """An easy run of its own pace and place, and of its own day unless told when it began; a record every so many seconds."""
    kind = [(0, 1, 0x00, "B"), (1, 2, 0x84, "H"), (4, 4, 0x86, "I")]
    session = [(253, 4, 0x86, "I"), (2, 4, 0x86, "I"), (7, 4, 0x86, "I"), (8, 4, 0x86, "I"), (5, 1, 0x00, "B")]
    began_s = START + 86_400 * seed if began_s is None else began_s
    ended_s, took_ms = began_s + records * every_s, records * every_s * 1000
    data = [define(0, 0, kind), struct.pack("<BBHI", 0, 4, 1, began_s), define(1, 20, RECORD)]
    form = struct.Struct("<B" + "".join(field[3] for field in RECORD))
    speed = 2.5 + (seed % 100) / 100
    for at in range(0, records * every_s, every_s):
        wave = math.sin(at / 40 + seed)
        data.append(form.pack(
            1, began_s + at, 570_000_000 + seed + 30 * at, 110_000_000 + 7 * seed, int(speed * at * 100),
            int((500 + 4 * wave) * 5), int(140 + 8 * wave), 84 + seed % 4, int((speed + wave / 10) * 1000),
            int((80 + wave * 4) * 10), int((250 - wave * 10) * 10), 240, int((speed + wave / 10) * 1000),
        ))  # fmt: skip
    data += [define(2, 18, session), struct.pack("<BIIIIB", 2, ended_s, began_s, took_ms, took_ms, 1)]
    body = b"".join(data)
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    # After a head and its own sum the sum is zero again, so the file's is its body's.
    return head + struct.pack("<H", crc(head)) + body + struct.pack("<H", crc(body))


class Spent(NamedTuple):
    wall_s: float
    cpu_s: float
    peak_mb: float


def spent(command: list[str]) -> Spent:
    """What one program took, with its own peak of memory."""
    began = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)])
        _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return Spent(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def against_the_program(folder: str, files: int) -> None:
    """Python with the package, and the program, in turn; ratios are taken within a round."""
    scan = "import backstride,pyarrow,sys;n=0\nfor b in pyarrow.RecordBatchReader.from_stream("
    scan += "backstride.scan(sys.argv[1],sys.argv[2],threads=int(sys.argv[3]))): n+=b.num_rows\nassert n"
    python = [sys.executable, "-c", scan, folder]
    program = ["backstride", "runs", "--json", "--quiet", "--no-config", folder, "--threads"]
    commands = {
        "start of Python": [sys.executable, "-c", "import backstride,pyarrow"],
        "scan runs, 1 thread": [*python, "runs", "1"],
        "scan runs, 2 threads": [*python, "runs", "2"],
        "scan records, 1 thread": [*python, "records", "1"],
        "program, 1 thread": [*program, "1"],
        "program, 2 threads": [*program, "2"],
    }
    rounds = [{name: spent(command) for name, command in commands.items()} for _ in range(5)]
    for name in commands:
        wall, cpu, peak = (median(it) for it in zip(*(round[name] for round in rounds), strict=True))
        print(f"{name}: {wall:.2f} s wall, {cpu:.2f} s cpu, {cpu / files * 1000:.2f} ms cpu a file, peak {peak:.1f} MB")
    ratios = {
        "scan to program, cpu": lambda it: it["scan runs, 1 thread"].cpu_s / it["program, 1 thread"].cpu_s,
        "the same without Python's start": lambda it: (
            (it["scan runs, 1 thread"].cpu_s - it["start of Python"].cpu_s) / it["program, 1 thread"].cpu_s
        ),
        "two threads to one, wall": lambda it: it["scan runs, 2 threads"].wall_s / it["scan runs, 1 thread"].wall_s,
        "two threads to one, cpu": lambda it: it["scan runs, 2 threads"].cpu_s / it["scan runs, 1 thread"].cpu_s,
    }
    for name, ratio in ratios.items():
        tell(name, [ratio(round) for round in rounds])


def tell(name: str, ratios: list[float]) -> None:
    print(f"{name}: {median(ratios):.2f} ({', '.join(f'{it:.2f}' for it in ratios)})")


def family_cpu_s() -> float:
    """Processor time so far of this process's descendants: Spark's engine and its Python workers."""
    of: dict[int, tuple[int, int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            field = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        of[int(entry.parent.name)] = (int(field[1]), sum(int(it) for it in field[11:15]))
    mine, grown = {os.getpid()}, True
    while grown:
        more = {pid for pid, (parent, _) in of.items() if parent in mine} - mine
        mine, grown = mine | more, bool(more)
    return sum(ticks for pid, (_, ticks) in of.items() if pid in mine and pid != os.getpid()) / os.sysconf("SC_CLK_TCK")


def against_spark(folder: str, files: int) -> None:
    """Spark on two cores, after three jobs to warm it, and a scan with two threads, in turn, in one process."""
    import backstride
    import backstride.spark
    import pyarrow.compute
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    paths = sorted(str(it) for it in Path(folder).iterdir())

    def job() -> Spent:
        began, cpu = time.monotonic(), family_cpu_s() + time.process_time()
        rows = backstride.spark.scan(spark, paths).groupBy().sum("distance_m").collect()
        assert rows[0][0]
        return Spent(time.monotonic() - began, family_cpu_s() + time.process_time() - cpu, 0)

    def scan() -> Spent:
        began, cpu, total = time.monotonic(), time.process_time(), 0.0
        for batch in pyarrow.RecordBatchReader.from_stream(backstride.scan(paths, threads=2)):
            total += pyarrow.compute.sum(batch["distance_m"]).as_py()
        assert total
        return Spent(time.monotonic() - began, time.process_time() - cpu, 0)

    for _ in range(3):
        job()
    rounds = [(job(), scan()) for _ in range(5)]
    for name, side in [("Spark, warm", 0), ("scan, 2 threads", 1)]:
        wall, cpu = median(it[side].wall_s for it in rounds), median(it[side].cpu_s for it in rounds)
        print(f"{name}: {wall:.2f} s wall, {cpu:.2f} s cpu, {cpu / files * 1000:.2f} ms cpu a file")
    tell("Spark to scan, cpu", [on_spark.cpu_s / alone.cpu_s for on_spark, alone in rounds])
    tell("Spark to scan, wall", [on_spark.wall_s / alone.wall_s for on_spark, alone in rounds])
    spark.stop()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("files", type=int, nargs="?", default=200)
    arguments.add_argument("records", type=int, nargs="?", default=1000, help="of a file; one has 34 bytes")
    arguments.add_argument("--spark", action="store_true", help="beside Spark in place of the program")
    arguments.add_argument("--kept", metavar="FOLDER", help="where the files are made, and taken from when they are there")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(asked.kept or scratch) / f"{asked.files}-of-{asked.records}"
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(asked.files):
            if not (file := folder / f"{seed:06}.fit").is_file():
                file.write_bytes(fit(seed, asked.records))
        print(f"{asked.files} files of {file.stat().st_size} bytes; medians of five rounds")
        (against_spark if asked.spark else against_the_program)(str(folder), asked.files)


if __name__ == "__main__":
    main()
