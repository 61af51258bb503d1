"""Checking a log from its entries and checkpoints alone, without trusting what is derived."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from stillwatch.core.errors import InputError
from stillwatch.proof.evidence import notes
from stillwatch.proof.evidence.keys import vouched
from stillwatch.proof.evidence.log import ENTRY_LIMIT, named_keys
from stillwatch.proof.evidence.merkle import EMPTY, leaf_hash, node_hash
from stillwatch.proof.evidence.strict import parsed_object, small_file


@dataclass
class Verdict:
    """What a check of a log came to."""

    entries: int = 0
    root: str = ""
    """Root of all entries, hexadecimal."""
    origin: str = ""
    keys: list[str] = field(default_factory=list)
    """Keys that the log names, oldest first."""
    signed: int = 0
    """Entries that are under a checkpoint by a key of the log."""
    checkpoints: int = 0
    errors: list[str] = field(default_factory=list)
    """What shows that something was changed, dropped, put in or cannot be trusted."""
    remarks: list[str] = field(default_factory=list)
    """What a reader should know: clock steps, lost keys, audits that did not end, entries not
    signed yet."""

    @property
    def holds(self) -> bool:
        """Whether nothing contradicts the log."""
        return not self.errors


class _Frontier:
    """Root of a growing list of leaves, with one hash a level."""

    def __init__(self) -> None:
        self.size = 0
        self._row: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        size = self.size
        while size & 1:
            leaf = node_hash(self._row.pop(), leaf)
            size >>= 1
        self._row.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self._row:
            return EMPTY
        value = self._row[-1]
        for left in self._row[-2::-1]:
            value = node_hash(left, value)
        return value


def verify(
    folder: Path, trusted: list[notes.Verifier] | None = None, kept: list[Path] | None = None
) -> Verdict:
    """Check a log.

    Parameters
    ----------
    folder
        The log; nothing is written.
    trusted
        Keys known from elsewhere. Without any, the log's own first key is taken at its word,
        and a remark says so.
    kept
        Checkpoints that were kept elsewhere: the log must contain what they saw.

    Raises
    ------
    InputError
        The folder holds no log that can be read.
    """
    found = Verdict()
    named: list[tuple[int, dict[str, Any]]] = []
    wanted = _checkpoints(folder, kept or [], found)
    frontier, before = _Frontier(), None
    begun: dict[str, int] = {}
    roots: dict[int, bytes] = {}
    for line in _lines(folder / "entries.jsonl", found):
        index = frontier.size
        entry = _entry(index, line, found)
        if entry and entry["kind"] in ("log", "key"):
            named.append((index, entry))
        elif entry and entry["kind"] == "audit.begin":
            begun[str(entry["data"].get("run"))] = index
        elif entry and entry["kind"] == "audit.end":
            begun.pop(str(entry["data"].get("run")), None)
        before = _time(index, entry, before, found)
        frontier.add(leaf_hash(line))
        if frontier.size in wanted:
            roots[frontier.size] = frontier.root()
    found.entries, found.root = frontier.size, frontier.root().hex()
    known = believed_keys(named, trusted, found)
    for size, papers in sorted(wanted.items()):
        for name, note in papers:
            _compare(name, note, size, roots.get(size), known, found)
    if begun:
        audits = "1 audit was" if len(begun) == 1 else f"{len(begun):,} audits were"
        found.remarks.append(
            f"{audits} begun and not ended, the latest at entry {max(begun.values())}: what it "
            "found, if anything, was not entered"
        )
    if not found.signed and not found.errors:
        found.errors.append(
            "no checkpoint is over any of the entries: they may be anybody's, nothing is signed"
        )
    if found.signed < found.entries and not found.errors:
        found.remarks.append(
            f"{found.entries - found.signed:,} of {found.entries:,} entries are newer than the "
            "newest checkpoint: nothing is signed for them yet"
        )
    return found


def _lines(path: Path, found: Verdict) -> Iterator[bytes]:
    if path.exists() and not path.is_file():  # a pipe would be waited for without end
        raise InputError("no evidence log can be read here: it is not a file", path=str(path))
    try:
        with path.open("rb") as file:
            while line := file.readline(ENTRY_LIMIT + 2):
                if line[-1:] != b"\n":
                    if len(line) > ENTRY_LIMIT:
                        found.errors.append("an entry is longer than any that is written")
                    else:
                        found.remarks.append("the last line is unfinished: a writer was ended")
                    return
                yield line[:-1]
    except OSError as error:
        raise InputError(
            f"no evidence log can be read here: {error.strerror}", path=str(path)
        ) from error


def _entry(index: int, line: bytes, found: Verdict) -> dict[str, Any] | None:
    try:
        entry = parsed_object(line)
        told = {"kind": str, "time": str, "data": dict}
        if all(isinstance(entry[name], kind) for name, kind in told.items()):
            return entry
    except (ValueError, KeyError):
        pass
    found.errors.append(f"entry {index} is not one: it was not written by this program")
    return None


def _time(
    index: int, entry: dict[str, Any] | None, before: datetime | None, found: Verdict
) -> datetime | None:
    try:
        at = datetime.fromisoformat(entry["time"]) if entry else None
        if at is not None and before is not None and at < before:
            step = (before - at).total_seconds()
            found.remarks.append(
                f"the clock stands {step:,.3f} s earlier at entry {index} than at the one before"
            )
    except (ValueError, TypeError):
        found.errors.append(f"entry {index} bears no time")
        return before
    return at or before


def _checkpoints(
    folder: Path, kept: list[Path], found: Verdict
) -> dict[int, list[tuple[str, str]]]:
    wanted: dict[int, list[tuple[str, str]]] = {}
    for path in [*sorted((folder / "checkpoints").glob("*.note")), *kept]:
        try:
            note = small_file(path, notes.LIMIT).decode()
            checkpoint, _ = notes.read(note)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            found.errors.append(f"checkpoint {path.name} cannot be read: {why}")
            continue
        if path not in (kept or ()) and path.name != f"{checkpoint.size:020d}.note":
            found.errors.append(f"checkpoint {path.name} is not over as many entries as its name")
        wanted.setdefault(checkpoint.size, []).append((path.name, note))
        found.checkpoints += 1
    return wanted


def believed_keys(
    named: list[tuple[int, dict[str, Any]]],
    trusted: list[notes.Verifier] | None,
    found: Verdict,
) -> list[tuple[int, notes.Verifier]]:
    """Return the keys that sign for a log and are believed, with the entry from which each does.

    Parameters
    ----------
    named
        The entries that name keys, with their indices.
    trusted
        Keys known from elsewhere; without any the first is taken at its word.
    found
        Takes up errors and remarks.
    """
    for index, entry in named[1:]:
        if entry["kind"] == "log":
            found.errors.append(f"entry {index} begins another log")
    named = named[:1] + [(index, entry) for index, entry in named[1:] if entry["kind"] == "key"]
    try:
        keys = named_keys(json.dumps(entry).encode() for _, entry in named)
    except ValueError as error:
        found.errors.append(f"{error}: it does not begin as a log does")
        return []
    if named[0][0] != 0:
        found.errors.append("the first entry is not that of a log")
    if named[0][1]["data"].get("origin") != keys[0].name:
        found.errors.append("the first entry names a key of another log")
    found.origin, found.keys = keys[0].name, [str(key) for key in keys]
    believed = set(trusted) if trusted else {keys[0]}
    if not trusted:
        found.remarks.append(
            "no key was given to trust: that the log is whose it says rests on its own word"
        )
    known = []
    for (index, entry), key, old in zip(named, keys, [None, *keys[:-1]], strict=True):
        if key not in believed and old is not None:
            if _vouched(entry, old, key) and old in believed:
                believed.add(key)
            else:
                found.errors.append(
                    f"key {key.key_id.hex()} of entry {index} is vouched for by no key that is "
                    "trusted: if the old one was lost, give the new one as trusted"
                )
        elif key not in believed:
            found.errors.append("the log's first key is not among the trusted ones")
        known.append((index, key))
    return [(index, key) for index, key in known if key in believed]


def _vouched(entry: dict[str, Any], old: notes.Verifier, new: notes.Verifier) -> bool:
    try:
        signature = base64.b64decode(entry["data"]["signature"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error):
        return False
    return old.verifies(vouched(old, new), signature)


def _compare(
    name: str,
    note: str,
    size: int,
    root: bytes | None,
    known: list[tuple[int, notes.Verifier]],
    found: Verdict,
) -> None:
    checkpoint, _ = notes.read(note)
    # a key signs for what was there when it was the newest
    able = [key for index, key in known if index < size]
    if checkpoint.origin != found.origin or not notes.signers(note, able[-1:]):
        found.errors.append(f"checkpoint {name} is not signed by the key of the log at that size")
    elif root is None:
        found.errors.append(
            f"checkpoint {name} saw {size:,} entries, there are {found.entries:,}: some are missing"
        )
    elif root != checkpoint.root:
        found.errors.append(
            f"checkpoint {name} saw other entries: one of the first {size:,} was changed, "
            "put in or moved"
        )
    else:
        found.signed = max(found.signed, size)
