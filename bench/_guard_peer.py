"""Measure the guard on the families of attacks that a peer ships, nothing of which was fitted on.

The peer is `unmimic` 0.1.0 (Apache-2.0), a classifier over sentence embeddings that is fitted on
these very families; its authors leave each out in turn to measure. Its package is read, not run:
`pip download --no-deps unmimic==0.1.0`, unpacked. Texts are never printed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml
from _guard_counts import Row, grouped, points, row_of, rows_of, total
from guard_corpora import Request
from train_guard import scores

from stillwatch.core.errors import StillwatchError
from stillwatch.guard.judge import Guard

ATTACKS, INNOCENT = "**/attacks/public/*.yaml", "**/benign/*.yaml"


def read(package: Path) -> list[Request]:
    """Read the attacks and the look-alikes of the unpacked package.

    Raises
    ------
    StillwatchError
        The folder holds no families, or one cannot be read.
    """
    out = []
    for pattern, attack, field in ((ATTACKS, True, "examples"), (INNOCENT, False, "prompts")):
        for path in sorted(package.glob(pattern)):
            try:
                texts = yaml.safe_load(path.read_text(encoding="utf-8"))[field]
                out += [Request((("user", str(text)),), path.stem, attack) for text in texts]
            except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
                raise StillwatchError(f"{path}: no family of the peer ({error})") from error
    if not any(r.attack for r in out):
        raise StillwatchError(f"{package}: no `attacks/public/*.yaml`; unpack the peer's wheel")
    return out


def measure(guard: Guard, package: Path, ordinary: list[Request]) -> Row:
    """Score the families, worst first, and at rates of ordinary prompts that the peer tells."""
    held = read(package)
    attacks = [r for r in held if r.attack]
    found = grouped(attacks, scores(guard, attacks))
    rows = rows_of(found, "least")
    innocent = [r for r in held if not r.attack]
    plain = scores(guard, innocent) if innocent else np.zeros(0)
    return {
        "attacks": rows,
        "attacks_total": total("all families", rows, list(found.values())),
        "points": points(found, scores(guard, ordinary)),
        "lookalikes": [row_of("its look-alikes", plain)] if innocent else [],
    }
