"""Fit the models in `src/stillwatch/detect/models` on worlds in which it is known who harvested.

    python bench/fit_models.py marks|suspicion|nominate|causes|partial|further|all WORLD... \
        [--work DIR] [--write]

A WORLD is a folder with log files, `truth.json` and `accounts.csv` (or `.jsonl`), as
`stillwatch simulate` writes it; any other generator that writes the same `truth.json` will do.
Printed are the AUC of each world, on the worlds of the fit, and the weights; `--write` writes the
models too. `marks`
scores exchanges, `suspicion` accounts, `nominate` cohorts as they form, `causes` groups whose
membership has been refined, and `partial` those in logs that tell nothing of some effects; in
these three most signs are held, so that no quirk of a generator can turn round what an effect
means. `partial` is fitted on worlds that lack something (`bench/lacking.py`), and on all with a
part hidden; `further` on what the trees say of a group and on effects that they do not know, best
on worlds of authors whom they have not met. Each model is fitted on what those before it let
through: `all` fits them in this order, and with `--write` each fit uses the ones just written.
Feature rows are kept in `--work`; they follow the log, not the code, so empty that folder after a
change to the features. So are groups: `causes` is fitted on those that were met with the models of
today and of every earlier round, `nominate` on those of today. Empty it, too, after a change to how
groups are made, and to begin a new series of rounds.

The shipped models came from tune worlds of the simulator and from eighteen generators in
`worlds`, of which only those of its README remain; `docs/how-to/fit-models.md` has the commands.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.stats import rankdata

from stillwatch.audit import declared, run
from stillwatch.audit.collect import Setup, collect
from stillwatch.audit.detection import detect
from stillwatch.audit.population import Store
from stillwatch.audit.units import passed_on, settle
from stillwatch.contract.settings import Settings
from stillwatch.detect import causes, effects, marks, suspicion
from stillwatch.detect.accounts.statistics import Accounts
from stillwatch.detect.campaigns.refine import Judge
from stillwatch.detect.cohorts import Cohorts
from stillwatch.detect.detectors.base import View
from stillwatch.detect.engine import Engine, Population
from stillwatch.ingest.accounts import read_accounts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.str_]
Bound = tuple[float | None, float | None]

MODELS = Path(__file__).resolve().parent.parent / "src" / "stillwatch" / "models"
STAGES = ("marks", "suspicion", "nominate", "causes", "partial", "further")
LOGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
LICENSED = "licensed"
"""Part of the names of populations that may train on outputs."""
IDLE = "campaign_idle"
L2 = {"marks": 1e-3, "suspicion": 3e-3, "nominate": 2e-3, "further": 1e-3}
"""Ridge penalty on the weights, whose likelihood is a mean over worlds."""

SUSPECT: dict[str, Bound] = {
    **dict.fromkeys(
        ("breadth", "elicitation", "harvest", "harvest_share", "one_shot", "reasoning_requested",
         "single"),
        (0, None),
    ),
    **dict.fromkeys(("age", "overlap", "repeats", "rhythm", "slice_rhythm"), (None, 0)),
}  # fmt: skip
"""What the weight of a statistic may be in `suspicion`, where it may not have either sign."""

SIGNALS = {
    "harvest": 0.3, "elicitation": 0.1, "reasoning_requested": 0.1, "max_output": 5.0,
    "new_chars": 4.7, "has_system": 0.3, "many_samples": 0.0, "frame_share": 0.5,
}  # fmt: skip
"""Signals of an exchange, each with what stands in where it is not known."""
MARKING = {"harvest", "elicitation", "reasoning_requested", "many_samples"}
"""Signals that may not speak against a harvest."""
MOST_ROWS, MOST_COHORTS = 150_000, 400
"""Exchanges of a world, and nominated cohorts of an evaluation, that are drawn at random."""
MOMENTS, LEAST_EXCHANGES = (0.15, 0.4, 1.0), 5
"""Shares of a log after which `suspicion` looks at accounts, and at which of them."""
COHORTS = Settings(epoch_hours=24, nominate_odds=-2.5, most_tested=80)
"""Settings that judge many cohorts a day."""
LOOKS = 3
"""Evaluations that meet a campaign before it counts as raised, and no longer as background."""
ALL_BAD, ONE_CAMPAIGN = 0.9, {"nominate": 0.7, "causes": 0.3}
"""Shares of members in campaigns, and in one of them, from which on a cohort is a harvest."""
BENIGN = {"nominate": 0.2, "causes": 0.65}
"""Share of members in campaigns below which a cohort is benign."""
FREE = {
    "one_network", "one_domain", "span_days", "still_active", "slice_size", "shared_cards",
    "shared_networks", "level_focus",
}  # fmt: skip
RISING = {
    "level_harvest_share", "level_harvest", "level_elicitation", "level_one_shot", "share",
    "one_shot_share", "style_shift", "chosen_odds", "suspicion", "own_ratio", "log_size",
    "level_breadth", "level_spacing", "level_single", "breadth", "level_onset", "profile",
}  # fmt: skip
FALLING = {
    "level_repeats", "level_overlap", "level_rhythm", "level_age", "level_regularity",
    "load_spread", "onset_days", "offset_days", "one_org", "age_days_spread",
    "content_apart",
    "suspicion_spread", "group_size",
}  # fmt: skip
"""Effects whose weight may have either sign, not be negative, and (so `spread_*`) not positive."""
TREES: dict[str, Any] = {
    "max_depth": 5, "max_iter": 300, "learning_rate": 0.06, "min_samples_leaf": 60,
    "l2_regularization": 1.0, "max_features": 0.3, "random_state": 0,
}  # fmt: skip
"""Chosen by how well groups of a left-out generator, and of left-out worlds, are told apart."""
GENTLE: dict[str, Bound] = {"one_network": (-2.0, None)}
"""Bounds of `nominate` from knowing better: every author spreads campaigns over networks, but a
naive one must still be looked at."""
CHOSEN = ("one_network", "shared_networks", "one_domain", "shared_cards", "one_org", "level_onset")
SWAPPED = 0.1
"""What an attacker chooses freely, and how many copies of the harvest, as a share of all of it, the
fit of `causes` is shown with what benign groups have there: what authors gave their campaigns then
says less than it seems to."""
LACKING = {
    "client": ("one_network", "shared_networks"),
    "signup": ("level_age", "age_days_spread", "one_domain", "shared_cards"),
    "created": ("level_age", "age_days_spread"),
    "payment": ("shared_cards",),
    "domain": ("one_domain",),
    "repeats": ("level_repeats",),
    "requests": ("level_repeats", "level_overlap"),
    "settings": ("profile",),
    "usage": ("spread_output",),
}
LACKS, HIDDEN = 0.25, 0.5
"""Effects of which a log may tell nothing, how often each of these is hidden from `partial`, and
what groups with something hidden weigh beside those of worlds that lack it from the start."""
FURTHER: dict[str, Bound] = {
    **dict.fromkeys(("volume", "ordinary", "reasoning", "abroad"), (0, None)),
    **dict.fromkeys(("crowd", "silent"), (None, 0)),
    "own_tools": (-0.6, 0),
}
"""Effects of refined groups that the trees do not know, and what each may weigh. To offer tools of
one's own costs nothing: who knows of it gains 1.8 in log odds, and not 3.2."""
ONLY_NOMINATE = {"group_size", "chosen_odds"}
"""Effects of how a cohort formed, which say nothing once its membership has been refined."""


