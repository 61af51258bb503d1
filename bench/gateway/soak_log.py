"""What a soak's log holds, by the numbers of the requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
from soak_api import number_in


class Logged(NamedTuple):
    """A log."""

    lines: dict[int, dict[str, Any]]
    """By number, of several lines the last."""
    times: Counter[int]
    """How many lines there are of a number."""
    ids_twice: int
    """Lines whose id another has, too."""
    without: int
    """Lines that tell no number: requests that could not be read."""
    left_aside: int
    """Files that are not whole segments, after the end."""


def read_log(folder: Path) -> Logged:
    """Read all segments."""
    lines: dict[int, dict[str, Any]] = {}
    times, ids = Counter[int](), Counter[str]()
    without = 0
    for line in _lines(folder):
        made = msgspec.json.decode(line)
        ids[made["id"]] += 1
        number = number_in(msgspec.json.encode(made["request"]))
        if number is None:
            without += 1
            continue
        times[number] += 1
        lines[number] = made
    aside = sum(1 for _ in folder.glob(".collecting-*")) + sum(1 for _ in folder.glob(".packing-*"))
    return Logged(lines, times, sum(n - 1 for n in ids.values()), without, aside)


def _lines(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.glob("exchanges-*.jsonl.zst")):
        with pa.input_stream(str(path), compression="zstd") as plain:
            yield from plain.read().splitlines()
