"""What a detector is: a test of cohorts against the null "members are independent accounts"."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from stillwatch.accounts.statistics import Accounts
from stillwatch.cohorts import Cohorts, Links
from stillwatch.stats import evalues

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FORMS_PROXIMITY = frozenset(
    {"onset", "load", "length", "output", "style", "suspicion", "harvest_share", "harvest"}
)
"""Statistics that formed a cohort of `proximity`, and so may never test one."""

GROUPS = {
    "ip_prefix": "network", "asn": "network", "client_country": "network",
    "ja4": "client", "user_agent": "client", "client": "client",
    "payment": "billing", "org": "billing", "email_domain": "billing",
    "signup_day": "signup", "country": "signup", "plan": "signup",
    "params": "request", "tools": "request", "model": "request",
    "system_template": "template", "head_template": "template", "tail_template": "template",
    "frame": "template", "bucket": "content", "script": "content",
}  # fmt: skip
"""Observables that say nearly the same thing: one never tests what another formed."""


@dataclass(frozen=True)
class View:
    """What a detector may look at, all of it known before `accounts.now`."""

    accounts: Accounts
    cohorts: Cohorts
    links: Links
    suspicion: Floats
    """Shape (A,): the sum of weak signals that chose who may be a member."""
    chosen: npt.NDArray[np.bool_]
    """Shape (A,): the accounts that were chosen by it."""


@dataclass(frozen=True)
class Finding:
    """A sentence and the figures behind it, for one campaign."""

    statement: str
    values: Mapping[str, Any]


class Detector(ABC):
    """Base of the detectors, one a file in this folder."""

    name: ClassVar[str]
    family: ClassVar[str]
    """`infrastructure`, `content` or `behaviour`."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Fields of the exchange log without which it cannot run."""

    @abstractmethod
    def judge(self, view: View) -> Floats:
        """Test every cohort: shape (cohorts,), log e-values; NaN where it may not test."""

    @abstractmethod
    def explain(self, view: View, members: Ints) -> Finding:
        """Say in one plain sentence what members show, with figures."""


class RankDetector(Detector):
    """A detector that asks whether members pile up in one statistic's ranks."""

    statistic: ClassVar[str]
    sentence: ClassVar[str]
    """Format of the statement, over the keys of `figures`."""

    def judge(self, view: View) -> Floats:
        """Test concentration of the members' ranks among accounts of like activity."""
        ranks = view.accounts.ranks.get(self.statistic)
        size = len(view.cohorts)
        if ranks is None or not np.isfinite(ranks).any():
            return np.full(size, np.nan)
        log_e = evalues.concentration(view.cohorts.cohort, ranks[view.cohorts.account], size)
        if self.statistic in FORMS_PROXIMITY:
            log_e[np.array([formed == "proximity" for formed in view.cohorts.formed], bool)] = (
                np.nan
            )
        return log_e

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the members' median and spread beside everybody else's."""
        figures = self.figures(view, members)
        return Finding(self.sentence.format(**figures, **_derived(figures)), figures)

    def figures(self, view: View, members: Ints) -> dict[str, float]:
        """Medians and spreads of members and of all other accounts seen, rounded."""
        values = view.accounts.values[self.statistic]
        outside = view.accounts.seen.copy()
        outside[members] = False
        mine = values[members][np.isfinite(values[members])]
        others = values[outside & np.isfinite(values)]
        return {
            "members_measured": len(mine),
            "median": _round(np.median(mine)) if len(mine) else 0.0,
            "others_median": _round(np.median(others)) if len(others) else 0.0,
            "spread": _round(_spread(mine)),
            "others_spread": _round(_spread(others)),
        }


def _derived(figures: dict[str, float]) -> dict[str, float]:
    """Widths of the middle half, and figures given in hours as days."""
    half, others = figures["spread"] * 1.349, figures["others_spread"] * 1.349
    days = {"days": figures["median"] / 24, "others_days": figures["others_median"] / 24}
    return {"half": half, "others_half": others, "half_days": half / 24} | days


def _spread(values: Floats) -> float:
    if len(values) < 2:
        return 0.0
    low, high = np.quantile(values, [0.25, 0.75])
    return float((high - low) / 1.349)


def _round(value: float) -> float:
    return float(np.round(value, 4))
