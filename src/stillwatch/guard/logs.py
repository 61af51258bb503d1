"""Requests of whole logs, of every make that an audit reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from stillwatch.errors import InputError
from stillwatch.exchange import ANSWERS_END
from stillwatch.guard.accounts import Accounts
from stillwatch.guard.requests import Sender
from stillwatch.ingest import unread
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.linelog import BOM, first_names
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import LOG_NAMES, TABLE_NAMES, expand, open_logs, recognise

Progress = Callable[[str, float, float, int], None]
"""Called with a stage, bytes done, bytes in all, and exchanges."""

OWN = frozenset({"id", "time", "account", "request"})
"""Fields that every line of an exchange log has."""

BATCH = 8192
"""Exchanges judged at a time."""


class Source(NamedTuple):
    """Logs, and how they are read."""

    paths: list[Path]
    format: str | None = None
    mapping: Mapping | None = None


class Logged(NamedTuple):
    """A request of a log."""

    exchange: str
    """Its id."""
    fields: tuple[str, ...]
    """Column of `stillwatch.exchange.SCHEMA` that each message came from."""
    messages: list[dict[str, Any]]


def is_log(path: Path, *, own: bool) -> bool:
    """Tell whether requests are read as an audit reads them: a folder, Parquet, a known log.

    Parameters
    ----------
    path
        What was named; `-` and pipes hold lines.
    own
        Whether exchange logs count, which can be read line by line as well.

    Raises
    ------
    InputError
        It cannot be read.
    """
    if not path.is_file():
        return path.is_dir()
    head = ByteSource(path).head()
    if head.startswith(b"PAR1"):
        return True
    try:
        kind = recognise(path).name
    except InputError:
        return False
    return kind != "jsonl" or (own and first_names(head.removeprefix(BOM)) >= OWN)


def requests(
    source: Source, progress: Progress | None, notes: list[str]
) -> Iterator[Logged | None]:
    """Yield the requests of logs, each exchange once; null for one without text.

    Parameters
    ----------
    source
        The logs.
    progress
        Told how far reading has come.
    notes
        Gets a sentence for each thing that was left out, at the end.

    Raises
    ------
    InputError, UsageError
        As `stillwatch.ingest.read.open_logs`.
    """
    for batch in _batches(source, progress, notes):
        columns = (batch.column(name) for name in ("id", "content_state", "system", "text"))
        answers = batch.column("answers")
        for id, state, system, text, told in zip(*columns, answers, strict=True):
            held = [("system", "system", system.as_py()), ("user", "text", text.as_py())]
            held += [("tool", "answers", a) for a in (told.as_py() or "").split(ANSWERS_END)]
            held = [part for part in held if part[2]] if state.as_py() == "full" else []
            messages = [{"role": role, "content": said} for role, _, said in held]
            names = tuple(name for _, name, _ in held)
            yield Logged(id.as_py(), names, messages) if held else None


def judge(
    source: Source, accounts: Accounts, progress: Progress | None, notes: list[str]
) -> tuple[int, int]:
    """Judge the accounts and end users of logs by all that they sent.

    Parameters
    ----------
    source, progress, notes
        As `requests` takes them.
    accounts
        Where they are judged.

    Returns
    -------
    How many exchanges have new words, and how many have none.

    Raises
    ------
    InputError, UsageError
        As `stillwatch.ingest.read.open_logs`.
    """
    judged = empty = 0
    for batch in _batches(source, progress, notes):
        words = [
            text if state == "full" else None
            for text, state in zip(
                batch.column("text").to_pylist(), batch.column("content_state").to_pylist(),
                strict=True,
            )
        ]  # fmt: skip
        accounts.judge_many(_senders(batch), pa.array(words, pa.string()))
        some = sum(map(bool, words))
        judged, empty = judged + some, empty + len(words) - some
    return judged, empty


def _senders(batch: pa.RecordBatch) -> list[Sequence[Sender]]:
    """Whom each exchange counts for: whoever calls chooses the ids of end users."""
    names, users = batch.column("account").to_pylist(), batch.column("end_user").to_pylist()
    return [
        (Sender(name, None), Sender(name, user)) if user else (Sender(name, None),)
        for name, user in zip(names, users, strict=True)
    ]


def _batches(
    source: Source, progress: Progress | None, notes: list[str]
) -> Iterator[pa.RecordBatch]:
    names = LOG_NAMES if source.mapping is None else (*LOG_NAMES, *TABLE_NAMES)
    paths = expand(source.paths, names)
    reader = open_logs(paths, format=source.format, mapping=source.mapping, batch_rows=BATCH)
    count = 0
    for batch in reader:
        count += batch.num_rows
        yield batch
        if progress:
            progress("judge", reader.done_bytes, reader.total_bytes, count)
    notes += unread.notes(reader.report)
