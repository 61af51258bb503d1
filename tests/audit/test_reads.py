"""Which columns detectors read: told beside the code, held against what is measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.audit.population import Store
from stillwatch.audit.reads import (
    _OTHERS,
    feature_columns,
    reads,
    standing,
    wire,
)
from stillwatch.audit.units import settle
from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.registry import discover
from stillwatch.detect.accounts.state import State
from stillwatch.detect.accounts.statistics import measure
from stillwatch.detect.detectors._sharing import SharingDetector
from stillwatch.detect.detectors.base import Detector, RankDetector
from stillwatch.features.extract import extract
from stillwatch.ingest.read import open_logs

DETECTORS = discover("stillwatch.detect.detectors", Detector)


@pytest.mark.parametrize("cls", [pytest.param(c, id=n) for n, c in DETECTORS.items()])
def test_a_detector_reads_something_and_cannot_run_without_what_it_needs(cls):
    told = reads(cls)
    assert told.columns, "say what it reads in audit/reads.py"
    assert told.columns <= set(SCHEMA.names)
    known = issubclass(cls, RankDetector | SharingDetector) or cls.name in _OTHERS
    assert known, "a detector of a new kind: say in _OTHERS what it reads"
    assert not told.columns & told.through_slice
    for some in told.needs:
        assert some <= told.columns
        without = standing(cls, dict.fromkeys(some, 0.0))
        assert not without.ran
        assert without.reason.startswith("the log has no ")
    assert standing(cls, {}).ran
    assert standing(cls, {}, left_out=True).reason == "left out by a setting"


def test_observables_are_watched_as_they_read():
    features = feature_columns()
    assert features["obs_ip_prefix"] == {"ip"}
    assert features["obs_client"] == {"ja4", "user_agent"}
    assert "text" in features["sig_harvest"]


def test_columns_have_names_in_the_log():
    assert wire("client_country") == "client.country"
    assert wire("asn") == "client.asn"
    assert {wire(name) for name in SCHEMA.names} >= {"id", "time", "account.id", "request.model"}


def statistics(exchanges: list[pa.RecordBatch], folder: Path) -> dict[str, np.ndarray]:
    """Statistics of accounts at the end of a log that is given as batches."""
    folder.mkdir()
    rows, values = folder / "rows", folder / "values"
    rows.mkdir()
    values.mkdir()
    done = [extract(batch) for batch in exchanges]
    pq.write_table(pa.Table.from_batches([d.rows for d in done]), rows / "0.parquet")
    pq.write_table(pa.concat_tables([d.values for d in done]), values / "0.parquet")
    store = Store.open(rows, values, folder).merged(settle({}, frozenset()).merged)
    population = store.population(frozenset())
    state = State(population.keys, store.columns())
    for batch in store.activity():
        state.add(batch)
    _, last = store.span()
    return measure(state, last + 1, population.created).values


@pytest.fixture(scope="module")
def log(world):
    batches = list(open_logs([world("kind:shared_template")]))
    return pa.Table.from_batches(batches).combine_chunks().to_batches()


@pytest.fixture(scope="module")
def whole(log, tmp_path_factory):
    return statistics(log, tmp_path_factory.mktemp("reads") / "whole")


def alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Equal but for the order in which float32 values were summed."""
    return bool(np.allclose(one, other, rtol=1e-2, atol=1e-2, equal_nan=True))


# columns that statistics are made of, and how to take each away
TAKEN = ("text", "created", "output_tokens", "turns", "system", "images", "ip", "model", "country")


@pytest.mark.parametrize("column", TAKEN)
def test_statistics_change_exactly_where_a_column_that_they_read_is_taken_away(
    column, log, whole, tmp_path
):
    # what tools returned is text too, where it asks something
    taken = ("text", "answers") if column == "text" else (column,)
    less = []
    for batch in log:
        for name in taken:
            empty = pa.nulls(batch.num_rows, SCHEMA.field(name).type)
            batch = batch.set_column(SCHEMA.get_field_index(name), SCHEMA.field(name), empty)
        less.append(batch)
    part = statistics(less, tmp_path / "part")
    changed = {n for n in whole if not alike(whole[n], part[n])}
    for cls in DETECTORS.values():
        if not issubclass(cls, RankDetector):
            continue
        told = column in reads(cls).columns
        if cls.statistic in changed:
            assert told or column in reads(cls).through_slice, f"{cls.name} reads {column}"
        elif column in ("text", "created", "output_tokens", "turns"):
            assert not told, f"{cls.name} does not read {column}"
        if frozenset([column]) in reads(cls).needs:
            left = part[cls.statistic]
            assert len(np.unique(left[np.isfinite(left)])) <= 1, f"{cls.name} runs without {column}"