class Sample(NamedTuple):
    """Rows of one world: features, whether each is of a harvest, and weights (classes alike)."""

    name: str
    x: Floats
    bad: Bools
    weight: Floats


class Judged(NamedTuple):
    """A cohort, its shares in campaigns and in the largest one, and what most of it is."""

    stage: str
    effects: Floats
    size: int
    bad: float
    most: float
    what: str


@dataclass
class World:
    """One labelled log, read and folded."""

    name: str
    store: Store
    names: dict[int, tuple[str, str | None]]
    exempt: frozenset[int]
    truth: dict[str, Any]
    kept: Path
    """Folder of what was computed of it."""

    @classmethod
    def open(cls, folder: Path, work: Path) -> World:
        """Read a world, or take its feature rows from `work`."""
        known = min(folder.glob("accounts.*"), default=None)
        if known is None or not (folder / "truth.json").is_file():
            sys.exit(f"{folder}: no world: it takes log files, truth.json and accounts.csv")
        table = read_accounts(known)
        logs = sorted(p for p in folder.iterdir() if p.name.endswith(LOGS) and p != known)
        stats = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in logs]
        mark = hashlib.sha256(repr((str(folder.resolve()), stats)).encode()).hexdigest()[:12]
        kept = work / f"{folder.name}-{mark}"
        done = kept / "names.json"  # written last: a folder without it was left half-way
        if not done.exists():
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            found = collect(logs, kept, setup=Setup(table=table), workers=1)
            done.write_text(json.dumps([[k, *name] for k, name in found.names.items()]))
        names = {int(k): (account, user) for k, account, user in json.loads(done.read_text())}
        store = Store.open(kept / "rows", kept / "values", kept)
        counts = store.exchanges(names)
        units = settle(names, frozenset(table.resellers()), counts=counts)
        cleared = declared.exempt(table, units.names)
        store = store.merged(units.merged).apart(cleared.spans).tasked()
        truth = json.loads((folder / "truth.json").read_text())
        exempt = frozenset(cleared.names)
        return cls(folder.name, store, units.names | cleared.names, exempt, truth, kept)

    @cached_property
    def labels(self) -> tuple[Texts, Texts]:
        """Population and campaign ('' for none) of each account, in the order of keys."""
        known = {
            (a["account"], a["end_user"]): (a["population"], a["campaign"] or "")
            for a in self.truth["accounts"]
        }
        names = [self.names[int(key)] for key in self.population.keys]
        rows = [known.get(n) or known.get((n[0], None), ("?", "")) for n in names]
        return np.array([p for p, _ in rows]), np.array([c for _, c in rows])

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of each campaign."""
        return {c["campaign"]: c["kind"] for c in self.truth["campaigns"]}

    @cached_property
    def population(self) -> Population:
        """The accounts that the engine is given."""
        return self.store.population(self.exempt, passed_on=passed_on(self.names))

    @cached_property
    def cohorts(self) -> list[Judged]:
        """Every cohort that is nominated or refined in a pass over the log."""
        used = b"".join((MODELS / f"{stage}.json").read_bytes() for stage in STAGES[:3])
        used += repr((effects.NAMES, COHORTS)).encode()
        path = self.kept / f"groups-{hashlib.sha256(used).hexdigest()[:12]}.pickle"
        if not path.exists():
            path.with_suffix(".new").write_bytes(pickle.dumps(self._gather()))
            path.with_suffix(".new").replace(path)
        found: list[Judged] = pickle.loads(path.read_bytes())
        return found

    @property
    def rounds(self) -> list[Judged]:
        """Those of this round and of the earlier ones."""
        _ = self.cohorts  # gathered first, if it has not been
        return [
            row
            for path in sorted(self.kept.glob("groups-*.pickle"))
            for row in pickle.loads(path.read_bytes())
        ]

    def _gather(self) -> list[Judged]:
        detectors, columns = run._detectors(COHORTS), self.store.columns()
        engine = Told(self.population, columns, detectors, COHORTS, collect=True)
        engine.campaign = self.labels[1]
        detect(engine, self.store)
        out = []
        for stage, now, cohorts, measured in engine.collected:
            picked = np.arange(len(cohorts))
            if stage == "nominate":
                picked = np.random.default_rng(now).permutation(len(cohorts))[:MOST_COHORTS]
            out += [j for i in picked if (j := self._judge(stage, cohorts, int(i), measured[i]))]
        return out

    def _judge(self, stage: str, cohorts: Cohorts, i: int, measured: Floats) -> Judged | None:
        members = cohorts.members(i)
        population, campaign = (label[members] for label in self.labels)
        if (licensed(population) | (population == IDLE)).mean() > 0.2:
            return None
        bad = campaign != ""
        held, most = _commonest(campaign[bad])
        share = most / len(members)
        benign = _commonest(population[~bad])[0] or "mixed"
        what = f"campaign:{self.kinds[held]}" if share >= 0.5 else benign
        return Judged(stage, measured, len(members), float(bad.mean()), share, what)


class Moments(Engine):
    """An engine that only measures accounts, at the given moments."""

    due: Sequence[int] = ()
    taken: Sequence[Accounts] = ()

    def advance(self, now: int) -> None:
        """Measure if a moment has come; hours without exchanges are never told."""
        if any(now >= moment for moment in self.due):
            self.due = [moment for moment in self.due if now < moment]
            accounts = self._measure(now)
            links = self.population.links.known(now)
            view = self._view(accounts, links, self._reference(accounts))
            self.taken = [*self.taken, view.accounts]


class Told(Engine):
    """An engine that is told which groups are a harvest: it raises these and no others.

    So what is gathered is what an engine with a perfect model would look at: campaigns that are
    met often enough leave the background and the list of cohorts, and what remains is judged.
    """

    campaign: Texts
    """Shape (A,): campaign of each account; '' for none."""

    def _judge(self, view: View) -> Judge:
        plain = super()._judge(view)
        return ToldJudge(**{f.name: getattr(plain, f.name) for f in fields(plain)}, engine=self)

    def known(self, now: int, members: Ints) -> float:
        """Log odds of a group, as it is known to be."""
        held = self.campaign[members]
        name, most = _commonest(held[held != ""])
        if (held != "").mean() < ALL_BAD or most < ONE_CAMPAIGN["causes"] * len(held):
            return -10.0
        looks = self.looks.setdefault(name, set())
        looks.add(now)
        return 10.0 if len(looks) >= LOOKS else -10.0

    @cached_property
    def looks(self) -> dict[str, set[int]]:
        """Hours at which each campaign was met."""
        return {}


@dataclass(frozen=True)
class ToldJudge(Judge):
    """What `Told` judges groups with: nothing is given up early."""

    engine: Told = field(kw_only=True)

    def _hopeful(self, odds: Floats) -> bool:
        return True

    def odds(self, cohorts: Cohorts, model: str, own: Floats | None = None) -> Floats:
        """Log odds by the model that nominates, and else by what is known."""
        odds = super().odds(cohorts, model, own)
        if model == "nominate":
            return odds
        now = self.view.accounts.now
        return np.array([self.engine.known(now, cohorts.members(i)) for i in range(len(cohorts))])


def licensed(population: Texts) -> Bools:
    """Tell accounts that may train on outputs, by their populations: shape (A,)."""
    return np.asarray(np.char.find(population, LICENSED) >= 0)


def _commonest(names: Texts) -> tuple[str, int]:
    values, counts = np.unique(names, return_counts=True)
    return (str(values[counts.argmax()]), int(counts.max())) if len(values) else ("", 0)


def auc(score: Floats, bad: Bools) -> float:
    """Probability that a bad row scores above another; NaN where there is only one kind."""
    n = int(bad.sum())
    if n in (0, len(bad)):
        return float("nan")
    return float((rankdata(score)[bad].mean() - (n + 1) / 2) / (len(bad) - n))


def halved(weight: Floats, bad: Bools) -> Floats:
    """Give each class a half of the weight."""
    totals = np.where(bad, weight[bad].sum(), weight[~bad].sum())
    return np.asarray(0.5 * weight / np.maximum(totals, 1e-9))


def logistic(samples: list[Sample], l2: float, bounds: list[Bound] | None = None) -> Floats:
    """Fit a ridge logistic regression in which worlds weigh alike: bias first, then weights."""
    x = np.vstack([s.x for s in samples])
    y = np.concatenate([s.bad for s in samples]).astype(float)
    w = np.concatenate([s.weight for s in samples]) / len(samples)
    if y.all() or not y.any():
        sys.exit("only one class (harvest or benign) is met in these worlds: name larger ones")

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b[1:] + b[0]
        slope = w * (1 / (1 + np.exp(-z)) - y)
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + l2 * (b[1:] ** 2).sum()
        return float(value), np.r_[slope.sum(), x.T @ slope + 2 * l2 * b[1:]]

    limits = [(None, None), *bounds] if bounds else None
    start = np.zeros(x.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits).x)


def exchanges(world: World) -> Sample:
    """Exchanges with text; an account weighs by the root of its exchanges."""
    rows = world.store.rows
    fills, tools = {f"sig_{name}": fill for name, fill in SIGNALS.items()}, f"sig_{marks.AGENT}"
    texts = rows.filter(rows.has_text).select("account", tools, *fills)
    table = world.store.backend.to_pyarrow(texts)
    population, campaign = world.labels
    account = np.searchsorted(world.population.keys, table["account"].to_numpy())
    # in these campaigns the truth does not say which exchanges are the harvest
    hidden = [any(w in world.kinds.get(c, "") for w in ("cover", "hardest")) for c in campaign]
    ok = ~(licensed(population) | np.array(hidden))[account]
    signals = [np.nan_to_num(table[c].to_numpy().astype(float), nan=f) for c, f in fills.items()]
    x = np.column_stack(signals)
    agent, reply = np.nan_to_num(table[tools].to_numpy()) > 0, tuple(SIGNALS).index(marks.REPLY)
    x[agent, reply] = np.maximum(x[agent, reply], SIGNALS[marks.REPLY])
    x, account = x[ok], account[ok]
    # a join keeps no order, and what is drawn must not depend on it
    order = np.lexsort((*x.T, account))
    drawn = np.random.default_rng(0).random(len(order)) < MOST_ROWS / max(len(order), 1)
    x, account = x[order[drawn]], account[order[drawn]]
    bad = campaign[account] != ""
    return Sample(world.name, x, bad, halved(1 / np.sqrt(np.bincount(account)[account]), bad))


def accounts(world: World) -> Sample:
    """Accounts at three moments; each moment weighs alike."""
    first, last = world.store.span()
    engine = Moments(world.population, world.store.columns(), {}, Settings(epoch_hours=1))
    engine.due = [int(first + share * (last + 1 - first)) for share in MOMENTS]
    detect(engine, world.store)
    population, campaign = world.labels
    xs, ys, ws = [], [], []
    for seen in engine.taken:
        ok = seen.seen & (seen.n >= LEAST_EXCHANGES) & ~licensed(population)
        none = np.zeros(len(ok))
        names = suspicion.STATISTICS
        xs.append(np.column_stack([np.nan_to_num(seen.scores.get(n, none))[ok] for n in names]))
        ys.append((campaign != "")[ok])
        ws.append(halved(np.ones(int(ok.sum())), ys[-1]) / len(engine.taken))
    return Sample(world.name, np.vstack(xs), np.concatenate(ys), np.concatenate(ws))


def groups(world: World, stage: str, centre: Floats, scale: Floats, clip: float = 3.0) -> Sample:
    """Cohorts; large ones weigh more, and kinds met often weigh less than their number."""
    held = [c for c in (world.rounds if stage == "causes" else world.cohorts) if c.stage == stage]
    bad = np.array([c.bad >= ALL_BAD and c.most >= ONE_CAMPAIGN[stage] for c in held], dtype=bool)
    clear = bad | np.array([c.bad < BENIGN[stage] for c in held], dtype=bool)
    x = np.array([c.effects for c in held]).reshape(-1, len(effects.NAMES))
    x = x if stage == "causes" else np.nan_to_num(x)
    weight = np.sqrt(np.array([c.size for c in held], dtype=float))
    x, bad, weight = np.clip((x - centre) / scale, -clip, clip)[clear], bad[clear], weight[clear]
    what = np.array([c.what for c in held], dtype=str)[clear]
    for kind in np.unique(what):
        weight[what == kind] /= np.sqrt(weight[what == kind].sum())
    return Sample(world.name, x, bad, halved(weight, bad))


def bound(effect: str, stage: str) -> Bound:
    """Return what the weight of an effect may be; effects of no known sign weigh nothing."""
    if stage == "nominate" and effect in GENTLE:
        return GENTLE[effect]
    if effect in FREE:
        return None, None
    if stage == "causes" and effect in ONLY_NOMINATE:
        return 0, 0
    falls = effect in FALLING or effect.startswith("spread_")
    return (0, None) if effect in RISING else (None, 0) if falls else (0, 0)


def swapped(sample: Sample) -> Sample:
    """Copy the harvest of a world, with the `CHOSEN` effects of its benign groups."""
    x, benign = sample.x[sample.bad], np.flatnonzero(~sample.bad)
    weight = SWAPPED / (1 - SWAPPED) * sample.weight[sample.bad]
    if not len(benign):
        return sample._replace(x=x[:0], bad=sample.bad[:0], weight=weight[:0])
    columns = [effects.NAMES.index(name) for name in CHOSEN]
    drawn = np.random.default_rng(0).choice(benign, len(x))
    x[:, columns] = sample.x[np.ix_(drawn, columns)]
    return sample._replace(x=x, bad=sample.bad[sample.bad], weight=weight)


def hidden(sample: Sample) -> Sample:
    """Copy the groups of a world, with something hidden from each.

    What accounts by themselves look like (`suspicion`) loses the part that is known to come of it.
    """
    rng, x = np.random.default_rng(1), sample.x.copy()
    weights, _ = suspicion.weights()
    draws = rng.random((len(x), len(LACKING))) < LACKS
    draws[np.arange(len(x)), rng.integers(len(LACKING), size=len(x))] = True
    for lacks, names in zip(draws.T, LACKING.values(), strict=True):
        for name in names:
            column = effects.NAMES.index(name)
            if weight := weights.get(name.removeprefix("level_"), 0.0):
                lost = np.nan_to_num(x[lacks, column])
                x[lacks, effects.NAMES.index("suspicion")] -= weight * lost
            x[lacks, column] = np.nan
    return sample._replace(x=x, weight=HIDDEN * sample.weight)


def trees(worlds: list[World], stage: str = "causes") -> dict[str, Any]:
    """Fit the boosted trees that judge refined groups, and return what their file holds."""
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
    except ImportError:
        sys.exit("this fit needs scikit-learn: .venv/bin/pip install scikit-learn")
    limits = {name: bound(name, "causes") for name in effects.NAMES}
    names = [name for name in effects.NAMES if limits[name] != (0, 0)]
    rows = [effects.NAMES.index(name) for name in names]
    samples = [groups(w, "causes", np.zeros(1), np.ones(1), clip=np.inf) for w in worlds]
    if stage == "partial":
        lacking = [s for s in samples if np.isnan(s.x).any()]
        samples = [*lacking, *(hidden(s) for s in samples)]
    fitted = [*samples, *(swapped(s) for s in samples)]
    signs = [{(0, None): 1, (None, 0): -1}.get(limits[name], 0) for name in names]
    model = HistGradientBoostingClassifier(monotonic_cst=signs, **TREES)
    x = np.vstack([s.x[:, rows] for s in fitted])
    bad = np.concatenate([s.bad for s in fitted])
    weight = np.concatenate([s.weight for s in fitted])
    model.fit(x, bad, sample_weight=weight * len(weight) / weight.sum())
    for s in samples:
        area = auc(model.decision_function(s.x[:, rows]), s.bad)
        n = int(s.bad.sum())
        print(f"{stage} {s.name}: AUC {area:.3f} ({n:,} harvest, {len(s.bad) - n:,} benign)")
    told = [[_node(node) for node in p[0].nodes] for p in model._predictors]
    bias = float(np.ravel(model._baseline_prediction)[0])
    return {"bias": round(bias, 4), "depth": TREES["max_depth"], "effects": names, "trees": told}


def further(worlds: list[World]) -> dict[str, Any]:
    """Fit what is added to the trees' log odds, and return what its file holds."""
    judge, columns = causes.shipped("causes"), [effects.NAMES.index(name) for name in FURTHER]
    raw = [groups(w, "causes", np.zeros(1), np.ones(1), clip=np.inf) for w in worlds]
    raw = [s._replace(x=np.column_stack([judge.log_odds(s.x), s.x[:, columns]])) for s in raw]
    every = np.vstack([s.x for s in raw])
    centre, scale = np.nanmean(every, axis=0), np.maximum(np.nanstd(every, axis=0), 0.2)
    samples = [s._replace(x=np.clip(np.nan_to_num((s.x - centre) / scale), -3.0, 3.0)) for s in raw]
    found = logistic(samples, L2["further"], [(0, None), *FURTHER.values()])
    for s, before in zip(samples, raw, strict=True):
        n, area, plain = int(s.bad.sum()), auc(s.x @ found[1:], s.bad), auc(before.x[:, 0], s.bad)
        print(
            f"further {s.name}: AUC {area:.3f}, of the trees alone {plain:.3f} "
            f"({n:,} harvest, {len(s.bad) - n:,} benign)"
        )
    # what is not told must speak for neither: it lies between the classes, which weigh alike
    both = [s for s in raw if s.bad.any() and not s.bad.all()]
    weight = np.concatenate([s.weight for s in both])[:, None]
    told = np.vstack([s.x for s in both])
    untold = np.nansum(weight * told, axis=0) / (weight * np.isfinite(told)).sum(axis=0)
    rows = np.column_stack([centre, scale, found[1:], untold]).round(4).tolist()
    names = ("odds", *FURTHER)
    print("further: " + ", ".join(f"{n} {w:.2f}" for n, w in zip(names, found[1:], strict=True)))
    held = dict(zip(FURTHER, rows[1:], strict=True))
    return {"bias": round(float(found[0]), 4), "odds": rows[0][:3], "effects": held}


