"""Fit `small`, which judges groups of a few accounts in firms of a few hundred.

    python bench/fit_small.py WORLD... [--work DIR] [--write]

A WORLD is a folder as for `bench/fit_models.py`, of a small firm; the part of its name before the
last hyphen is its author. Groups are those that an audit refines there. The model is logistic over
their effects and over what the trees for groups of any size say; each author is left out once, and
what is printed is how many campaigns then stand above the benign groups of all but a few firms.
The bias is set so that `likely` is what all but `SPARED` of the left-out firms' benign groups are
below. `--write` writes the model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from fit_models import MODELS, Floats, Judged, Sample, World, bound, logistic

from stillwatch.audit import run
from stillwatch.audit.detection import detect
from stillwatch.contract.settings import Settings
from stillwatch.detect import causes, effects
from stillwatch.detect.engine import Engine

REFINED = Settings(nominate_odds=-2.0)
"""Settings that refine many groups."""
ALL_BAD, ONE_CAMPAIGN, BENIGN = 0.9, 0.6, 0.34
"""Shares of members in campaigns, and in one, from which a group is a harvest; below: benign."""
L2, CLIP = 1e-2, 3.0
SPARED = 0.04
"""Share of firms without a campaign in view whose strongest benign group may reach `likely`."""


class Groups(NamedTuple):
    """Refined groups of one firm: effects with the trees' odds last, and what each is."""

    author: str
    world: str
    x: Floats
    bad: Floats
    what: Any


def gather(world: World) -> list[Judged]:
    """Every group that an audit refines."""
    used = b"".join(
        path.read_bytes() for path in sorted(MODELS.glob("*.json")) if "small" not in path.name
    )
    used += repr((effects.NAMES, REFINED)).encode()
    path = world.kept / f"small-{hashlib.sha256(used).hexdigest()[:12]}.pickle"
    if not path.exists():
        engine = Engine(
            world.population, world.store.columns(), run._detectors(REFINED), REFINED, collect=True
        )
        detect(engine, world.store)
        found = [
            judged
            for stage, _, cohorts, measured in engine.collected
            if stage == "causes"
            for i in range(len(cohorts))
            if (judged := world._judge(stage, cohorts, i, measured[i]))
        ]
        path.with_suffix(".new").write_bytes(pickle.dumps(found))
        path.with_suffix(".new").replace(path)
    held: list[Judged] = pickle.loads(path.read_bytes())
    return held


def groups(folder: Path, work: Path) -> Groups:
    """Read one firm's groups: those that are clearly a harvest, or clearly benign."""
    held = [g for g in gather(World.open(folder, work)) if g.size < causes.FEW]
    bad = np.array([g.bad >= ALL_BAD and g.most >= ONE_CAMPAIGN for g in held], dtype=bool)
    clear = bad | np.array([g.bad < BENIGN for g in held], dtype=bool)
    x = np.nan_to_num([g.effects for g in held]).reshape(-1, len(effects.NAMES))
    trees = causes.shipped("causes").log_odds(x)
    what = np.array([g.what if b else "benign" for g, b in zip(held, bad, strict=True)], dtype=str)
    x = np.column_stack([x, trees])
    return Groups(folder.name.rpartition("-")[0], folder.name, x[clear], bad[clear], what[clear])


def sample(firm: Groups, centre: Floats, scale: Floats) -> Sample:
    """Standardise; a campaign, and a firm's benign groups together, weigh by their root."""
    count = {name: np.sqrt((firm.what == name).sum()) for name in np.unique(firm.what)}
    weight = np.array([1.0 / count[name] for name in firm.what])
    x = np.clip((firm.x - centre) / scale, -CLIP, CLIP)
    return Sample(firm.world, x, firm.bad.astype(bool), weight)


def fit(firms: list[Groups]) -> tuple[Floats, Floats, Floats]:
    """Fit on firms: centre, scale, and bias with weights."""
    every = np.vstack([firm.x for firm in firms])
    centre, scale = every.mean(axis=0), np.maximum(every.std(axis=0), 0.05)
    samples = [sample(firm, centre, scale) for firm in firms]
    x, bad = np.vstack([s.x for s in samples]), np.concatenate([s.bad for s in samples])
    weight = np.concatenate([s.weight for s in samples])
    weight = 0.5 * weight / np.where(bad, weight[bad].sum(), weight[~bad].sum())
    limits = [*(bound(name, "causes") for name in effects.NAMES), (0, None)]
    return centre, scale, logistic([Sample("all", x, bad, weight)], L2, limits)


def strongest(firms: list[Groups]) -> tuple[Floats, Floats]:
    """Score each firm by a model of the other authors: its best benign group, each campaign's."""
    benign, found = [], []
    for author in sorted({firm.author for firm in firms}):
        centre, scale, b = fit([firm for firm in firms if firm.author != author])
        for firm in (firm for firm in firms if firm.author == author):
            score = sample(firm, centre, scale).x @ b[1:] + b[0]
            if (~firm.bad.astype(bool)).any():
                benign.append(score[~firm.bad.astype(bool)].max())
            found += [score[firm.what == w].max() for w in np.unique(firm.what) if w != "benign"]
    return np.sort(benign)[::-1], np.array(found)


def main() -> None:
    """Read the command line, fit, and print what left-out authors show."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("worlds", nargs="+", type=Path, metavar="WORLD")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fit-models")
    parser.add_argument("--write", action="store_true", help="write the model that ships")
    given = parser.parse_args()
    firms = [firm for w in given.worlds if len((firm := groups(w, given.work)).x)]
    benign, found = strongest(firms)
    for above in (0, 1, 2, 4):
        most = benign[above] if above < len(benign) else -np.inf
        print(f"{int((found > most).sum())} of {len(found)} campaigns above the benign groups of "
              f"all but {above} of {len(benign)} firms")  # fmt: skip
    cut = float(np.quantile(benign, 1 - SPARED))
    centre, scale, b = fit(firms)
    bias = float(b[0]) - cut + Settings().likely_odds
    print(f"bias {b[0]:.3f}, moved by {bias - b[0]:+.3f}; of standardised features:")
    names = (*effects.NAMES, "odds")
    print(
        "  " + ", ".join(f"{n} {w:.2f}" for n, w in zip(names, b[1:], strict=True) if abs(w) > 5e-3)
    )
    if given.write:
        rows = np.column_stack([centre, scale, b[1:]]).round(4).tolist()
        told = dict(zip(names, rows, strict=True))
        model = {"bias": round(bias, 4), "odds": told.pop("odds"), "effects": told}
        (MODELS / "small.json").write_text(json.dumps(model, indent=1) + "\n")


if __name__ == "__main__":
    main()
