#!/usr/bin/env bash
# Builds the wheel with module and program, tries it as somebody without a compiler would, and runs the
# tests against it: check.sh [PROGRAM] [PYTEST'S ARGUMENTS…] (target/debug/backstride, built before).
# PROFILE=dev by default; MATURIN names the program; with BACKSTRIDE_WHEELS=DIR the wheel is left there;
# with MORE="pyspark pandas<3 ray[data]" engines that are large are installed and tried too.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
program=$(realpath "${1:-target/debug/backstride}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "check.sh: $*" >&2; exit 1; }
: "${MAX_MB:=30}" "${PROFILE:=dev}" "${BACKSTRIDE_WHEELS:=$scratch/wheels}" "${COMPATIBILITY:=linux}" "${MORE:=}"

if [[ -z ${MATURIN:-} ]]; then
  python3 -m venv "$scratch/build"
  "$scratch/build/bin/pip" install --quiet --disable-pip-version-check 'maturin>=1.9,<2'
  MATURIN=$scratch/build/bin/maturin
fi
cp "$program" "$scratch/backstride"
strip "$scratch/backstride"
packaging/into-wheel.sh "$scratch/backstride"
"$MATURIN" build --quiet --manifest-path python/Cargo.toml --profile "$PROFILE" --locked --strip \
  --compatibility "$COMPATIBILITY" --out "$BACKSTRIDE_WHEELS"
wheel=("$BACKSTRIDE_WHEELS"/backstride-*.whl)
mb=$(($(stat -c %s "${wheel[0]}") / 1000000))
echo "wheel: $mb MB ($PROFILE)"
# A development build is not optimised for size.
[[ $PROFILE == dev || $mb -le $MAX_MB ]] || fail "the wheel has $mb MB, more than $MAX_MB"
packaging/try.sh wheel "${wheel[0]}"

# With what engines need, the tests, away from the sources, so that the installed package is imported.
python3 -m venv "$scratch/venv"
# shellcheck disable=SC2086
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check "${wheel[0]}" pyarrow duckdb polars pytest cloudpickle mypy $MORE
cp -r python/tests "$scratch/tests"
cd "$scratch"
export BACKSTRIDE_ROOT=$root BACKSTRIDE_NO_CACHE=1 PATH="$scratch/venv/bin:$PATH"
# pyarrow and the engines bring no types of their own.
python -m mypy --strict --disable-error-code import-untyped --disable-error-code import-not-found -p backstride
python -m pytest -q --doctest-modules --pyargs backstride -p no:cacheprovider --ignore-glob='*spark*'
python -m pytest -q tests -p no:cacheprovider "${@:2}"
