"""Running form, load and back pain from watch exports, as Arrow tables.

The numbers are those of the program's pages, by the same code. Every table can be taken by whatever
reads the Arrow C data interface: ``pyarrow.table(scan)``, ``polars.DataFrame(scan)``, DuckDB by the
variable's name. Nothing is fetched or sent, and no coordinate leaves unless ``positions=True``.

Levels, from coarse to fine:

``files``     one row per file: what became of it, and why it is no activity
``runs``      one row per activity: totals, what stands behind it, the value of each metric
``readings``  one row per activity and metric: value, range, provenance, or why there is none
``bins``      one row per 30 s of steady running
``records``   one row per record, as recorded

Names of columns end in their unit. ``null`` is "not known", never zero. What a column holds, and where
the formula of a metric was published, is told by ``schema(level).describe()``::

    >>> import backstride
    >>> told = {column["name"]: column["what"] for column in backstride.schema("runs").describe()}
    >>> told["timer_s"]
    'seconds with the timer running'
    >>> told["vertical_stiffness_kn_per_m"].split(", doi")[0]
    'Vertical stiffness; Morin et al. 2005'
"""

from __future__ import annotations

import hashlib as _hashlib
import os as _os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass as _dataclass
from dataclasses import replace as _replace
from functools import cache as _cache
from pathlib import Path as _Path
from typing import TYPE_CHECKING, Literal

from backstride import _core
from backstride._core import (
    BackstrideError,
    RecordBatch,
    RunnerTables,
    Schema,
    SettingsError,
    UnreadableError,
    __version__,
)

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "BackstrideError",
    "Level",
    "RecordBatch",
    "RunnerTables",
    "Scan",
    "Schema",
    "SettingsError",
    "UnreadableError",
    "__version__",
    "identity",
    "read",
    "runner",
    "scan",
    "schema",
]

Level = Literal["files", "runs", "readings", "bins", "records"]
"""How much detail a table has."""

_AnyPath = str | _os.PathLike[str]


def schema(level: Level, *, positions: bool = False) -> Schema:
    """What stands in the columns of a level: the same columns whatever the files lack.

    >>> schema("bins").names[:4]
    ['source', 'activity_id', 'at_s', 'distance_m']
    >>> "latitude_deg" in schema("records").names
    False
    """
    return _core.schema(level, positions)


def read(
    source: bytes | _AnyPath,
    level: Level = "records",
    *,
    positions: bool = False,
    settings: str | None = None,
) -> RecordBatch:
    """One file: a recording (FIT, GPX, TCX, each also gzipped) or a zip archive of some.

    ``source`` is its path or its bytes. ``settings`` is the text of a ``backstride.toml``: heights and
    heart rates that metrics need.

    Raises ``UnreadableError`` where it holds no activity (not at level ``files``, where that is a row),
    and ``SettingsError`` where the settings are not right.

    >>> read(b"hello", "runs")
    Traceback (most recent call last):
    ...
    backstride._core.UnreadableError: bytes is neither FIT nor GPX nor TCX
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _core.read_bytes(bytes(source), "bytes", level, positions, settings)
    return _core.read_path(_os.fspath(source), level, positions, settings)


@_dataclass(frozen=True)
class Scan:
    """Files to be read when their rows are asked for, and again at each asking.

    Made by ``scan``. It holds plain values only: it compares, pickles and goes to other processes.
    """

    paths: tuple[str, ...]
    level: Level = "runs"
    threads: int = 1
    files_at_once: int = 64
    positions: bool = False
    settings: str | None = None
    progress: Callable[[int, int], None] | None = None

    @property
    def schema(self) -> Schema:
        """What stands in the columns."""
        return schema(self.level, positions=self.positions)

    @property
    def outcomes(self) -> Scan:
        """Of the same files one row each: what became of it, and why it is no activity."""
        return _replace(self, level="files")

    def to_arrow(self) -> pyarrow.Table:
        """All rows as ``pyarrow.Table``; needs pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def __arrow_c_schema__(self) -> object:
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return _core.stream(
            self.paths,
            self.level,
            self.threads,
            self.files_at_once,
            self.positions,
            self.settings,
            self.progress,
            requested_schema,
        )


def scan(
    paths: _AnyPath | Iterable[_AnyPath],
    level: Level = "runs",
    *,
    threads: int = 1,
    files_at_once: int = 64,
    positions: bool = False,
    settings: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Scan:
    """Many files, or all below folders, as a stream of rows in the order of the paths.

    Each file is read by itself: a run that two files hold is there twice, since the files may be of
    several runners. ``runner`` settles that. The column ``source`` has the file of each row. An account's
    export that was unpacked is read whole with the first of its files; a folder holds one account.

    A file that cannot be read, or is not there, is a row of ``scan(…).outcomes`` and costs only itself.
    Memory is bounded by ``files_at_once``, or by a handful of an archive's members. An engine that runs
    a process a core wants ``threads=1``. ``progress`` is called with the files done and all files.

    >>> scan(["nowhere.fit"]).outcomes.to_arrow().column("kind").to_pylist()
    ['unreadable']
    """
    named = [paths] if isinstance(paths, (str, _os.PathLike)) else paths
    _core.schema(level, positions)
    _core.check_settings(settings)
    if not 1 <= threads <= 1024:
        raise ValueError(f"threads is {threads}; it may be 1 to 1024")
    return Scan(
        paths=tuple(_os.fspath(path) for path in named),
        level=level,
        threads=threads,
        files_at_once=files_at_once,
        positions=positions,
        settings=settings,
        progress=progress,
    )


def runner(
    exports: _AnyPath | Sequence[_AnyPath],
    *,
    diary: bytes | None = None,
    settings: str | None = None,
    plan: str | None = None,
    threads: int = 1,
    pages: Literal["none", "summaries", "files"] = "summaries",
    months: Sequence[str] | None = None,
) -> RunnerTables:
    """Everything of one runner: ``files``, ``runs``, ``readings``, ``days``, and ``pages`` as bytes.

    A run that several files hold is one here, as on the page. ``diary`` is a pain log (CSV or .xlsx) as
    bytes; ``settings`` and ``plan`` are the texts of a ``backstride.toml`` and a ``plan.toml``. The
    tables are always of the whole history, since load looks back; ``months`` (``["2026-10"]``) only
    chooses pages. ``pages="summaries"`` gives ``2026-10/summary.json`` without drawing anything;
    ``"files"`` gives all that the program writes for a month.

    Raises ``SettingsError`` where settings, diary or plan are not right, before a file is opened, and
    ``OSError`` where a named path is not there. A file that cannot be read is a row of ``files``, a cell
    of the diary that cannot is told in ``left_blank``. With ``import.health_diary`` in the settings, an
    account's hours of sleep fill blank cells of the diary; where both tell a night more than an hour
    apart the diary counts, and the day is in ``differing_nights``.
    """
    named = [exports] if isinstance(exports, (str, _os.PathLike)) else exports
    paths = [_os.fspath(path) for path in named]
    return _core.runner(paths, diary, settings, plan, threads, pages, months)


@_cache
def identity() -> str:
    """A hash of the code that makes the numbers: equal means equal numbers from equal files.

    >>> len(identity())
    32
    """
    return _hashlib.blake2b(_Path(_core.__file__).read_bytes(), digest_size=16).hexdigest()
