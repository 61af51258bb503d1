"""From what the engine found to campaigns in words and figures, read off the feature rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.audit.population import Store
from stillwatch.campaigns.track import Tracked
from stillwatch.cohorts import SMALLEST, Cohorts, join
from stillwatch.detectors._sharing import shared
from stillwatch.detectors.base import Detector, View
from stillwatch.engine import Engine
from stillwatch.features.schema import SLICES
from stillwatch.results import SEVERITIES, Campaign, Evidence, Member, SharedObservable
from stillwatch.settings import Settings

Names = Mapping[int, tuple[str, str | None]]

QUOTED = 100
"""Exchange ids quoted with each piece of evidence."""
WORTH_SAYING = 2.0
"""Log e-value above which a detector's finding is told."""
ALIKE = float(np.log(20))
"""Log e-value below which the members of a watched group may as well be unrelated."""
FRAGMENT = 0.8
"""Share of a watched group's members in stronger campaigns from which on it is not shown."""
SHOWN = 25
"""Shared observables listed for a campaign."""


@dataclass(frozen=True)
class Basis:
    """The exchanges that a campaign's evidence rests on: harvest-like ones of its members."""

    ids: tuple[str, ...]
    """At most `QUOTED`, drawn with the seed."""
    count: int
    digest: str


def campaigns(
    engine: Engine, store: Store, names: Names, end: int
) -> list[tuple[Tracked, Campaign]]:
    """Describe every tracked campaign, strongest first.

    A fragment of a campaign that is described already is left out: it says nothing more.

    Parameters
    ----------
    engine
        After its last evaluation.
    store
        The feature rows.
    names
        Account key to (account, end user).
    end
        Hour after the last exchange.
    """
    named = [campaign.named for campaign in engine.tracker.campaigns]
    shown = distinct([campaign for campaign in named if len(campaign.members) >= SMALLEST])
    return [(tracked, _describe(tracked, engine, store, names, end)) for tracked in shown]


def distinct(campaigns: Sequence[Tracked]) -> list[Tracked]:
    """Order campaigns, strongest first, and leave out fragments of stronger ones.

    What is flagged is a fragment only when all of its members are in stronger campaigns, so that
    no account loses its level. A group that was only ever watched is left out too when its
    members are, by now, no more alike than unrelated accounts may be.
    """
    ordered = sorted(
        campaigns, key=lambda c: (-SEVERITIES.index(c.severity), -_finite(c.latest.log_e), c.id)
    )
    held: set[int] = set()
    shown = []
    for campaign in ordered:
        members = set(campaign.members.tolist())
        alike = campaign.detected is not None or campaign.latest.log_e >= ALIKE
        share = FRAGMENT if campaign.severity == "watch" else 1.0
        if not alike or len(members & held) >= share * len(members):
            continue
        held |= members
        shown.append(campaign)
    return shown


def _describe(tracked: Tracked, engine: Engine, store: Store, names: Names, end: int) -> Campaign:
    members, view = tracked.members, engine.view
    assert view is not None
    keys = engine.population.keys[members]
    rows = _rows(store, keys)
    harvest = rows.filter(pc.greater(rows["slice"], 0))
    basis = _basis(harvest, engine.settings.seed)
    detected = tracked.detected
    before = rows if detected is None else rows.filter(pc.less(rows["epoch"], detected))
    people = _members(tracked, keys, harvest, names)
    last = int(pc.max(harvest["time"]).as_py() or 0)
    ended = end * 3600e6 - last > engine.settings.ended_after_days * 86400e6
    return Campaign(
        id=tracked.id,
        status="ended" if ended else "active",
        accounts=tuple(sorted({m.account for m in people})),
        members=people,
        first_seen=stamp(int(pc.min(harvest["time"]).as_py() or 0)),
        last_seen=stamp(last),
        # a campaign that is only watched has not been raised: its first sight stands here
        detected_at=stamp((detected if detected is not None else tracked.started) * 3_600_000_000),
        exchanges=rows.num_rows,
        exchanges_at_detection=before.num_rows,
        output_tokens=int(pc.sum(rows["output_tokens"]).as_py() or 0),
        log_e=_finite(tracked.latest.log_e),
        severity=tracked.severity,
        guarantee=guarantee(engine.settings, engine.tested, tracked, engine.named),
        targets=_targets(harvest),
        models=_models(harvest, store),
        observables=_observables(view, members, store),
        evidence=_evidence(view, engine.detectors, tracked, basis),
        timeline=_timeline(rows),
    )


