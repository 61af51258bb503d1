"""The exchange log as Parquet, with the nested columns of SCHEMA.md (or dotted flat ones).

Where a column cannot hold what the API allows (content that is now a string, now parts), JSON
text may stand in a string column: `request.messages`, `.tools`, `.reasoning`, and content that
is a list of parts are then decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.core.errors import InputError
from stillwatch.ingest import wire
from stillwatch.ingest.base import BLOCK_BYTES, LogFormat, Malformed, ParsedBlock, RawBlock
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.columns import COLUMNS, Column, add_talk, as_state, assemble, first_given
from stillwatch.ingest.conversation import (
    name_reasoning,
    name_tools,
    reply_text,
    talk_of,
)
from stillwatch.ingest.end_users import passed_on
from stillwatch.ingest.jsontext import content_of, items_of
from stillwatch.ingest.lenient import to_message, to_messages
from stillwatch.ingest.marks import mark
from stillwatch.ingest.nested import Fields, is_text
from stillwatch.ingest.parquet_bounds import Step, checked, steps
from stillwatch.ingest.shipped import hint
from stillwatch.ingest.wire import Message

_REQUIRED = ("id", "time", "account.id", "request.model")
_NAMED = 12
"""Columns that are named where one is missing."""
_ROWS = 8192
"""Most rows in a block."""
UNREADABLE = (pa.ArrowException, OSError, ValueError, OverflowError)
"""What reading a damaged file raises: names that are no UTF-8, sizes beyond any memory, …"""
_UNREAD = b"stillwatch.unread"


class ParquetLog(LogFormat):
    """Parquet files, read column by column in bounded memory."""

    name = "parquet"
    priority = 10
    with_map = "own_parquet"

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take a file that starts with Parquet's magic bytes."""
        return head.startswith(b"PAR1")

    def blocks(self, source: ByteSource, block_bytes: int = BLOCK_BYTES) -> Iterator[RawBlock]:
        """Yield batches of rows; columns that the schema does not know are not read."""
        source.hash_all()
        footer = checked(source.path, source.size)
        try:
            # pre_buffer keeps every part of the file that was read until the end
            file = pq.ParquetFile(
                source.path, memory_map=False, buffer_size=1 << 20, pre_buffer=False
            )
            schema = file.schema_arrow
            if len(set(schema.names)) < len(schema.names):
                raise InputError("two columns carry one name", path=source.name)
            known = self.wanted(schema, source.name)
            unread = "\n".join(n for n in schema.names if n not in known).encode()
            empty = pa.schema([schema.field(n) for n in known])
            first, total = 1, max(1, footer.rows)
            for batch, problem in _grouped(steps(file, known, footer, source.size), block_bytes):
                problems: tuple[Malformed, ...] = ()
                if batch is None:
                    problems = (Malformed(source.name, first, problem),)
                    batch = pa.RecordBatch.from_pylist([], empty)
                    first += 1
                batch = batch.replace_schema_metadata({_UNREAD: unread})
                done = source.size * (first - 1 + batch.num_rows) // total
                yield RawBlock(source.name, self.name, first, batch, done, problems)
                first += batch.num_rows
        except UNREADABLE as error:
            why = (str(error).splitlines() or [""])[0][:120]
            raise InputError(f"not a readable Parquet file: {why}", path=source.name) from None

    def wanted(self, schema: pa.Schema, path: str) -> list[str]:
        """Return the names of the columns that are read.

        Raises
        ------
        InputError
            A column that every exchange needs is missing.
        """
        found = Fields(schema)
        for name in _REQUIRED:
            if not found.has(name):
                has = ", ".join(repr(n)[1:-1] for n in schema.names[:_NAMED])
                raise InputError(
                    f"column {name} is missing",
                    path=path,
                    remedy=hint(Path(path))
                    or f"it has {has}{', …' if len(schema.names) > _NAMED else ''}: say with "
                    "--map which is which (docs: Read other logs)",
                )
        return [n for n in schema.names if n.partition(".")[0] in wire.KNOWN]

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Take scalar columns as they are, and read the text row by row."""
        batch, numbers, bad = valid_rows(block)
        bad += block.problems
        fields = Fields(batch.schema, batch)
        columns: dict[str, Column] = {}
        for name, path in COLUMNS.items():
            values = fields.get(path)
            if values is not None:
                columns[name] = values
        rows = batch.num_rows
        columns["max_tokens"] = _first_given(fields, rows)
        given_users = fields.get("account.end_user")
        if given_users is None or given_users.null_count or _has_empty(given_users):
            columns["end_user"] = _end_users(fields, given_users, rows)
        columns["reasoning"] = _each(fields.get("request.reasoning"), rows, name_reasoning)
        columns["tools"] = _each(fields.get("request.tools"), rows, name_tools)
        columns["output"] = [
            reply_text(content, output)
            for content, output in zip(
                _contents(fields.get("response.content"), rows),
                _item_lists(fields.get("response.output"), rows),
                strict=True,
            )
        ]
        given = fields.get("content_state")
        states = _each(given, rows, as_state)
        requests = list(_requests(fields, rows))
        add_talk(columns, [talk_of(request) for request in requests], states)
        built = assemble(columns, rows)
        lost = {
            "content_state": _lost(given, states),
            "request.messages": _lost(
                fields.get("request.messages"), [r.messages for r in requests]
            ),
        }
        bad += [Malformed(block.path, numbers[row], why) for row, why in built.bad]
        bad.sort(key=lambda m: m.line)
        unknown = dict.fromkeys(_unknown(block.data.schema), block.data.num_rows)
        return ParsedBlock(
            block.path,
            built.batch,
            mark(built.batch),
            tuple(bad),
            unknown,
            built.unreadable | {name: count for name, count in lost.items() if count},
            block.data.num_rows,
        )


def _grouped(read: Iterator[Step], block_bytes: int) -> Iterator[Step]:
    """Put steps together to blocks; a row beyond bounds stands alone."""
    waiting: list[pa.RecordBatch] = []
    rows = size = 0
    for step in read:
        if step.batch is not None:
            waiting.append(step.batch)
            rows, size = rows + step.batch.num_rows, size + step.batch.nbytes
        if waiting and (step.batch is None or size >= block_bytes or rows >= _ROWS):
            yield Step(pa.concat_batches(waiting))
            waiting, rows, size = [], 0, 0
        if step.batch is None:
            yield step
    if waiting:
        yield Step(pa.concat_batches(waiting))


def _with_texts(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with text where it has bytes: some writers leave strings unmarked."""
    fields = [field.with_type(_as_text(field.type)) for field in batch.schema]
    wanted = pa.schema(fields, batch.schema.metadata)
    # unchecked: `valid_rows` names the rows that are no UTF-8
    return batch if wanted.equals(batch.schema) else batch.cast(wanted, safe=False)


