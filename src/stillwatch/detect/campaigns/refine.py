"""From a group that was nominated to a candidate: its best membership, and how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.contract.settings import Settings
from stillwatch.detect import causes, effects
from stillwatch.detect.accounts.content import ENOUGH
from stillwatch.detect.campaigns import excuses, membership
from stillwatch.detect.campaigns.track import HYSTERESIS, Candidate, Tracked
from stillwatch.detect.cohorts import Cohorts, join
from stillwatch.detect.detectors.base import Detector, View
from stillwatch.detect.stats import evalues
from stillwatch.store.links import SMALLEST

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

HOPE, HOPE_ODDS = 2, 3.0
"""Step after which a refinement is given up, and log odds that further growth may add."""

KIN = 0.02, 0.5
"""Least and largest share of the background that a group's kin is where it is judged apart from
them."""

JOINS = 2.0
"""Least log odds of those, as a group, who join a core that is a harvest."""

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
    accounts: int
    """Accounts of the firm, by which bars are set."""
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
        if model != "causes" or fitting:
            return cause.log_odds(measured)
        size = np.bincount(cohorts.cohort, minlength=len(cohorts))
        return causes.judge(measured, size if np.isfinite(self.alone_odds) else None)

    def refine(
        self, seed: Ints, free: Bools, formed: str, campaign: Tracked | None = None,
        within: Iterable[tuple[Ints, str]] = (),
    ) -> Candidate | None:  # fmt: skip
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
        within
            Groups of a campaign's accounts that were nominated anew, and by what: where the group
            that a large one was judged by is no longer a harvest, one of them may be.

        Returns
        -------
        Candidate or None
            None: too little is left, or nothing speaks for a harvest. The log odds of a new group
            may lie below what is worth watching.
        """
        name, before = (None, -np.inf) if campaign is None else (campaign.id, campaign.best)
        if campaign is None:
            found = self._tried(seed, free, formed)
        else:
            found = self._again(seed, free, formed, before)
            large = len(campaign.members) >= self.settings.large_group
            raised = large and campaign.detected is not None
            if raised and not self._stands(found):
                found, formed = self._renewed(found, within, free, formed, before)
            if found is not None and raised:
                found = found.judge._kept(found, campaign.members, free, formed)
        if found is None:
            return None
        table = self.table(_formed([found.core.accounts], formed))
        return found.judge._candidate(name, found, formed, table)

    def _tried(self, seed: Ints, free: Bools, formed: str) -> Grown | None:
        """Refine a new seed, and give up early where nothing speaks for a harvest.

        The seed itself is believed only where it can neither grow nor be pruned: an account that
        was nominated with a campaign must carry its marks.
        """
        walk = self._walk(seed, free)
        trail = list(islice(walk, HOPE + 1))
        trail = [step for step in trail[1:] or trail if len(step.accounts) >= SMALLEST]
        odds = self._steps(trail, formed)
        if not trail or not self._hopeful(odds):
            return None
        if (apart := self._apart(trail[-1].accounts)) is not None:
            return apart._grown(trail[-1].accounts, free, formed, -np.inf)
        return self._best(trail, odds, walk, formed, -np.inf)

    def _grown(self, seed: Ints, free: Bools, formed: str, before: float) -> Grown | None:
        """Refine a group; `before`: highest log odds that it had reached by then."""
        return self._best([], np.zeros(0), self._walk(seed, free), formed, before)

    def _again(self, seed: Ints, free: Bools, formed: str, before: float) -> Grown | None:
        """Judge a campaign anew by the growth of a seed."""
        return (self._apart(seed) or self)._grown(seed, free, formed, before)

    def _stands(self, found: Grown | None) -> bool:
        """Whether what was found is a harvest beyond the bar of a firm and a group of its size."""
        return found is not None and found.odds >= self._sure_odds(len(found.core.accounts))

    def _renewed(
        self, found: Grown | None, within: Iterable[tuple[Ints, str]], free: Bools, formed: str,
        before: float,
    ) -> tuple[Grown | None, str]:  # fmt: skip
        """Find the part of a campaign that is most alike now, and what nominated it.

        A campaign that has grown is as little alike as all of its accounts are; what it was raised
        for is a part of it still, though perhaps of other accounts.
        """
        for part, by in within:
            other = self._again(part, free, by, before)
            if other is not None and (found is None or other.odds > found.odds):
                found, formed = other, by
            if self._stands(found):
                break
        return found, formed

    def _kept(self, found: Grown, members: Ints, free: Bools, formed: str) -> Grown:
        """Keep those who belonged by then unless their marks speak against it, and go on."""
        if found.odds < self._sure_odds(len(found.core.accounts)) - HYSTERESIS:
            return found
        steps = list(islice(self._walk(members, free), 2))
        if not steps:
            return found
        kept = found.step.joined(steps[0])
        if len(found.core.accounts) >= self.settings.large_group:
            kept = self._joined(kept, steps[1:], formed)
        return found._replace(step=kept)

    def _walk(self, seed: Ints, free: Bools) -> Iterator[membership.Members]:
        """Take the steps of a refinement, without those of no mark but their organisation."""
        least = self.settings.membership
        for step in membership.steps(seed, self.field, free, least_posterior=least):
            yield step.without(excuses.strays(self.view.links, step.accounts))

    def _apart(self, members: Ints) -> Judge | None:
        """Return a judge that compares with none of a group's kin; None where that says nothing.

        Kin are accounts more like the members than like everybody else. A campaign that is much of
        the background hides in it: what its members have in common is then what is usual (masking,
        Barnett & Lewis, Outliers in Statistical Data; here a group's outlyingness is taken without
        it and its like).

        Parameters
        ----------
        members
            Indices of the group's accounts.
        """
        field = self.field
        measured = field.local(members)
        if not field.enough or len(measured) < SMALLEST:
            return None
        kin = np.zeros(len(field.reference), dtype=bool)
        kin[field.index[field.kin(measured)]] = True
        among = kin[field.index][field.reference[field.index]]
        if not KIN[0] <= among.mean() <= KIN[1] or (~among).sum() < ENOUGH:
            return None
        view = self.without(kin)
        field = field.against(view.accounts, view.content, field.reference & ~kin)
        return replace(self, view=view, field=field)

    def _hopeful(self, odds: Floats) -> bool:
        """Whether the first steps are near enough to what is worth watching to grow further."""
        return bool(odds.max(initial=-np.inf) >= self.settings.watch_odds - HOPE_ODDS)

    def _steps(self, trail: list[membership.Members], formed: str) -> Floats:
        """Log odds of each step of a refinement: shape (steps,)."""
        if not trail:
            return np.zeros(0)
        groups = _formed([step.accounts for step in trail], formed)
        return self.odds(groups, "causes", np.array([step.log_lr.mean() for step in trail]))

    def _best(
        self, trail: list[membership.Members], odds: Floats, walk: Iterable[membership.Members],
        formed: str, before: float,
    ) -> Grown | None:  # fmt: skip
        """Largest step that holds together nearly as well as the best one, or beyond doubt.

        Parameters
        ----------
        trail, odds
            Steps that have been taken, and their log odds.
        walk
            Those to come.
        formed
            What nominated the group.
        before
            Highest log odds that the group had reached by then.

        Returns
        -------
        Grown or None
            None: too little is left.
        """
        more = [step for step in walk if len(step.accounts) >= SMALLEST]
        trail, odds = trail + more, np.append(odds, self._steps(more, formed))
        if not trail:
            return None
        size = np.array([len(step.accounts) for step in trail])
        sure = np.array([self._sure_odds(int(members)) for members in size])
        floor = max(float(odds.max()), before) - self.settings.growth_loss
        floor = min(floor, self.settings.confirmed_odds)
        good = odds >= np.maximum(floor, sure)
        best = int(np.argmax(np.where(good, size, -1) if good.any() else odds))
        core, members = trail[best], trail[best]
        if good[best] and size[best] >= self.settings.large_group:
            members = self._joined(core, [s for s in trail if len(s.accounts) > size[best]], formed)
        return Grown(self, core, members, float(odds[best]))

    def _joined(
        self, core: membership.Members, larger: list[membership.Members], formed: str
    ) -> membership.Members:
        """Largest step whose newcomers are a harvest by themselves (`JOINS`); the core if none is.

        A large campaign is less alike than the part of it that is judged, so growth may lose odds
        and yet take in none but its accounts; below `large_group` nothing is gained by that.
        Whoever it takes in has the posterior probability of a member; that the model of members is
        right for them is asked of them as a group.

        Parameters
        ----------
        core
            The group that is judged, and found to be a harvest.
        larger
            Later steps, with more accounts.
        formed
            What nominated the group.
        """
        new = [np.isin(step.accounts, core.accounts, invert=True) for step in larger]
        able = [
            i for i, step in enumerate(larger)
            if new[i].sum() >= SMALLEST and 2 * (~new[i]).sum() >= len(core.accounts)
        ]  # fmt: skip
        if not able:
            return core
        odds = self.odds(
            _formed([larger[i].accounts[new[i]] for i in able], formed), "causes",
            np.array([larger[i].log_lr[new[i]].mean() for i in able]),
        )  # fmt: skip
        fit = [larger[i] for i, said in zip(able, odds, strict=True) if said >= JOINS]
        return max(fit, key=lambda step: len(step.accounts), default=core)

    def _candidate(self, name: str | None, found: Grown, formed: str, table: Floats) -> Candidate:
        view, core, members = self.view, found.core.accounts, found.step.accounts
        family = np.array([detector.family for detector in self.detectors.values()])
        return Candidate(
            name, members, found.step.log_lr, formed, float(evalues.average(table)[0]), found.odds,
            {str(f): float(evalues.average(table[family == f])[0]) for f in np.unique(family)},
            excuses.find(
                view.accounts, view.links, core, sure=found.odds >= self.settings.confirmed_odds
            ),
            excuses.customer(view.links, core),
            sure_odds=self._sure_odds(len(core)),
            alone_odds=self.alone_odds,
            speaks=membership.speaks(view.suspicion, view.reference)[members],
            core=None if core is members else core,
        )  # fmt: skip

    def _sure_odds(self, members: int) -> float:
        return self.settings.sure_odds(self.accounts, members)


class Grown(NamedTuple):
    """The step of a refinement that holds together best, and who judged it."""

    judge: Judge
    core: membership.Members
    """The step that is judged."""
    step: membership.Members
    """Its members: the core, or one that has grown from it."""
    odds: float
    """Log odds of the core against a benign cause."""


def _formed(groups: list[Ints], formed: str) -> Cohorts:
    """Make cohorts of groups of accounts that were all formed in the same way."""
    return replace(join(groups), formed=(formed,) * len(groups))
