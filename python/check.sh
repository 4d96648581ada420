#!/usr/bin/env bash
# Builds the wheel with module and program, and tries it in a fresh environment as somebody without a
# compiler would: check.sh [PROGRAM] (target/debug/backstride, built before). PROFILE=dev by default.
# With BACKSTRIDE_WHEELS=DIR the wheel is left there.
set -euo pipefail
cd "$(dirname "$0")"
root=$(realpath ..)
program=$(realpath "${1:-$root/target/debug/backstride}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "check.sh: $*" >&2; exit 1; }

: "${MAX_MB:=30}" "${PROFILE:=dev}"
python3 -m venv "$scratch/build"
"$scratch/build/bin/pip" install --quiet --disable-pip-version-check 'maturin>=1.9,<2'
install -D -m 644 -t licences ../LICENSE-MIT ../LICENSE-APACHE ../THIRD-PARTY.md ../assets/fonts/OFL.txt
install -D "$program" backstride.data/scripts/backstride
strip backstride.data/scripts/backstride
"$scratch/build/bin/maturin" build --quiet --profile "$PROFILE" --locked --strip --compatibility "${COMPATIBILITY:-linux}" \
  --out "${BACKSTRIDE_WHEELS:-$scratch/wheels}"
wheel=("${BACKSTRIDE_WHEELS:-$scratch/wheels}"/backstride-*.whl)
mb=$(($(stat -c %s "${wheel[0]}") / 1000000))
echo "wheel: $mb MB ($PROFILE)"
# A development build is not optimised for size.
[[ $PROFILE == dev || $mb -le $MAX_MB ]] || fail "the wheel has $mb MB, more than $MAX_MB"

python3 -m venv "$scratch/venv"
list() { (cd "$scratch/venv" && find . -not -path '*/__pycache__*' | LC_ALL=C sort); }
list >"$scratch/before"
pip() { "$scratch/venv/bin/pip" --disable-pip-version-check --quiet "$@"; }
pip install --no-index "${wheel[0]}"
# Away from the sources, so that the installed package is what is imported.
cp -r tests "$scratch/tests"
cd "$scratch"
alone() { env -i PATH="$scratch/venv/bin:/usr/bin:/bin" HOME="$scratch" BACKSTRIDE_NO_CACHE=1 "$@"; }
version=$(alone python -c 'import backstride; print(backstride.__version__)')
[[ $(alone backstride --version) == "backstride $version" ]] || fail "program and module are of two versions"
alone python - "$root/sample-data" <<'PYTHON'
import sys, backstride
made = backstride.runner(sys.argv[1] + "/exports", months=["2026-10"])
assert made.runs.num_rows > 0 and "2026-10/summary.json" in made.pages, made
PYTHON
alone backstride report --quiet --month 2026-10 --out pages "$root/sample-data" >/dev/null
[[ -s pages/2026-10/report.html ]] || fail "no page was made"
pip uninstall --yes backstride
list >"$scratch/after"
diff "$scratch/before" "$scratch/after" || fail "something is left after uninstalling"

# With what engines need, the tests.
pip install "${wheel[0]}" pyarrow duckdb polars pytest cloudpickle mypy
export BACKSTRIDE_ROOT=$root BACKSTRIDE_NO_CACHE=1 PATH="$scratch/venv/bin:$PATH"
# pyarrow and pyspark bring no types of their own.
python -m mypy --strict --disable-error-code import-untyped --disable-error-code import-not-found -p backstride
python -m pytest -q --doctest-modules --pyargs backstride -p no:cacheprovider --ignore-glob='*spark*'
python -m pytest -q tests -p no:cacheprovider "${@:2}"
