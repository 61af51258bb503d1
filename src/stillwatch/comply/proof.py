"""The evidence log as far as answers rest on it: checked, signed, and of no later day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.comply.terms.files import LARGEST, moment_of, text_of
from stillwatch.core.errors import InputError, shown
from stillwatch.proof.evidence.notes import Verifier
from stillwatch.proof.evidence.verify import verify


class LogOfEvidence(NamedTuple):
    """What the evidence log of `stillwatch evidence` held on a day, under signed checkpoints."""

    file: str
    sha256: str
    kinds: dict[str, int]
    """Entries that count, by kind."""
    last: date | None
    """Day of the newest entry that counts."""
    runs: tuple[Mapping[str, Any], ...]
    """Digests of the outputs of each audit that was entered, by name."""
    operators: tuple[dict[str, Any], ...]
    """What people did."""
    unsigned: tuple[Mapping[str, Any], ...] = ()
    """As `runs`, of entries that no checkpoint is over yet."""
    wrong: str = ""
    """Why the log does not hold; then nothing of it counts."""
    trusted: bool = False
    """Whether its keys were compared with one that was given as trusted."""

    def knows(self, outputs: Mapping[str, str], *, signed: bool = True) -> bool:
        """Whether one audit that was entered wrote all of these files."""
        rows = self.runs if signed else self.unsigned
        return any(row.items() >= outputs.items() for row in rows)


def read_evidence(home: Path, as_of: date, trusted: list[Verifier] | None = None) -> LogOfEvidence:
    """Check an evidence log, and read the entries that are signed and not later than a day.

    Parameters
    ----------
    home
        Folder that `stillwatch evidence init` made, or that of a log.
    as_of
        Last day whose entries count.
    trusted
        Keys known from elsewhere; without any the log's own first key is taken at its word.

    Raises
    ------
    InputError
        There is no log, or a line of it is no entry.
    """
    folder = home / "log" if (home / "log" / "entries.jsonl").is_file() else home
    path = folder / "entries.jsonl"
    if not path.is_file():
        raise InputError(
            "no log/entries.jsonl",
            path=shown(home),
            remedy="give the folder that `stillwatch evidence init` made",
        )
    found = verify(folder, trusted)
    text = text_of(path, LARGEST * 4)
    kinds: dict[str, int] = {}
    last: date | None = None
    runs, unsigned = list[dict[str, Any]](), list[dict[str, Any]]()
    operators = list[dict[str, Any]]()
    for index, line in enumerate(text.split("\n")[:-1]):
        kind, day, data = _entry(line, path, index + 1)
        if day > as_of:
            continue
        ended = kind == "audit.end" and isinstance(data.get("outputs"), dict)
        if index >= found.signed or found.errors:
            unsigned += [data["outputs"]] if ended else []
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        last = max(last or day, day)
        runs += [data["outputs"]] if ended else []
        operators += [{**data, "time": day.isoformat()}] if kind == "operator" else []
    return LogOfEvidence(
        "entries.jsonl",
        hashlib.sha256(text.encode()).hexdigest(),
        dict(sorted(kinds.items())),
        last,
        tuple(runs),
        tuple(operators),
        tuple(unsigned),
        found.errors[0] if found.errors else "",
        bool(trusted),
    )


def _entry(line: str, path: Path, number: int) -> tuple[str, date, dict[str, Any]]:
    try:
        entry = json.loads(line)
        kind, data = entry["kind"], entry["data"]
        moment = moment_of(entry["time"])
        if not isinstance(kind, str) or not isinstance(data, dict) or moment is None:
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError("not an entry", path=shown(path), line=number) from None
    return kind, moment.date(), data