def _node(node: Any) -> float | list[float]:
    if node["is_leaf"]:
        return round(float(node["value"]), 5)
    most = float(f"{float(node['num_threshold']):.6g}")
    absent = 1 - int(node["missing_go_to_left"])
    return [int(node["feature_idx"]), most, int(node["left"]), int(node["right"]), absent]


def fit(stage: str, worlds: list[World]) -> dict[str, Any]:
    """Fit one model, print how well it does, and return what its file holds."""
    if stage in ("causes", "partial"):
        return trees(worlds, stage)
    if stage == "further":
        return further(worlds)
    names: Sequence[str] = tuple(SIGNALS) if stage == "marks" else suspicion.STATISTICS
    limits: list[Bound] | None = None
    if stage == "marks":
        limits = [(0, None) if name in MARKING else (None, None) for name in names]
        samples = [exchanges(w) for w in worlds]
        every = np.vstack([s.x for s in samples])
        centre, scale = every.mean(axis=0), every.std(axis=0) + 1e-9
        samples = [s._replace(x=(s.x - centre) / scale) for s in samples]
    elif stage == "suspicion":
        samples = [accounts(w) for w in worlds]
        limits = [SUSPECT.get(name, (None, None)) for name in names]
    else:
        names, limits = effects.NAMES, [bound(name, stage) for name in effects.NAMES]
        met = [c.effects for w in worlds for c in w.cohorts if c.stage == stage]
        every = np.array(met or [np.zeros(len(names))])
        centre, scale = every.mean(axis=0), np.maximum(every.std(axis=0), 0.05)
        samples = [groups(w, stage, centre, scale) for w in worlds]
    found = logistic(samples, L2[stage], limits)
    bias, weight = float(found[0]), found[1:]
    for s in samples:
        n, area = int(s.bad.sum()), auc(s.x @ weight, s.bad)
        print(f"{stage} {s.name}: AUC {area:.3f} ({n:,} harvest, {len(s.bad) - n:,} benign)")
    print(f"{stage}: bias {bias:.3f}, of standardised features:")
    print("  " + ", ".join(f"{n} {w:.2f}" for n, w in zip(names, weight, strict=True) if w))
    if stage == "marks":
        bias, weight = bias - float((weight / scale * centre).sum()), weight / scale
        told = zip(SIGNALS.items(), weight.tolist(), strict=True)
        return {"bias": round(bias, 4), "weights": {n: [f, round(w, 4)] for (n, f), w in told}}
    if stage == "suspicion":
        pairs = zip(names, weight.tolist(), strict=True)
        return {"bias": round(bias, 4), "weights": {n: round(w, 4) for n, w in pairs}}
    rows = zip(names, np.column_stack([centre, scale, weight]).round(4).tolist(), strict=True)
    return {"bias": round(bias, 4), "effects": dict(rows)}


def main() -> None:
    """Read the command line and fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("stage", choices=[*STAGES, "all"])
    parser.add_argument("worlds", nargs="+", type=Path, metavar="WORLD")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fit-models")
    parser.add_argument("--write", action="store_true", help="write the models that ship")
    given = parser.parse_args()
    worlds = [World.open(folder, given.work) for folder in given.worlds]
    for stage in STAGES if given.stage == "all" else [given.stage]:
        model = fit(stage, worlds)
        if given.write:
            path = MODELS / f"{stage}.json"
            indent = None if "trees" in model else 1
            path.write_text(json.dumps(model, indent=indent) + "\n")
            for held in (marks.shipped, suspicion.weights, causes.shipped):
                held.cache_clear()
            # rows are cut into slices as a world is opened, and its groups follow the models
            worlds = [World.open(folder, given.work) for folder in given.worlds]


if __name__ == "__main__":
    main()
