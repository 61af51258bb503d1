"""Measure the guard on a blind set: requests that somebody else wrote, unseen by its author.

A file has a JSON object a line: `family`, `kind` (see `KINDS`), `language`, and `text` or
`messages` (mappings with `role` and `content`); gzip is read too. Texts are never printed.
"""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from _guard_counts import Row, points, row_of, rows_of, total
from guard_corpora import Request
from train_guard import scores

from stillwatch.core.errors import StillwatchError
from stillwatch.guard.judge import Guard

KINDS = ("hidden_reasoning", "system_prompt", "traces", "ordinary")
"""What is sought; the last is no attack."""


class Blind(NamedTuple):
    """A request of a blind set."""

    request: Request
    kind: str
    language: str


def _messages(row: Row) -> tuple[tuple[str, str], ...]:
    if isinstance(row.get("text"), str):
        return (("user", row["text"]),)
    messages = row["messages"]
    return tuple((str(m["role"]), m["content"]) for m in messages if isinstance(m["content"], str))


def read(path: Path) -> list[Blind]:
    """Read a blind set.

    Raises
    ------
    StillwatchError
        The file cannot be read, or a line is not as described above.
    """
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode().splitlines()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise StillwatchError(f"{path}: cannot be read ({error})") from error
    out = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            kind, family = row["kind"], str(row["family"])
            if kind not in KINDS:
                raise ValueError(f"kind is one of {', '.join(KINDS)}")
            held = _messages(row)
            request = Request(held, family, kind != "ordinary")
            out.append(Blind(request, kind, str(row.get("language", "en"))))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StillwatchError(f"{path} line {number}: not a blind request ({error})") from error
    if not out:
        raise StillwatchError(f"{path}: no requests")
    return out


def measure(guard: Guard, path: Path) -> Row:
    """Score a blind set: by kind, by language, by family, worst first."""
    held = read(path)
    score = scores(guard, [b.request for b in held])
    attack = np.array([b.request.attack for b in held])

    def by(names: list[str], which: np.ndarray, worst: str) -> list[Row]:
        label = np.array(names)
        some = {str(n): score[which & (label == n)] for n in np.unique(label[which])}
        return rows_of(some, worst)

    families = [b.request.family for b in held]
    kinds, languages = [b.kind for b in held], [b.language for b in held]
    out: Row = {"file": path.name, "requests": len(held)}
    if attack.any():
        out["attacks"] = by(families, attack, "least")
        every = [score[attack & (np.array(families) == r["name"])] for r in out["attacks"]]
        out["attacks_total"] = total("all families", out["attacks"], every)
        out["kinds"] = by(kinds, attack, "least")
        out["languages"] = by(languages, attack, "least")
        if not attack.all():
            found = {r["name"]: s for r, s in zip(out["attacks"], every, strict=True)}
            out["points"] = points(found, score[~attack])
    if not attack.all():
        out["ordinary"] = by(families, ~attack, "most")
        out["ordinary_languages"] = by(languages, ~attack, "most")
        out["ordinary_total"] = row_of("all ordinary", score[~attack])
    return out
