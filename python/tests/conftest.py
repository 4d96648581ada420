"""What the tests read: the repository's sample, and folders of real files where they are."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(os.environ.get("BACKSTRIDE_ROOT", Path(__file__).parents[2]))
SAMPLE = ROOT / "sample-data"
REAL = next((it for it in [ROOT.parent / "shared" / "data", ROOT.parent.parent / "shared" / "data"] if it.is_dir()), Path("nowhere"))

FOLDERS = [SAMPLE / "exports"] + [REAL / name for name in ["one-runner", "another-runner", "tcx"]]


@pytest.fixture(params=[folder for folder in FOLDERS if folder.is_dir()], ids=lambda folder: folder.name)
def export(request: pytest.FixtureRequest) -> Path:
    return request.param


def program(*arguments: object, stdin: bytes | None = None) -> bytes:
    done = subprocess.run(["backstride", *map(str, arguments)], input=stdin, capture_output=True)
    assert done.returncode in (0, 1, 3, 4), done.stderr.decode()
    return done.stdout


def told(command: str, export: Path) -> dict[str, Any]:
    return json.loads(program(command, "--json", "--quiet", "--no-config", export))
