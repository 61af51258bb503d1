"""Feature rows made by hand, and the relations folded from them in plain Python."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa

from stillwatch.features.schema import BASE
from stillwatch.store import relations

SIGNALS = ("harvest", "elicitation", "one_shot", "new_chars")
STYLES = ("style_00", "style_01")
TOPICS = ("topic_00", "topic_01")
OBSERVABLES = ("ip_prefix", "ja4", "tools")
SCHEMA = pa.schema(
    [
        *BASE,
        *(pa.field(f"sig_{name}", pa.float32()) for name in SIGNALS),
        *(pa.field(name, pa.float32()) for name in (*STYLES, *TOPICS)),
        *(pa.field(f"obs_{name}", pa.uint64(), nullable=False) for name in OBSERVABLES),
        pa.field("payload", pa.uint64(), nullable=False),
    ]
)
HOUR = 3_600_000_000


def row(exchange: str, account: int, time: float, **more: Any) -> dict[str, Any]:
    """One exchange at `time` hours; what is not given is as plain as can be."""
    plain = {
        "exchange": exchange, "account": account, "time": int(time * HOUR), "epoch": int(time),
        "half": 0, "slice": 0, "input_tokens": 10, "output_tokens": 100, "has_text": True,
        "grades": False, "calls": False, "instead": 0,
        "said": 0, "earlier": 0,
        "sig_harvest": 0.0, "sig_elicitation": 0.0, "sig_one_shot": 1.0, "sig_new_chars": 3.0,
        "style_00": 0.5, "style_01": 0.5, "topic_00": 0.0, "topic_01": 0.0,
        "obs_ip_prefix": 0, "obs_ja4": 0, "obs_tools": 0, "payload": 0,
    }  # fmt: skip
    return plain | more


def table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, SCHEMA)


def random_rows(n: int, seed: int, accounts: int = 5, hours: int = 60) -> list[dict[str, Any]]:
    """Random exchanges with gaps, nulls, ties in time and shared values."""
    rng = np.random.default_rng(seed)
    out = []
    for i in range(n):
        text = bool(rng.uniform() < 0.8)
        first = float(rng.uniform())
        known = {
            "sig_harvest": float(rng.uniform()), "sig_elicitation": None if i % 3 else 0.5,
            "sig_new_chars": float(rng.uniform(0, 8)), "style_00": first, "style_01": 1 - first,
            "topic_00": float(rng.normal()), "topic_01": float(rng.normal()),
            "slice": int(rng.integers(0, 4)), "payload": int(rng.integers(0, 6)),
        }  # fmt: skip
        absent = dict.fromkeys(
            ("sig_harvest", "sig_elicitation", "sig_new_chars", *STYLES, *TOPICS)
        )
        out.append(
            row(
                f"x{seed}-{i}", int(rng.integers(1, accounts + 1)), int(rng.integers(0, hours)),
                has_text=text, output_tokens=int(rng.integers(0, 900)) if i % 4 else None,
                obs_ip_prefix=int(rng.integers(0, 4)), obs_ja4=int(rng.integers(0, 3)),
                obs_tools=int(rng.integers(0, 9)),
                **(known if text else absent),
            )
        )  # fmt: skip
    return out


def activity_of(rows: list[dict[str, Any]]) -> dict[tuple[int, int, int], dict[str, float]]:
    """The activity relation with repeats, by plain loops."""
    sums: dict[tuple[int, int, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    asked: dict[int, list[int]] = defaultdict(list)
    for r in sorted(rows, key=lambda r: (r["time"], r["exchange"])):
        cell = sums[r["account"], r["slice"], r["epoch"]]
        cell["n"] += 1
        cell["n_text"] += r["has_text"]
        cell["output_tokens"] += r["output_tokens"] or 0
        for name in SIGNALS:
            cell[f"sig_{name}"] += r[f"sig_{name}"] or 0.0
        for square, names in (("style_sq", STYLES), ("topic_sq", TOPICS)):
            for name in names:
                cell[name] += r[name] or 0.0
            cell[square] += sum((r[name] or 0.0) ** 2 for name in names)
        if r["payload"]:
            before = asked[r["payload"]]
            cell["own"] += r["account"] in before
            cell["other"] += bool(before) and r["account"] not in before
            before.append(r["account"])
    for r in rows:
        own = r["has_text"] and _own(rows, r, "obs_tools")
        sums[r["account"], r["slice"], r["epoch"]]["own_tools"] += own
    return sums


def _own(rows: list[dict[str, Any]], here: dict[str, Any], name: str) -> bool:
    """Whether its account had sent a value before, and too few others had by then to share it."""
    times = [(r["account"], r["time"]) for r in rows if r["has_text"] and r[name] == here[name]]
    senders = {account for account, time in times if time <= here["time"]}
    before = any(a == here["account"] and time < here["time"] for a, time in times)
    return bool(here[name]) and before and len(senders) <= relations.OWN


def folded(backend: Any, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pa.Table:
    """Fold rows as the audit does: activity with repeats, in the order of epochs."""
    import ibis

    memory = ibis.memtable(table(rows))
    joined = relations.activity(memory)
    for more in (relations.repeats(memory), relations.own_tools(memory)):
        joined = joined.left_join(more, list(relations.KEYS))
        joined = joined.drop("account_right", "slice_right", "epoch_right")
    chosen = joined.select(*relations.KEYS, *columns).order_by("epoch", "account", "slice")
    return backend.to_pyarrow(chosen)
