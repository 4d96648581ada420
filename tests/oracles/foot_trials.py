"""Takes from each treadmill run with markers and forces what a watch would record, and the truth.

    python3 tests/oracles/foot_trials.py FOLDER > tests/oracles/foot_trials.csv

FOLDER holds `runners.csv` and, for each runner and speed, the files `RBDSnnn-V-markers.csv.gz` (150 Hz, mm) and
`RBDSnnn-V-force.csv.gz` (300 Hz, N), read from the recordings of Fukuchi, Fukuchi and Duarte 2017
(10.7717/peerj.3298, figshare 4543435, CC BY 4.0). Other runners' files of the same shape do as well.

One row a run, each column a median over its steps: contact where the vertical force is above a
twentieth of body weight for a tenth of a second and more; cadence from one landing to the next; at
landing the middle of heel and fifth metatarsal of the foot further ahead, less the middle of the four pelvis
markers. The last three columns are the model's value by hand, with its range of 90 % for a contact
time that is off by 10 ms (one standard deviation). Needs nothing but Python.
"""

import csv
import gzip
import math
import pathlib
import statistics
import sys

G = 9.80665
FORCE_HZ = 300
STUDENT_17_90 = 1.739607


def columns(path):
    """The columns of a table as lists; what is not there is None."""
    with gzip.open(path, "rt") as file:
        rows = list(csv.reader(file))
    return {
        name: [float(row[at]) if row[at] else None for row in rows[1:]]
        for at, name in enumerate(rows[0])
    }


def contacts(force, weight):
    """Begin and end of each contact, in samples of force."""
    on, found = None, []
    for at, newton in enumerate(force):
        if newton is not None and newton > 0.05 * weight:
            on = at if on is None else on
        elif on is not None:
            # One that is under way when the recording begins is not whole.
            if on > 0 and at - on >= 0.1 * FORCE_HZ:
                found.append((on, at))
            on = None
    return found


def mean(values):
    return None if any(value is None for value in values) else sum(values) / len(values)


def ahead(marks, at):
    """How far the mid-foot is ahead of the pelvis in a frame, in mm."""
    pelvis = mean([marks[name][at] for name in ("l_asis_x", "r_asis_x", "l_psis_x", "r_psis_x")])
    feet = [mean([marks[f"heel_{side}_x"][at], marks[f"mt5_{side}_x"][at]]) for side in "lr"]
    feet = [foot for foot in feet if foot is not None]
    return max(feet) - pelvis if feet and pelvis is not None else None


def formula(speed, contact_ms, height):
    """The model by hand: value and half of its range, in mm."""
    reach = speed * contact_ms / 2
    known = height is not None and 1.60 <= height <= 1.90
    value = 47 + 0.850 * reach - 77 * height if known else -77 + 0.820 * reach
    slope, left_out = (0.850, 13.3) if known else (0.820, 13.9)
    contact, pace = slope * speed * 10 / 2, slope * contact_ms / 2 * 0.03 * speed
    return value, STUDENT_17_90 * math.sqrt(left_out**2 + contact**2 + pace**2)


def main(folder):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(
        "runner,sex,height_m,speed_m_per_s,cadence_spm,contact_ms,foot_ahead_mm,"
        "model_mm,low_mm,high_mm".split(",")
    )
    runners = csv.DictReader((folder / "runners.csv").open())
    for runner in runners:
        number, height = int(runner["runner"]), float(runner["height_m"])
        for path in sorted(folder.glob(f"RBDS{number:03}-*-force.csv.gz")):
            speed = float(path.name.split("-")[1])
            marks = columns(path.with_name(path.name.replace("force", "markers")))
            steps = contacts(columns(path)["vertical_n"], float(runner["mass_kg"]) * G)
            contact = statistics.median(1000 * (end - on) / FORCE_HZ for on, end in steps)
            apart = statistics.median(b[0] - a[0] for a, b in zip(steps, steps[1:]))
            # A landing between two frames is in the middle of them.
            pairs = [(on // 2, (on + 1) // 2) for on, _ in steps]
            seen = [
                mean([ahead(marks, before), ahead(marks, after)])
                for before, after in pairs
                if after < len(marks["heel_l_x"])
            ]
            truth = statistics.median(mm for mm in seen if mm is not None)
            value, half = formula(speed, contact, height)
            out.writerow(
                [number, runner["sex"], height, speed, f"{60 * FORCE_HZ / apart:.2f}"]
                + [f"{number:.1f}" for number in (contact, truth, value, value - half, value + half)]
            )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
