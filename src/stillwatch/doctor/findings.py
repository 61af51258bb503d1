"""One thing that was looked at, and how it stands."""

from __future__ import annotations

from typing import NamedTuple

LEVELS = ("ok", "note", "warning", "error")
"""How a finding stands, better first: `note` asks for nothing, `error` stops an audit."""


class Finding(NamedTuple):
    """One thing that was looked at."""

    area: str
    """`installation`, `machine`, `log` or `accounts`."""
    name: str
    """What was looked at, in a word or two; stable, for programs."""
    level: str
    """One of `LEVELS`."""
    said: str
    """How it stands, in plain words."""
    remedy: str = ""
    """What to do about it, where there is something to do; `run: ` is followed by a command."""


def worst(findings: list[Finding]) -> str:
    """Return the worst level among findings: `ok` where there is none."""
    return LEVELS[max((LEVELS.index(f.level) for f in findings), default=0)]
