"""What is known of accounts: the truth of a simulation, or a firm's own labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stillwatch.score.truth import Truth

TABLES = (
    *(
        f"{kind}{packed}"
        for kind in (".csv", ".jsonl", ".ndjson")
        for packed in ("", ".gz", ".zst")
    ),
    ".parquet",
)
"""How names of files with labels end."""


def read_known(path: Path) -> Truth:
    """Read `truth.json`, the folder that holds it, or a table of labels.

    Raises
    ------
    InputError
        It cannot be read, or contradicts itself.
    """
    if not path.name.lower().endswith(TABLES) or path.is_dir():
        from stillwatch.score.truth import read_truth

        return read_truth(path)
    from stillwatch.core.errors import shown
    from stillwatch.ingest.accounts import records
    from stillwatch.ingest.bytesource import ByteSource
    from stillwatch.score.labels import labelled

    return labelled(records(ByteSource(path)), shown(path))
