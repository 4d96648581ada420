#!/usr/bin/env bash
# Lays what the wheel carries beside the module into python/: into-wheel.sh PROGRAM puts the program where
# maturin takes a wheel's scripts from, and the licences. Then: maturin build -m python/Cargo.toml.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."
rm -rf python/backstride.data python/licences
mkdir -p python/backstride.data/scripts python/licences
case $program in
  *.exe) name=backstride.exe ;;
  *) name=backstride ;;
esac
cp "$program" "python/backstride.data/scripts/$name"
chmod 755 "python/backstride.data/scripts/$name"
cp LICENSE-MIT LICENSE-APACHE THIRD-PARTY.md assets/fonts/OFL.txt python/licences/
