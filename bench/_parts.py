"""A log cut into files of some hours each, as live traffic comes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import msgspec

HOUR = 3600


class _Timed(msgspec.Struct):
    time: datetime


def parts(logs: Sequence[Path], hours: int, into: Path) -> list[tuple[int, Path]]:
    """Cut logs, whose lines are in order, at hours since 1970 that `hours` divides.

    Returns
    -------
    list
        The hour before which the exchanges of each file fall, and the file.
    """
    decode = msgspec.json.Decoder(_Timed).decode
    into.mkdir(parents=True, exist_ok=True)
    made: list[tuple[int, Path]] = []
    with ExitStack() as stack:
        end, out = 0, None
        for line in _lines(logs):
            hour = int(decode(line).time.timestamp() // HOUR)
            if hour >= end or out is None:
                stack.close()
                end = hour // hours * hours + hours
                made.append((end, into / f"part-{end}.jsonl.gz"))
                out = stack.enter_context(gzip.open(made[-1][1], "wb", compresslevel=1))
            out.write(line)
    return made


def _lines(logs: Sequence[Path]) -> Iterator[bytes]:
    for log in logs:
        with gzip.open(log) as lines:
            yield from lines
