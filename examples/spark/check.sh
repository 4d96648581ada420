#!/usr/bin/env bash
# Runs the notebook over a made-up cohort: check.sh WHEEL [FOLDER]. Its pictures go to FOLDER.
set -euo pipefail
wheel=$(realpath "$1")
pictures=${2:+$(mkdir -p "$2" && realpath "$2")}
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check "$wheel" pyarrow pandas matplotlib nbclient ipykernel
export PATH="$scratch/venv/bin:$PATH" IPYTHONDIR="$scratch/ipython" JUPYTER_RUNTIME_DIR="$scratch/jupyter" PYTHONDONTWRITEBYTECODE=1
python made_up.py ../../sample-data "$scratch/runners"
python run_notebook.py "$scratch/runners" "$scratch/out" ${pictures:+"$pictures"}
