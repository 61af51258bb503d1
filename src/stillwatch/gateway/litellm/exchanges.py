"""Finished calls of a LiteLLM proxy, written as an exchange log by a thread."""

from __future__ import annotations

import atexit
import threading
from collections import Counter, deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.identity.address import ClientAddress
from stillwatch.gateway.litellm.lines import Lines, Noted
from stillwatch.gateway.litellm.request import encoded
from stillwatch.gateway.litellm.settings import Settings
from stillwatch.gateway.litellm.ticket import ticket_of
from stillwatch.gateway.litellm.who import Address
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.segments import Segments
from stillwatch.ingest.litellm import Metadata, Parameters, Payload

_TOP, _WHO, _ASKED = (
    frozenset(kind.__struct_fields__) for kind in (Payload, Metadata, Parameters)
)  # fmt: skip
_LAST_S = 30.0  # seconds that the thread has to finish


class Waiting(NamedTuple):
    """A call that waits to be written."""

    payload: bytes
    """What is read of its `StandardLoggingPayload`, as JSON."""
    noted: Noted


class Exchanges:
    """Takes calls, never waits, and drops and counts what does not fit.

    Several processes may write to one folder, each to segments of its own.

    Parameters
    ----------
    settings
        All settings.
    say
        Takes notes for the operator.

    Raises
    ------
    UsageError
        No folder is named.
    InputError
        It cannot be made or written.
    """

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        if settings.log.out is None:
            raise UsageError("log.out: name the folder of the log")
        of, self._account = settings.log, settings.account
        folder = Path(settings.log.out)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            why = (error.strerror or "cannot be made").lower()
            raise InputError(why, path=str(folder)) from None
        self._segments = Segments(
            folder, of.segment_mb << 20, of.segment_seconds, pack=True, shared=True
        )
        self._lines = Lines(settings)
        self._address = Address(ClientAddress(settings.client))
        self._notes, self._most = Notes(say), of.buffer_mb << 20
        self._queue, self._size = deque[Waiting](), 0
        self._stir, self._lock = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._closing = False
        self.counts = Counter[str]()
        """`exchanges` written; `dropped`: they did not fit; `failed`, `refused`, `nobodys` and
        `skipped`: they could not be read, lack a model or a time, lack an account, or are no calls
        of customers that generate text."""

    def take(self, call: Mapping[str, Any]) -> None:
        """Take a finished call, as LiteLLM hands it to loggers. Never waits, and never raises."""
        try:
            self._take(call)
        except Exception as error:  # a fault of ours must not be the request's
            self.counts["failed"] += 1
            self._notes.say("log", f"a call could not be logged: {place_of(error)}")

    def close(self) -> None:
        """Have all that was taken written."""
        self._closing = True
        self._stir.set()
        if self._thread is not None:
            self._thread.join(_LAST_S)
        self._segments.close()

    def _take(self, call: Mapping[str, Any]) -> None:
        payload = call.get("standard_logging_object")
        if not isinstance(payload, Mapping):
            return
        # all that can fail comes before anything is counted as waiting
        raw, noted = encoded(_read_of(payload)), self._noted(call, payload)
        with self._lock:
            if self._size + len(raw) > self._most:
                self.counts["dropped"] += 1
                self._notes.say(
                    "drops",
                    f"log: {self.counts['dropped']:,} exchanges dropped so far: the log is "
                    "written more slowly than traffic comes",
                )
                return
            self._size += len(raw)
            self._queue.append(Waiting(raw, noted))
            if self._thread is None:
                # not before: a server may have forked since
                self._thread = threading.Thread(target=self._run, daemon=True, name="stillwatch")
                self._thread.start()
                atexit.register(self.close)
        self._stir.set()

    def _noted(self, call: Mapping[str, Any], payload: Mapping[str, Any]) -> Noted:
        parameters = call.get("litellm_params")
        parameters = parameters if isinstance(parameters, Mapping) else {}
        came = parameters.get("proxy_server_request")
        headers = came.get("headers") if isinstance(came, Mapping) else None
        headers = headers if isinstance(headers, Mapping) else {}
        where = self._address.find(headers, payload.get("requester_ip_address"))
        return Noted(where, ticket_of(parameters))

    def _run(self) -> None:
        while True:
            self._stir.wait(1.0)
            self._stir.clear()
            closing = self._closing
            try:
                self._drain()
                self._segments.tick()
            except OSError as error:
                self._notes.say("disk", f"log: {error.strerror}: exchanges are lost")
            if closing and not self._queue:
                return

    def _drain(self) -> None:
        while self._queue:
            waiting = self._queue.popleft()
            with self._lock:
                self._size -= len(waiting.payload)
            what = self._written(waiting)
            self.counts[what] += 1
            if what == "nobodys":
                self._notes.say("nobodys", self._left_out())

    def _left_out(self) -> str:
        return (
            f'log: calls left out so far, as they have no account (account = "{self._account}"): '
            f"{self.counts['nobodys']:,}"
        )

    def _written(self, waiting: Waiting) -> str:
        """Write the line of a call; return what it is counted as."""
        try:
            what, line = self._lines.line(waiting.payload, waiting.noted)
        except Exception as error:  # one odd call must not end the log
            self._notes.say("log", f"a call could not be logged: {place_of(error)}")
            return "failed"
        try:
            if line is not None:
                self._segments.write(line)
        except OSError as error:
            self._notes.say("disk", f"log: {error.strerror}: exchanges are lost")
            return "not_written"
        return what


def _read_of(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is read of a payload: no secret has a place in it."""
    made = {name: payload[name] for name in _TOP if payload.get(name) is not None}
    for name, read in (("metadata", _WHO), ("model_parameters", _ASKED)):
        held = made.get(name)
        if isinstance(held, Mapping):
            made[name] = {key: held[key] for key in read if held.get(key) is not None}
    return made
