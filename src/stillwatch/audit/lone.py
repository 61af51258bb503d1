"""What about an account outside campaigns looks like a harvest, and what does not."""

from __future__ import annotations

import numpy as np

from stillwatch.audit.figures import Scene
from stillwatch.audit.measures import WORDS, amount, counts, textless
from stillwatch.detect import effects, suspicion
from stillwatch.detect.detectors._words import most

SAID = 3
"""Most facts told on either side."""

MOSTLY = 0.5
"""Share of accounts as active that must lie on one side of a figure for its place to be told."""

LEAST_WEIGHT = 0.3
"""Log odds from which on a fact is told."""


def lone(scene: Scene, unit: int) -> tuple[list[str], list[str]]:
    """Return what speaks for and against a harvest by one account, weightiest first.

    A statistic weighs what it adds to the account's suspicion (`stillwatch.detect.suspicion`).
    """
    accounts = scene.view.accounts
    amounts = counts(scene, unit)
    speaks = [amount(scene, unit)]
    against: list[str] = []
    alone = float(scene.alone[unit])
    if np.isfinite(alone) and not textless(scene, unit):
        if alone >= MOSTLY:
            speaks.append(
                f"Judged by its own requests alone, it looks more like a harvest than "
                f"{most(alone)} of the accounts as active"
            )
        else:
            against.append(
                f"Judged by its own requests alone, {most(1 - alone)} of the accounts as active "
                "look as much like a harvest or more"
            )
    found = []
    for name, weight in suspicion.weights()[0].items():
        if name not in WORDS or name not in accounts.scores or effects.untold(accounts, name):
            continue
        words = WORDS[name]
        value = float(scene.natural[words.natural][unit])
        added = weight * float(accounts.scores[name][unit])
        if not np.isfinite(value + added) or abs(added) < LEAST_WEIGHT:
            continue
        # what is read is the figure, and it must lie where the statistic that is weighed says
        lower, higher = (float(share[unit]) for share in scene.beyond(name, words.natural))
        if max(lower, higher) < MOSTLY:
            continue  # it is alike for too many to be told by it
        side = "more" if lower >= higher else "less"
        if (side == "more") != (float(accounts.scores[name][unit]) > 0) ^ words.turned:
            continue
        if side == "more" and not value:
            continue  # the score weighs how nearly so; nobody reads that none is more than others
        said = words.said.format(here=words.show(value), **amounts)
        share = most(max(lower, higher))
        found.append((added, f"{said}: {side} than {share} of the accounts as active"))
    for added, text in sorted(found, key=lambda pair: (-abs(pair[0]), pair[1])):
        (speaks if added > 0 else against).append(text)
    return speaks[: SAID + 2], against[:SAID]
