"""Reading the logs that are new into the state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stillwatch.audit.collect import Collected, Setup, collect
from stillwatch.audit.state import State
from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.accounts import AccountTable
from stillwatch.ingest.edge import Edge
from stillwatch.ingest.read import LOG_NAMES, TABLE_NAMES, Progress, expand

if TYPE_CHECKING:
    from stillwatch.audit.run import Request


class Read(NamedTuple):
    """What this audit has read."""

    again: list[Path]
    """Files that had been read before, and did not count again."""
    collected: Collected | None = None
    """What was new."""

    @property
    def bytes(self) -> int:
        """Bytes of the files that were new."""
        return 0 if self.collected is None else sum(f.bytes for f in self.collected.report.files)

    @property
    def seconds(self) -> dict[str, float]:
        """Worker seconds in parsing and in text work."""
        return {} if self.collected is None else self.collected.seconds


def read_logs(
    request: Request,
    table: AccountTable | None,
    edge: Edge | None,
    state: State,
    progress: Progress | None,
) -> Read:
    """Read the logs that are new into the state.

    Raises
    ------
    InputError
        There is nothing to judge.
    """
    names = LOG_NAMES if request.mapping is None else (*LOG_NAMES, *TABLE_NAMES)
    fresh, again = state.unread(expand(request.logs, names))
    if not fresh and not state.manifest.runs:
        raise InputError(
            "the state holds no exchange", path=shown(state.folder), remedy="name logs"
        )
    if not fresh:
        state.trim()  # nothing is added: fewer days may be wanted all the same
        return Read(again)
    collected = collect(
        fresh, state.begin(), strict=request.strict, format=request.format,
        mapping=request.mapping, setup=Setup(request.pseudonymise, table, edge),
        workers=request.workers, progress=progress,
        known=state.ids() if state.lasting else None,
    )  # fmt: skip
    state.add(collected, table)
    return Read(again, collected)
