"""One request of a batch, or for one, as it passes: what it sends, and what comes back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec import structs

from stillwatch.gateway.batches import kinds
from stillwatch.gateway.batches.form import Form
from stillwatch.gateway.batches.inflate import Inflater
from stillwatch.gateway.batches.lines import Items, Lines, Pieces, Room
from stillwatch.gateway.batches.reading import Asked, Reader, batch_objects, custom_hash
from stillwatch.gateway.batches.store import REMEMBERED, Batch, Store
from stillwatch.gateway.tap.codings import decoded
from stillwatch.gateway.tap.frames import Frame, Head, ReplyHead

_REPLY = 4 << 20  # bytes of a reply that says what became of a batch
_REQUESTS = 200_000  # of one file; the APIs allow half as many


class Context(NamedTuple):
    """What all streams share."""

    store: Store
    reader: Reader
    room: Room
    counts: Counter[str]
    clock: Callable[[], float]
    wait: float
    """Seconds that requests wait for their results."""


class Stream(ABC):
    """One request."""

    def __init__(self, head: Head, context: Context) -> None:
        self.head, self.of = head, context
        self.reply: ReplyHead | None = None

    def take(self, frame: Frame) -> Iterator[bytes]:
        """Take a frame; yield lines of the log."""
        if frame.reply is not None and self.reply is None:
            self.reply = frame.reply
        if frame.body:
            self.sent(frame.body)
        if frame.data:
            yield from self.came(frame.data)
        if frame.end is not None:
            if frame.end.torn:
                self.of.counts["batch_torn"] += 1
            yield from self.end(frame.end.torn)

    @property
    def went_well(self) -> bool:
        """Whether the API did what was asked."""
        return self.reply is not None and self.reply.status in (200, 201, 206)

    def sent(self, data: bytes) -> None:
        """Take a part of the request's body."""
        return

    @abstractmethod
    def came(self, data: bytes) -> Iterator[bytes]:
        """Take a part of the reply's body."""

    @abstractmethod
    def end(self, torn: bool) -> Iterator[bytes]:
        """Nothing more comes; `torn`: some did not come."""


class State(Stream):
    """A reply that says what became of a batch, or of several."""

    _raw = b""

    def came(self, data: bytes) -> Iterator[bytes]:
        """See `Stream.came`."""
        if len(self._raw) <= _REPLY:
            self._raw += data
        yield from ()

    def body(self) -> bytes:
        """Return the reply, decoded; empty where there is none."""
        if not self.went_well or self.reply is None:
            return b""
        return decoded(self._raw, self.reply.coding, _REPLY) or b""

    def end(self, torn: bool) -> Iterator[bytes]:
        """See `Stream.end`."""
        found = batch_objects(self.body())
        if found:
            self.of.store.begin()
        for batch in found:
            self._note(batch)
        yield from ()

    def _note(self, batch: dict[str, Any]) -> None:
        source, store, now = batch.get("input_file_id"), self.of.store, self.of.clock()
        if not isinstance(source, str):
            return
        made = batch.get("created_at")
        begun = self.head.time
        if self.head.dialect == kinds.STATE and type(made) is int and now - REMEMBERED < made < now:
            begun = float(made)  # begun before, or beside us
        head = structs.replace(self.head, time=begun)
        store.create(batch["id"], source, head, begun + self.of.wait)
        for name in ("output_file_id", "error_file_id"):
            if isinstance(file := batch.get(name), str):
                store.output(file, batch["id"], now + REMEMBERED)
        if batch.get("status") == "failed":  # refused as a whole: nothing ran
            store.shut(batch["id"], now)


