"""Template families.

Items are wrapped in one instruction, or in paraphrases of it.
"""

from __future__ import annotations

from stillwatch.detectors import _sharing
from stillwatch.detectors.base import Detector, Finding, Floats, Ints, View

TYPES = ("system_template", "head_template", "tail_template", "frame")
"""Observables that it compares."""


class TemplateFamily(Detector):
    """Members wrap varied items in the same instructions, beyond prevalence.

    Source: validated projections of bipartite networks (Tumminello et al. 2011); arXiv 2605.07383.
    """

    name = "template_family"
    family = "content"

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
        return Finding(f"Members share instructions wrapped around varied items: {told}.", values)
