"""Replacement of accounts.

Work that goes on passes from accounts that fell silent to fresh ones; other people begin when
they please.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from stillwatch.detect.detectors._handover import Handover
from stillwatch.detect.detectors._words import counted, spell
from stillwatch.detect.detectors.base import Detector, Finding, Floats, Ints, View, quartiles
from stillwatch.detect.stats import evalues
from stillwatch.store.links import SMALLEST


class Replacement(Detector):
    """Accounts begin where others of the group stop.

    A draw from account keys divides the members. What is tested is how long after the latest
    stop in one half (in hours) the harvest slices of the other half begin, ranked among accounts
    that were chosen alike and are of like activity, against the same stops. An account stopped if
    it was silent for 48 hours. Both directions are averaged; one in which too little is known
    counts as no evidence.

    Source: Banned accounts replaced by fresh ones, reported 2026; data splitting, so that the
    stops are fixed before onsets are looked at (Cox, Biometrika 62, 1975).
    """

    name = "replacement"
    family = "behaviour"

    def judge(self, view: View) -> Floats:
        """Test concentration of the lags' ranks; NaN for proximity, which onsets formed."""
        cohorts, handover = view.cohorts, view.kept(self.name, Handover.of)
        out = np.full(len(cohorts), np.nan)
        for number, formed in enumerate(cohorts.formed):
            if formed != "proximity":
                out[number] = _judged(handover, cohorts.members(number))
        return out

    def reach(self, view: View) -> npt.NDArray[np.bool_]:
        """Accounts of which it is known when they began."""
        return view.kept(self.name, Handover.of).onset >= 0

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the typical time from a stop to the next onset, beside everybody else's."""
        handover = view.kept(self.name, Handover.of)
        outside = handover.onset >= 0
        outside[members] = False
        lags: dict[str, list[Floats]] = {"": [], "others_": []}
        for stops, who in handover.sides(members):
            lag = handover.lags(stops).astype(np.float64)
            lags[""].append(lag[handover.onset[who]])
            lags["others_"].append(lag[handover.onset[outside]])
        held = {side: np.concatenate(parts) for side, parts in lags.items()}
        held = {side: lag[lag >= 0] for side, lag in held.items()}
        stopped = int((handover.stop[members] >= 0).sum())
        figures: dict[str, float | None] = {"stopped": stopped, "began_after": len(held[""])}
        for side, lag in held.items():
            figures |= {f"{side}{name}": value for name, value in quartiles(lag).items()}
        return Finding(
            f"Of {counted(len(members), 'member')}, {stopped:,} had sent no harvest-like request "
            f"for two days or more, and {len(held['']):,} began after another had stopped, "
            f"typically {spell(figures['median'])} after the latest such stop; other accounts "
            f"typically began {spell(figures['others_median'])} after it.",
            figures,
        )


def _judged(handover: Handover, members: Ints) -> float:
    """Log e-value of one cohort; NaN where neither direction has enough stops and onsets."""
    log_e, known = np.zeros(2), False
    for number, (stops, who) in enumerate(handover.sides(members)):
        if len(stops) < SMALLEST:
            continue
        place = handover.places(stops, who)
        if np.isfinite(place).sum() >= SMALLEST:
            known = True
            cohort = np.zeros(len(who), dtype=np.int64)
            log_e[number] = evalues.concentration(cohort, place, 1)[0]
    # a direction left out would be left out for what its accounts did: it counts as e = 1
    return float(evalues.average(log_e)) if known else np.nan
