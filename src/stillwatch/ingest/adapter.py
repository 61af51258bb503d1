"""What an adapter for another program's log is: typed lines in, exchanges out.

An adapter names the struct that a line is decoded into, the names it is recognised by, and turns
one such line into exchanges. All else (blocks, malformed lines, values of other types, a map's
fields) is done here, alike for all.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pyarrow as pa

from stillwatch.ingest import unknown, wire
from stillwatch.ingest.base import Malformed, ParsedBlock, RawBlock
from stillwatch.ingest.bounds import MOST_VALUES
from stillwatch.ingest.columns import assemble, from_rows
from stillwatch.ingest.lenient import NotAnExchange, decode_line
from stillwatch.ingest.linelog import BOM, LineLog, check_line, first_names
from stillwatch.ingest.mapping import Mapping as FieldMap
from stillwatch.ingest.marks import mark
from stillwatch.ingest.structs import fill
from stillwatch.ingest.wirebody import BODIES, NULL

GROUP = 512
"""Exchanges made at a time, so that their objects stay within the processor's cache."""

NO_ACCOUNT = wire.Account(None)  # type: ignore[arg-type]
NO_MODEL = wire.Request()


class Adapter(LineLog):
    """Another program's log of JSON records."""

    line: ClassVar[type[msgspec.Struct]]
    """What a line is decoded into; every field has a default."""
    signs: ClassVar[tuple[frozenset[str], ...]]
    """Sets of names: a file whose first record has all of one set at its top is of this format."""
    most_values: ClassVar[int] = MOST_VALUES
    """JSON values that a line may hold."""
    number: int = 0
    """Number of the line that is being read."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.with_map = getattr(cls, "name", None)  # its own lines, with some fields replaced

    @classmethod
    def recognise(cls, head: bytes, path: Path) -> bool:
        """Take a file whose first record carries the names of one of `signs`."""
        names = first_names(head.removeprefix(BOM))
        return any(sign <= names for sign in cls.signs)

    @abstractmethod
    def exchanges(self, line: Any) -> Iterator[wire.Exchange | str]:
        """Yield for each record of a line its exchange, or why it is none (it is then counted)."""

    @classmethod
    def known(cls) -> unknown.Names:
        """Return the names that are read of a record; all others that hold something are told."""
        return unknown.read_into(cls.line)

    def views(self, line: Any, raw: bytes) -> Iterator[dict[str, Any]]:
        """Yield for each record of a line what the paths of a map are looked up in, in order."""
        yield decode_line(raw)

    @classmethod
    def unread(cls, record: dict[str, Any], known: unknown.Names) -> Iterable[str]:
        """Return the names of a line that hold something and are not read."""
        return unknown.unknown(record, known, empty=False)

    def parse(self, block: RawBlock) -> ParsedBlock:
        """Decode the lines of a block and turn them into columns."""
        data: bytes = block.data
        if block.first_line == 1:
            data = data.removeprefix(BOM)
        work, lines = Work(block), data.split(b"\n")
        for number, line in enumerate(lines, block.first_line):
            self.number = number
            if line and not line.isspace():
                work.take(number, self.read(line, block.mapping, work.unreadable))
        names, sampled = self.sample(lines, block.first_line, block.mapping)
        return work.done()._replace(unknown=names, sampled=sampled)

    def sample(
        self, lines: Sequence[bytes], first: int, mapping: FieldMap | None
    ) -> tuple[dict[str, int], int]:
        """Count the fields of some lines that nothing reads, and the lines that were searched.

        Parameters
        ----------
        lines
            Lines of a block.
        first
            Number of the first of them in its file.
        mapping
            Fields that come from elsewhere: what it reads is read.
        """
        known = unknown.with_map(self.known(), mapping)
        return unknown.sample(lines, first, partial(self.unread, known=known))

    def read(
        self, line: bytes, mapping: FieldMap | None, unreadable: Counter[str]
    ) -> Iterator[wire.Exchange | str | NotAnExchange]:
        """Yield what a line holds; of a record that lacks a field of the map, the error.

        Parameters
        ----------
        line
            JSON.
        mapping
            Fields that come from elsewhere.
        unreadable
            Takes the names of fields whose value was of an impossible type.

        Raises
        ------
        NotAnExchange
            It cannot be read.
        """
        check_line(line, self.most_values)
        try:
            typed = _decoder(self.line)(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            typed = fill(self.line, decode_line(line), unreadable)
        found = self.exchanges(typed)
        if mapping is None:
            yield from found
            return
        for exchange, view in zip(found, self.views(typed, line), strict=True):
            try:
                yield from mapping.apply(exchange, view, unreadable)
            except NotAnExchange as error:  # the other records of the line are none the worse
                yield error


class Work:
    """A block under way: exchanges that wait for their columns, and what was no exchange."""

    def __init__(self, block: RawBlock) -> None:
        self._path, self._bad = block.path, list(block.problems)
        self._rows: list[wire.Exchange] = []
        self._numbers: list[int] = []
        self._batches: list[pa.RecordBatch] = []
        self._skipped = Counter[str]()
        self.unreadable = Counter[str]()

    def take(self, number: int, found: Iterator[wire.Exchange | str | NotAnExchange]) -> None:
        """Take what a line holds; an error among it is a malformed record, one raised ends it."""
        try:
            for exchange in found:
                if isinstance(exchange, str):
                    self._skipped[exchange] += 1
                elif isinstance(exchange, NotAnExchange):
                    self.refuse(number, str(exchange))
                else:
                    self._rows.append(exchange)
                    self._numbers.append(number)
        except NotAnExchange as error:
            self.refuse(number, str(error))
        if len(self._rows) >= GROUP:
            self._flush()

    def refuse(self, number: int, reason: str) -> None:
        """Count a line as malformed."""
        self._bad.append(Malformed(self._path, number, reason))

    def _flush(self) -> None:
        built = assemble(from_rows(self._rows), len(self._rows))
        self._bad += [Malformed(self._path, self._numbers[row], why) for row, why in built.bad]
        self._batches.append(built.batch)
        self.unreadable.update(built.unreadable)
        self._rows, self._numbers = [], []

    def done(self) -> ParsedBlock:
        """Return the block as it is parsed."""
        if self._rows or not self._batches:
            self._flush()
        batch = pa.concat_batches(self._batches)
        self._bad.sort(key=lambda m: m.line)
        requests, replies = (self.unreadable.pop(NULL[name], 0) for name in BODIES)
        return ParsedBlock(
            self._path, batch, mark(batch), tuple(self._bad), {}, dict(self.unreadable), 0,
            dict(self._skipped), apart=requests, apart_replies=replies,
        )  # fmt: skip


@cache
def _decoder(kind: type[msgspec.Struct]) -> Any:
    return msgspec.json.Decoder(kind).decode