def _rows(store: Store, keys: npt.NDArray[np.uint64]) -> pa.Table:
    wanted = ibis.memtable(pa.table({"account": pa.array(keys, pa.uint64())}))
    columns = ["exchange", "account", "time", "epoch", "slice", "output_tokens"]
    if "obs_model" in store.rows.columns:
        columns.append("obs_model")
    rows = store.rows.semi_join(wanted, "account").select(*columns)
    return store.backend.to_pyarrow(rows.order_by("time", "exchange"))


def _basis(harvest: pa.Table, seed: int) -> Basis:
    ids = sorted(harvest["exchange"].to_pylist())
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    few = np.random.default_rng(seed).permutation(len(ids))[:QUOTED]
    return Basis(tuple(ids[i] for i in sorted(few)), len(ids), digest)


def _members(
    tracked: Tracked, keys: npt.NDArray[np.uint64], harvest: pa.Table, names: Names
) -> tuple[Member, ...]:
    spans = harvest.group_by("account").aggregate([("time", "min"), ("time", "max")])
    since = dict(zip(spans["account"].to_pylist(), spans["time_min"].to_pylist(), strict=True))
    until = dict(zip(spans["account"].to_pylist(), spans["time_max"].to_pylist(), strict=True))
    people = [
        Member(
            account=names[int(key)][0],
            end_user=names[int(key)][1],
            since=stamp(since.get(int(key), 0)),
            until=stamp(until.get(int(key), 0)),
            log_e=_finite(float(ratio)),
        )
        for key, ratio in zip(keys, tracked.latest.log_lr, strict=True)
    ]
    return tuple(sorted(people, key=lambda m: (m.account, m.end_user or "")))


def _targets(harvest: pa.Table) -> tuple[dict[str, Any], ...]:
    counts = np.bincount(harvest["slice"].to_numpy(), minlength=len(SLICES))[1:]
    total = max(int(counts.sum()), 1)
    order = sorted(range(len(counts)), key=lambda i: (-counts[i], i))
    return tuple(
        {"target": SLICES[i + 1], "share": round(float(counts[i] / total), 4)}
        for i in order
        if counts[i] >= 0.02 * total
    )


def _models(harvest: pa.Table, store: Store) -> tuple[dict[str, Any], ...]:
    """Shares of models and the first day on which a newcomer took half of the traffic."""
    if "obs_model" not in harvest.column_names or not harvest.num_rows:
        return ()
    days = harvest["epoch"].to_numpy() // 24
    model = harvest["obs_model"].to_numpy()
    keys, counts = np.unique(model[model != 0], return_counts=True)
    shown = _values(store, keys)
    out = []
    for key, count in sorted(zip(keys, counts, strict=True), key=lambda p: (-p[1], p[0])):
        share = float(count / len(model))
        if share >= 0.01:
            moved = _moved(days, model == key)
            name = shown.get(int(key), "unknown")
            out.append({"model": name, "share": round(share, 4), "moved_at": moved})
    return tuple(out)


def _moved(days: npt.NDArray[Any], using: npt.NDArray[np.bool_]) -> str | None:
    """First day on which a model that had been absent served at least half."""
    first, start = int(days[using].min()), int(days.min())
    if first - start < 1 or not using.any():
        return None
    for day in range(first, int(days.max()) + 1):
        today = days == day
        if today.sum() >= 10 and using[today].mean() >= 0.5:
            return stamp(day * 86_400_000_000)
    return None


def _observables(
    view: View, members: npt.NDArray[np.int64], store: Store
) -> tuple[SharedObservable, ...]:
    rows = shared(view, members, view.links.types)
    population = max(int(view.accounts.seen.sum()), 1)
    telling = [
        row
        for row in rows
        if row[2] / len(members) > 3 * (row[3] + 1) / population
    ][:SHOWN]  # fmt: skip
    shown = _values(store, np.array([row[1] for row in telling], dtype=np.uint64))
    return tuple(
        SharedObservable(type=kind, value=shown.get(key, f"#{key:016x}"), members=here,
                         outside=there)
        for kind, key, here, there in telling
    )  # fmt: skip


def _values(store: Store, keys: npt.NDArray[np.uint64]) -> dict[int, str]:
    if not len(keys):
        return {}
    wanted = ibis.memtable(pa.table({"key": pa.array(np.unique(keys), pa.uint64())}))
    # a template's excerpts differ between exchanges: the least one stands for all
    found = (
        store.values.semi_join(wanted, "key").group_by("key").agg(value=store.values.value.min())
    )
    table = store.backend.to_pyarrow(found)
    return dict(zip(table["key"].to_pylist(), table["value"].to_pylist(), strict=True))


