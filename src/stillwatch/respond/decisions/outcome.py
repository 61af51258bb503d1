"""What became of a policy that was applied to an audit: `policy.json` in the audit's folder.

A breaker that stopped a policy leaves nothing in the store; who looks from outside learns of it
here.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

FILE = "policy.json"
"""Its name in an audit's folder."""


class Bound(msgspec.Struct, frozen=True):
    """A bound of the breaker that would have been broken."""

    what: str
    """`accounts`, `exchanges` or `revenue`."""
    share: float
    """That would have been touched, 0 to 1."""
    most: float
    """That may be."""


class Outcome(msgspec.Struct, frozen=True):
    """What was done about one audit."""

    at: float
    """Seconds since 1970."""
    by: str
    policy: str
    """Version of the policy."""
    put: int = 0
    ended: int = 0
    standing: int = 0
    breaker: tuple[Bound, ...] = ()
    """Bounds that it would have broken: then nothing was done."""
    version: int = 1


def keep(folder: Path, outcome: Outcome) -> bool:
    """Write it, mode 0600; return whether that was possible: an audit may lie where none writes.

    Parameters
    ----------
    folder
        Of the audit.
    outcome
        Takes the place of the one before.
    """
    draft = folder / f".{FILE}.part"
    try:
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.encode(outcome) + b"\n")
        draft.replace(folder / FILE)
    except OSError:
        return False
    return True
