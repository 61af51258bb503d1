"""The results of the audit before: campaigns go on from them, and what differs is told."""

from __future__ import annotations

from stillwatch.audit import carry, restated, told
from stillwatch.audit.manifest import Run, load, save
from stillwatch.audit.state import State
from stillwatch.audit.told import Past, Record, Results, Told
from stillwatch.contract.results import Campaign
from stillwatch.detect.campaigns.track import Tracked, Tracker

RESULTS = "results.json"

Described = list[tuple[Tracked, Campaign]]


class History:
    """Compares an audit with the one before it.

    An audit that is repeated, because the one before was killed after it had read its logs or had
    written its outputs, is compared with the same results again: it gives the same outputs.

    Parameters
    ----------
    state
        Once its logs have been read.
    """

    def __init__(self, state: State) -> None:
        self._state, self._since = state, state.manifest.since
        record = load(state.folder / RESULTS, Record) if state.lasting else None
        again = record is not None and record.now.number >= state.manifest.number
        self.earlier: Results | None = None
        """Results of the latest audit before the runs that are new."""
        if record is not None:
            self.earlier = record.before if again else record.now
        self._carried: dict[str, Told] = {}
        self._now: Results | None = None

    @property
    def untold(self) -> list[Run]:
        """Runs that no audit has told of yet."""
        number = 0 if self.earlier is None else self.earlier.number
        return [run for run in self._state.manifest.runs if run.number > number]

    @property
    def past(self) -> tuple[Past, ...]:
        """Raised campaigns whose days have left the window."""
        return () if self._now is None else self._now.past

    def resume(self, tracker: Tracker) -> None:
        """Let campaigns go on as those that were told before, once days have left the window."""
        if self.earlier is not None and self._since is not None:
            self._carried = carry.carry_on(self.earlier, tracker)

    def complete(self, described: Described) -> Described:
        """Add what is known of the days that have left the window."""
        if self._since is None:
            return described
        held, since = self._carried, self._since
        return [
            (t, carry.continued(c, held[c.id], since) if c.id in held else c) for t, c in described
        ]

    def changes(self, end: int, described: Described, tracker: Tracker) -> list[dict[str, str]]:
        """Tell what is restated; `end` is the hour after the last exchange."""
        number = self._state.manifest.number
        self._now = told.results(
            number, end, described, tracker.keys, self.earlier, self._since, tracker.named
        )
        return [] if self.earlier is None else restated.changes(self.earlier, self._now)

    def remember(self) -> None:
        """Keep the results for the next audit, once they have been published."""
        if self._state.lasting and self._now is not None:
            record = Record(now=self._now, before=self.earlier)
            save(self._state.folder / RESULTS, record)