def _evidence(
    view: View, detectors: Mapping[str, Detector], tracked: Tracked, basis: Basis
) -> tuple[Evidence, ...]:
    plain = join([tracked.members])
    one = Cohorts(plain.cohort, plain.account, (tracked.formed,), plain.key, plain.group)
    alone = replace(view, cohorts=one)
    out = []
    for name, detector in detectors.items():
        log_e = float(detector.judge(alone)[0])
        if not np.isfinite(log_e) or log_e < WORTH_SAYING:
            continue
        finding = detector.explain(alone, tracked.members)
        out.append(
            Evidence(
                detector=name,
                family=detector.family,
                statement=finding.statement,
                log_e=_finite(log_e),
                values=dict(finding.values),
                exchange_ids=basis.ids,
                exchange_count=basis.count,
                exchange_digest=basis.digest,
            )
        )
    return tuple(sorted(out, key=lambda e: (-e.log_e, e.detector)))


def _timeline(rows: pa.Table) -> tuple[dict[str, Any], ...]:
    day = pa.array(rows["epoch"].to_numpy() // 24)
    tokens = rows["output_tokens"].fill_null(0)
    table = pa.table({"day": day, "account": rows["account"], "tokens": tokens})
    folded = table.group_by("day").aggregate(
        [("account", "count"), ("account", "count_distinct"), ("tokens", "sum")]
    )
    names = ("day", "account_count", "account_count_distinct", "tokens_sum")
    return tuple(
        {"day": stamp(day * 86_400_000_000)[:10], "exchanges": n, "accounts": a,
         "output_tokens": t}
        for day, n, a, t in sorted(zip(*(folded[c].to_pylist() for c in names), strict=True))
    )  # fmt: skip


def guarantee(
    settings: Settings,
    tested: int,
    tracked: Tracked | None = None,
    named: int = 0,
    few: bool = False,
) -> dict[str, Any]:
    """Say what is controlled, what is only measured, and what it assumes.

    Parameters
    ----------
    settings
        Of the audit.
    tested
        Cohorts of the last evaluation.
    tracked
        A campaign; None: the audit as a whole.
    named
        Groups that an e-process follows.
    few
        Whether the firm is so small that some findings rest on the second null alone.
    """
    told: dict[str, Any] = {
        "procedure": "e-BH over the cohorts of one evaluation, for the null of independent "
        "accounts; boosted trees over effect sizes for the null of a legitimate common cause",
        "level": settings.level,
        "controlled": "the expected share of cohorts of independent accounts among those named "
        "in one evaluation",
        "measured": "the error against legitimate common causes (classes, firms, tools): see the "
        "published results; it is not controlled on other traffic",
        "assumptions": [
            "members of a benign cohort are exchangeable with reference accounts of like activity",
            "campaigns are a minority of the reference",
            "no guarantee holds for ever under drift: the level is for one evaluation",
        ],
        "cohorts_tested": tested,
    }
    if few and tracked is None:
        told["controlled"] += ", apart from campaigns whose own guarantee says that nothing is"
    if tracked is not None:
        told["formed_by"] = tracked.formed
        if tracked.alone or not tracked.tested:
            told["level"] = None
            told["controlled"] = (
                "nothing: so few accounts cannot reject the null of independent accounts over all "
                "the groups that were looked at; the finding rests on what is only measured"
            )
            told["measured"] = (
                "the error against legitimate common causes: with authors of traffic left out of "
                "the fit, about one small firm in 25 had a benign group at this level"
            )
        if tracked.followed is not None:
            told["since_named"] = {
                **tracked.followed.told(),
                "groups_followed": named,
                "controlled": "for one group, the chance that accounts which act independently of "
                "each other from the next day on ever reach a log_e of x is at most exp(-x)",
                "assumes": "nobody acted on the members as a group: a block stops them together",
            }
        if tracked.latest.excuse:
            told["kept_at_watch"] = f"kept at watch because {tracked.latest.excuse}"
        told["log_odds_harvest"] = round(tracked.latest.odds, 3)
        told["family_log_e"] = {k: _finite(v) for k, v in sorted(tracked.latest.families.items())}
    return told


def stamp(micros: int) -> str:
    """Microseconds since 1970 as RFC 3339 in UTC."""
    moment = datetime.fromtimestamp(micros / 1e6, tz=UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _finite(value: float) -> float:
    return round(float(np.clip(np.nan_to_num(value), -1e6, 1e6)), 4)
