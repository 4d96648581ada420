#!/usr/bin/env bash
# Tries a package as somebody without a compiler would: try.sh archive|wheel|deb FILE installs it, makes
# a page of the sample, takes it away again, and fails if anything of it is left. A .deb needs root.
set -euo pipefail
kind=$1 file=$(realpath "$2")
cd "$(dirname "$0")/.."
sample=$(realpath sample-data)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
version=$(packaging/version.sh)

fail() { echo "try.sh: $*" >&2; exit 1; }

# With nothing of this machine's own: no compiler on the path, no home but an empty one.
alone() {
  local path=$1
  shift
  mkdir -p "$scratch/home"
  (cd "$scratch" && env -i PATH="$path:/usr/bin:/bin" HOME="$scratch/home" BACKSTRIDE_NO_CACHE=1 "$@")
}

# Makes a page with the program on this path.
makes_a_page() {
  if alone "$1" sh -c 'command -v cargo || command -v rustc' >/dev/null; then fail "a compiler is on the path"; fi
  [[ $(alone "$1" backstride --version) == "backstride $version" ]] || fail "it is another version"
  alone "$1" backstride report --quiet --month 2026-10 --out pages "$sample" >/dev/null
  [[ -s $scratch/pages/2026-10/report.html && -s $scratch/pages/2026-10/report.pdf ]] || fail "no page was made"
}

case $kind in
  archive)
    mkdir "$scratch/unpacked"
    case $file in
      *.zip) unzip -q "$file" -d "$scratch/unpacked" ;;
      *) tar -xzf "$file" -C "$scratch/unpacked" ;;
    esac
    folder=("$scratch"/unpacked/*/)
    for name in README.md LICENSE-MIT LICENSE-APACHE THIRD-PARTY.md LICENCES.txt backstride.1 \
      completions/backstride.bash completions/backstride.fish completions/_backstride completions/_backstride.ps1; do
      [[ -s ${folder[0]}/$name ]] || fail "$name is not in the archive"
    done
    makes_a_page "${folder[0]%/}"
    ;;
  wheel)
    python3 -m venv "$scratch/venv"
    list() { (cd "$scratch/venv" && find . -not -path '*/__pycache__*' | LC_ALL=C sort); }
    list >"$scratch/before"
    "$scratch/venv/bin/pip" install --quiet --disable-pip-version-check --no-index "$file"
    makes_a_page "$scratch/venv/bin"
    # The module by itself: without pyarrow, of the program's version, with the program's numbers.
    alone "$scratch/venv/bin" python - "$sample/exports" "$version" <<'PYTHON'
import json, pathlib, sys, backstride
assert backstride.__version__ == sys.argv[2], backstride.__version__
made = backstride.runner(sys.argv[1], months=["2026-10"])
assert made.runs.num_rows > 0, made
assert "2026-10/summary.json" in made.pages, made.pages
PYTHON
    "$scratch/venv/bin/pip" uninstall --quiet --disable-pip-version-check --yes backstride
    list >"$scratch/after"
    diff "$scratch/before" "$scratch/after" || fail "something is left"
    ;;
  deb)
    list() { find /usr /etc /opt /var/lib/dpkg/info -xdev 2>/dev/null | grep -v __pycache__ | LC_ALL=C sort; }
    [[ -e /usr/bin/backstride ]] && fail "it is installed already"
    list >"$scratch/before"
    dpkg --install "$file" >/dev/null
    trap 'dpkg --purge backstride >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT
    contents=$(dpkg-deb --contents "$file")
    # Systems may be set up to leave these out, so the package is asked and not the disk.
    for name in man1/backstride.1 bash-completion/completions/backstride doc/backstride/LICENCES.txt doc/backstride/copyright; do
      grep -q "$name" <<<"$contents" || fail "$name is not in the package"
    done
    makes_a_page /usr/bin
    dpkg --purge backstride >/dev/null
    list >"$scratch/after"
    diff "$scratch/before" "$scratch/after" || fail "something is left"
    ;;
  *) fail "$kind is neither archive nor wheel nor deb" ;;
esac
# Where a page is kept is the reader's own business; nothing else was written.
[[ -z $(ls -A "$scratch/home" 2>/dev/null) ]] || fail "it wrote into the home folder"
echo "$kind: installed, made a page, and left nothing behind"
