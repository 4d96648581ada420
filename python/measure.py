"""Measures the package against the program on files made here, no two with equal bytes.

    python measure.py [FILES] [RECORDS]      a record has 34 bytes: 1,000 make a file of 34 kB
"""

from __future__ import annotations

import math
import resource
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

# Field number, size, base type and form of a record message: time, place, distance, altitude, heart
# rate, cadence, speed, bounce, contact time.
RECORD = [
    (253, 4, 0x86, "I"), (0, 4, 0x85, "i"), (1, 4, 0x85, "i"), (5, 4, 0x86, "I"), (2, 2, 0x84, "H"),
    (3, 1, 0x02, "B"), (4, 1, 0x02, "B"), (6, 2, 0x84, "H"), (39, 2, 0x84, "H"), (41, 2, 0x84, "H"),
    (7, 2, 0x84, "H"), (73, 4, 0x86, "I"),
]  # fmt: skip
START = 1_000_000_000


def crc(data: bytes) -> int:
    table = [0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
             0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400]  # fmt: skip
    value = 0
    for byte in data:
        value = (value >> 4) ^ table[value & 15] ^ table[byte & 15]
        value = (value >> 4) ^ table[value & 15] ^ table[byte >> 4]
    return value


def define(local: int, message: int, fields: list[tuple[int, int, int, str]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(bytes(field[:3]) for field in fields)


def fit(seed: int, records: int) -> bytes:
    """An easy run of its own day, pace and place."""
    kind = [(0, 1, 0x00, "B"), (1, 2, 0x84, "H"), (4, 4, 0x86, "I")]
    session = [(253, 4, 0x86, "I"), (2, 4, 0x86, "I"), (7, 4, 0x86, "I"), (8, 4, 0x86, "I"), (5, 1, 0x00, "B")]
    began = START + 86_400 * seed
    data = [define(0, 0, kind), struct.pack("<BBHI", 0, 4, 1, began), define(1, 20, RECORD)]
    form = struct.Struct("<B" + "".join(field[3] for field in RECORD))
    speed = 2.5 + (seed % 100) / 100
    for at in range(records):
        wave = math.sin(at / 40 + seed)
        data.append(form.pack(
            1, began + at, 570_000_000 + seed + 30 * at, 110_000_000 + 7 * seed, int(speed * at * 100),
            int((500 + 4 * wave) * 5), int(140 + 8 * wave), 84 + seed % 4, int((speed + wave / 10) * 1000),
            int((80 + wave * 4) * 10), int((250 - wave * 10) * 10), 240, int((speed + wave / 10) * 1000),
        ))  # fmt: skip
    data += [define(2, 18, session), struct.pack("<BIIIIB", 2, began + records, began, records * 1000, records * 1000, 1)]
    body = b"".join(data)
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    whole = head + struct.pack("<H", crc(head)) + body
    return whole + struct.pack("<H", crc(whole))


def spent(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds, and the peak in MB of this process's largest child so far."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, cpu, after.ru_maxrss / 1000


def main() -> None:
    files, records = (int(it) for it in (sys.argv[1:3] + ["200", "1000"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(files):
            (Path(folder) / f"{seed:06}.fit").write_bytes(fit(seed, records))
        size = (Path(folder) / "000000.fit").stat().st_size
        scan = "import backstride,pyarrow,sys;n=0\nfor b in pyarrow.RecordBatchReader.from_stream("
        scan += "backstride.scan(sys.argv[1],sys.argv[2],threads=int(sys.argv[3]))): n+=b.num_rows\nassert n"
        python = [sys.executable, "-c", scan, folder]
        program = ["backstride", "runs", "--json", "--quiet", "--no-config", folder, "--threads"]
        commands = {
            "scan runs, 1 thread": [*python, "runs", "1"],
            "scan runs, 2 threads": [*python, "runs", "2"],
            "scan records, 1 thread": [*python, "records", "1"],
            "program, 1 thread": [*program, "1"],
            "program, 2 threads": [*program, "2"],
        }
        print(f"{files} files of {size} bytes; median of five")
        for name, command in commands.items():
            runs = [spent(command) for _ in range(5)]
            wall, cpu = median(it[0] for it in runs), median(it[1] for it in runs)
            peak = runs[-1][2]
            print(f"{name}: {wall:.2f} s wall, {cpu:.2f} s cpu, {cpu / files * 1000:.2f} ms cpu a file, peak so far {peak:.0f} MB")


if __name__ == "__main__":
    main()
