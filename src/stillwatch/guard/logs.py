"""Requests of whole logs, of every make that an audit reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.contract.exchange import ANSWERS_END
from stillwatch.core.errors import InputError
from stillwatch.guard.accounts import Accounts
from stillwatch.guard.requests import Line, Place, Sender
from stillwatch.ingest import unread
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.linelog import BOM, first_names
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import Progress, open_logs, recognise

OWN = frozenset({"id", "time", "account", "request"})
"""Fields that every line of an exchange log has."""

BATCH = 8192
"""Exchanges judged at a time."""


class Source(NamedTuple):
    """Logs, and how they are read."""

    paths: list[Path]
    format: str | None = None
    mapping: Mapping | None = None


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


def requests(source: Source, progress: Progress | None, notes: list[str]) -> Iterator[Line]:
    """Yield the requests of logs, each exchange once.

    Messages are what is new of a conversation: the system prompt, the customer's words, and what
    tools returned; their places are the columns of `stillwatch.contract.exchange.SCHEMA`.

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
        columns = ("id", "content_state", "system", "text", "answers")
        for id, state, *texts in zip(*(batch.column(c).to_pylist() for c in columns), strict=True):
            system, text, answers = texts if state == "full" else (None, None, None)
            held = [("system", Place("system", 0), system), ("user", Place("text", 0), text)]
            told = (answers or "").split(ANSWERS_END)
            held += [("tool", Place("answers", n), answer) for n, answer in enumerate(told)]
            held = [part for part in held if part[2]]
            messages = [{"role": role, "content": said} for role, _, said in held]
            places = tuple(place for _, place, _ in held)
            yield Line("", 0, messages or None, places=places, exchange=id)


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
        full = pc.equal(batch.column("content_state"), "full")
        words = pc.if_else(full, batch.column("text"), pa.scalar(None, pa.string()))
        accounts.judge_many(_senders(batch), words)
        some = pc.sum(pc.greater(pc.binary_length(words), 0)).as_py() or 0
        judged, empty = judged + some, empty + batch.num_rows - some
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
    reader = open_logs(source.paths, format=source.format, mapping=source.mapping, batch_rows=BATCH)
    count = 0
    for batch in reader:
        count += batch.num_rows
        yield batch
        if progress:
            progress("judge", reader.done_bytes, reader.total_bytes, count)
    notes += unread.notes(reader.report)
