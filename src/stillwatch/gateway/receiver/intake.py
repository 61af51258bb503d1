"""From calls to lines of the exchange log: what is taken, what is skipped, what is refused."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from stillwatch.gateway.segments import Segments
from stillwatch.ingest import wire
from stillwatch.ingest.columns import as_text
from stillwatch.ingest.genai import Call, exchange_of
from stillwatch.ingest.lenient import NotAnExchange
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.times import EARLIEST, LATEST, why_no_time


class Taken(NamedTuple):
    """What became of a request's spans."""

    taken: int
    skipped: int
    """Spans that are no model calls: nothing is wrong with them."""
    refused: int
    """Model calls that lack a required field."""
    reason: str
    """Why the first of them was refused."""


class Intake:
    """Writes the model calls among spans to segments; safe to use from several threads.

    Parameters
    ----------
    segments
        Where lines go.
    mapping
        Fields that come from other attributes, such as the account's.
    """

    def __init__(self, segments: Segments, mapping: Mapping | None = None) -> None:
        self._segments, self._mapping = segments, mapping and mapping.of_format("otlp")
        self._lock = threading.Lock()
        self.counts = Counter[str]()
        """`requests`, `exchanges`, `skipped`, `refused` so far."""

    def take(self, calls: Iterable[Call]) -> Taken:
        """Write what a request holds, all of it or nothing.

        Raises
        ------
        OSError
            It could not be written; the sender should try again.
        """
        lines: list[bytes] = []
        skipped = refused = 0
        reason = ""
        for call in calls:
            try:
                line = self._line(call)
            except NotAnExchange as error:
                refused += 1
                reason = reason or str(error)
                continue
            if line is None:
                skipped += 1
            else:
                lines.append(line)
        if lines:
            self._segments.write(b"".join(lines))
        done = Taken(len(lines), skipped, refused, reason)
        with self._lock:
            self.counts.update(
                requests=1, exchanges=done.taken, skipped=skipped, refused=refused
            )  # fmt: skip
        return done

    def _line(self, call: Call) -> bytes | None:
        found: wire.Exchange | str = exchange_of(call)
        if self._mapping is not None:
            found = next(self._mapping.apply(found, call.view(), Counter()))
        if isinstance(found, str):
            return None
        for name, value in (
            ("id", found.id), ("account.id", found.account.id),
            ("request.model", found.request.model),
        ):  # fmt: skip
            # a list of names is none: an audit would not read it
            if not (as_text(value) or "").strip():
                raise NotAnExchange(f"required field {name} is missing or empty")
        if found.time is None or found.time == "":
            raise NotAnExchange("required field time is missing or empty")
        if isinstance(found.time, (int, float)) and not EARLIEST <= found.time < LATEST:
            raise NotAnExchange(why_no_time(found.time))
        try:
            plain = msgspec.json.decode(msgspec.json.encode(found))
        except (OverflowError, TypeError, ValueError, msgspec.MsgspecError):
            raise NotAnExchange("a value is out of range") from None
        return bytes(msgspec.json.encode(_without_nulls(plain)) + b"\n")


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_nulls(v) for v in value]
    return value
