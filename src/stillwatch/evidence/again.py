"""Running an audit again from a bundle, to see whether it comes to the same campaigns."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from stillwatch.errors import InputError
from stillwatch.evidence.examine import Examined
from stillwatch.evidence.record import sha256

BESIDES = ("account table", "edge log", "settings")
"""Formats of files that were read beside the logs."""
BEYOND = {
    "state": "the state of audits before it",
    "edge": "an edge log",
    "mapped": "a map of fields",
    "settings_file": "a settings file",
}
"""Options whose files are not in a bundle."""

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
    bundle: Examined, logs: Sequence[Path], accounts: Path | None, audit: Audit
) -> Reproduced:
    """Run the audit of a bundle again.

    Parameters
    ----------
    bundle
        One that was checked, and holds.
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
    try:
        options = bundle.of_kind("audit.begin")[0]["options"]
        ended = bundle.of_kind("audit.end")[0]
        expected, then = ended["outputs"]["campaigns.json"], ended["versions"]["stillwatch"]
        inputs = [
            (data["sha256"], data["name"])
            for data in bundle.of_kind("input")
            if data["format"] not in BESIDES
        ]
        beyond = [words for name, words in BEYOND.items() if options.get(name)]
    except (IndexError, KeyError, TypeError) as error:
        raise InputError("the bundle does not say how its audit was run", path="bundle") from error
    if beyond:
        raise InputError(
            f"the audit rests on {', '.join(beyond)}, which no bundle holds",
            path="bundle",
            remedy="run it again by hand with the same options, and compare campaigns.json",
        )
    with tempfile.TemporaryDirectory(prefix="stillwatch-") as name:
        folder = Path(name)
        have = {
            sha256(path.read_bytes()): path for path in [*logs, *([accounts] if accounts else [])]
        }
        (folder / "inputs").mkdir()
        for member, data in bundle.files.items():
            if member.startswith("inputs/"):
                # a number in front: whatever the name is, it stays inside the folder
                path = folder / "inputs" / f"{len(have)}-{PurePosixPath(member).name}"
                path.write_bytes(data)
                have.setdefault(sha256(data), path)
        wanted = [_have(have, digest, name) for digest, name in inputs]
        digest = options.get("accounts")
        table = _have(have, digest, "the account table") if digest else None
        found = Reproduced(expected, "")
        now = version("stillwatch")
        if now != then:
            found.remarks.append(f"this is stillwatch {now}, the audit was made by {then}")
        audit(wanted, table, folder / "out", options)
        found.got = sha256((folder / "out" / "campaigns.json").read_bytes())
    return found


def _have(have: Mapping[str, Path], digest: str, name: str) -> Path:
    if digest not in have:
        raise InputError(
            f"this file of the audit is not here: its SHA-256 is {digest}",
            path=name,
            remedy="name it after the bundle, or have the bundle exported with --with-inputs",
        )
    return have[digest]
