"""Running an audit again from a bundle, to see whether it comes to the same campaigns."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from stillwatch.core.errors import InputError
from stillwatch.proof.evidence.examine import Examined
from stillwatch.proof.evidence.record import sha256

BESIDES = ("account table", "edge log", "settings")
"""Formats of files that were read beside the logs."""

LONGEST = 80
"""Characters that are kept of the name of a raw file, its ending among them."""


@dataclass(frozen=True)
class Inputs:
    """Files that an audit reads."""

    logs: list[Path]
    accounts: Path | None = None
    edge: tuple[Path, ...] = ()
    maps: tuple[Path, ...] = ()


class _Options(msgspec.Struct):
    """What of an audit's options is used here: a bundle is anybody's."""

    settings: dict[str, Any] | None = None
    strict: bool = False
    format: str | None = None
    accounts: str | None = None
    edge: list[str] | None = None
    map_file: str | None = None
    more_maps: list[str] = []
    account_field: str | None = None
    keep_days: float | None = None


class _Input(msgspec.Struct):
    name: str
    sha256: str
    format: str


class _End(msgspec.Struct):
    outputs: dict[str, str]
    versions: dict[str, Any]


Audit = Callable[[Inputs, Path, Mapping[str, Any]], None]
"""Runs an audit of files into a folder, with options."""


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


def reproduce(bundle: Examined, files: Sequence[Path], audit: Audit) -> Reproduced:
    """Run the audit of a bundle again.

    Parameters
    ----------
    bundle
        One that was checked, and holds.
    files
        What the audit read and the bundle does not hold: logs, account table, edge logs, map; in
        any order, told apart by their SHA-256.
    audit
        What runs it.

    Raises
    ------
    InputError
        An input is missing or is not the one that was read.
    """
    try:
        options = bundle.of_kind("audit.begin")[0]["options"]
        asked = msgspec.convert(options, _Options)
        ended = msgspec.convert(bundle.of_kind("audit.end")[0], _End)
        expected, then = ended.outputs["campaigns.json"], str(ended.versions["stillwatch"])
        read = msgspec.convert(bundle.of_kind("input"), list[_Input])
    except (IndexError, KeyError, msgspec.ValidationError) as error:
        raise InputError("the bundle does not say how its audit was run", path="bundle") from error
    logs = [(one.sha256, one.name) for one in read if one.format not in BESIDES]
    table, edge = asked.accounts, asked.edge or []
    maps = [*([asked.map_file] if asked.map_file else []), *asked.more_maps]
    wanted = [
        *logs,
        *([(table, "the account table")] if table else []),
        *((digest, "the edge log") for digest in edge),
        *((digest, "the map of fields") for digest in maps),
    ]
    if options.get("state") and edge:
        raise InputError(
            "the audit went on from others, whose edge logs the bundle does not name",
            path="bundle",
            remedy="run it again by hand with all of them, and compare campaigns.json",
        )
    found = Reproduced(expected, "")
    with tempfile.TemporaryDirectory(prefix="stillwatch-") as name:
        folder = Path(name)
        have = {sha256(path.read_bytes()): path for path in files}
        (folder / "inputs").mkdir()
        for member, data in bundle.files.items():
            if member.startswith("inputs/"):
                # a number in front, and plain letters: whatever the name is, it stays in here
                plain = re.sub(r"[^A-Za-z0-9._-]", "_", member)[-LONGEST:]
                path = folder / "inputs" / f"{len(have)}-{plain}"
                path.write_bytes(data)
                have.setdefault(sha256(data), path)
        paths = {digest: _have(have, digest, name) for digest, name in wanted}
        found.remarks += _remarks(options, then)
        inputs = Inputs(
            [paths[digest] for digest, _ in logs],
            paths[table] if table else None,
            tuple(paths[digest] for digest in edge),
            tuple(paths[digest] for digest in maps),
        )
        audit(inputs, folder / "out", options)
        found.got = sha256((folder / "out" / "campaigns.json").read_bytes())
    return found


def _remarks(options: Mapping[str, Any], then: str) -> list[str]:
    """Say what may make the second run differ."""
    told, now = [], version("stillwatch")
    if now != then:
        told.append(f"this is stillwatch {now}, the audit was made by {then}")
    if options.get("state"):
        told.append(
            "the audit went on from a state; here all of its files are read at once, which comes "
            "to the same unless days were let go or the account table changed between them"
        )
    return told


def _have(have: Mapping[str, Path], digest: str, name: str) -> Path:
    if digest not in have:
        raise InputError(
            f"this file of the audit is not here: its SHA-256 is {digest}",
            path=name,
            remedy="name it after the bundle, or have the bundle exported with --with-input",
        )
    return have[digest]
