"""What a detector is: a test of cohorts against the null "members are independent accounts"."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import numpy as np
import numpy.typing as npt

from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.statistics import SLICE_STATISTICS, Accounts
from stillwatch.detect.cohorts import Cohorts
from stillwatch.detect.detectors._words import between, spell, when
from stillwatch.detect.stats import evalues, ranks
from stillwatch.store.links import Links

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
T = TypeVar("T")

FORMS_PROXIMITY = frozenset(
    {
        "onset", "load", "spacing", "length", "output", "style", "breadth", "suspicion",
        "harvest_share", "harvest", "drift",
    }
)  # fmt: skip
"""Statistics that formed a cohort of `proximity`, or follow from those that did: they may
never test one."""

GROUPS = {
    "ip_prefix": "network", "asn": "network", "client_country": "network",
    "ja4": "client", "user_agent": "client", "client": "client", "holder": "holder",
    "payment": "billing", "org": "billing", "email_domain": "billing",
    "signup_day": "signup", "country": "signup", "plan": "signup",
    "params": "request", "tools": "request", "model": "request",
    "system_template": "template", "head_template": "template", "tail_template": "template",
    "line_template": "template", "frame": "template", "bucket": "content", "script": "content",
}  # fmt: skip
"""Observables that say nearly the same thing: one never tests what another formed."""


@dataclass(frozen=True)
class View:
    """What a detector may look at, all of it known before `accounts.now`."""

    accounts: Accounts
    content: Content
    cohorts: Cohorts
    links: Links
    suspicion: Floats
    """Shape (A,): the sum of weak signals that chose who may be a member."""
    chosen: npt.NDArray[np.bool_]
    """Shape (A,): the accounts that were chosen by it."""
    reference: npt.NDArray[np.bool_]
    """Shape (A,): accounts that others may be compared to."""
    elsewhere: npt.NDArray[np.bool_] | None = None
    """Shape (A,): members of campaigns that were raised, for what is said; None: not known."""
    _ranks: dict[str, Floats] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)
    _grouped: dict[str, Ints] = field(default_factory=dict)
    _drawn: dict[str, evalues.Drawn] = field(default_factory=dict)

    def kept(self, detector: str, make: Callable[[View], T]) -> T:
        """Return what `make` computes of all accounts, once for all cohorts of the same hour.

        Parameters
        ----------
        detector
            Name of the detector that it is for.
        make
            It may look at anything but the cohorts.
        """
        if detector not in self._kept:
            self._kept[detector] = make(self)
        held: T = self._kept[detector]
        return held

    def placed(self, statistic: str) -> Floats | None:
        """Ranks among reference accounts of like activity and like choice: shape (A,).

        Suspicion chose who may seed a cohort, and is made of these statistics: the null has to
        repeat that choice, or whoever it chose would stand out by being chosen.
        """
        known = self.accounts.ranks.get(statistic)
        if known is None or statistic in self._ranks:
            return self._ranks.get(statistic)
        group = self.grouped(statistic)
        # these ranks have no ties left to break
        middle = np.full(len(known), 0.5)
        out = ranks.placed(known, np.argsort(known), group, self.reference, middle)
        self._ranks[statistic] = out
        return out

    def grouped(self, statistic: str) -> Ints:
        """Classes that accounts are ranked in, as `placed` ranks them: shape (A,); -1: none."""
        if statistic in self._grouped:
            return self._grouped[statistic]
        known = np.isfinite(self.accounts.ranks[statistic])
        part = statistic in SLICE_STATISTICS
        stratum = ranks.strata(self.accounts.n_slice if part else self.accounts.n)
        out = np.full(len(known), -1, dtype=np.int64)
        for choice in (self.chosen, ~self.chosen):
            found = ranks.classes(stratum, self.reference & choice, known & choice)
            out = np.where(found >= 0, found + out.max(initial=-1) + 1, out)
        self._grouped[statistic] = out
        return out

    def drawn(self, statistic: str) -> evalues.Drawn:
        """Classes of the reference that accounts were drawn from, as `placed` ranks them."""
        if statistic not in self._drawn:
            held = np.where(self.reference, self.grouped(statistic), -1)
            self._drawn[statistic] = evalues.Drawn(held, np.bincount(held[held >= 0]))
        return self._drawn[statistic]


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
    pairs: ClassVar[bool] = False
    """Whether it is told in sentences with values that two accounts share, which no test counts."""

    @abstractmethod
    def judge(self, view: View) -> Floats:
        """Test every cohort: shape (cohorts,), log e-values; NaN where it may not test."""

    @abstractmethod
    def explain(self, view: View, members: Ints) -> Finding:
        """Say in one plain sentence what members show, with figures."""

    def reach(self, view: View) -> npt.NDArray[np.bool_]:
        """Tell of which accounts it knows what it looks at: shape (A,)."""
        return view.accounts.seen


class RankDetector(Detector):
    """A detector that asks whether members pile up in one statistic's ranks."""

    statistic: ClassVar[str]
    shown: ClassVar[str] = "plain"
    """How the statistic reads in the statement: a key of `detectors._words.WAYS`."""
    sentence: ClassVar[str]
    """Format of the statement: `{range}` of the middle half of the members and `{others_range}`
    of comparable accounts; or, for moments in hours since 1970, `{width}` and `{when}` with
    `{others_width}` and `{others_when}`."""

    def judge(self, view: View) -> Floats:
        """Test concentration of the members' ranks among accounts of like activity."""
        place = view.placed(self.statistic)
        size = len(view.cohorts)
        if place is None or not np.isfinite(place).any():
            return np.full(size, np.nan)
        who, drawn = view.cohorts.account, view.drawn(self.statistic)
        mine = drawn._replace(group=drawn.group[who])
        log_e = evalues.concentration(view.cohorts.cohort, place[who], size, mine)
        if self.statistic in FORMS_PROXIMITY:
            log_e[np.array([formed == "proximity" for formed in view.cohorts.formed], bool)] = (
                np.nan
            )
        return log_e

    def reach(self, view: View) -> npt.NDArray[np.bool_]:
        """Accounts whose statistic could be ranked."""
        place = view.placed(self.statistic)
        return np.zeros(len(view.accounts.n), bool) if place is None else np.isfinite(place)

    def explain(self, view: View, members: Ints) -> Finding:
        """Give the range of the middle half of the members beside comparable accounts'."""
        figures = self.figures(view, members)
        words = {
            f"{side}range": between(figures[f"{side}low"], figures[f"{side}high"], self.shown)
            for side in ("", "others_")
        }
        for side in ("", "others_"):
            low, high = figures[f"{side}low"], figures[f"{side}high"]
            words |= {f"{side}width": spell(_width(figures, side)), f"{side}when": when(low, high)}
        said = self.sentence.format(**words)
        told = (
            ("width", "others_width") if "{width}" in self.sentence else ("range", "others_range")
        )
        if words[told[0]] == words[told[1]]:
            said += " The two read alike; what differs is how members crowd together within."
        return Finding(said, figures)

    def figures(self, view: View, members: Ints) -> dict[str, float | None]:
        """Medians, quartiles and spreads of members and of comparable accounts, rounded.

        Comparable are the accounts that members are ranked among: of like activity, as suspect, and
        in no campaign that was raised. They weigh as often as members are ranked among them.
        """
        values = view.accounts.values[self.statistic]
        mine = values[members][np.isfinite(values[members])]
        others, weight = self._comparable(view, members)
        told: dict[str, float | None] = {
            "members_measured": len(mine), "others_measured": len(others)
        }  # fmt: skip
        told |= quartiles(mine)
        told |= {f"others_{name}": q for name, q in quartiles(values[others], weight).items()}
        return told

    def _comparable(self, view: View, members: Ints) -> tuple[Ints, Floats]:
        """Accounts outside that members are ranked among, with weights; else all others."""
        known = np.isfinite(view.accounts.values[self.statistic])
        outside = view.accounts.seen & known
        outside[members] = False
        if self.statistic in view.accounts.ranks:
            group = view.grouped(self.statistic)
            mine = np.bincount(group[members][group[members] >= 0], minlength=group.max() + 1)
            able = outside & view.reference & (group >= 0)
            theirs = np.bincount(group[able], minlength=len(mine))
            able &= (mine > 0)[group] & (group >= 0)
            if able.any():
                rows = np.flatnonzero(able)
                return rows, mine[group[rows]] / theirs[group[rows]]
        rows = np.flatnonzero(outside)
        return rows, np.ones(len(rows))


NORMAL_HALF = 1.349
"""Width of the middle half of a normal distribution, in standard deviations."""


def _width(figures: Mapping[str, float | None], side: str) -> float | None:
    low, high = figures[f"{side}low"], figures[f"{side}high"]
    return None if low is None or high is None else high - low


def quartiles(held: Floats, weight: Floats | None = None) -> dict[str, float | None]:
    """Quartiles and spread of known values, rounded; None where there are none.

    Parameters
    ----------
    held
        Shape (n,): values.
    weight
        Shape (n,): how often each counts; None: once.
    """
    if not len(held):
        return dict.fromkeys(("low", "median", "high", "spread"))
    points = (0.25, 0.5, 0.75)
    if weight is None:
        found = np.quantile(held, points)
    else:
        found = np.quantile(held, points, weights=weight, method="inverted_cdf")
    low, median, high = (float(q) for q in found)
    named = {"low": low, "median": median, "high": high, "spread": (high - low) / NORMAL_HALF}
    return {name: round(value, 4) for name, value in named.items()}
