#!/usr/bin/env bash
# Builds the program to hand out: build.sh [TARGET]. Nothing of the folder or the machine it is built
# in stands in its bytes, so that the same commit with the same compiler gives the same program.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH CARGO_INCREMENTAL=0
remap="--remap-path-prefix=$PWD=/backstride --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
remap+=" --remap-path-prefix=$(rustc --print sysroot)=/rust"
export RUSTFLAGS="${RUSTFLAGS:-} $remap"
# C code that some crates bring along is told the same.
export CFLAGS="${CFLAGS:-} -ffile-prefix-map=${CARGO_HOME:-$HOME/.cargo}=/cargo"
cargo build --locked --profile "${PROFILE:-dist}" ${1:+--target "$1"}