class Sent(State):
    """Requests on their way: a form with a file, or an object with a list."""

    def __init__(self, head: Head, context: Context) -> None:
        super().__init__(head, context)
        self._number: int | None = None
        self._count = self._beyond = 0
        self._asked: list[Asked] = []
        self._pieces: Pieces = Items(context.room)
        self._form: Form | None = None
        self._inflater: Inflater | None = None
        try:
            if head.dialect == kinds.UPLOAD:
                self._pieces = Lines(context.room)
                self._form = Form(head.kind or "", self._cut, self._file_ends)
            self._inflater = Inflater(head.coding)
        except ValueError:
            self._give_up()

    def sent(self, data: bytes) -> None:
        """See `Stream.sent`."""
        if self._inflater is None:
            return
        try:
            for piece in self._inflater.feed(data):
                if self._form is not None:
                    self._form.feed(piece)
                else:
                    self._cut(piece)
        except ValueError:
            self._give_up()
        self._keep()

    def end(self, torn: bool) -> Iterator[bytes]:
        """See `Stream.end`."""
        self._pieces.rest()
        self.of.counts["batch_skipped"] += self._pieces.skipped
        if self._number is not None:
            self._named(batch_objects(self.body()))
        yield from ()

    def _named(self, found: list[dict[str, Any]]) -> None:
        store, number = self.of.store, self._number
        assert number is not None
        store.begin()
        if len(found) != 1:
            store.drop(number)
            return
        name = found[0]["id"]
        store.name(number, name)
        if self.head.dialect == kinds.INLINE:
            store.create(name, name, self.head, self.head.time + self.of.wait)

    def _cut(self, data: bytes) -> None:
        self._read(self._pieces.feed(data))

    def _file_ends(self) -> None:
        self._read(self._pieces.rest())

    def _read(self, pieces: list[bytes]) -> None:
        for raw in pieces:
            if self._count >= _REQUESTS:
                self.of.counts["batch_beyond"] += 1
                continue
            asked = self.of.reader.asked(raw)
            if asked is None:
                continue
            self._count += 1
            self._asked.append(asked)
            if len(self._asked) >= 1000:
                self._keep()

    def _keep(self) -> None:
        asked, self._asked = self._asked, []
        if not asked:
            return
        store, account = self.of.store, self.head.account
        store.begin()
        if self._number is None:
            self._number = store.source(account, self.of.clock() + self.of.wait)
        self.of.counts["batch_beyond"] += len(asked) - store.add(self._number, account, asked)

    def _give_up(self) -> None:
        self.of.counts["batch_unread"] += 1
        self._pieces.rest()
        self._inflater = None


class Fetched(Stream):
    """Results on their way to a client."""

    def __init__(self, head: Head, context: Context) -> None:
        super().__init__(head, context)
        self._lines = Lines(context.room)
        self._inflater: Inflater | None = None
        self._batch: Batch | None = None
        self._begun = False

    def came(self, data: bytes) -> Iterator[bytes]:
        """See `Stream.came`."""
        if not self._begun:
            self._begun = True
            self._begin()
        if self._inflater is None:
            return
        try:
            for piece in self._inflater.feed(data):
                yield from self._joined(self._lines.feed(piece))
        except ValueError:
            self.of.counts["batch_unread"] += 1
            self._inflater = None

    def end(self, torn: bool) -> Iterator[bytes]:
        """See `Stream.end`."""
        left = self._lines.rest()
        if not torn and self._inflater is not None:
            yield from self._joined(left)
        self.of.counts["batch_skipped"] += self._lines.skipped

    def _begin(self) -> None:
        if not self.went_well or self.reply is None:
            return
        store, name = self.of.store, kinds.named_in(self.head.target)
        if self.head.dialect == kinds.CONTENT:
            # only what the API itself has called results: a file may hold anything
            found = store.output_of(name)
            if found is None:
                return
            name = found
        batch = store.batch(name)
        if batch is None:
            store.begin()
            store.create(name, name, self.head, self.head.time + self.of.wait)
            batch = store.batch(name)
        if batch is None or not batch.open:
            return  # logged before
        self._batch = batch
        try:
            self._inflater = Inflater(self.reply.coding)
        except ValueError:
            self.of.counts["batch_unread"] += 1

    def _joined(self, lines: list[bytes]) -> Iterator[bytes]:
        batch, of = self._batch, self.of
        assert batch is not None
        if lines:
            of.store.begin()
        for raw in lines:
            result = of.reader.result(raw)
            if result is None:
                continue
            custom = custom_hash(result.custom_id)
            fresh, packed = of.store.take(batch, custom)
            line = of.reader.line(batch.name, batch.head, custom, packed, result) if fresh else None
            if line is not None:
                of.counts["batch_alone"] += packed is None
                yield line
