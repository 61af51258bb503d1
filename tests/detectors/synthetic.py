"""Synthetic accounts: every statistic and observable drawn for each account on its own.

No account knows of another unless a test plants it, so that everything a test of cohorts finds
among them is false.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from stillwatch.detect import suspicion
from stillwatch.detect.accounts import statistics
from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.state import FIXED, State
from stillwatch.detect.accounts.statistics import Accounts
from stillwatch.detect.cohorts import Cohorts, suspects
from stillwatch.detect.detectors.base import View
from stillwatch.detect.stats import ranks
from stillwatch.store.links import Links

TYPES = (
    "ip_prefix", "asn", "ja4", "user_agent", "payment", "org", "email_domain", "signup_day",
    "params", "tools", "model", "system_template", "head_template", "tail_template", "frame",
)  # fmt: skip
NOW, RELEASE, NEW_MODEL = 500, 250, 2 * 10**6
"""Hour of the evaluation, hour at which a new model comes out, and its key."""
LATER = (*statistics.UNSTRATIFIED, *statistics.UNRANKED)
NAMES = (*sorted(
    set(statistics.measure(State(np.zeros(1, np.uint64), (*FIXED, *(
        f"sig_{name}" for name in ("harvest", "elicitation", "reasoning_requested", "refused")
    ))), NOW, np.zeros(1)).values) - set(LATER)
), *LATER)  # fmt: skip
"""Statistics that an account has, whatever they are at present."""


def values(size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Shape (size,) each: skewed, tied and bounded, as real statistics are."""
    drawn = {name: rng.normal(size=size) for name in NAMES if name not in LATER}
    for name in ("harvest_share", "one_shot", "focus", "elicitation", "harvest", "rhythm"):
        drawn[name] = rng.beta(0.5, 2.0, size)
    for name in ("repeats", "overlap"):
        drawn[name] = np.where(rng.uniform(size=size) < 0.6, 0.0, rng.beta(1, 4, size))
    drawn["onset"] = np.floor(rng.uniform(0, NOW, size))
    drawn["offset"] = np.floor(rng.uniform(drawn["onset"], NOW))
    drawn["age"] = np.floor(rng.exponential(2_000, size))
    drawn["load"] = rng.normal(1.0, 1.0, size)
    own = np.random.default_rng(size)  # so that what is drawn for others stays as it is
    for name in LATER:
        bounded = name in statistics.UNRANKED
        drawn[name] = own.beta(1, 4, size) if bounded else own.normal(size=size)
    return drawn


def keys(size: int, seed: int = 0) -> np.ndarray:
    """Shape (size,): account keys, as hashes are."""
    return np.sort(np.random.default_rng([seed, 4]).integers(2**63, size=size, dtype=np.uint64))


def accounts(
    size: int, seed: int = 0, planted: dict[str, Any] | None = None, members: Any = ()
) -> Accounts:
    """Draw accounts; `planted` sets statistics of `members`. Ranks and scores are the real ones."""
    rng = np.random.default_rng([seed, 1])
    n = np.floor(np.exp(rng.normal(3.0, 1.2, size))) + 1
    n_slice = np.floor(n * rng.beta(1, 3, size))
    held = values(size, rng)
    styles = rng.dirichlet(np.full(24, 0.3), size)
    for name, value in (planted or {}).items():
        if name == "styles":
            styles[members] = value
        elif name == "n_slice":
            n_slice[members] = value
            n[members] = np.maximum(n[members], value)
        else:
            held[name][members] = value
    held["offset"] = np.maximum(held["offset"], held["onset"])
    for name in statistics.SLICE_STATISTICS:
        held[name] = np.where(n_slice < statistics.LEAST, np.nan, held[name])
    out = Accounts(NOW, np.ones(size, bool), n, n_slice, held, styles, keys(size, seed))
    return ranked(out, np.ones(size, bool), seed)


def ranked(made: Accounts, reference: np.ndarray, seed: int = 0) -> Accounts:
    """Rank everybody among the reference."""
    ties = ranks.jitter(np.arange(len(made.n), dtype=np.uint64) + np.uint64(seed + 1))
    made = replace(made, ranks={}, scores={})
    made.ranks.update(statistics.rank(made, reference, ties))
    made.scores.update(statistics.normal_scores(made.ranks))
    return made


def links(size: int, seed: int = 0, planted: dict[str, Any] | None = None) -> Links:
    """Draw one value of each type an account, of heavy-tailed prevalence.

    Most of the accounts that were there move to a new model after its release. `planted` gives,
    by type, the accounts that share one value of their own besides; under `move`, those that
    move to the new model within three hours.
    """
    rng = np.random.default_rng([seed, 2])
    rows = []
    for number, name in enumerate(TYPES):
        kinds = max(size // 8, 3)
        chance = 1.0 / np.arange(1, kinds + 1) ** 1.1
        value = rng.choice(kinds, size=size, p=chance / chance.sum()) + 1
        first = rng.integers(0, NOW, size)
        for account in (planted or {}).get(name, ()):
            value[account], first[account] = 10**6, 0
        rows.append((np.full(size, number), value, np.arange(size), first))
        if name == "model":
            rows.append(_moves(number, first, (planted or {}).get("move", ()), seed))
    kind, key, account, first = (np.concatenate(column) for column in zip(*rows, strict=True))
    # as the audit does: a value that fewer than three accounts share is not kept
    _, inverse, count = np.unique(kind * 2**40 + key, return_inverse=True, return_counts=True)
    kept = count[inverse] >= 3
    return Links.build(
        TYPES, kind[kept].astype(np.int16), key[kept].astype(np.uint64),
        account[kept].astype(np.int64), first[kept].astype(np.int32), size,
    )  # fmt: skip


def _moves(number: int, first: np.ndarray, together: Any, seed: int) -> tuple[Any, ...]:
    """Rows of the new model: exponential lags; those `together` were there from the start."""
    rng = np.random.default_rng([seed, 5])
    first[list(together)] = 0
    lag = np.where(rng.uniform(size=len(first)) < 0.8, rng.exponential(80, len(first)), np.inf)
    lag[list(together)] = rng.uniform(30, 33, len(together))
    who = np.flatnonzero((first < RELEASE) & (lag < NOW - RELEASE))
    when = RELEASE + np.floor(lag[who]).astype(np.int64)
    return np.full(len(who), number), np.full(len(who), NEW_MODEL), who, when


def cohorts(groups: list[Any], formed: str = "country", group: int | None = None) -> Cohorts:
    """Make cohorts of plain member lists."""
    sizes = [len(g) for g in groups]
    return Cohorts(
        cohort=np.repeat(np.arange(len(groups)), sizes).astype(np.int64),
        account=np.concatenate(groups).astype(np.int64) if groups else np.zeros(0, np.int64),
        formed=(formed,) * len(groups),
        key=np.arange(1, len(groups) + 1, dtype=np.uint64),
        group=np.array([group or s for s in sizes], dtype=np.int64),
    )


def random_groups(pool: Any, count: int, size: int, seed: int) -> list[np.ndarray]:
    """Draw cohorts of accounts, each without replacement."""
    rng = np.random.default_rng([seed, 3])
    return [rng.choice(pool, size, replace=False) for _ in range(count)]


def view(made: Accounts, shared: Links, of: Cohorts) -> View:
    """What a detector may look at."""
    score = suspicion.score(made)
    content = Content.of(made, made.seen)
    return View(made, content, of, shared, score, suspects(made, score), made.seen)
