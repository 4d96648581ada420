"""Writes student_t.csv: two-sided points of Student's distribution, 1 to 100 degrees of freedom.

Run: python3 tests/oracles/student_t.py > tests/oracles/student_t.csv
Written with Python 3 and scipy 1.17; a few rows stand in printed tables as well (see the test).
"""

from scipy import stats

print("freedom,90,95,99")
for freedom in range(1, 101):
    points = [stats.t.ppf((1 + level) / 2, freedom) for level in (0.90, 0.95, 0.99)]
    print(freedom, *(f"{point:.12g}" for point in points), sep=",")
