"""Read outputs as trees of fields or as lines, mask what differs from run to run, keep them.

A part is a tree (dict of dicts; lists of records by their id) or a list of lines.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

STARTED = datetime.now(UTC) - timedelta(hours=1)
NUMBER = re.compile(r"[\w./:-]*\d[\w./:%-]*(?:[.,]\d+)*%?|\b(?:two|three|four|five|six|seven|eight"
                    r"|nine|ten|eleven|twelve)\b", re.I)  # fmt: skip
IDS = ("id", "account", "name", "campaign")
LINE = 400
"""Longest line of a committed tree, as far as fields are shorter."""

FIELDS = {
    "seconds", "exchanges_per_s", "mb_per_s", "stages", "work", "peak_rss_mb", "latency_ms",
    "stillwatch_version", "machine", "worker_seconds",
    "memory_mb", "cores", "platform", "python", "free_gb",
}  # fmt: skip
"""Fields that tell of the machine, of durations or of versions."""

RANDOM = {
    "handle", "key", "root", "sha256", "signature", "salt", "leaf", "nonce", "run", "handles",
    "offer_sha256",
    "log/entries.jsonl", "log/checkpoint.note", "summary.json",
}  # fmt: skip
"""Fields of evidence and of matching that keys or chance make."""

TEXTS = [
    (re.compile(r"in [\d.]+ m?s(?: \([\d,]+ a second\))?"), "in <seconds>"),
    (re.compile(r"[\d.]+ [KMGT]B (of memory |of disk )?free"), "<size> free"),
    (re.compile(r"numba compiles \([\d.]+ s"), "numba compiles (<seconds>"),
    (re.compile(r"example\.com/golden\+\S+"), "<key>"),
    (re.compile(r"\bd-[0-9a-f]{16}\b"), "<decision>"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://<here>"),
    (re.compile(re.escape(sys.executable)), "<python>"),
]
"""Parts of texts: durations, room, ports, keys, ids of decisions."""

TIME = re.compile(
    r"20\d\d-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)|(?= \d\d:\d\d| UTC|$))"
)


def read(name: str, source: Path | str, folder: Path, brief: bool) -> dict[str, object]:
    """Return the parts of one output; brief: of sentences, the numbers and a digest."""
    kind = source.suffix[1:] if isinstance(source, Path) else ""
    if kind == "parquet":
        rows = pq.read_table(source).to_pylist()
        for row in rows:  # of 946 accounts: no empty fields, and of their sentences the digest
            for key in [k for k, v in row.items() if v in (None, 0, False) or v == []]:
                del row[key]
            row |= {k: digest(json.dumps(row[k])) if brief else " | ".join(map(_brief, row[k]))
                    for k in ("reasons", "against") if k in row}  # fmt: skip
        if brief:  # a night's rows: one digest each
            names = [tuple(str(r[k]) for k in ("account", "end_user") if k in r) for r in rows]
            return {
                name: {" ".join(n): digest(json.dumps(r)) for n, r in zip(names, rows, strict=True)}
            }
        return {name: _keyed(rows)}
    text = source if isinstance(source, str) else source.read_text(encoding="utf-8")
    text = text.replace(str(folder), "<folder>")
    if kind == "html":
        lines = [re.sub(r"\b[0-9a-f]{32,}\b", "<digest>", line) for line in _Text.of(text)]
        counted = Counter(_mask(n) for line in lines for n in NUMBER.findall(_mask(line)))
        return {
            f"{name}-numbers": {n: count for n, count in sorted(counted.items())},
            f"{name}-words": [NUMBER.sub("#", _mask(line)) for line in lines],
        }
    if name == "share-csv/out":
        return {name: _keyed(list(csv.DictReader(io.StringIO(text))))}
    try:
        tree: object = json.loads(text)
    except ValueError:
        try:
            tree = [json.loads(line) for line in text.splitlines()]
        except ValueError:
            return {name: text.splitlines()} if text.strip() else {}
    return {name: _keyed(_brief(tree) if brief else tree)}


class _Text(HTMLParser):
    """Collects the text of a page, a line an element."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.silent = 0

    @classmethod
    def of(cls, page: str) -> list[str]:
        parser = cls()
        parser.feed(page)
        return parser.lines

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if (words := " ".join(data.split())) and not self.silent:
            self.lines.append(words)


def digest(text: str) -> str:
    """Return a short digest."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _brief(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _brief(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_brief(v) for v in value]
    if isinstance(value, str) and value.count(" ") > 3:
        return f"{digest(NUMBER.sub('#', value))}… {' '.join(NUMBER.findall(value))}".rstrip()
    return value


def _keyed(value: Any) -> Any:
    """Return a tree of dicts: records of a list stand under their id, other items by place."""
    if isinstance(value, dict):
        return {str(k): _keyed(v) for k, v in value.items()}
    if not isinstance(value, list):
        return value
    if all(isinstance(one, dict) for one in value):
        for key in IDS:
            ids = [str(one.get(key)) for one in value]
            if len(set(ids)) == len(ids) > 1 and ids[0][:2] != "d-":
                return {i: _keyed(one) for i, one in zip(ids, value, strict=True)}
    if len(value) > 20 and not any(isinstance(one, dict | list) for one in value):
        return f"{len(value)} items, digest {digest(json.dumps(value))}"
    return {str(at): _keyed(one) for at, one in enumerate(value)}


def _time(match: re.Match[str]) -> str:
    """Mask a moment of the wall clock; the log's are long past."""
    return "<now>" if match[0][:10] >= STARTED.date().isoformat() else match[0]


def _mask(value: Any, key: str = "") -> Any:
    if key in FIELDS or key in RANDOM:
        return f"<{key}>"
    if isinstance(value, dict):
        return {_mask(k): _mask(v, k) for k, v in value.items()}
    if isinstance(value, float | int) and STARTED.timestamp() < value < time.time() + 1e8:
        return "<now>"
    if isinstance(value, str):
        for pattern, mask in TEXTS:
            value = pattern.sub(mask, value)
        return TIME.sub(_time, value)
    return value


def masked(parts: dict[str, object]) -> dict[str, object]:
    """Return parts without what differs from run to run."""
    return {
        name: [_mask(line) for line in part] if isinstance(part, list) else _mask(part)
        for name, part in parts.items()
    }


def _split(tree: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Write a tree as lines: a path, and what lies below it if that is short."""
    line = json.dumps([*path, tree], ensure_ascii=False)
    if not isinstance(tree, dict) or not tree or len(line) <= LINE:
        yield line
    else:
        for key, below in tree.items():
            yield from _split(below, (*path, key))


def save(folder: Path, parts: dict[str, object]) -> None:
    """Commit parts: a file each, `.lines` of lines and `.tree` of a tree."""
    for step in {name.partition("/")[0] for name in parts}:
        shutil.rmtree(folder / step, ignore_errors=True)
    for name, part in parts.items():
        is_lines = isinstance(part, list)
        path = folder / f"{name}.{'lines' if is_lines else 'tree'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = part if isinstance(part, list) else _split(part)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def load(folder: Path) -> dict[str, object]:
    """Return the committed parts."""
    found: dict[str, object] = {}
    for path in sorted(folder.glob("*/*.*")):
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        name = f"{path.parent.name}/{path.stem}"
        if path.suffix == ".lines":
            found[name] = lines
            continue
        tree: Any = {}
        for line in lines:
            *keys, value = json.loads(line)
            if not keys:
                tree = value
                break
            at = tree
            for key in keys[:-1]:
                at = at.setdefault(key, {})
            at[keys[-1]] = value
        found[name] = tree
    return found
