"""For Ray Data: rows of files by path. ray and pyarrow are imported when asked for.

Hand over paths, or folders of which each is one runner's: a worker must reach them under the same path.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import backstride
from backstride.spark import map_files

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

__all__ = ["scan"]


def scan(
    paths: Sequence[str],
    level: backstride.Level = "runs",
    *,
    blocks: int | None = None,
    positions: bool = False,
    settings: str | None = None,
) -> Dataset:
    """The rows of files, or of all below folders; ``blocks`` is how many tasks share the paths."""
    import ray

    files_to_rows = map_files(level, positions=positions, settings=settings)
    schema = backstride.schema(level, positions=positions).to_arrow()

    def rows(paths: pyarrow.Table) -> Iterator[pyarrow.Table]:
        import pyarrow

        # A task without a row still says what its columns hold.
        yield schema.empty_table()
        for batch in files_to_rows(iter(paths.to_batches())):
            yield pyarrow.Table.from_batches([batch])

    many = max(1, min(blocks or 200, len(paths)))
    files = ray.data.from_items([{"path": path} for path in paths], override_num_blocks=many)
    return files.map_batches(rows, batch_format="pyarrow", batch_size=None)
