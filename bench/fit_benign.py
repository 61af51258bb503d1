"""Measure what groups with a legitimate common cause look like, for reports to compare with.

    python bench/fit_benign.py WORLD... [--work DIR] [--write]

A WORLD is a folder as for `bench/fit_models.py`. A group is what accounts of one benign kind form
by sharing an organisation, a payment or an address range, as of the end of the log; accounts
with fewer than three harvest-like requests cannot be measured and are left out, as are groups of
fewer than three. Printed are the medians; `--write` writes
`src/stillwatch/detect/models/benign.json`, which tells readers of a report how a benign group
would look. Nothing is judged by it.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from fit_models import MODELS, World
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from stillwatch.audit import run
from stillwatch.audit.detection import detect
from stillwatch.audit.figures import Scene, figures
from stillwatch.contract.settings import Settings
from stillwatch.detect import effects
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.campaigns import membership
from stillwatch.detect.engine import Engine

Ints = npt.NDArray[np.int64]

KINDS = {
    "a class": ("students", "university", "edtech", "exam_prep"),
    "an office behind one network": ("proxy", "corporate_proxy", "corp_proxy", "proxied"),
    "a hackathon": ("hackathon",),
    "an evaluation lab": ("evaluation_lab", "eval_lab"),
    "a fleet of devices": ("fleet",),
    "a nightly batch": ("nightly", "nightly_batch"),
    "a firm that labels or writes": (
        "annotation_firm", "labelling_vendor", "rewrite_agency", "agency", "safety_team",
    ),
    "customers of one firm": ("business", "tenant", "tenant_multi", "business_tenant"),
}  # fmt: skip
"""Kinds in words, and the populations that are of them, by any author."""

TIES = ("org", "payment", "ip_prefix")
"""Observables that make accounts of one kind one group."""

FEWEST = 3
"""Groups of a kind below which nothing is said of it."""


@dataclass
class Last(Engine):
    """An engine that evaluates at the end alone: nothing is tracked."""

    due: int = 0

    def advance(self, now: int) -> None:
        """Evaluate if the log is over."""
        if now > self.due:
            super().advance(now)


def groups(scene: Scene, able: Ints) -> list[Ints]:
    """Divide accounts of one kind into groups that share something."""
    links = scene.view.links
    tied = np.flatnonzero(np.isin(links.kind, [links.types.index(t) for t in TIES
                                               if t in links.types]))  # fmt: skip
    rows = np.isin(links.account, able) & np.isin(links.code, tied)
    size = len(scene.view.accounts.n)
    shape = (size + len(links.key),) * 2
    place = links.code[rows] + size
    graph = coo_matrix((np.ones(len(place)), (links.account[rows], place)), shape=shape)
    label = connected_components(graph, directed=False)[1][able]
    found = [able[label == value] for value in np.unique(label)]
    return [group for group in found if len(group) >= 3]


def measure(world: World, out: dict[str, list[tuple[dict[str, float], np.ndarray]]]) -> None:
    """Add the figures and effects of a world's benign groups."""
    settings = Settings()
    population, campaign = world.labels
    # campaigns are nobody's reference
    everybody = replace(world.population, exempt=world.population.exempt | (campaign != ""))
    engine = Last(everybody, world.store.columns(), run._detectors(settings), settings)
    engine.due = world.store.span()[1]
    detect(engine, world.store)
    scene = Scene.of(engine)
    able = (scene.view.accounts.n_slice >= LEAST) & ~everybody.exempt
    for kind, names in KINDS.items():
        for group in groups(scene, np.flatnonzero(able & np.isin(population, names))):
            local = scene.field.local(group)
            own = scene.field.own(local)[local] + np.clip(
                scene.field.shared(local, local), membership.SHARED_FLOOR, membership.SHARED_CAP
            )
            measured = scene.effects(group, float(own.mean()))
            out[kind].append((figures(scene, group, measured), measured))


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("worlds", nargs="+", type=Path)
    parser.add_argument("--work", type=Path, default=Path("out/fit"))
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    held: dict[str, list[tuple[dict[str, float], np.ndarray]]] = defaultdict(list)
    for folder in asked.worlds:
        measure(World.open(folder, asked.work), held)
        print(folder.name, {kind: len(rows) for kind, rows in held.items()}, flush=True)
    kinds = []
    for kind, rows in held.items():
        if len(rows) < FEWEST:
            continue
        told = {}
        for name in sorted({name for figure, _ in rows for name in figure}):
            known = [figure[name] for figure, _ in rows if name in figure]
            told[name] = [round(float(q), 4) for q in np.quantile(known, (0.25, 0.5, 0.75))]
        middle = np.nanmedian(np.array([m for _, m in rows]), axis=0)
        pairs = zip(effects.NAMES, middle.tolist(), strict=True)
        held_effects = {name: round(value, 4) for name, value in pairs}
        kinds.append({"name": kind, "groups": len(rows), "figures": told, "effects": held_effects})
        print(kind, len(rows), {name: q[1] for name, q in told.items()})
    if asked.write:
        (MODELS / "benign.json").write_text(json.dumps({"kinds": kinds}, indent=1) + "\n")


if __name__ == "__main__":
    main()
