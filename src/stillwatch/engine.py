"""The loop: take what happened, be told the time, keep campaigns up to date.

`ingest` takes rows of the activity relation in the order of event time; `advance` is told the
hour and evaluates everything that was known before it. Nothing here reads a clock or text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch import causes, effects, suspicion
from stillwatch.accounts import statistics
from stillwatch.accounts.content import Content
from stillwatch.accounts.daily import KEPT, WEEK, Daily
from stillwatch.accounts.state import ALL, State
from stillwatch.accounts.statistics import LEAST
from stillwatch.campaigns import excuses, membership
from stillwatch.campaigns.follow import DAY, Followed
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
from stillwatch.detectors.pivot import adoptions
from stillwatch.settings import Settings
from stillwatch.stats import evalues, ranks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SIZES = (8, 20, 60)
"""Members from which a cohort counts as larger; each size has its share of the tests."""

HOPE, HOPE_ODDS = 2, 3.0
"""Step after which a refinement is given up, and log odds that further growth may add."""

SETTLED_HOURS = 72
"""Hours after which half of a firm's accounts must have been there for it to be known as small."""

RETRY_HOURS = 48
"""Hours after which a cohort that was tried in vain may be tried again."""


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
    collected: list[tuple[str, int, Cohorts, Floats]] = field(default_factory=list)
    """With `collect`, every evaluation's cohorts and effects: to fit the cause model."""
    collect: bool = False
    named: int = 0
    """Groups that were followed so far, those of campaigns that were withdrawn among them."""
    day: int | None = None
    """Day since 1970 that has begun and is not closed."""

    def __post_init__(self) -> None:
        self.state = State(self.population.keys, self.columns)
        self.daily = Daily(len(self.population.keys))
        self._tried: dict[tuple[str, int], tuple[int, int]] = {}
        self.tracker = Tracker(self.settings, self.population.keys)
        self.ties = ranks.jitter(self.population.keys + np.uint64(self.settings.seed))
        self.keys = self.population.keys + np.uint64(self.settings.seed)
        self.marks = (self.ties * 2.0**63).astype(np.uint64)

    def ingest(self, batch: pa.RecordBatch) -> None:
        """Add rows of the activity relation; epochs must not go backwards."""
        days = batch.column("epoch").to_numpy() // DAY
        for part in np.split(np.arange(len(days)), np.flatnonzero(np.diff(days)) + 1):
            if len(part):
                self._turn(int(days[part[0]]))
                self.state.add(batch.slice(part[0], len(part)))

    def advance(self, now: int) -> None:
        """Evaluate what was known before hour `now`."""
        accounts = self._measure(now)
        score = suspicion.score(accounts)
        chosen = suspects(accounts, score, self.settings.suspect_share) & ~self.population.exempt
        links = self.population.links.known(now)
        reference = self._reference(accounts)
        content = Content.of(accounts, reference)
        cohorts = self._nominate(accounts, content, links, chosen)
        self.view = View(accounts, content, cohorts, links, score, chosen, reference)
        field_ = self._field(self.view)
        free = ~self.population.exempt
        found = self._update(self.view, field_, free)
        self.tracker.update(now, found + self._search(self.view, field_, free))
        self._follow(self.view)

    def _turn(self, day: int) -> None:
        """Close the days before this one, and bet on each against the groups that are followed."""
        self.day = day if self.day is None else self.day
        silent = self.day + KEPT  # nothing that is kept tells later silent days from these
        while self.day < day:
            if self.day > silent:
                self.day += (day - 1 - self.day) // WEEK * WEEK
            self.day += 1
            self.daily.close(self.state.column(ALL, "n"))
            followed = [c.followed for c in self.tracker.campaigns if c.followed is not None]
            if followed:
                now = self.day * DAY
                moves = adoptions(self.population.links.known(now))
                moved = np.full(len(self.keys), -1)
                moved[moves.account] = moves.hour
                for campaign in self.tracker.campaigns:
                    if campaign.followed is None:
                        continue
                    campaign.followed.close(self.daily, moved, self.keys, now)
                    # the day in which a group was fixed anew was the old group's to bet on
                    if campaign.next_followed and campaign.next_followed.since <= now:
                        campaign.followed, campaign.next_followed = campaign.next_followed, None

    def _follow(self, view: View) -> None:
        """Fix the groups that were named or raised just now."""
        now, able = view.accounts.now, view.reference & ~view.chosen
        able[self.tracker.members(every=True)] = False
        for campaign in self.tracker.campaigns:
            held = campaign.followed
            if held is None or (campaign.detected == now and held.since < now):
                process = None if held is None else held.process
                group = Followed.name(campaign.members, able, self.keys, now, process)
                if held is None:
                    campaign.followed = group
                else:
                    campaign.next_followed = group
                self.named += 1

    def _measure(self, now: int) -> statistics.Accounts:
        accounts = statistics.measure(self.state, now, self.population.created)
        accounts = replace(accounts, keys=accounts.keys + np.uint64(self.settings.seed))
        reference = self._reference(accounts)
        accounts.ranks.update(statistics.rank(accounts, reference, self.ties))
        accounts.scores.update(statistics.normal_scores(accounts.ranks))
        return accounts

    def _reference(self, accounts: statistics.Accounts) -> Bools:
        """Accounts that others are compared to: neither exempt nor in a campaign raised before."""
        reference = accounts.seen & ~self.population.exempt & (accounts.n >= 2)
        reference[self.tracker.members()] = False
        return reference

    def _nominate(
        self, accounts: statistics.Accounts, content: Content, links: Links, chosen: Bools
    ) -> Cohorts:
        largest = max(int(self.settings.largest_share * accounts.seen.sum()), 10)
        shared = by_observable(links, chosen, largest, accounts.n_slice >= LEAST)
        if accounts.now % 12 == 0:
            near = by_proximity(accounts, content, chosen)
            shared = concat(shared, near)
        return shared.distinct(self.marks)

    def _update(self, view: View, field_: membership.Field, free: Bools) -> list[Candidate]:
        """Look again at the members of campaigns that are being tracked, the earliest first.

        One that grows into most of a later one takes its place. Whoever is taken is no longer
        `free`, which is changed.
        """
        out: list[Candidate] = []
        held, ordered = np.full(len(free), -1), self.tracker.in_order()
        for number, campaign in enumerate(ordered):
            kept = free[campaign.members]
            lost = held[campaign.members[~kept]]
            for by, count in zip(*np.unique(lost, return_counts=True), strict=True):
                if 2 * count > len(kept):
                    self.tracker.absorb(campaign, ordered[by])
                    break
                campaign.hand_over(ordered[by], campaign.members[~kept][lost == by])
            else:
                campaign.keep(kept)
                members = campaign.members
                if campaign.due(view.accounts.now):
                    made = self._refine(
                        members, view, field_, free, campaign.formed, campaign.id, campaign.best
                    )
                    if made is None:
                        campaign.unjudged(view.accounts.now)
                    else:
                        out.append(made)
                        members = made.members
                free[members] = False
                held[members] = number
        return out

    def _search(self, view: View, field_: membership.Field, free: Bools) -> list[Candidate]:
        """Test cohorts of accounts that are `free` of any campaign, strongest first.

        Many are nominated and few are tested: those whose effects a benign cause explains worst.
        The others count as e-values of zero, so that the false discovery rate is over all.
        """
        self.tested = len(view.cohorts)
        if not self.tested:
            return []
        odds, now = self._odds(view, "nominate"), view.accounts.now
        self._tried = {k: v for k, v in self._tried.items() if now - v[0] < RETRY_HOURS}
        able = free.copy()
        able[self.tracker.open()] = True
        picked = self._pick(view, odds, able)
        if not len(picked):
            return []
        few = replace(view, cohorts=view.cohorts.take(picked))
        log_e = np.full(self.tested, -np.inf)
        log_e[picked] = evalues.average(self._table(few))
        passing = evalues.ebh(log_e, self.settings.level)
        out: list[Candidate] = []
        # a small firm's cohorts cannot pass: there the second null is asked of all
        alone = np.isfinite(self.alone(view))
        for number in picked[passing[picked] | alone]:
            seed = view.cohorts.members(number)
            if passing[number]:
                self.tracker.reject(seed)
            if free[seed].mean() < 0.6 or free[seed].sum() < SMALLEST:
                continue
            made = self._refine(seed[free[seed]], view, field_, free, view.cohorts.formed[number])
            if made is not None:
                free[made.members] = False
                out.append(replace(made, tested=bool(passing[number])))
            else:
                self._tried[self._name(view, number)] = (now, len(seed))
        return out

    def _field(self, view: View) -> membership.Field:
        reference = ~self.population.exempt
        reference[self.tracker.members()] = False
        return membership.Field(view.accounts, view.links, view.content, reference)

    def _pick(self, view: View, odds: Floats, free: Bools) -> Ints:
        """Cohorts to refine now, the most telling first: new ones, and those that have grown.

        Small cohorts are many and large ones tell more, so each size has its share of the tests.
        Of cohorts that mostly say the same, the first is enough.
        """
        cohorts, settings = view.cohorts, self.settings
        size = np.bincount(cohorts.cohort, minlength=len(cohorts))
        able = np.bincount(cohorts.cohort, weights=free[cohorts.account], minlength=len(cohorts))
        good = (able >= SMALLEST) & (able >= 0.6 * size) & (odds >= settings.nominate_odds)
        kind = np.searchsorted(SIZES, size, side="right")
        picked: list[int] = []
        for wanted in np.unique(kind[good]):
            here = np.flatnonzero(good & (kind == wanted))
            covered, left = ~free, -(-settings.most_tested // (len(SIZES) + 1))
            for number in here[np.argsort(-odds[here], kind="stable")]:
                if not left:
                    break
                members = cohorts.members(number)
                if 2 * int(covered[members].sum()) > len(members):
                    continue
                _, before = self._tried.get(self._name(view, int(number)), (0, 0))
                if size[number] < 1.25 * before:
                    continue
                covered[members] = True
                picked.append(int(number))
                left -= 1
        chosen = np.array(sorted(picked), dtype=np.int64)
        return chosen[np.argsort(-odds[chosen], kind="stable")]

    def _name(self, view: View, number: int) -> tuple[str, int]:
        """Return what a cohort is remembered by once it has been tried in vain."""
        key = view.cohorts.key[number] or self.marks[view.cohorts.members(number)].sum()
        return view.cohorts.formed[number], int(key)

    def _refine(
        self, seed: Ints, view: View, field_: membership.Field, free: Bools, formed: str,
        campaign: str | None = None, best_odds: float = -np.inf,
    ) -> Candidate | None:  # fmt: skip
        """Refine a cohort's membership and judge it at the step that holds together best."""
        trail, odds = list[membership.Members](), np.zeros(0)
        for number, step in enumerate(
            membership.steps(seed, field_, free, least_posterior=self.settings.membership)
        ):
            # a new seed itself is believed only where it can neither grow nor be pruned: an
            # account that was nominated with a campaign must carry its marks
            if campaign is None and number == 1:
                trail.clear()
            own = step.without(excuses.strays(view.links, step.accounts))
            if len(own.accounts) >= SMALLEST:
                trail.append(own)
            if campaign is None and number == HOPE:
                odds = self._judged(trail, view, formed)
                if not self._hopeful(odds):
                    return None
        if not trail:
            return None
        odds = np.append(odds, self._judged(trail[len(odds) :], view, formed))
        # the largest step that holds together nearly as well as the best one, or beyond doubt
        floor = max(float(odds.max()), best_odds) - self.settings.growth_loss
        floor = min(floor, self.settings.confirmed_odds)
        sure_odds = self.settings.sure_odds(int(view.accounts.seen.sum()))
        good = odds >= max(floor, sure_odds)
        sizes = np.array([len(step.accounts) for step in trail])
        best = int(np.argmax(np.where(good, sizes, -1))) if good.any() else int(np.argmax(odds))
        if campaign is None and odds[best] < self.settings.watch_odds:
            return None
        step = trail[best]
        alone = replace(join([step.accounts]), formed=(formed,))
        table = self._table(replace(view, cohorts=alone))
        families = {name: float(v[0]) for name, v in self._families(table).items()}
        log_e = float(evalues.average(table)[0])
        return Candidate(
            campaign, step.accounts, step.log_lr, formed, log_e, float(odds[best]), families,
            excuses.find(view.accounts, view.links, step.accounts),
            sure_odds=sure_odds,
            alone_odds=self.alone(view),
            speaks=membership.speaks(view.suspicion, view.reference)[step.accounts],
        )  # fmt: skip

    def _judged(self, trail: list[membership.Members], view: View, formed: str) -> Floats:
        """Log odds of each step of a refinement: shape (steps,)."""
        if not trail:
            return np.zeros(0)
        groups = join([step.accounts for step in trail])
        again = replace(view, cohorts=replace(groups, formed=(formed,) * len(trail)))
        own = np.array([step.log_lr.mean() for step in trail])
        return self._odds(again, "causes", own)

    def _hopeful(self, odds: Floats) -> bool:
        """Whether the first steps are near enough to what is worth watching to grow further."""
        return bool(odds.max(initial=-np.inf) >= self.settings.watch_odds - HOPE_ODDS)

    def _odds(self, view: View, model: str, own: Floats | None = None) -> Floats:
        """Log odds against a benign cause: shape (cohorts,)."""
        base = max(float(view.chosen.sum()) / max(int(view.accounts.seen.sum()), 1), 1e-3)
        cause = causes.shipped(model)
        ignored = frozenset[str]() if self.collect else cause.ignored
        measured = effects.measure(
            view.accounts,
            view.content,
            view.cohorts,
            view.links,
            view.suspicion,
            base,
            own,
            ignored,
        )
        if self.collect:
            self.collected.append((model, view.accounts.now, view.cohorts, measured))
        said = cause.log_odds(measured)
        if model == "causes" and np.isfinite(self.alone(view)) and not self.collect:
            size = np.bincount(view.cohorts.cohort, minlength=len(view.cohorts))
            return causes.few(measured, said, size)
        return said

    def alone(self, view: View) -> float:
        """Log odds at which a group is `likely` by the second null alone (`Settings`).

        Every log begins with few accounts: infinite until most of them have been there for days.
        """
        seen = int(view.accounts.seen.sum())
        first = self.state.first[ALL]
        known = int((view.accounts.seen & (first <= view.accounts.now - SETTLED_HOURS)).sum())
        return self.settings.alone_odds(seen) if 2 * known >= seen else np.inf

    def _table(self, view: View) -> Floats:
        """Log e-values, shape (detectors, cohorts)."""
        return np.vstack([detector.judge(view) for detector in self.detectors.values()])

    def _families(self, table: Floats) -> dict[str, Floats]:
        """Log e-values averaged within each family: shape (cohorts,) each."""
        family = np.array([detector.family for detector in self.detectors.values()])
        return {str(name): evalues.average(table[family == name]) for name in np.unique(family)}
