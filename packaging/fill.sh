#!/usr/bin/env bash
# Fills a template: fill.sh TEMPLATE ADDRESS SUMS. ADDRESS is where the release's files lie, SUMS a
# list as sha256sum writes it: `@sha256:TARGET@` becomes the sum of that target's archive.
set -euo pipefail
template=$1 address=$2 sums=$3
version=$("$(dirname "$0")/version.sh")
text=$(sed -e "s|@VERSION@|$version|g" -e "s|@ADDRESS@|$address|g" "$template")
while read -r sum file; do
  file=$(basename "$file")
  target=${file#"backstride-$version-"}
  target=${target%.tar.gz}
  text=${text//@sha256:${target%.zip}@/$sum}
done <"$sums"
if grep -q '@[A-Za-z0-9:_-]*@' <<<"$text"; then
  echo "fill.sh: $template is not filled: $(grep -o '@[A-Za-z0-9:_-]*@' <<<"$text" | sort -u | tr '\n' ' ')" >&2
  exit 1
fi
printf '%s\n' "$text"