def _as_text(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_binary(kind):
        return pa.string()
    if pa.types.is_large_binary(kind):
        return pa.large_string()
    if _is_struct(kind):
        return pa.struct([field.with_type(_as_text(field.type)) for field in kind])
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(_as_text(kind.value_type)))
    if pa.types.is_map(kind):
        return pa.map_(_as_text(kind.key_type), _as_text(kind.item_type))
    return kind


def valid_rows(block: RawBlock) -> tuple[pa.RecordBatch, list[int], list[Malformed]]:
    """Leave out rows whose text is not valid UTF-8, which Parquet itself does not check."""
    batch = _with_texts(block.data)
    numbers = list(range(block.first_line, block.first_line + batch.num_rows))
    if _is_valid(batch):
        return batch, numbers, []
    good = _valid_each(batch)
    bad = [
        Malformed(block.path, number, "not valid UTF-8")
        for number, fine in zip(numbers, good, strict=True)
        if not fine
    ]
    kept = [number for number, fine in zip(numbers, good, strict=True) if fine]
    return batch.filter(pa.array(good, pa.bool_())), kept, bad


def _valid_each(batch: pa.RecordBatch) -> list[bool]:
    """Tell of each row whether its text is valid, by halving: cheap where few are not."""
    if batch.num_rows < 2 or _is_valid(batch):
        return [_is_valid(batch)] * batch.num_rows
    middle = batch.num_rows // 2
    # copies: a slice is checked with all that lists hold in the rows beside it
    halves = (range(middle), range(middle, batch.num_rows))
    return [fine for rows in halves for fine in _valid_each(batch.take(pa.array(rows)))]


