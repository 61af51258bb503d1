"""What the members of a campaign took: their exchanges, by capability, model and day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from msgspec import UNSET

from stillwatch.audit.population import Store
from stillwatch.audit.rounding import stamp
from stillwatch.contract.records import Day, Model, Target
from stillwatch.contract.results import UNCLEAR
from stillwatch.features.schema import SLICES

ABSENT = 1e-4
"""Chance of not having asked a model by then, below which it counts as newly taken up."""
MOVERS, FEWEST = 1 / 3, 3
"""Share of the active members, and how many, who have to ask a model from the day on which the
campaign is said to move to it: one busy member is no campaign."""
LEAST = 10
"""Requests below which nothing is a usual day's number."""
BODY = (0.05, 0.95)
"""Quantiles of a campaign's requests in time between which its usual pace is measured."""
HARDLY = 0.05
"""Share of its usual pace below which a campaign has ended: members go on to ask for themselves."""
VISION = SLICES.index("vision")
GRADING, KEPT = SLICES.index("grading"), (SLICES.index("ordinary"), VISION)
"""Slice that exchanges whose words ask for a grade are told in, and slices that they stay in."""
REFUSALS, REFUSED = SLICES.index("refusals"), "sig_refused"
"""Slice that is told with how many of its replies refuse, and the signal that says which do."""
HARDLY_REFUSED = 0.05
"""Share of replies that refuse below which `UNCLEAR` is told."""
TOOLS, OPEN = SLICES.index("tool_use"), ("reasoning", "refusals", "general")
"""Slice that exchanges are told in which offer tools, and what the prior, which does not know that,
takes the task for."""
QUOTED = 100
"""Exchange ids quoted with each piece of evidence."""


@dataclass(frozen=True)
class Basis:
    """The exchanges that a campaign's evidence rests on: harvest-like ones of its members."""

    ids: tuple[str, ...]
    """At most `QUOTED`, drawn with the seed."""
    count: int
    digest: str


def rows(store: Store, keys: npt.NDArray[np.uint64]) -> pa.Table:
    """Return the exchanges of accounts, by time; `slice` as it is told of them (`told`)."""
    wanted = ibis.memtable(pa.table({"account": pa.array(keys, pa.uint64())}))
    columns = ["exchange", "account", "time", "epoch", "slice", "output_tokens"]
    columns += [name for name in ("obs_model", REFUSED) if name in store.rows.columns]
    rows = store.rows.semi_join(wanted, "account")
    rows = rows.mutate(slice=told(rows)).select(*columns)
    return store.backend.to_pyarrow(rows.order_by("time", "exchange"))


def told(rows: ir.Table) -> ir.Value:
    """Return the slice that each exchange is told in.

    It is `grading` where its words ask for a grade, else `tool_use` where it offers tools and
    asks for what is no plain question (`features.extract.calls`), and `vision` only with an image
    (`features.extract.instead`). What is looked for is cut by the slice that the prior gives
    (`features.extract.slices`).
    """
    out = rows["slice"]
    if "instead" in rows.columns:
        out = ibis.ifelse((out == VISION) & (rows.instead > 0), rows.instead, out)
    if "calls" in rows.columns:
        out = ibis.ifelse(rows.calls & out.isin([SLICES.index(name) for name in OPEN]), TOOLS, out)
    if "grades" in rows.columns:
        out = ibis.ifelse(rows.grades & out.notin(KEPT), GRADING, out)
    return out.cast("int8")


