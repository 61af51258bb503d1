"""Exchanges whose clock is wrong: few, and far from all others.

One host that believes it is 2001, or 2099, would stretch a log of three weeks over decades: rates
and onsets would be measured against the empty years between. Such exchanges are left out and said.
A log that is cut later gives the same, unless so early that they are more than a hundredth of it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.audit.describe import stamp
from stillwatch.audit.population import Store

FAR_HOURS = 90 * 24
"""Hours without any exchange that set apart what lies beyond them."""
FEW = 0.01
"""Share of all exchanges up to which what is set apart is left out; more is a log with a gap."""


def in_time(store: Store) -> tuple[Store, list[str]]:
    """Leave out what is far from the rest, and say so in sentences."""
    counted = store.rows.group_by("epoch").agg(n=store.rows.count()).order_by("epoch")
    found = store.backend.to_pyarrow(counted)
    epochs, counts = found["epoch"].to_numpy(), found["n"].to_numpy()
    runs = np.split(np.arange(len(epochs)), np.flatnonzero(np.diff(epochs) > FAR_HOURS) + 1)
    total = int(counts.sum())
    strays = [run for run in runs if len(runs) > 1 and counts[run].sum() <= FEW * total]
    rows, notes = store.rows, []
    for run in strays:
        low, high, number = int(epochs[run[0]]), int(epochs[run[-1]]), int(counts[run].sum())
        rows = rows.filter(~rows.epoch.between(low, high))
        dated = f"between {stamp(low * 3_600_000_000)} and {stamp((high + 1) * 3_600_000_000)}"
        notes.append(
            f"{number:,} of {total:,} exchanges are dated {dated}, more than {FAR_HOURS // 24} "
            "days from any other: their clock was taken for wrong, and they were left out."
        )
    return replace(store, rows=rows), notes
