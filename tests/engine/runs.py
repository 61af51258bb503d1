"""A simulated log, read once, and runs of the engine over it or over parts of it."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.audit.collect import collect
from stillwatch.audit.detection import detect
from stillwatch.audit.population import Store
from stillwatch.audit.units import settle
from stillwatch.contract.settings import Settings
from stillwatch.core.registry import discover
from stillwatch.detect.detectors.base import Detector
from stillwatch.detect.engine import Engine
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

# Thresholds far below those shipped: these tests are about how campaigns are followed, whatever
# the models of the day make of a small log
EAGER = Settings(
    epoch_hours=8, level=0.05, watch_odds=-4.0, likely_odds=-2.0, confirmed_odds=-1.0,
    nominate_odds=-8.0, suspect_share=0.3,
)  # fmt: skip
Record = dict[int, Any]
"""Hour of an evaluation to what was known of campaigns after it."""


@dataclass(frozen=True)
class Log:
    """Feature rows of a simulated log."""

    rows: pa.Table
    values: Path
    names: dict[int, tuple[str, str | None]]
    merged: pa.Table
    campaign: frozenset[int]
    """Keys of the accounts that harvest."""
    scratch: Path

    def cut(self, hour: int) -> Log:
        """Give the log as it was at an hour."""
        return replace(self, rows=self.rows.filter(pc.less(self.rows["epoch"], hour)))

    def store(self) -> Store:
        folder = self.scratch / f"rows-{id(self.rows)}"
        folder.mkdir(exist_ok=True)
        pq.write_table(self.rows, folder / "0.parquet")
        return Store.open(folder, self.values, self.scratch).merged(self.merged)


def log(folder: Path, name: str, **settings: Any) -> Log:
    simulate(named(World(name=name, **settings)), folder / "world", form="jsonl")
    found = collect(sorted((folder / "world").glob("log-*")), folder / "scratch", workers=1)
    units = settle(found.names, frozenset())
    truth = json.loads((folder / "world" / "truth.json").read_text())
    guilty = {(a["account"], a["end_user"]) for a in truth["accounts"] if a["campaign"]}
    return Log(
        pq.read_table(found.rows), found.values, units.names, units.merged,
        frozenset(k for k, unit in units.names.items() if unit in guilty), folder,
    )  # fmt: skip


class Recorder(Engine):
    """An engine that writes down what it knew after every evaluation."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.record: Record = {}

    def advance(self, now: int) -> None:
        super().advance(now)
        self.record[now] = snapshot(self)


def snapshot(engine: Engine) -> list[Any]:
    keys = engine.population.keys
    return [
        (
            c.id, c.formed, c.severity, c.detected, sorted(keys[c.members].tolist()),
            sorted((int(keys[a]), hour) for a, hour in c.joined.items()),
            round(c.latest.log_e, 6), round(c.latest.odds, 6),
            c.followed.told(), sorted(keys[c.followed.reference].tolist()),
        )
        for c in engine.tracker.campaigns
    ]  # fmt: skip


class Rebatched:
    """A store whose activity comes in batches of another size."""

    def __init__(self, store: Store, rows: int) -> None:
        self.store, self.rows = store, rows

    def span(self) -> tuple[int, int]:
        return self.store.span()

    def activity(self, **some: Any) -> Iterator[pa.RecordBatch]:
        whole = pa.Table.from_batches(list(self.store.activity(**some))).combine_chunks()
        for low in range(0, whole.num_rows, self.rows):
            yield whole.slice(low, self.rows).combine_chunks().to_batches()[0]


def engine(of: Log, settings: Settings = EAGER, exempt: frozenset[int] = frozenset()) -> Any:
    store = of.store()
    population = store.population(exempt, settings.without)
    detectors = {
        name: cls() for name, cls in discover("stillwatch.detect.detectors", Detector).items()
    }
    return store, Recorder(population, store.columns(), detectors, settings)


def run(
    of: Log,
    settings: Settings = EAGER,
    exempt: frozenset[int] = frozenset(),
    through: Callable[[Store], Any] = lambda store: store,
) -> Recorder:
    """Run the engine over a log, its batches passed `through` something."""
    store, made = engine(of, settings, exempt)
    detect(made, through(store))
    return made


def resumed(of: Log, hour: int, settings: Settings = EAGER) -> Recorder:
    """Stop at an hour of the grid, write the engine to bytes, and go on from them."""
    store, made = engine(of, settings)
    whole = pa.Table.from_batches(list(store.activity())).combine_chunks()
    epochs = whole["epoch"].to_numpy()
    step = settings.epoch_hours
    first = (int(epochs[0]) // step + 1) * step
    low = 0
    for tick in range(first, int(epochs[-1]) // step * step + step + 1, step):
        high = int(np.searchsorted(epochs, tick))
        if high > low:
            made.ingest(whole.slice(low, high - low).combine_chunks().to_batches()[0])
        low = high
        made.advance(tick)
        if tick == hour:
            made = pickle.loads(pickle.dumps(made))
    return made
