#!/usr/bin/env bash
# What is handed out beside the program: extras.sh PROGRAM FOLDER writes its manual page, its
# completions and the licences into FOLDER.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
cd "$(dirname "$0")/.."
"$program" man >"$folder/backstride.1"
"$program" completions bash >"$folder/backstride.bash"
"$program" completions fish >"$folder/backstride.fish"
"$program" completions zsh >"$folder/_backstride"
"$program" completions powershell >"$folder/_backstride.ps1"
python3 packaging/licences.py >"$folder/LICENCES.txt"
