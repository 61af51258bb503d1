"""Request profile.

One client program sends one set of parameters.
"""

from __future__ import annotations

from stillwatch.detectors import _sharing
from stillwatch.detectors.base import Detector, Finding, Floats, Ints, View

TYPES = ("params", "tools", "model")
"""Observables that it compares."""


class RequestProfile(Detector):
    """Members send the same parameters, tools and models, beyond prevalence.

    Source: validated projections of bipartite networks (Tumminello et al. 2011); arXiv 2605.07383.
    """

    name = "request_profile"
    family = "behaviour"

    def judge(self, view: View) -> Floats:
        """Compare the members' values with their prevalence outside the cohort."""
        return _sharing.judge(view, TYPES)

    def explain(self, view: View, members: Ints) -> Finding:
        """Name the values that set members apart, by type and count."""
        rows = _sharing.shared(view, members, TYPES)[:3]
        values = {
            f"{kind}_{rank}": {"members": here, "outside": there}
            for rank, (kind, _, here, there) in enumerate(rows, start=1)
        }
        told = _sharing.told(rows) or "none that stands out"
        return Finding(f"Members share request parameters, tools or models: {told}.", values)
