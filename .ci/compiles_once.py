"""Fails if the tests compile a dependency of the program again: compiles_once.py PROGRAM TESTS.

Both files are what cargo says with `--message-format json` of building the program, and after it of building the tests.
"""

import json
import sys


def artefacts(path):
    with open(path, encoding="utf-8") as lines:
        messages = [json.loads(line) for line in lines if line.startswith("{")]
    return [it for it in messages if it["reason"] == "compiler-artifact"]


def main(program, tests):
    # What lies in the repository has a path; the rest comes from a registry.
    built = {it["package_id"] for it in artefacts(program) if not it["package_id"].startswith("path+")}
    again = sorted({it["package_id"] for it in artefacts(tests) if not it["fresh"]} & built)
    if len(built) < 100:
        sys.exit(f"only {len(built)} dependencies of the program were seen")
    if again:
        sys.exit("the tests compile dependencies of the program again:\n  " + "\n  ".join(again))
    print(f"of {len(built)} dependencies of the program, the tests compile none again")


main(*sys.argv[1:])
