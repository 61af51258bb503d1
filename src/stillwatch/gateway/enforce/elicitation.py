"""The guard: whether a request coaxes out what is hidden. Loaded only when it is needed."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stillwatch.gateway.dialects.base import Dialect
from stillwatch.gateway.notes import Notes, place_of

_AT_ONCE = 2 << 10  # bytes of a body that the guard needs 2 ms for at worst, mostly 0.1
_WARM = "from stillwatch.guard import Guard; Guard().judge('x')"
_Judge = Callable[[Sequence[Mapping[str, Any]]], Any]


class Elicitation:
    """Judges requests; long ones in a thread, which leaves the event loop alone.

    Loading takes seconds, and a first time on a machine longer, as kernels are compiled: that is
    done in a process aside. Until then requests pass unjudged, counted and said.

    Parameters
    ----------
    counts, notes
        Take requests that passed unjudged (`elicitation_unchecked`), and faults.
    """

    def __init__(self, counts: Counter[str], notes: Notes) -> None:
        self._counts, self._notes = counts, notes
        self._judge: _Judge | None = None
        self._loading: asyncio.Task[None] | None = None
        self.loaded: Callable[[], None] | None = None
        """Called once it is loaded."""

    def prepare(self) -> None:
        """Begin to load it, unless that has begun."""
        if self._loading is None:
            self._loading = asyncio.get_running_loop().create_task(self._load())

    async def close(self) -> None:
        """Stop loading."""
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.wait([self._loading])

    async def found(self, dialect: Dialect, body: dict[str, Any] | None, size: int) -> bool:
        """Whether a request is after instructions, hidden reasoning or training material.

        Parameters
        ----------
        dialect, body
            Of the request.
        size
            Bytes of the body.
        """
        if body is None:
            return False
        self.prepare()
        if self._judge is None:
            self._counts["elicitation_unchecked"] += 1
            self._notes.say("guard", "requests pass unjudged while the guard is loading")
            return False
        messages = texts_of(dialect.request(body))
        if size <= _AT_ONCE:  # mostly a thread would take longer
            verdict = self._judge(messages)
        else:
            verdict = await asyncio.to_thread(self._judge, messages)
        return bool(verdict.level == "block")

    async def _load(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _WARM, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await process.wait()
            self._judge = await asyncio.to_thread(_loaded)
            if self.loaded is not None:
                self.loaded()
        except asyncio.CancelledError:
            if process.returncode is None:
                process.kill()
                await process.wait()
            raise
        except Exception as error:
            self._notes.say("guard", f"the guard cannot be loaded: {place_of(error)}")


def texts_of(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the messages of a request, prompts as messages of the user."""
    messages = [m for m in request.get("messages") or [] if isinstance(m, dict)]
    prompts = request.get("prompt")
    several = [prompts] if isinstance(prompts, str) else prompts or []
    return messages + [{"role": "user", "content": text} for text in several]


def _loaded() -> _Judge:
    from stillwatch.guard import Guard  # numba and its kernels: seconds

    guard = Guard()
    guard.judge("x")
    return guard.judge
