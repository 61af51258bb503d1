"""The loop: take what happened, be told the time, keep campaigns up to date.

`ingest` takes rows of the activity relation in the order of event time; `advance` is told the
hour and evaluates everything that was known before it. Nothing here reads a clock or text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch import causes, effects, suspicion
from stillwatch.accounts import statistics
from stillwatch.accounts.state import State
from stillwatch.campaigns import membership
from stillwatch.campaigns.track import Candidate, Tracker
from stillwatch.cohorts import (
    SMALLEST,
    Cohorts,
    Links,
    by_observable,
    by_proximity,
    concat,
    join,
    suspects,
)
from stillwatch.detectors.base import Detector, View
from stillwatch.settings import Settings
from stillwatch.stats import evalues, ranks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Population:
    """What is known of accounts apart from their activity."""

    keys: npt.NDArray[np.uint64]
    """Shape (A,): account keys, sorted."""
    created: Floats
    """Shape (A,): hour of sign-up; NaN if unknown."""
    exempt: Bools
    """Shape (A,): licensed or cleared: never a member, never a reference."""
    links: Links


@dataclass
class Engine:
    """Detection over a population, one evaluation at a time."""

    population: Population
    columns: tuple[str, ...]
    """Summed columns of the activity relation (see `State`)."""
    detectors: Mapping[str, Detector]
    settings: Settings
    view: View | None = None
    """What the last evaluation looked at."""
    tested: int = 0
    """Cohorts tested in the last evaluation."""
    collected: list[tuple[int, Cohorts, Floats]] = field(default_factory=list)
    """With `collect`, every evaluation's cohorts and effects: to fit the cause model."""
    collect: bool = False

    def __post_init__(self) -> None:
        self.state = State(self.population.keys, self.columns)
        self.tracker = Tracker(self.settings, self.population.keys)
        self.ties = ranks.jitter(self.population.keys + np.uint64(self.settings.seed))
        self.marks = (self.ties * 2.0**63).astype(np.uint64)

    def ingest(self, batch: pa.RecordBatch) -> None:
        """Add rows of the activity relation; epochs must not go backwards."""
        self.state.add(batch)

    def advance(self, now: int) -> None:
        """Evaluate what was known before hour `now`."""
        accounts = self._measure(now)
        score = suspicion.score(accounts)
        chosen = suspects(accounts, score, self.settings.suspect_share) & ~self.population.exempt
        links = self.population.links.known(now)
        self.view = View(accounts, self._nominate(accounts, links, chosen), links, score, chosen)
        found = self._update(self.view) + self._search(self.view)
        self.tracker.update(now, found)

    def _measure(self, now: int) -> statistics.Accounts:
        accounts = statistics.measure(self.state, now, self.population.created)
        reference = accounts.seen & ~self.population.exempt & (accounts.n >= 2)
        reference[self.tracker.members()] = False
        accounts.ranks.update(statistics.rank(accounts, reference, self.ties))
        return accounts

    def _nominate(self, accounts: statistics.Accounts, links: Links, chosen: Bools) -> Cohorts:
        largest = max(int(self.settings.largest_share * accounts.seen.sum()), 10)
        shared = by_observable(links, chosen, largest)
        near = by_proximity(accounts, chosen, self.settings.seed + accounts.now)
        return concat(shared, near).distinct(self.marks)

    def _update(self, view: View) -> list[Candidate]:
        """Look again at the members of campaigns that are being tracked."""
        normal = membership.scores(view.accounts)
        out, free = [], ~self.population.exempt
        for campaign in self.tracker.campaigns:
            members = self._refine(campaign.seed, view, normal, free)
            kept = members.accounts
            if len(kept) < SMALLEST:
                out.append(campaign.unchanged())
                free[campaign.members] = False
                continue
            out += self._candidates(view, [members], [campaign.formed], [campaign.id])
            free[kept] = False
        return out

    def _search(self, view: View) -> list[Candidate]:
        """Test cohorts of accounts that no campaign holds, strongest first.

        Many are nominated and few are tested: those whose effects a benign cause explains worst.
        The others count as e-values of zero, so that the false discovery rate is over all.
        """
        self.tested = len(view.cohorts)
        if not self.tested:
            return []
        odds = self._odds(view, collect=self.collect)
        order = np.lexsort((np.arange(len(odds)), -odds))[: self.settings.most_tested]
        picked = order[odds[order] >= self.settings.watch_odds]
        if not len(picked):
            return []
        few = View(
            view.accounts, view.cohorts.take(picked), view.links, view.suspicion, view.chosen
        )
        log_e = np.full(self.tested, -np.inf)
        log_e[picked] = evalues.average(self._table(few))
        passing = evalues.ebh(log_e, self.settings.level)
        normal = membership.scores(view.accounts)
        free = ~self.population.exempt
        free[self.tracker.members(every=True)] = False
        out: list[Candidate] = []
        for number in picked[passing[picked]]:
            seed = view.cohorts.members(number)
            if free[seed].mean() < 0.6 or free[seed].sum() < SMALLEST:
                continue
            refined = self._refine(seed[free[seed]], view, normal, free)
            if len(refined.accounts) < SMALLEST:
                continue
            for made in self._candidates(view, [refined], [view.cohorts.formed[number]], [None]):
                if made.odds >= self.settings.watch_odds:
                    free[made.members] = False
                    out.append(made)
        return out

    def _refine(self, seed: Ints, view: View, normal: Floats, free: Bools) -> membership.Members:
        return membership.refine(
            seed, view.accounts, view.links, normal, free,
            least_posterior=self.settings.membership,
        )  # fmt: skip

    def _candidates(
        self,
        view: View,
        refined: list[membership.Members],
        formed: list[str],
        ids: list[str | None],
    ) -> list[Candidate]:
        """Judge refined memberships as cohorts of their own."""
        groups = join([m.accounts for m in refined])
        again = Cohorts(groups.cohort, groups.account, tuple(formed), groups.key, groups.group)
        fresh = View(view.accounts, again, view.links, view.suspicion, view.chosen)
        odds, table = self._odds(fresh, collect=self.collect), self._table(fresh)
        log_e, families = evalues.average(table), self._families(table)
        return [
            Candidate(ids[i], m.accounts, m.log_lr, formed[i], float(log_e[i]), float(odds[i]),
                      {name: float(values[i]) for name, values in families.items()})
            for i, m in enumerate(refined)
        ]  # fmt: skip

    def _odds(self, view: View, *, collect: bool = False) -> Floats:
        """Log odds against a benign cause: shape (cohorts,)."""
        base = max(float(view.chosen.sum() / max(view.accounts.seen.sum(), 1)), 1e-3)
        measured = effects.measure(view.accounts, view.cohorts, view.links, view.suspicion, base)
        if collect:
            self.collected.append((view.accounts.now, view.cohorts, measured))
        return causes.shipped().log_odds(measured)

    def _table(self, view: View) -> Floats:
        """Log e-values, shape (detectors, cohorts)."""
        return np.vstack([detector.judge(view) for detector in self.detectors.values()])

    def _families(self, table: Floats) -> dict[str, Floats]:
        """Log e-values averaged within each family: shape (cohorts,) each."""
        family = np.array([detector.family for detector in self.detectors.values()])
        return {str(name): evalues.average(table[family == name]) for name in np.unique(family)}
