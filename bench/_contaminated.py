"""What is lost where accounts of a campaign stand in the reference that it is compared with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from _drawn import SIZE, TYPES, alike, judged, people, view

from stillwatch.detect.cohorts import Cohorts

SHARES = (0.0, 0.01, 0.05, 0.1)
"""Of the reference, that may be of the campaign."""


def replay(seed: int, share: float, plumbing: bool) -> dict[str, Any]:
    """Judge a campaign of 30 with more of its accounts, `share` of all, in the reference.

    Its accounts are alike in six statistics of behaviour and content (a fifth of other people's
    spread); with `plumbing` they use one of five address prefixes besides.
    """
    drawn = people("weeks", "independent", seed)
    order = drawn.rng.permutation(SIZE)
    members, hidden = order[:30], order[30 : 30 + round(share * SIZE)]
    every = np.concatenate([members, hidden])
    alike(drawn, every, 0.2, ("load", "onset", "length", "output", "one_shot", "focus"))
    if plumbing:
        prefix = 10**6 + drawn.rng.integers(0, 5, len(every))
        drawn.shared[TYPES.index("ip_prefix")][every] = prefix
    apart = np.zeros(SIZE, bool)
    apart[members] = True
    base = view(drawn, apart)
    cohort = Cohorts(np.zeros(30, np.int64), np.sort(members), ("email_domain",),
                     np.zeros(1, np.uint64), np.array([30]))  # fmt: skip
    log_e = float(judged(replace(base, cohorts=cohort))[0])
    return {"share": share, "plumbing": plumbing, "seed": seed, "log_e": log_e}
