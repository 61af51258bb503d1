"""Detection over a store: once over all of it, or further and further as a log grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from stillwatch.audit.population import Store
from stillwatch.audit.unnamed import Looks
from stillwatch.contract.settings import Settings, evaluation_hours
from stillwatch.detect.accounts.state import ALL
from stillwatch.detect.detectors.base import Detector
from stillwatch.detect.engine import Engine, Population
from stillwatch.ingest.read import Progress


@dataclass
class Cursor:
    """How far a store has been judged."""

    upto: int | None = None
    """Hour before which everything was taken in; null: nothing was."""
    tick: int | None = None
    """Hour of the evaluation that is due; null: nothing came since the last."""


def detect(
    engine: Engine, store: Store, progress: Progress | None = None,
    cursor: Cursor | None = None, until: int | None = None, looks: Looks | None = None,
) -> None:  # fmt: skip
    """Feed the engine in the order of event time and evaluate on a grid of hours.

    The grid is aligned to 1970 and widens with the accounts seen so far, so that evaluations fall
    at the same moments however long the log goes on: what is detected at one of them does not
    change when the log is cut later.

    Parameters
    ----------
    engine, store
        What judges, and what is judged.
    progress
        Told the hours that are done.
    cursor
        How far the engine has come with this store; moved on.
    until
        Hour before which exchanges are judged; null: all are, and the last evaluation comes
        before its hour has ended.
    looks
        What is seen of the groups that are watched is added to it.
    """
    at, looks = cursor or Cursor(), Looks() if looks is None else looks
    first, last = store.span()
    for batch in store.activity(since=at.upto, until=until):
        epochs = batch.column("epoch").to_numpy()
        low = 0
        while low < len(epochs):
            if at.tick is None:
                at.tick = following(int(epochs[low]), engine)
            elif epochs[low] >= at.tick:
                engine.advance(at.tick)
                looks.take(engine.tracker, at.tick)
                # nothing happens between this and the next exchange
                at.tick = following(int(epochs[low]), engine)
                if progress:
                    progress("detect", at.tick - first, last - first + 1, 0)
            high = int(epochs.searchsorted(at.tick, side="left"))
            engine.ingest(batch.slice(low, high - low))
            low = high
    if at.tick is not None and (until is None or at.tick <= until):
        engine.advance(at.tick)
        looks.take(engine.tracker, at.tick)
        at.tick = None
    at.upto = until


def following(hour: int, engine: Engine) -> int:
    """Return the first moment of the grid after an hour."""
    seen = int((engine.state.last[ALL] >= 0).sum())
    step = evaluation_hours(engine.settings, seen)
    return (hour // step + 1) * step


class Detection:
    """Detection that goes on from one audit of a state to the next: new hours alone are judged.

    What comes late, for hours that have been judged, and end users who come to be judged apart
    from their account, are left out until it is begun anew.

    Parameters
    ----------
    until
        Hour before which exchanges are judged; null: all, once.
    """

    def __init__(self, until: int | None = None) -> None:
        self.until = until
        self.cursor = Cursor()
        self.engine: Engine | None = None
        self.looks = Looks()
        self.late = 0
        """Exchanges that have come too late since it was begun."""
        self.parted = False
        """Whether end users are judged apart that were not when it was begun."""
        self._basis: object = None
        self._taken = 0
        self._together = frozenset[int]()

    @property
    def due(self) -> int:
        """Hour that has to be over for the next evaluation; 0 before the first."""
        if self.engine is None or self.cursor.upto is None:
            return 0
        if self.cursor.tick is not None:
            return self.cursor.tick
        return following(self.cursor.upto, self.engine)

    def forget(self) -> None:
        """Begin anew with the next audit: then nothing is late."""
        self.__init__(self.until)  # type: ignore[misc]

    def run(
        self, store: Store, population: Population, detectors: Mapping[str, Detector],
        settings: Settings, merged: pa.Table, since: int | None, progress: Progress | None,
    ) -> Engine:  # fmt: skip
        """Judge what a store holds, or what has come since the last time; return the engine.

        Parameters
        ----------
        store, population, merged
            What is judged now: with what was judged before.
        detectors, settings
            How.
        since
            Hour before which nothing is judged: when it moves, or what is exempt changes, all is
            judged anew.
        progress
            Told the hours that are done.
        """
        if self.until is None or not self._goes_on(population, (since, settings)):
            self.forget()
        try:
            if self.engine is None:
                self.engine = Engine(population, store.columns(), detectors, settings)
            else:
                self.engine.grow(population)
            self._compare(store, merged)
            detect(self.engine, store, progress, self.cursor, self.until, self.looks)
            self._basis = since, settings
            if self.until is not None:
                self._taken = store.before(self.until)
        except BaseException:
            self.forget()  # what was taken in before the fault must not count twice
            raise
        return self.engine

    def _goes_on(self, population: Population, basis: object) -> bool:
        if self.engine is None:
            return False
        old = self.engine.population
        if basis != self._basis or not np.isin(old.keys, population.keys).all():
            return False
        at = np.searchsorted(population.keys, old.keys)
        return bool((population.exempt[at] == old.exempt).all())

    def _compare(self, store: Store, merged: pa.Table) -> None:
        """Count what was judged in another way than it would be now."""
        if self.cursor.upto is not None:
            self.late += store.before(self.cursor.upto) - self._taken
        together = frozenset(merged["unit"].to_pylist())
        self.parted |= not self._together <= together
        self._together = together
