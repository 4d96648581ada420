"""Prints the licences of the program and of every crate compiled into it, each text once."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("licen", "copying", "notice", "copyright", "unlicense")


def metadata():
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def compiled_in(found):
    """The packages that the program links to: no build scripts' own, no tests' own."""
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    waiting, reached = [found["resolve"]["root"]], set()
    while waiting:
        package = waiting.pop()
        if package in reached:
            continue
        reached.add(package)
        for dependency in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    return [package for package in found["packages"] if package["id"] in reached]


def texts(folder):
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    named = [path for path in files if path.name.lower().startswith(NAMES)]
    return [path.read_text(encoding="utf-8", errors="replace").strip() for path in named]


def main():
    by_text = {}
    for package in sorted(compiled_in(metadata()), key=lambda it: (it["name"], it["version"])):
        if package["source"] is None:
            continue
        name = f"{package['name']} {package['version']} ({package['license'] or 'see its text'})"
        for text in texts(Path(package["manifest_path"]).parent) or ["(its package holds no text)"]:
            # The same words broken into other lines are the same text.
            by_text.setdefault(" ".join(text.split()), (text, []))[1].append(name)
    rule = "=" * 80
    print("backstride is under the MIT license or the Apache License 2.0, at your choice.\n")
    for name in ("LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md", "assets/fonts/OFL.txt"):
        print(f"{rule}\n{name}\n{rule}\n{(ROOT / name).read_text(encoding='utf-8').strip()}\n")
    for text, names in by_text.values():
        print(f"{rule}\n" + "\n".join(names) + f"\n{rule}\n{text}\n")


main()
