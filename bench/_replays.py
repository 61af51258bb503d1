"""Whole small audits in one process: simulated traffic, features, the fold, the engine.

Nothing of it is a harvest, or one small campaign is, where that is asked for. What happens to
everybody (weeks, a holiday, a launch, growth, an app that goes viral) is worked into the traffic
before it is read.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from stillwatch.audit.collect import collect
from stillwatch.audit.detection import detect
from stillwatch.audit.population import Store
from stillwatch.audit.units import settle
from stillwatch.contract.settings import Settings
from stillwatch.core.registry import discover
from stillwatch.detect.campaigns.follow import Followed
from stillwatch.detect.campaigns.track import LEVELS
from stillwatch.detect.detectors.base import Detector
from stillwatch.detect.detectors.pivot import adoptions
from stillwatch.detect.engine import Engine
from stillwatch.detect.stats import evalues
from stillwatch.simulate.cast import DAY, Cast
from stillwatch.simulate.compose import Line
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.people import stamp
from stillwatch.simulate.run import build, exchanges
from stillwatch.simulate.stream import Actor
from stillwatch.simulate.world import ALL_KINDS, START, World, named

SCENARIOS = ("plain", "weeks", "drift", "holiday", "launch", "viral")
ORDINARY = {"consumers": 110, "chat": 60, "business": 40}
LOOKALIKES = {
    "consumers": 50, "chat": 30, "agent_tool": 30, "evaluation_lab": 12, "fleet": 30,
    "hackathon": 30, "nightly": 8, "proxy": 20, "students": 30,
}  # fmt: skip
TRAFFICS = {"independent": ORDINARY, "look-alikes": LOOKALIKES, "harvest": ORDINARY}
HARVESTERS = 40
EAGER = Settings(
    level=0.05, watch_odds=-4.0, likely_odds=-2.0, confirmed_odds=-1.0, nominate_odds=-8.0,
)  # fmt: skip
"""Thresholds for logs with a harvest: there has to be something that a cut could change."""
CUT = 5
"""One in so many benign logs is cut, and every one with a harvest."""
NAMED, FREE = 120, 3
"""Hours after the beginning at which groups without a common cause are fixed, to be followed:
cohorts as they were nominated, and as many random ones."""
NULLS = (0.01, 0.05)
"""Levels at which the first null is looked at, over all cohorts nominated at midnight."""


def world(traffic: str, seed: int, days: int) -> World:
    """Give the world of a replay."""
    kinds = [kind for kind in ALL_KINDS if kind != "in_reseller"]
    base = World(
        name=f"kind:{kinds[seed % len(kinds)]}" if traffic == "harvest" else "none",
        seed=seed, days=days, campaign_accounts=HARVESTERS, sources="report",
        populations=tuple(TRAFFICS[traffic].items()),
    )  # fmt: skip
    return named(base)


def happen(scenario: str, cast: Cast, rng: np.random.Generator) -> None:
    """Work what happens to accounts into the cast."""
    if scenario == "launch":  # everybody moves to the new model within a day
        for stream in cast.streams:
            stream.adopts = cast.release + float(rng.uniform(0, DAY))
    if scenario == "viral":
        _viral(cast, rng)


def _viral(cast: Cast, rng: np.random.Generator) -> None:
    """Three of ten consumers come with one app, within days of each other."""
    people = [s for s in cast.streams if cast.actors[s.actor].population == "consumers"]
    taken = [s for s in people if rng.random() < 0.3]
    if not taken:
        return
    begin, style = 0.4 * cast.world.end, taken[0].style
    app = msgspec.json.decode(taken[0].clients[0])
    for stream in taken:
        actor = cast.actors[stream.actor]
        stream.start, stream.end = begin + float(rng.exponential(DAY)), 2 * cast.world.end
        stream.style, stream.rate = style, float(rng.uniform(2, 8))
        client = msgspec.json.decode(stream.clients[0])
        client |= {"user_agent": app["user_agent"], "ja4": app["ja4"]}
        stream.clients = (msgspec.json.encode(client),)
        told = msgspec.json.decode(actor.fragment)
        told["created"] = stamp(START + stream.start - 600)
        actor.fragment, actor.population = msgspec.json.encode(told), "viral app"


def share_kept(scenario: str, time: float, end: float, release: float) -> float:
    """Share of requests that are left of a moment, in seconds since the world's begin."""
    day, hour = int(time // DAY), time % DAY / 3600
    match scenario:
        case "weeks":
            return (0.4 if day % 7 >= 5 else 1.0) * (0.3 if hour < 6 else 1.0)
        case "drift":
            return 0.25 + 0.75 * time / end
        case "holiday":
            return 0.2 if 0.5 * end <= time < 0.5 * end + 2 * DAY else 1.0
        case "launch":
            return 1.0 if release <= time < release + 2 * DAY else 0.55
    return 1.0


class Watched(Engine):
    """An engine that writes down what it knew after every evaluation."""

    def __post_init__(self) -> None:
        """Begin with nothing."""
        super().__post_init__()
        self.record: dict[int, Any] = {}
        self.levels: dict[str, int] = defaultdict(int)
        self.flagged: set[int] = set()
        self.null: list[tuple[float, int, int, int]] = []
        self.kinds: list[str] = []
        self.free: list[Followed] = []

    def advance(self, now: int) -> None:
        """Evaluate, and note levels and, at midnight, which cohorts reject the first null."""
        super().advance(now)
        self.record[now] = [
            (c.id, c.severity, c.detected, sorted(self.keys[c.members].tolist()),
             c.followed.told() if c.followed else None)
            for c in self.tracker.campaigns
        ]  # fmt: skip
        for campaign in self.tracker.campaigns:
            level = LEVELS[campaign.severity]
            self.levels[campaign.id] = max(self.levels[campaign.id], level)
            if level >= LEVELS["likely"]:
                self.flagged.update(campaign.members.tolist())
        if now % 24 == 0:
            self._first_null()
        if not self.free and now >= min(self.record) + NAMED:
            self._fix(now)

    def _fix(self, now: int) -> None:
        """Follow cohorts without a common cause, as they were nominated, and random suspects."""
        view, rng = self.view, np.random.default_rng([now, len(self.keys)])
        assert view is not None
        able = view.reference & ~view.chosen
        every = [view.cohorts.members(i) for i in range(len(view.cohorts))]
        some = [m for m in every if len(m) >= 4 and not _common(self.kinds, m)]
        groups = [some[i] for i in rng.permutation(len(some))[:FREE]]
        kinds = np.array(self.kinds)
        loose = np.flatnonzero(view.chosen & (kinds == ""))
        size = min(12, len(loose) // 2)
        groups += [rng.choice(loose, size, replace=False) for _ in range(FREE) if size >= 4]
        self.free = [Followed.name(m, able, self.keys, now) for m in groups]

    def _turn(self, day: int) -> None:
        """Bet against these groups, too."""
        before = self.day
        super()._turn(day)
        if self.free and before is not None and day == before + 1:
            moves = adoptions(self.population.links.known(day * 24))
            moved = np.full(len(self.keys), -1)
            moved[moves.account] = moves.hour
            for group in self.free:
                group.close(self.daily, moved, self.keys, day * 24)

    def _first_null(self) -> None:
        view = self.view
        assert view is not None
        cohorts = view.cohorts
        if not len(cohorts):
            return
        log_e = evalues.average(self._judge(view).table(cohorts))
        for level in NULLS:
            rejected = np.flatnonzero(evalues.ebh(log_e, level))
            common = [_common(self.kinds, cohorts.members(int(i))) for i in rejected]
            self.null.append((level, len(cohorts), len(rejected), len(rejected) - sum(common)))


def _common(kinds: list[str], members: np.ndarray) -> bool:
    """Whether two members are of one look-alike group or campaign: no independent accounts."""
    held = [kinds[m] for m in members if kinds[m]]
    return len(set(held)) < len(held)


def replay(traffic: str, scenario: str, seed: int, days: int) -> dict[str, Any]:
    """Run one audit, and for some logs once more with the log cut at a random hour."""
    rng = np.random.default_rng([seed, 77])
    made = world(traffic, seed, days)
    cast, _, grammar = build(made)
    happen(scenario, cast, rng)
    with tempfile.TemporaryDirectory(prefix="stillwatch-replay-") as scratch:
        folder = Path(scratch)
        with (folder / "log.jsonl").open("wb") as log:
            for line in _lines(scenario, made, cast, exchanges(made, cast, grammar), rng):
                log.write(line.text)
        return {
            "traffic": traffic, "scenario": scenario, "seed": seed,
            **_audit(folder, cast, rng, traffic == "harvest", seed % CUT == 0),
        }  # fmt: skip


def _lines(
    scenario: str, made: World, cast: Cast, blocks: Iterator[list[Line]], rng: np.random.Generator
) -> Iterator[Line]:
    for block in blocks:
        for line in block:
            kept = share_kept(scenario, line.time, made.end, cast.release)
            if line.time < made.end and (kept >= 1 or rng.random() < kept):
                yield line


def _audit(
    folder: Path, cast: Cast, rng: np.random.Generator, harvest: bool, cut: bool
) -> dict[str, Any]:
    found = collect([folder / "log.jsonl"], folder / "all", workers=1)
    units = settle(found.names, frozenset())
    rows = pq.read_table(found.rows)
    alike = {n for n, kind in discover("stillwatch.simulate.populations", Population).items()
             if kind.lookalike} | {"viral app"}  # fmt: skip
    kinds = {(a.account, a.end_user): _cause(a, alike) for a in cast.actors}

    settings = EAGER if harvest else Settings()

    def run(part: Any, name: str) -> Watched:
        place = folder / name
        (place / "rows").mkdir(parents=True)
        pq.write_table(part, place / "rows" / "0.parquet")
        store = Store.open(place / "rows", found.values, place).merged(units.merged).tasked()
        detectors = {
            n: cls() for n, cls in discover("stillwatch.detect.detectors", Detector).items()
        }
        engine = Watched(store.population(frozenset()), store.columns(), detectors, settings)
        engine.kinds = [kinds.get(units.names[int(k)], "") for k in engine.population.keys]
        detect(engine, store)
        return engine

    whole = run(rows, "whole")
    told = _told(whole, rows.num_rows)
    if not (cut or harvest):
        return told
    hours = sorted(whole.record)
    hour = int(rng.integers(hours[len(hours) // 3], hours[-1]))
    short = run(rows.filter(pc.less(rows["epoch"], hour)), "cut")
    before = [h for h in hours if h < hour]
    return told | {
        "cut_at": hour - hours[0],
        "cut_evaluations": len(before),
        "cut_campaigns": sum(len(whole.record[h]) for h in before),
        "cut_raised": sum(c[2] is not None for h in before for c in whole.record[h]),
        "cut_changed": sum(short.record.get(h) != whole.record[h] for h in before),
    }


def _cause(actor: Actor, alike: set[str]) -> str:
    """Name what an account has in common with others: campaign, look-alike, organisation."""
    org = msgspec.json.decode(actor.fragment).get("org") or ""
    return actor.campaign or (actor.population if actor.population in alike else org)


def _told(engine: Watched, exchanges: int) -> dict[str, Any]:
    kinds = np.array([bool(kind) for kind in engine.kinds])
    followed = [
        {"bad": float(kinds[c.followed.members].mean()), "raised": c.detected is not None}
        | c.followed.told()
        for c in engine.tracker.campaigns
        if c.followed is not None
    ]
    return {
        "accounts": len(engine.kinds),
        "exchanges": exchanges,
        "evaluations": len(engine.record),
        "levels": list(engine.levels.values()),
        "flagged": len(engine.flagged),
        "flagged_unlike": int((~kinds[sorted(engine.flagged)]).sum()) if engine.flagged else 0,
        "null": engine.null,
        "followed": followed,
        "free": [[len(g.members), g.process.epochs, g.process.highest] for g in engine.free],
    }


if __name__ == "__main__":
    import sys

    name, what, number, length = sys.argv[1:]
    print(json.dumps(replay(name, what, int(number), int(length)), indent=1))