def moved(store: Store, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    """Count what `told` moves: shape (accounts, slices), to be added to the counts by slice.

    Parameters
    ----------
    store
        The feature rows.
    keys
        Of the accounts, sorted.
    """
    out = np.zeros((len(keys), len(SLICES)))
    rows = store.rows.mutate(told=told(store.rows))
    rows = rows.filter(rows.told != rows["slice"])
    counts = store.backend.to_pyarrow(rows.group_by("account", "slice", "told").agg(n=rows.count()))
    who, kind, now, n = (counts[name].to_numpy() for name in ("account", "slice", "told", "n"))
    at = np.searchsorted(keys, who)
    known = keys[np.minimum(at, len(keys) - 1)] == who
    at, kind, now, n = at[known], kind[known], now[known], n[known]
    np.subtract.at(out, (at, kind), n)
    np.add.at(out, (at, now), n)
    return out


def targets(harvest: pa.Table, others: npt.NDArray[np.float64]) -> tuple[Target, ...]:
    """Return the capabilities that harvest-like exchanges aim at, with shares, most first.

    Parameters
    ----------
    harvest
        Those of the members.
    others
        Shape (slices,): how many of those of accounts in no campaign lie in each slice. What
        these are said to aim at as often is the model's habit and not the campaign's aim.

    Returns
    -------
    Each with its share, that of others, and of `refusals` the share of replies that refuse: the
    content model takes plain questions, too, for what is asked to have a refusal, so that it is
    `unclear` where hardly any does.
    """
    usual = others[1:] / max(float(others[1:].sum()), 1.0)
    counts = np.bincount(harvest["slice"].to_numpy(), minlength=len(SLICES))[1:]
    total = max(int(counts.sum()), 1)
    order = sorted(range(len(counts)), key=lambda i: (-counts[i], i))
    out: list[Target] = []
    for i in order:
        if counts[i] < 0.02 * total:
            continue
        name, share = SLICES[i + 1], refused(harvest) if i + 1 == REFUSALS else UNSET
        if isinstance(share, float) and share < HARDLY_REFUSED:
            name = UNCLEAR
        out.append(
            Target(
                target=name, share=round(float(counts[i] / total), 4),
                others=round(float(usual[i]), 4), refused=share,
            )
        )  # fmt: skip
    return tuple(out)


def refused(harvest: pa.Table) -> float | None:
    """Return how many replies refuse, of exchanges told as `refusals`; None: no reply is known."""
    if REFUSED not in harvest.column_names:
        return None
    told = harvest[REFUSED].to_numpy()[harvest["slice"].to_numpy() == REFUSALS]
    told = told[np.isfinite(told)]
    return round(float(told.mean()), 4) if len(told) else None


def ended(harvest: pa.Table, end: int, days: float) -> bool:
    """Whether members have sent hardly any harvest-like requests of late, to their usual pace.

    Parameters
    ----------
    harvest
        Harvest-like exchanges of the members.
    end
        Hour after the last exchange of the log.
    days
        How many days before that are of late.
    """
    times = harvest["time"].to_numpy() / 86400e6
    if not len(times):
        return True
    late = int((times >= end / 24 - days).sum())
    low, high = np.quantile(times, BODY)
    pace = (BODY[1] - BODY[0]) * len(times) / max(float(high - low), 1.0)
    return late == 0 or late < HARDLY * pace * days


def models(harvest: pa.Table, store: Store) -> tuple[Model, ...]:
    """Shares of models and the first day on which a newcomer took half of the traffic."""
    if "obs_model" not in harvest.column_names or not harvest.num_rows:
        return ()
    days = harvest["epoch"].to_numpy() // 24
    model, who = harvest["obs_model"].to_numpy(), harvest["account"].to_numpy()
    keys, counts = np.unique(model[model != 0], return_counts=True)
    shown = values(store, keys)
    out = []
    for key, count in sorted(zip(keys, counts, strict=True), key=lambda p: (-p[1], p[0])):
        share = float(count / len(model))
        if share >= 0.01:
            moved = _moved(days, who, model == key)
            name = shown.get(int(key), "unknown")
            out.append(Model(model=name, share=round(share, 4), moved_at=moved))
    return tuple(out)


def _moved(
    days: npt.NDArray[Any], who: npt.NDArray[np.uint64], using: npt.NDArray[np.bool_]
) -> str | None:
    """First day on which a model that had been absent served at least half, and then went on to.

    It did if at least half of the requests from that day on went to it, and many members asked it,
    over as many days as it takes to a usual day's number of requests (the median): on a quiet day
    half of a few may be chance, and the move of a whole campaign may show in few requests first.

    Absent it was if, asked as often from the log's first day as from its own first on, it would
    hardly have been missed by chance (`ABSENT`): a campaign that asks several models turns to most
    of them after its first few requests.
    """
    if not using.any():
        return None
    first = int(days[using].min())
    before, since = days < first, days >= first
    if using[since].mean() >= 1.0:
        chance = 0.0 if before.any() else 1.0
    else:
        chance = float((1.0 - using[since].mean()) ** before.sum())
    if chance > ABSENT:
        return None
    last = int(days.max())
    usual = max(LEAST, float(np.median(np.unique(days, return_counts=True)[1])))
    for day in range(first, last + 1):
        today = days == day
        if not today.any() or using[today].mean() < 0.5:
            continue
        # a quiet day, or the beginning of one, is told by what followed
        upto = np.cumsum(np.bincount(days[days >= day] - day))
        long = int(np.searchsorted(upto, usual))
        if long == len(upto):
            return None
        some = (days >= day) & (days <= day + long)
        active, movers = (len(np.unique(who[on])) for on in (some, some & using))
        if using[some].mean() >= 0.5 and movers >= max(FEWEST, MOVERS * active):
            return stamp(day * 86_400_000_000)
    return None


def basis(harvest: pa.Table, seed: int) -> Basis:
    """Return what evidence rests on: all harvest-like exchanges, some by id."""
    ids = sorted(harvest["exchange"].to_pylist())
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    few = np.random.default_rng(seed).permutation(len(ids))[:QUOTED]
    return Basis(tuple(ids[i] for i in sorted(few)), len(ids), digest)


def timeline(rows: pa.Table) -> tuple[Day, ...]:
    """Return exchanges, those like a harvest, active accounts and tokens for each UTC day."""
    day = pa.array(rows["epoch"].to_numpy() // 24)
    tokens = rows["output_tokens"].fill_null(0)
    like = pa.array(rows["slice"].to_numpy() > 0).cast("int64")
    table = pa.table({"day": day, "account": rows["account"], "like": like, "tokens": tokens})
    folded = table.group_by("day").aggregate(
        [("account", "count"), ("like", "sum"), ("account", "count_distinct"), ("tokens", "sum")]
    )
    names = ("day", "account_count", "like_sum", "account_count_distinct", "tokens_sum")
    return tuple(
        Day(day=stamp(day * 86_400_000_000)[:10], exchanges=n, harvest_like=h,
            accounts=a, output_tokens=t)
        for day, n, h, a, t in sorted(zip(*(folded[c].to_pylist() for c in names), strict=True))
    )  # fmt: skip


def values(store: Store, keys: npt.NDArray[np.uint64]) -> dict[int, str]:
    """Return values of observables by their key."""
    if not len(keys):
        return {}
    wanted = ibis.memtable(pa.table({"key": pa.array(np.unique(keys), pa.uint64())}))
    # a template's excerpts differ between exchanges: the least one stands for all
    found = (
        store.values.semi_join(wanted, "key").group_by("key").agg(value=store.values.value.min())
    )
    table = store.backend.to_pyarrow(found)
    return dict(zip(table["key"].to_pylist(), table["value"].to_pylist(), strict=True))
