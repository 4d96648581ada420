#!/usr/bin/env bash
# Lays an archive: archive.sh PROGRAM TARGET EXTRAS OUT. EXTRAS is what extras.sh wrote. The same
# files give the same bytes: names in order, no owner, the time of the commit.
set -euo pipefail
program=$(realpath "$1") target=$2 extras=$(realpath "$3")
mkdir -p "$4"
out=$(realpath "$4")
cd "$(dirname "$0")/.."
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
name="backstride-$(packaging/version.sh)-$target"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/$name/completions"
case $target in
  *windows*) install -m 755 "$program" "$scratch/$name/backstride.exe" ;;
  *) install -m 755 "$program" "$scratch/$name/backstride" ;;
esac
install -m 644 README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE THIRD-PARTY.md "$extras/LICENCES.txt" "$extras/backstride.1" "$scratch/$name"
install -m 644 "$extras"/backstride.bash "$extras"/backstride.fish "$extras"/_backstride "$extras"/_backstride.ps1 "$scratch/$name/completions"
find "$scratch" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
cd "$scratch"
case $target in
  *windows*)
    rm -f "$out/$name.zip"
    find "$name" -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 "$out/$name.zip" -@
    echo "$out/$name.zip"
    ;;
  *)
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --format=ustar -cf - "$name" |
      gzip -n -${LEVEL:-9} >"$out/$name.tar.gz"
    echo "$out/$name.tar.gz"
    ;;
esac
