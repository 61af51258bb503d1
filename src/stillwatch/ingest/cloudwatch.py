r"""CloudWatch Logs' envelopes around Bedrock's records, as they come out of a log group.

An export to S3 and `aws logs tail` put a time before each record; a subscription has `logEvents`
(Firehose puts one after the other on one line, and records that it took out of them, too),
`filter-log-events` and `get-log-events` have `events`, each with the record as text in `message`;
Logs Insights has `@message`, in the console's JSON and in `get-query-results`. Source: the user
guide and the API reference of CloudWatch Logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from stillwatch.ingest.base import RawBlock
from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.linelog import BOM, first_names

SIGN = b"ModelInvocationLog"
"""What the beginning of a file holds that has Bedrock's records."""
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)[ \t]+(?:[^\s{]+[ \t]+)?(?=\{)")
_EVENT = frozenset({"timestamp", "message"})
_OF_EVENT = frozenset({"eventId", "ingestionTime", "id", "logStreamName"})
_WHOLE = ({"messageType", "logEvents"}, {"events"}, {"@message"}, {"results"})
_NEXT = re.compile(rb'\}(?=\{"(?:messageType|schemaType)":)')
"""Where one object ends and the next begins: within a text the quotation marks are escaped."""
_CONTROL = "CONTROL_MESSAGE"


class Envelope(msgspec.Struct, gc=False):
    """Any of them."""

    messageType: Any = None
    logEvents: Any = None
    events: Any = None
    results: Any = None
    query: Any = msgspec.field(name="@message", default=None)
    message: Any = None
    schemaType: Any = None


_decode = msgspec.json.Decoder(Envelope).decode


def enveloped(head: bytes) -> bool:
    """Tell whether a file has Bedrock's records in envelopes, by its first 64 KiB."""
    head = head.removeprefix(BOM).lstrip()
    if SIGN not in head:
        return False
    if _STAMP.match(head) or _NEXT.search(head):
        return True
    names = first_names(head)
    return any(some <= names for some in _WHOLE) or (_EVENT <= names and bool(_OF_EVENT & names))


def unwrapped(blocks: Iterable[RawBlock], block_bytes: int) -> Iterator[RawBlock]:
    """Yield blocks of lines with a record each; their numbers count records.

    Parameters
    ----------
    blocks
        Lines of envelopes, or of records that stay as they are.
    block_bytes
        Bytes above which a block is cut.
    """
    first = 1
    for block in blocks:
        held, size, problems = list[bytes](), 0, block.problems
        data = block.data.removeprefix(BOM) if block.first_line == 1 else block.data
        for line in data.split(b"\n"):
            for record in unwrap(line) if line and not line.isspace() else ():
                held.append(record)
                size += len(record)
            if size >= block_bytes:
                data = b"\n".join([*held, b""])
                yield block._replace(data=data, first_line=first, problems=problems)
                first, held, size, problems = first + len(held), [], 0, ()
        if held or problems:
            data = b"\n".join([*held, b""])
            yield block._replace(data=data, first_line=first, problems=problems)
            first += len(held)


def unwrap(line: bytes) -> list[bytes]:
    r"""Return the records in a line, each on one; a line that is no envelope as it is.

    >>> unwrap(b'2026-11-02T09:30:00.000Z {"a": 1}')
    [b'{"a": 1}']
    >>> unwrap(b'{"logEvents": [{"message": "{\\"a\\": 1}"}]}{"messageType":"CONTROL_MESSAGE"}')
    [b'{"a": 1}']
    """
    if stamp := _STAMP.match(line):
        return [line[stamp.end() :]]
    if crowded(line):
        return [line]  # whoever parses it says so
    found: list[bytes] = []
    for piece in _NEXT.sub(b"}\n", line).split(b"\n"):
        try:
            found += _messages(_decode(piece), piece)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            found.append(piece)
    return found


def _messages(of: Envelope, line: bytes) -> list[bytes]:
    """Return the messages of an envelope as lines."""
    if of.query is not None:
        return [_line(of.query)]
    if of.schemaType is not None:
        return [line]
    if of.messageType == _CONTROL:
        return []
    events = of.logEvents if isinstance(of.logEvents, list) else of.events
    if isinstance(events, list):
        return [_line(event.get("message")) for event in events if isinstance(event, dict)]
    if isinstance(of.results, list):
        rows = (row for row in of.results if isinstance(row, list))
        cells = (cell for row in rows for cell in row if isinstance(cell, dict))
        return [_line(cell.get("value")) for cell in cells if cell.get("field") == "@message"]
    return [line] if of.message is None else [_line(of.message)]


def _line(message: Any) -> bytes:
    """Return a record, as text or decoded, on one line; null, which is none, where it is absent."""
    if isinstance(message, str):
        # a newline within a JSON text is white space: inside strings it is escaped
        text = message.encode().replace(b"\n", b" ").replace(b"\r", b" ").strip()
        return text or b"null"
    return msgspec.json.encode(message)
