"""Works out the days of an export apart from backstride, from its runs and the diary alone.

    backstride runs --json EXPORT > runs.json
    python3 tests/oracles/days.py runs.json [pain-log.csv] > tests/oracles/days_of_sample.json
    python3 tests/oracles/days.py runs.json [pain-log.csv] --against days.json

The second form compares with `backstride days --json`, says what is furthest apart, and fails where that is
more than rounding.
Conventions: every calendar day; zero between the first and the last file, unknown outside;
session RPE in four of five runs, else distance; sample standard deviation over seven days with
zeros; ratios where four of five days are known; running means by 2/(N + 1) and 1/N that start at the
mean of the first 28 days from the first known one, hidden for 42, and stay where they were on a day
that is not known (at most seven in a row here); a lighter week at most 70 % of the three loaded
weeks before it, with a run, and not on the way back from a week unwell or without a run. Needs
pandas. Knows neither ratings from the watch nor declared gaps, and takes the first row of a day in
the diary.
"""

import json
import sys

import numpy as np
import pandas as pd

DAY = pd.Timedelta(days=1)
# Printed figures are rounded to six places.
APART = 1e-6


def read(runs_path, log_path):
    activities = pd.DataFrame(json.load(open(runs_path))["activities"])
    activities["day"] = pd.to_datetime(activities.local_date)
    started = pd.to_datetime(activities.started)
    activities = activities.assign(started=started).sort_values("started", kind="stable")
    activities["device"] = [f"{d['manufacturer'] or ''} {d['product'] or ''}" for d in activities.device]
    log = None
    if log_path:
        log = pd.read_csv(log_path, parse_dates=["date"]).groupby("date").first()
    return activities, log


def shaded(log, index):
    """Days of illness, and from an injury's start to its end."""
    out = pd.Series(False, index=index)
    if log is None:
        return out
    if "injury" in log:
        for day, mark in log.injury.dropna().items():
            out[index > day if mark == "end" else index >= day] = mark == "start"
    if "activity" in log:
        out |= (log.activity == "ill").reindex(index, fill_value=False)
    return out


def spikes(runs, days, first_file, last_file):
    rows = []
    for day in days:
        before = runs[(runs.day >= day - 30 * DAY) & (runs.day < day)]
        window = pd.date_range(day - 30 * DAY, day - DAY)
        enough = ((window >= first_file) & (window <= last_file)).sum() >= 24
        far = before[before.distance_m > 0]
        longest = far.loc[far.distance_m.idxmax()] if enough and len(far) else None
        today = runs[(runs.day == day) & (runs.distance_m > 0)]
        ratio, kind = None, "none"
        if len(today):
            run = today.loc[today.distance_m.idxmax()]
            if not enough or (day - first_file).days < 30:
                kind = "uncertain"
            elif not len(before):
                kind = "return_after_break"
            elif longest is None or longest.device != run.device or before.distance_m.isna().any():
                kind = "uncertain"
            else:
                ratio = run.distance_m / longest.distance_m - 1
                times = round(run.distance_m, 3) / round(longest.distance_m, 3)
                kind = ("reference" if times <= 1.1 else "small" if times <= 1.3
                        else "moderate" if times <= 2 else "large")
        rows.append({"longest_previous_30d_m": None if longest is None else longest.distance_m,
                     "spike_ratio": ratio, "spike_class": kind})
    return pd.DataFrame(rows, index=days)


def series(load):
    week = load.rolling(7)
    monotony = (week.mean() / week.std(ddof=1)).replace([np.inf, -np.inf], np.nan)
    # Near-even weeks leave a last bit where the spread is zero.
    monotony[week.max() == week.min()] = np.nan
    # Four of five days known are enough for a ratio: 6 of 7, 17 of 21.
    acute = load.rolling(7, min_periods=6).mean()
    before = load.shift(7).rolling(21, min_periods=17).mean()
    before.iloc[:27] = np.nan

    def running(weight):
        known = load.loc[load.first_valid_index():]
        start = pd.concat([pd.Series([known.iloc[:28].mean()]), known.reset_index(drop=True)])
        mean = start.ewm(alpha=weight, adjust=False, ignore_na=True).mean()[1:].set_axis(known.index)
        mean.iloc[:42] = np.nan
        return mean.reindex(load.index)

    return pd.DataFrame({
        "monotony_7d": monotony, "strain_7d": week.sum() * monotony,
        "acwr_rolling_uncoupled": (acute / before).replace(np.inf, np.nan),
        "ctl": running(1 / 42), "atl": running(1 / 7),
        "acwr_ewma": running(2 / 8) / running(2 / 29),
    })


