"""Shared infrastructure beyond prevalence.

Accounts of one campaign share plumbing that few others use.
"""

from __future__ import annotations

from stillwatch.detectors import _sharing
from stillwatch.detectors.base import Detector, Finding, Floats, Ints, View

TYPES = (
    "ip_prefix",
    "asn",
    "ja4",
    "user_agent",
    "client",
    "payment",
    "org",
    "email_domain",
    "signup_day",
)
"""Observables that it compares."""


class SharedInfrastructure(Detector):
    """Members share addresses, clients, payments or sign-up days beyond their prevalence.

    Source: validated projections of bipartite networks (Tumminello et al. 2011); arXiv 2605.07383.
    """

    name = "shared_infrastructure"
    family = "infrastructure"

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
        return Finding(
            f"Members share addresses, clients, payments or sign-up days: {told}.", values
        )
