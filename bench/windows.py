"""A share of a harvest in windows of traffic: ours beside published detectors.

``python bench/windows.py CORPORA --embeddings FILE --cache DIR`` draws windows of one stream: all
ordinary, or with a share of queries from one attack source, and gives them to every method. The
prompts of a population are dealt anew in each round into reference, calibration and evaluation;
nothing is in two of them. Priors have seen neither the source nor the population. What is in the
cache is not run again, so that an interrupted run goes on; `bench/embed.py` makes FILE.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from _record import record
from _windows_data import POPULATIONS, Prompts, read_prompts
from _windows_figures import figures
from _windows_models import attack_folds, clusters, held_out_prior, readings
from _windows_round import Material, run_round

from stillwatch.guard.windows.readings import kinds

SIZES = (100, 500, 1500)


def embeddings_of(path: Path, prompts: Prompts) -> tuple[NDArray[np.float32], str]:
    """Read what `bench/embed.py` wrote, if it is of these prompts."""
    if not path.is_file():
        sys.exit(f"{path}: not there; make it with: python bench/embed.py CORPORA --out {path}")
    with np.load(path) as held:
        if str(held["digest"]) != prompts.digest():
            sys.exit(f"{path}: made from other prompts; make it anew with bench/embed.py")
        return held["embeddings"], str(held["model"])


def material_of(
    prompts: Prompts, population: str, corpora: Path, embeddings: NDArray[np.float32], cache: Path
) -> Material:
    """Read all prompts with the priors that may judge this population."""
    folds = attack_folds(prompts)
    models = [held_out_prior(corpora, population, away, cache) for away in folds]
    return Material(
        prompts,
        prompts.population(population),
        embeddings,
        {k: readings(model, prompts.texts) for k, model in enumerate(models)},
        kinds(models[0]),
        {source: k for k, away in enumerate(folds) for source in away},
    )


def rounds(material: Material, cache: Path, name: str, size: int, count: int) -> list[Any]:
    """Run, or load, the rounds of one population and size."""
    out = []
    for seed in range(count):
        path = cache / f"round-{name}-{size}-{seed}.json"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_text(json.dumps(run_round(material, size, seed)))
            part.replace(path)
            print(path.name, file=sys.stderr)
        out.append(json.loads(path.read_text()))
    return out


def main() -> None:
    """Run what is missing, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder of KIND/SOURCE.jsonl.gz")
    parser.add_argument("--embeddings", type=Path, required=True, help="from bench/embed.py")
    parser.add_argument("--cache", type=Path, required=True, help="folder of priors and rounds")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--record", action="store_true", help="write bench/results and docs")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    prompts = read_prompts(options.corpora)
    embeddings, model = embeddings_of(options.embeddings, prompts)
    found = {}
    for population in POPULATIONS:
        material = material_of(prompts, population, options.corpora, embeddings, options.cache)
        found[population] = {
            size: rounds(material, options.cache, population, size, options.rounds)
            for size in options.sizes
        }
    result = {"embedding": model, "rounds": options.rounds} | figures(
        found, clusters(list(prompts.attacks()))
    )
    command = "python bench/windows.py CORPORA --embeddings FILE --cache DIR --record"
    if options.rounds != parser.get_default("rounds"):
        command += f" --rounds {options.rounds}"
    if tuple(options.sizes) != SIZES:
        command += f" --sizes {' '.join(map(str, options.sizes))}"
    print(json.dumps(result, indent=1))
    if options.record:
        record("windows", result, command)


if __name__ == "__main__":
    main()
