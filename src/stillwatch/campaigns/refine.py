"""From a group that was nominated to a candidate: its best membership, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from stillwatch import causes, effects
from stillwatch.campaigns import excuses, membership
from stillwatch.campaigns.track import Candidate, Tracked
from stillwatch.cohorts import SMALLEST, Cohorts, join
from stillwatch.detectors.base import Detector, View
from stillwatch.settings import Settings
from stillwatch.stats import evalues

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

HOPE, HOPE_ODDS = 2, 3.0
"""Step after which a refinement is given up, and log odds that further growth may add."""

KIN = 0.02, 0.5
"""Least and largest share of the background that a group's kin is where it is judged apart from
them."""

Measured = tuple[str, int, Cohorts, Floats]
"""Model, hour, cohorts and their effects: what a cause model is fitted on."""


@dataclass(frozen=True)
class Judge:
    """Judges groups of accounts at one moment, against both nulls."""

    view: View
    field: membership.Field
    """What members are compared with."""
    detectors: Mapping[str, Detector]
    settings: Settings
    alone_odds: float
    """Log odds at which a group is `likely` by the second null alone."""
    without: Callable[[Bools], View]
    """What is seen where some accounts, shape (A,), are not among those that others are compared
    to."""
    collected: list[Measured] | None = None
    """Takes everything that is measured, to fit the cause models; null: nothing is kept."""

    def table(self, cohorts: Cohorts) -> Floats:
        """Log e-values against independent accounts, shape (detectors, cohorts)."""
        view = replace(self.view, cohorts=cohorts)
        return np.vstack([detector.judge(view) for detector in self.detectors.values()])

    def odds(self, cohorts: Cohorts, model: str, own: Floats | None = None) -> Floats:
        """Log odds against a benign cause: shape (cohorts,)."""
        view = self.view
        base = max(float(view.chosen.sum()) / max(int(view.accounts.seen.sum()), 1), 1e-3)
        cause = causes.shipped(model)
        fitting = self.collected is not None
        measured = effects.measure(
            view.accounts, view.content, cohorts, view.links, view.suspicion, base, own,
            frozenset[str]() if fitting else cause.ignored,
        )  # fmt: skip
        if self.collected is not None:
            self.collected.append((model, view.accounts.now, cohorts, measured))
        said = cause.log_odds(measured)
        if model == "causes" and np.isfinite(self.alone_odds) and not fitting:
            size = np.bincount(cohorts.cohort, minlength=len(cohorts))
            return causes.few(measured, said, size)
        return said

    def refine(
        self, seed: Ints, free: Bools, formed: str, campaign: Tracked | None = None
    ) -> Candidate | None:
        """Refine a group's membership and judge it at the step that holds together best.

        Parameters
        ----------
        seed
            Accounts to begin with.
        free
            Shape (A,): accounts that may belong.
        formed
            What nominated the group.
        campaign
            The campaign that it is the members of; null: a new group.

        Returns
        -------
        Candidate or None
            None: too little is left, or a new group is not worth watching.
        """
        before = -np.inf if campaign is None else campaign.best
        judge, found = self, self._grown(seed, free, formed, before, new=campaign is None)
        if found is None:
            return None
        if (apart := self._apart(found[0].accounts)) is not None:
            judge, found = apart, apart._grown(found[0].accounts, free, formed, before, new=False)
        if found is None or (campaign is None and found[1] < self.settings.watch_odds):
            return None
        name = None if campaign is None else campaign.id
        members = found[0].accounts
        return judge._candidate(name, *found, formed, self.table(_formed([members], formed)))

    def _grown(
        self, seed: Ints, free: Bools, formed: str, before: float, *, new: bool
    ) -> tuple[membership.Members, float] | None:
        """Return the step of a refinement that holds together best, and its log odds.

        A `new` seed itself is believed only where it can neither grow nor be pruned: an account
        that was nominated with a campaign must carry its marks.
        """
        trail, odds = list[membership.Members](), np.zeros(0)
        for number, step in enumerate(
            membership.steps(seed, self.field, free, least_posterior=self.settings.membership)
        ):
            if new and number == 1:
                trail.clear()
            own = step.without(excuses.strays(self.view.links, step.accounts))
            if len(own.accounts) >= SMALLEST:
                trail.append(own)
            if new and number == HOPE:
                odds = self._steps(trail, formed)
                if not self._hopeful(odds):
                    return None
        if not trail:
            return None
        odds = np.append(odds, self._steps(trail[len(odds) :], formed))
        best = self._best(trail, odds, before)
        return trail[best], float(odds[best])

    def _apart(self, members: Ints) -> Judge | None:
        """Judge that compares with none of a group's kin: null where they are few, or too many.

        Kin are accounts more like the members than like everybody else. A campaign that is much of
        the background hides in it: what its members have in common is then what is usual.
        """
        field = self.field
        kin = np.zeros(len(field.reference), dtype=bool)
        kin[field.index[field.kin(field.local(members))]] = True
        background = field.reference[field.index]
        share = float(kin[field.index][background].mean()) if background.any() else 0.0
        if not KIN[0] <= share <= KIN[1]:
            return None
        view = self.without(kin)
        among = membership.Field(view.accounts, view.links, view.content, field.reference & ~kin)
        return replace(self, view=view, field=among)

    def _hopeful(self, odds: Floats) -> bool:
        """Whether the first steps are near enough to what is worth watching to grow further."""
        return bool(odds.max(initial=-np.inf) >= self.settings.watch_odds - HOPE_ODDS)

    def _steps(self, trail: list[membership.Members], formed: str) -> Floats:
        """Log odds of each step of a refinement: shape (steps,)."""
        if not trail:
            return np.zeros(0)
        groups = _formed([step.accounts for step in trail], formed)
        return self.odds(groups, "causes", np.array([step.log_lr.mean() for step in trail]))

    def _best(self, trail: list[membership.Members], odds: Floats, before: float) -> int:
        """Largest step that holds together nearly as well as the best one, or beyond doubt.

        `before`: highest log odds that the group had reached by then.
        """
        floor = max(float(odds.max()), before) - self.settings.growth_loss
        floor = min(floor, self.settings.confirmed_odds)
        good = odds >= max(floor, self._sure_odds())
        if not good.any():
            return int(np.argmax(odds))
        return int(np.argmax(np.where(good, [len(step.accounts) for step in trail], -1)))

    def _candidate(
        self, name: str | None, step: membership.Members, odds: float, formed: str, table: Floats
    ) -> Candidate:
        view, members = self.view, step.accounts
        family = np.array([detector.family for detector in self.detectors.values()])
        return Candidate(
            name, members, step.log_lr, formed, float(evalues.average(table)[0]), odds,
            {str(f): float(evalues.average(table[family == f])[0]) for f in np.unique(family)},
            excuses.find(view.accounts, view.links, members),
            sure_odds=self._sure_odds(),
            alone_odds=self.alone_odds,
            speaks=membership.speaks(view.suspicion, view.reference)[members],
        )  # fmt: skip

    def _sure_odds(self) -> float:
        return self.settings.sure_odds(int(self.view.accounts.seen.sum()))


def _formed(groups: list[Ints], formed: str) -> Cohorts:
    """Make cohorts of groups of accounts that were all formed in the same way."""
    return replace(join(groups), formed=(formed,) * len(groups))