def lighter(days, covered, excluded, distance, minutes, ran):
    monday = days - pd.to_timedelta(days.day_of_week, unit="D")
    by = lambda s: pd.Series(s, index=days).groupby(monday)
    # A week with a run of unknown length has an unknown distance.
    whole = lambda s: by(s).agg(lambda days: days.sum(skipna=False))
    weeks = pd.DataFrame({"m": whole(distance), "min": whole(minutes), "full": by(covered).sum() == 7,
                          "out": by(excluded).any(), "runs": by(ran).sum(),
                          "light": False, "back": False})
    for i, (start, week) in enumerate(weeks.iterrows()):
        recent = weeks.iloc[max(0, i - 5):i]
        spared = recent.out | recent.light | recent.back
        loaded = recent[recent.full & ~spared & (recent.runs > 0)][-3:]
        if not week.full or week.out or week.runs == 0 or len(loaded) < 3:
            continue
        # By distance where all of them have it, else by minutes.
        unit = "m" if loaded.m.notna().all() and not np.isnan(week.m) else "min"
        if week[unit] <= 0.7 * loaded[unit].mean(skipna=False) * (1 + 1e-9):
            told = weeks.iloc[:i][lambda w: w.full | w.out].iloc[-1]
            after = told.out or told.back or told.runs == 0
            weeks.loc[start, "back" if after else "light"] = True
    return [bool(weeks.light[m]) if weeks.full[m] else None for m in monday]


def work_out(runs_path, log_path):
    activities, log = read(runs_path, log_path)
    all_days = list(activities.day) + (list(log.index) if log is not None else [])
    days = pd.date_range(min(all_days), max(all_days))
    first, last = activities.day.min(), activities.day.max()
    covered = (days >= first) & (days <= last)
    own_word = (activities.sport == "unknown") & (activities.running_s > 0)
    runs = activities[(activities.sport == "running") | own_word].copy()
    rpe = log.rpe.reindex(runs.day).to_numpy() if log is not None and "rpe" in log else np.nan
    runs["session_rpe_load_au"] = rpe * runs.timer_s / 60
    runs["running_min"] = runs.running_s / 60

    def total(column):
        each = runs.groupby("day")[column].agg(lambda s: s.sum(skipna=False))
        here = each.reindex(days)
        here[covered & ~days.isin(each.index)] = 0.0
        return here

    out = pd.DataFrame({key: total(key) for key in
                        ["distance_m", "running_min", "session_rpe_load_au"]})
    unit = next((key for key in ["session_rpe_load_au", "distance_m"]
                 if runs[key].notna().mean() >= 0.8), "running_min")
    ran = days.isin(runs.day)
    out = out.join(series(out[unit])).join(spikes(runs, days, first, last))
    out["load_unit"] = unit
    out["no_recorded_run"] = [bool(not r) if c else None for r, c in zip(ran, covered)]
    out["deload_week"] = lighter(days, covered, shaded(log, days), out.distance_m,
                                  out.running_min, ran)
    out.insert(0, "date", days.strftime("%Y-%m-%d"))
    return [{key: None if isinstance(v, float) and np.isnan(v) else v for key, v in row.items()}
            for row in out.astype(object).to_dict("records")]


def compare(mine, theirs):
    assert [d["date"] for d in mine] == [d["date"] for d in theirs], "other days"
    furthest, numbers, other = {}, 0, []
    for a, b in zip(mine, theirs):
        for key, value in a.items():
            found = b[key]
            if isinstance(value, float) and isinstance(found, (int, float)):
                numbers += 1
                apart = abs(value - found) / max(1.0, abs(value))
                furthest[key] = max(furthest.get(key, 0.0), apart)
            elif value != found:
                other.append((a["date"], key, value, found))
    print(f"{len(mine)} days, {numbers} numbers, {len(other)} otherwise different")
    for key, apart in furthest.items():
        print(f"{key:28} {apart:.2e}")
    for line in other[:20]:
        print(*line)
    return not other and all(apart <= APART for apart in furthest.values())


if __name__ == "__main__":
    names = sys.argv[1:]
    against = names.pop(names.index("--against") + 1) if "--against" in names else None
    names = [name for name in names if name != "--against"]
    worked_out = work_out(names[0], names[1] if len(names) > 1 else None)
    if against:
        sys.exit(0 if compare(worked_out, json.load(open(against))["days"]) else 1)
    else:
        print("[\n" + ",\n".join(json.dumps(day) for day in worked_out) + "\n]")
