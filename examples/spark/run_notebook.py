"""Runs the cohort job without an engine, and the notebook over it: run_notebook.py RUNNERS OUT [PICTURES].

It fails where a cell does, where a cell warns, or where a picture is missing.
"""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import backstride
import cohort
import nbformat
from nbclient import NotebookClient

PICTURES = 5


def main() -> None:
    runners, out = Path(sys.argv[1]), Path(sys.argv[2])
    for folder in sorted(runners.iterdir()):
        row = cohort.one(str(folder), out, {"pages": "none", "months": None}, backstride.identity())
        assert row["outcome"] == "written", row
    os.environ["COHORT"] = str(out)
    notebook = nbformat.read(Path(__file__).with_name("cohort.ipynb"), as_version=4)
    NotebookClient(notebook, timeout=300).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    warned = [output.text for output in outputs if output.get("name") == "stderr"]
    assert not warned, warned
    pictures = [base64.b64decode(it.data["image/png"]) for it in outputs if "image/png" in it.get("data", {})]
    assert len(pictures) == PICTURES, len(pictures)
    for at, picture in enumerate(pictures):
        for folder in sys.argv[3:]:
            (Path(folder) / f"{at}.png").write_bytes(picture)
    print(f"{len(list(runners.iterdir()))} runners, {len(pictures)} pictures")


if __name__ == "__main__":
    main()
