"""Describe benign groups as if they had been raised, to read what is told of a mistake.

    python bench/reading_benign.py WORLD... --out DIR [--work DIR]
    python bench/reading.py DIR --sample 30

False positives are rare, and mostly single accounts that a campaign drew in. So classes, offices,
hackathons, evaluation labs and other benign groups of a labelled world, as `bench/fit_benign.py`
finds them, are described as if each were a campaign at `likely`. Nothing is judged here.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pyarrow.parquet as pq
from fit_benign import KINDS, Last, groups
from fit_models import World

from stillwatch.audit import accounts, describe, run
from stillwatch.audit.detection import detect
from stillwatch.audit.figures import Scene
from stillwatch.contract.settings import Settings
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.campaigns import membership
from stillwatch.detect.campaigns.track import Candidate, Tracked

EACH = 3
"""Groups of a kind that are described."""


def raised(scene: Scene, world: World) -> list[Tracked]:
    """Return benign groups as campaigns at `likely`."""
    population, campaign = world.labels
    able = (scene.view.accounts.n_slice >= LEAST) & (campaign == "")
    able &= ~scene.engine.population.exempt
    now, out = scene.view.accounts.now, []
    for kind, names in KINDS.items():
        found = groups(scene, np.flatnonzero(able & np.isin(population, names)))
        for number, group in enumerate(found[:EACH]):
            local = scene.field.local(group)
            shared = scene.field.shared(local, local)
            ratio = scene.field.own(local)[local]
            ratio += np.clip(shared, membership.SHARED_FLOOR, membership.SHARED_CAP)
            measured = scene.effects(group, float(ratio.mean()))
            odds = float(scene.log_odds(measured[None, :], len(group))[0])
            latest = Candidate(None, group, ratio, "ip_prefix", 10.0, odds, {})
            name = f"{kind.replace(' ', '-')}-{number + 1}"
            out.append(
                Tracked(name, "ip_prefix", now - 48, latest, "likely", tested=True, detected=now)
            )
    return out


def main() -> None:
    """Describe the groups of each world, one folder each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("worlds", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("out/fit"))
    asked = parser.parse_args()
    for folder in asked.worlds:
        world, settings = World.open(folder, asked.work), Settings()
        engine = Last(world.population, world.store.columns(), run._detectors(settings), settings)
        engine.due = world.store.span()[1]
        detect(engine, world.store)
        engine.tracker.campaigns = raised(Scene.of(engine), world)
        told = describe.campaigns(engine, world.store, world.names, engine.due + 1)
        out = asked.out / folder.name
        out.mkdir(parents=True, exist_ok=True)
        body = {"version": 1, "campaigns": [campaign for _, campaign in told]}
        (out / "campaigns.json").write_bytes(msgspec.json.encode(body, order="deterministic"))
        pq.write_table(accounts.table(engine, told, world.names, {}), out / "accounts.parquet")
        shutil.copy(folder / "truth.json", out / "truth.json")
        print(out, len(told), "groups", flush=True)


if __name__ == "__main__":
    main()
