"""Replays on sufficient statistics: accounts' statistics and what they share, drawn directly.

A replay is one evaluation of the first null as the engine makes it: suspects, cohorts by what they
share and by closeness, all detectors, e-BH. Every account is drawn on its own, but for those that
a scenario or a look-alike group gives a common cause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from stillwatch.core.registry import discover
from stillwatch.detect import suspicion
from stillwatch.detect.accounts import statistics
from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.state import FIXED, State
from stillwatch.detect.accounts.statistics import Accounts
from stillwatch.detect.cohorts import Cohorts, by_observable, by_proximity, concat, suspects
from stillwatch.detect.detectors.base import Detector, View
from stillwatch.detect.stats import evalues, ranks
from stillwatch.store.links import Links

SIZE, NOW, RELEASE, NEW_MODEL = 900, 500, 250, 2 * 10**6
"""Accounts; hour of the evaluation; hour at which a new model comes out, and its key."""
SCENARIOS = ("plain", "weeks", "drift", "holiday", "launch", "viral", "kinds")
"""`drift`: later accounts differ from earlier ones; `kinds`: four kinds of user differ in all they
do and in their client software. Nobody has a cause in common there, but alike are not
exchangeable."""
TRAFFICS = ("independent", "look-alikes")
LEVELS = (0.01, 0.05)
TYPES = (
    "ip_prefix", "asn", "ja4", "user_agent", "payment", "org", "email_domain", "signup_day",
    "params", "tools", "model", "system_template", "head_template", "tail_template", "frame",
)  # fmt: skip
OF_APP = ("ja4", "user_agent", "params", "tools", "system_template", "head_template")
OF_GROUPS = ("ip_prefix", "payment", "org", "email_domain", "signup_day", "params",
             "system_template")  # fmt: skip
_SIGNALS = ("harvest", "elicitation", "reasoning_requested", "refused")
NAMES = sorted(
    statistics.measure(
        State(np.zeros(1, np.uint64), (*FIXED, *(f"sig_{name}" for name in _SIGNALS))), NOW,
        np.zeros(1),
    ).values
)  # fmt: skip
PARTS = ("harvest_share", "one_shot", "focus", "elicitation", "harvest", "rhythm", "single",
         "slice_rhythm")  # fmt: skip
Floats = np.ndarray


@dataclass
class People:
    """Accounts while they are drawn."""

    rng: np.random.Generator
    cause: np.ndarray
    """Shape (SIZE,): number of the cause that an account has in common with others; 0: none."""
    values: dict[str, Floats]
    styles: Floats
    shared: np.ndarray
    """Shape (types, SIZE): value of each observable."""
    moved: np.ndarray
    """Shape (SIZE,): hour of the move to the new model; a large number for never."""


def people(scenario: str, traffic: str, seed: int) -> People:
    """Draw accounts."""
    rng = np.random.default_rng([seed, SCENARIOS.index(scenario), TRAFFICS.index(traffic)])
    values = {name: rng.normal(size=SIZE) for name in NAMES}
    values |= {name: rng.beta(0.5, 2.0, SIZE) for name in PARTS}
    for name in ("repeats", "overlap"):
        values[name] = np.where(rng.uniform(size=SIZE) < 0.8, 0.0, rng.beta(1, 4, SIZE))
    values["onset"] = rng.choice(NOW, SIZE, p=_hours(scenario)).astype(float)
    values["age"] = np.floor(rng.exponential(2_000, SIZE))
    chance = 1.0 / np.arange(1, SIZE // 8 + 1) ** 1.1
    shared = 1 + rng.choice(len(chance), (len(TYPES), SIZE), p=chance / chance.sum())
    moved = RELEASE + np.floor(rng.exponential(60, SIZE))
    drawn = People(rng, np.zeros(SIZE, np.int64), values, rng.dirichlet(np.full(24, 0.3), SIZE),
                   shared, np.where(rng.uniform(size=SIZE) < 0.6, moved, 10**6))  # fmt: skip
    _happen(scenario, drawn)
    if traffic == "look-alikes":
        _groups(drawn)
    return drawn


def _hours(scenario: str) -> Floats:
    """Chance of an account's first request at each hour."""
    hour = np.arange(NOW)
    rate = np.ones(NOW)
    if scenario != "plain":  # days and weeks beat everywhere but in the plain world
        rate *= np.where(hour % 24 < 7, 0.15, 1.0) * np.where(hour // 24 % 7 >= 5, 0.3, 1.0)
    if scenario == "drift":
        rate *= np.exp(2.0 * hour / NOW)
    if scenario == "holiday":
        rate[260:332] *= 0.1
    if scenario == "launch":
        rate[RELEASE : RELEASE + 48] *= 8.0
    return rate / rate.sum()


def _happen(scenario: str, drawn: People) -> None:
    rng, values = drawn.rng, drawn.values
    if scenario == "drift":
        for name in NAMES:
            if name not in PARTS and name not in ("onset", "repeats", "overlap", "age"):
                values[name] += 1.5 * values["onset"] / NOW
    if scenario == "launch":
        late = values["onset"] >= RELEASE
        values["output"][late] += 1.0
        drawn.moved = np.where(rng.uniform(size=SIZE) < 0.8, RELEASE + rng.integers(0, 12, SIZE),
                               drawn.moved)  # fmt: skip
    if scenario == "viral":
        taken = np.flatnonzero(rng.uniform(size=SIZE) < 0.25)
        drawn.cause[taken] = 1
        values["onset"][taken] = np.floor(np.minimum(200 + rng.exponential(24, len(taken)), 450))
        alike(drawn, taken, 0.2, ("length", "output", "one_shot", "elicitation", "single"))
        drawn.shared[[TYPES.index(name) for name in OF_APP], taken[:, None]] = 10**6
    if scenario == "kinds":
        kind = rng.integers(0, 4, SIZE)
        for name in NAMES:
            if name != "onset":
                centre = np.quantile(values[name], rng.uniform(size=4))
                values[name] = 0.6 * values[name] + 0.4 * centre[kind]
        drawn.styles = 0.6 * drawn.styles + 0.4 * rng.dirichlet(np.full(24, 0.3), 4)[kind]
        for name in ("ja4", "user_agent"):
            own = rng.uniform(size=SIZE) < 0.6
            drawn.shared[TYPES.index(name)][own] = 10**6 + 10 * kind[own] + rng.integers(
                0, 6, int(own.sum()))  # fmt: skip


def alike(drawn: People, members: np.ndarray, left: float, names: tuple[str, ...]) -> None:
    """Draw members together in some statistics: `left` is what is left of their spread."""
    for name in names:
        held = drawn.values[name]
        centre = np.quantile(held, drawn.rng.uniform(0.05, 0.95))
        held[members] = centre + left * (held[members] - centre)
    if "onset" in names:
        drawn.values["onset"][members] = np.floor(drawn.values["onset"][members])


def _groups(drawn: People) -> None:
    """Put a quarter of all accounts in groups with a cause: classes, firms, events."""
    rng, free = drawn.rng, drawn.rng.permutation(SIZE)[: SIZE // 4]
    for number, members in enumerate(np.array_split(free, 9), start=10):
        drawn.cause[members] = number
        names = tuple(rng.permutation(NAMES)[: rng.integers(4, len(NAMES))])
        alike(drawn, members, float(rng.uniform(0.1, 0.8)), names)
        drawn.values["harvest_share"][members] += 0.2
        for name in rng.permutation(OF_GROUPS)[: rng.integers(1, 4)]:
            drawn.shared[TYPES.index(name)][members] = 10**6 + number


def view(drawn: People, apart: np.ndarray | None = None) -> View:
    """Give what a detector looks at; `apart` are accounts left out of the reference."""
    rng, values = drawn.rng, drawn.values
    n = np.floor(np.exp(rng.normal(3.0, 1.2, SIZE))) + 1
    n_slice = np.floor(n * rng.beta(1.5, 2, SIZE))
    values["offset"] = np.floor(np.maximum(rng.uniform(values["onset"], NOW), values["onset"]))
    for name in statistics.SLICE_STATISTICS:
        values[name] = np.where(n_slice < statistics.LEAST, np.nan, values[name])
    keys = np.sort(rng.integers(2**63, size=SIZE, dtype=np.uint64))
    made = Accounts(NOW, np.ones(SIZE, bool), n, n_slice, values, drawn.styles, keys)
    reference = np.ones(SIZE, bool) if apart is None else ~apart
    made.ranks.update(statistics.rank(made, reference, ranks.jitter(keys)))
    made.scores.update(statistics.normal_scores(made.ranks))
    content = Content.of(made, reference)
    score = suspicion.score(made)
    none = Cohorts(*(np.zeros(0, np.int64),) * 2, (), np.zeros(0, np.uint64),
                   np.zeros(0, np.int64))  # fmt: skip
    return View(made, content, none, _links(drawn), score, suspects(made, score), reference)


def _links(drawn: People) -> Links:
    kind, account = np.divmod(np.arange(len(TYPES) * SIZE), SIZE)
    value = drawn.shared.ravel().astype(np.uint64)
    first = drawn.rng.integers(0, NOW, len(value))
    model = TYPES.index("model")
    first[kind == model] = np.minimum(first[kind == model], RELEASE - 30)
    movers = np.flatnonzero(drawn.moved < NOW)
    return Links.build(
        TYPES, np.append(kind, np.full(len(movers), model)).astype(np.int16),
        np.append(value, np.full(len(movers), NEW_MODEL, np.uint64)),
        np.append(account, movers), np.append(first, drawn.moved[movers]).astype(np.int32), SIZE,
    )  # fmt: skip


def judged(held: View) -> Floats:
    """Log e-value of each cohort, averaged over all detectors."""
    found = discover("stillwatch.detect.detectors", Detector).values()
    return evalues.average(np.vstack([cls().judge(held) for cls in found]))


def replay(scenario: str, traffic: str, seed: int) -> dict[str, Any]:
    """Judge one population, as it is done and as it must not be done."""
    drawn = people(scenario, traffic, seed)
    base = view(drawn)
    able = base.accounts.n_slice >= statistics.LEAST
    shared = by_observable(base.links, base.chosen, SIZE // 2, able)
    cohorts = concat(shared, by_proximity(base.accounts, base.content, base.chosen))
    held = replace(base, cohorts=cohorts)
    null = _null(scenario, traffic, cohorts, drawn.cause)
    near = np.array([formed == "proximity" for formed in cohorts.formed], bool)
    everybody = np.ones(SIZE, bool)
    free = replace(cohorts, formed=("",) * len(cohorts))
    ways = {
        "as it is": held,
        "what formed it tests it": replace(held, cohorts=free),
        "ranks among everybody": replace(held, chosen=everybody, _ranks={}, _kept={}),
        "both": replace(held, cohorts=free, chosen=everybody, _ranks={}, _kept={}),
    }
    return {
        "scenario": scenario, "traffic": traffic, "seed": seed, "cohorts": len(cohorts),
        "null": int(null.sum()), "near": int((null & near).sum()),
        "ways": {name: _counts(judged(way), null, near) for name, way in ways.items()},
    }  # fmt: skip


def _null(scenario: str, traffic: str, cohorts: Cohorts, cause: np.ndarray) -> np.ndarray:
    """Cohorts formed by what no cause shares, or in which no two members have one in common."""
    told = set(OF_APP if scenario == "viral" else ()) | {"proximity"}
    told |= set(OF_GROUPS if traffic == "look-alikes" else ())
    out = np.array([formed not in told for formed in cohorts.formed], bool)
    for number in np.flatnonzero(~out):
        held = cause[cohorts.members(int(number))]
        held = held[held > 0]
        out[number] = len(np.unique(held)) == len(held)
    return out


def _counts(log_e: Floats, null: np.ndarray, near: np.ndarray) -> dict[str, Any]:
    """At each level: cohorts let through, false ones, those of closeness; and e >= 1/level."""
    out = {}
    for level in LEVELS:
        passing, high = evalues.ebh(log_e, level), log_e >= -np.log(level)
        out[str(level)] = [
            int(passing.sum()), int((passing & null).sum()), int((passing & null & near).sum()),
            int((high & null).sum()), int((high & null & near).sum()),
        ]  # fmt: skip
    return out
