"""Writes pairs_and_blocks.json: what scipy, statsmodels and arch say of made-up series.

Run: python3 tests/oracles/pairs_and_blocks.py > tests/oracles/pairs_and_blocks.json
Written with Python 3, numpy, scipy, statsmodels and arch.
"""

import json

import numpy as np
from arch.bootstrap import CircularBlockBootstrap
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable


def stream(seed):
    """A plain linear congruential stream of numbers in [0, 1)."""
    state = seed
    while True:
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        yield (state >> 11) / 2**53


def differences(n, seed):
    random = stream(seed)
    return [round(6 * next(random) - 2, 3) for _ in range(n)]


def middle(values):
    """Hodges-Lehmann, and the interval of all shifts that the exact test does not refuse."""
    values = np.array(values)
    means = np.sort([(a + b) / 2 for i, a in enumerate(values) for b in values[i:]])
    refused = lambda shift: stats.wilcoxon(values - shift, method="exact").pvalue <= 0.05
    between = [(a + b) / 2 for a, b in zip(means, means[1:])]
    kept = [k for k, shift in enumerate(between) if not refused(shift)]
    return {"middle": float(np.median(means)), "low": float(means[kept[0]]),
            "high": float(means[kept[-1] + 1])}


def mornings(n=60, seed=5):
    random = stream(seed)
    pain, values = 3.0, []
    for _ in range(n):
        pain = 3 + 0.6 * (pain - 3) + 3 * (next(random) - 0.5)
        values.append(float(min(10, max(0, round(2 * pain) / 2))))
    return values


def block_interval(values):
    boot = CircularBlockBootstrap(7, np.array(values), seed=1)
    means = boot.apply(np.mean, 200_000).ravel()
    return [float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))]


def odds(sets):
    """Each set: ran the day before, ran on other days, other days."""
    tables = [np.array([[ran, 1 - ran], [ran_else, others - ran_else]]) for ran, ran_else, others in sets]
    return float(StratifiedTable(tables).oddsratio_pooled)


SETS = [(1, 1, 3), (0, 2, 4), (1, 0, 3), (1, 2, 3), (0, 1, 3), (1, 1, 4), (1, 2, 4), (0, 3, 3)]

pairs = {str(n): differences(n, n) for n in (6, 9, 14, 23)}
values = mornings()
print(json.dumps({
    "pairs": {n: {"differences": d, **middle(d)} for n, d in pairs.items()},
    "mornings": values,
    "block_interval": block_interval(values),
    "sets": SETS,
    "odds_ratio": odds(SETS),
}, indent=1))
