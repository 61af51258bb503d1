"""Running an audit again from a bundle, to see whether it comes to the same campaigns."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from stillwatch.errors import InputError
from stillwatch.evidence.container import unpack
from stillwatch.evidence.examine import entered
from stillwatch.evidence.record import sha256

Audit = Callable[[list[Path], Path | None, Path, Mapping[str, Any]], None]
"""Runs an audit of logs, an account table, into a folder, with options."""


@dataclass
class Reproduced:
    """What a second run came to."""

    expected: str
    """SHA-256 of the `campaigns.json` that was entered in the log."""
    got: str
    remarks: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether it is the same file, byte for byte."""
        return self.got == self.expected


def reproduce(
    bundle: Path, logs: Sequence[Path], accounts: Path | None, audit: Audit
) -> Reproduced:
    """Run the audit of a bundle again.

    Parameters
    ----------
    bundle
        One that was checked: see `examine`.
    logs
        The raw files, for a bundle that does not hold them; in any order.
    accounts
        The account table, if the audit had one and the bundle does not hold it.
    audit
        What runs it.

    Raises
    ------
    InputError
        An input is missing or is not the one that was read.
    """
    files, _ = unpack(bundle)
    entries = entered(files)
    begun = _one(entries, "audit.begin", bundle)
    options, ended = begun["options"], _one(entries, "audit.end", bundle)
    with tempfile.TemporaryDirectory(prefix="stillwatch-") as name:
        folder = Path(name)
        have = {
            sha256(path.read_bytes()): path for path in [*logs, *([accounts] if accounts else [])]
        }
        for member, data in files.items():
            if member.startswith("inputs/"):
                path = folder / "inputs" / PurePosixPath(member).name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
                have.setdefault(sha256(data), path)
        inputs = [entry["data"] for entry in entries if entry["kind"] == "input"]
        wanted = [_have(have, row["sha256"], row["name"]) for row in inputs]
        digest = options.get("accounts")
        table = _have(have, digest, "the account table") if digest else None
        found = Reproduced(ended["outputs"]["campaigns.json"], "")
        now, then = version("stillwatch"), ended["versions"]["stillwatch"]
        if now != then:
            found.remarks.append(f"this is stillwatch {now}, the audit was made by {then}")
        audit(wanted, table, folder / "out", options)
        found.got = sha256((folder / "out" / "campaigns.json").read_bytes())
    return found


def _one(entries: Sequence[Mapping[str, Any]], kind: str, bundle: Path) -> dict[str, Any]:
    for entry in entries:
        if entry["kind"] == kind:
            return dict(entry["data"])
    raise InputError(f"the bundle has no entry {kind}", path=str(bundle))


def _have(have: Mapping[str, Path], digest: str, name: str) -> Path:
    if digest not in have:
        raise InputError(
            f"this file of the audit is not here: its SHA-256 is {digest}",
            path=name,
            remedy="name it after the bundle, or have the bundle exported with --with-inputs",
        )
    return have[digest]
