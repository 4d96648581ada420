"""Writes load_and_link.json: what scipy, numpy and pandas say of made-up series.

Run: python3 tests/oracles/load_and_link.py > tests/oracles/load_and_link.json
Written with Python 3, numpy, scipy 1.11 or newer (false_discovery_control) and pandas.
"""

import json

import numpy as np
import pandas as pd
from scipy import stats


def stream(seed):
    """A plain linear congruential stream of numbers in [0, 1)."""
    state = seed
    while True:
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        yield (state >> 11) / 2**53


def loads(days=120):
    random = stream(11)
    values = []
    for day in range(days):
        run = next(random) < 0.55
        length = next(random)
        values.append(round(3000 + 9000 * length) if run else 0)
    return [float(value) for value in values]


def triples(n=64):
    """Run minutes, next morning and pain before, in half points with many ties."""
    random = stream(23)
    exposure, outcome, given = [], [], []
    pain = 3.0
    for _ in range(n):
        minutes = round(25 + 50 * next(random))
        after = 0.6 * pain + 0.03 * minutes + 2.5 * (next(random) - 0.5)
        half = lambda score: min(10.0, max(0.0, round(2 * score) / 2))
        exposure.append(float(minutes))
        outcome.append(half(after))
        given.append(half(pain))
        pain = 0.5 * pain + 0.5 * half(after) + 1.5 * (next(random) - 0.5)
    return exposure, outcome, given


def residual(values, given):
    design = np.column_stack([np.ones(len(given)), given])
    return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]


def partial(exposure, outcome, given):
    x, y, z = (stats.rankdata(series) for series in (exposure, outcome, given))
    x, y = residual(x, z), residual(y, z)
    rho = stats.pearsonr(x, y)[0]
    n = len(x)
    shifted = [stats.pearsonr(np.roll(x, -k), y)[0] for k in range(3, n - 2)]
    as_much = sum(abs(other) >= abs(rho) - 1e-12 for other in shifted)
    # The closed form of a partial correlation, as a second opinion.
    r = stats.spearmanr(np.column_stack([exposure, outcome, given]))[0]
    closed = (r[0, 1] - r[0, 2] * r[1, 2]) / np.sqrt((1 - r[0, 2] ** 2) * (1 - r[1, 2] ** 2))
    assert abs(closed - rho) < 1e-12
    centred = lambda series: series - series.mean()
    lag_one = lambda s: np.sum(centred(s)[1:] * centred(s)[:-1]) / np.sum(centred(s) ** 2)
    shared = lag_one(x) * lag_one(y)
    effective = min(n, n * (1 - shared) / (1 + shared))
    error = np.sqrt(1.06 / (effective - 3))
    low, high = np.tanh(np.arctanh(rho) + np.array([-1, 1]) * stats.norm.ppf(0.975) * error)
    return {
        "rho": rho,
        "p": (1 + as_much) / (1 + len(shifted)),
        "effective_n": effective,
        "low": low,
        "high": high,
    }


def load_series(values):
    series = pd.Series(values)
    week = series.rolling(7)
    monotony = week.mean() / week.std(ddof=1)
    acute = week.mean()
    before = series.shift(7).rolling(21).mean()
    # Started at the mean of the first 28 days: one more value in front, then dropped.
    started = pd.Series([series[:28].mean()] + values)
    running = lambda weight: started.ewm(alpha=weight, adjust=False).mean()[1:].reset_index(drop=True)
    ctl, atl = running(1 / 42), running(1 / 7)
    hidden = 42
    shown = lambda s: [None if i < hidden else v for i, v in enumerate(s)]
    known = lambda s: [None if np.isnan(v) else v for v in s]
    return {
        "monotony_7d": known(monotony),
        "strain_7d": known(week.sum() * monotony),
        "acwr_rolling_uncoupled": known(acute / before),
        "acwr_rolling_coupled": known(acute / series.rolling(28).mean()),
        "ctl": shown(ctl),
        "atl": shown(atl),
        "tsb": [None if i <= hidden else ctl[i - 1] - atl[i - 1] for i in range(len(values))],
        "acwr_ewma": shown(running(2 / 8) / running(2 / 29)),
    }


if __name__ == "__main__":
    daily = loads()
    exposure, outcome, given = triples()
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    mixed = p_values[::2] + p_values[1::2]
    print(json.dumps({
        "loads_m": daily,
        "load": load_series(daily),
        "exposure": exposure,
        "outcome": outcome,
        "given": given,
        "partial": partial(exposure, outcome, given),
        "p": mixed,
        "q": list(stats.false_discovery_control(mixed)),
    }, indent=1))
