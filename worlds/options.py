"""What one asks of a world."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Options:
    """Seed, size, scenario and folders of one world."""

    seed: int
    benign: int | None
    """Accounts that harvest nothing; None: as many as the author's firm has."""
    attack: int | None
    """Accounts in campaigns; None: as many as the author's firm has."""
    days: int
    scenario: str
    """`mix`: with campaigns; `none`: without; `small`: a small firm."""
    prompts: Path
    """Folder of prompts, `<kind>/<source>.jsonl.gz` with a field `text`."""
    out: Path