def _is_valid(batch: pa.RecordBatch) -> bool:
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _unknown(schema: pa.Schema) -> list[str]:
    names = [n for n in (schema.metadata or {}).get(_UNREAD, b"").decode().split("\n") if n]
    for field in schema:
        top, _, rest = field.name.partition(".")
        known = wire.KNOWN[top]
        if known is None:
            continue
        inner = [rest] if rest else [f.name for f in field.type] if _is_struct(field.type) else []
        names += [f"{top}.{name}" for name in inner if name not in known]
    return names


def _is_struct(kind: pa.DataType) -> bool:
    return bool(pa.types.is_struct(kind))


def _first_given(fields: Fields, rows: int) -> list[Any]:
    names = ("max_tokens", "max_completion_tokens", "max_output_tokens")
    lists = [_each(fields.get(f"request.{name}"), rows, lambda v: v) for name in names]
    return list(map(first_given, *lists))


def _lost(values: pa.Array | None, read: list[Any]) -> int:
    """Count values of which nothing could be read."""
    return 0 if values is None else read.count(None) - int(values.null_count)


def _each(values: pa.Array | None, rows: int, read: Callable[[Any], Any]) -> list[Any]:
    if values is None or values.null_count == rows:
        return [None] * rows
    return [None if value is None else read(value) for value in values.to_pylist()]


def _end_users(fields: Fields, given: pa.Array | None, rows: int) -> list[Any]:
    """Return the end users given, and those that requests name where none is."""
    names = ("safety_identifier", "user", "metadata")
    held = [_each(fields.get(f"request.{name}"), rows, lambda v: v) for name in names]
    told = [
        passed_on(wire.Request(safety_identifier=safety, user=user, metadata=_raw(metadata)))
        for safety, user, metadata in zip(*held, strict=True)
    ]
    own = _each(given, rows, lambda v: v)
    return [other if mine in (None, "") else mine for mine, other in zip(own, told, strict=True)]


def _has_empty(texts: pa.Array) -> bool:
    return is_text(texts.type) and pc.index(texts, pa.scalar("", texts.type)).as_py() >= 0


def _raw(value: Any) -> msgspec.Raw | None:
    if value is None:
        return None
    return msgspec.Raw(value.encode("utf-8", "replace") if isinstance(value, str)
                       else msgspec.json.encode(value))  # fmt: skip


def _contents(values: pa.Array | None, rows: int) -> list[Any]:
    return _each(values, rows, content_of)


def _requests(fields: Fields, rows: int) -> Iterator[wire.Request]:
    columns = zip(
        _message_lists(fields.get("request.messages"), rows),
        _contents(fields.get("request.system"), rows),
        _contents(fields.get("request.instructions"), rows),
        _item_lists(fields.get("request.input"), rows),
        _each(fields.get("request.prompt"), rows, _prompt),
        strict=True,
    )
    for messages, system, instructions, said, prompt in columns:
        yield wire.Request(
            messages=messages, system=system, instructions=instructions, input=said, prompt=prompt
        )


def _prompt(value: Any) -> str | list[str] | None:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return value if isinstance(value, str) else None


def _item_lists(values: pa.Array | None, rows: int) -> list[Any]:
    """Responses' `input` or `output`: text, or a list of items."""
    if values is None or values.null_count == rows:
        return [None] * rows
    if is_text(values.type):
        return _each(values, rows, items_of)
    return _message_lists(values, rows)


def _message_lists(values: pa.Array | None, rows: int) -> list[list[Message] | None]:
    if values is None or values.null_count == rows:
        return [None] * rows
    if is_text(values.type):
        return _each(values, rows, to_messages)
    kind = values.type
    if _is_struct(kind):
        return _each(values, rows, to_messages)
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        return [None] * rows
    flat = values.flatten()
    messages = _messages(flat)
    lists: list[list[Message] | None] = []
    at = 0
    for length in values.value_lengths().to_pylist():
        lists.append(None if length is None else messages[at : at + length])
        at += length or 0
    return lists


def _messages(flat: pa.Array) -> list[Message]:
    if not _is_struct(flat.type):
        return [to_message(item) for item in flat.to_pylist()]
    fields = Fields(pa.schema(list(flat.type)), flat)
    rows = len(flat)
    columns = zip(
        _each(fields.get("role"), rows, _word),
        _contents(fields.get("content"), rows),
        _each(fields.get("type"), rows, _word),
        _contents(fields.get("output"), rows),
        _each(fields.get("text"), rows, _word),
        _each(fields.get("message"), rows, to_message),
        strict=True,
    )
    return [Message(*values) for values in columns]


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) else None
