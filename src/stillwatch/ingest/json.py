"""A firm's own JSON, read with a map: lines, or one document; what the map leaves out is ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stillwatch.ingest import wire
from stillwatch.ingest.adapter import NO_ACCOUNT, NO_MODEL, Work
from stillwatch.ingest.base import ParsedBlock, RawBlock
from stillwatch.ingest.lenient import decode_line
from stillwatch.ingest.linelog import BOM, LineLog, check_line, is_document
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.structs import fill

_TOP = frozenset(wire.KNOWN)


class OwnJson(LineLog):
    """JSON records of any shape, read with `--map`.

    A field that the map does not name is read where the exchange log has it, so that a log in
    our own format can have single fields replaced.
    """

    name = "json"
    priority = 101
    needs_map = True
    with_map = "json"

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take a JSON document that nobody else took; lines of objects are the exchange log's."""
        return is_document(head)

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Decode the lines of a block and look the map's paths up."""
        data: bytes = block.data
        if block.first_line == 1:
            data = data.removeprefix(BOM)
        work, mapping = Work(block), block.mapping or Mapping()
        for number, line in enumerate(data.split(b"\n"), block.first_line):
            if line and not line.isspace():
                work.take(number, _of_line(line, mapping, work.unreadable))
        return work.done()


def _of_line(
    line: bytes, mapping: Mapping, unreadable: Counter[str]
) -> Iterator[wire.Exchange | str]:
    check_line(line)
    yield from of_record(decode_line(line), mapping, unreadable)


def of_record(
    record: dict[str, Any], mapping: Mapping, unreadable: Counter[str]
) -> Iterator[wire.Exchange | str]:
    """Yield the exchange that a record holds by a map, or why it is none."""
    ours = {name: value for name, value in record.items() if name in _TOP}
    exchange = fill(wire.Exchange, ours, Counter())  # what is not ours is no unreadable field
    exchange.account = exchange.account or NO_ACCOUNT
    exchange.request = exchange.request or NO_MODEL
    yield from mapping.apply(exchange, record, unreadable)
