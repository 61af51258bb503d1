"""The loop: take what happened, be told the time, keep campaigns up to date.

`ingest` takes rows of the activity relation in the order of event time; `advance` is told the
hour and evaluates everything that was known before it. Nothing here reads a clock or text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.contract.settings import Settings
from stillwatch.detect import suspicion
from stillwatch.detect.accounts import statistics
from stillwatch.detect.accounts.content import Content
from stillwatch.detect.accounts.daily import KEPT, WEEK, Daily
from stillwatch.detect.accounts.state import ALL, State
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.campaigns import membership
from stillwatch.detect.campaigns.follow import DAY, Followed
from stillwatch.detect.campaigns.picks import Picks
from stillwatch.detect.campaigns.refine import Judge, Measured
from stillwatch.detect.campaigns.track import Candidate, Tracked, Tracker
from stillwatch.detect.cohorts import Cohorts, by_observable, by_proximity, concat, join, suspects
from stillwatch.detect.detectors.base import Detector, View
from stillwatch.detect.detectors.pivot import adoptions
from stillwatch.detect.stats import evalues, ranks
from stillwatch.store.links import SMALLEST, Links

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SETTLED_HOURS = 72
"""Hours after which half of a firm's accounts must have been there for it to be known as small."""

WITHIN, PARTS = 0.9, 8
"""Least share of a cohort's accounts in a campaign that it is part of, and how many are tried."""


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
    collected: list[Measured] = field(default_factory=list)
    """With `collect`, every evaluation's cohorts and effects: to fit the cause model."""
    collect: bool = False
    named: int = 0
    """Groups that were followed so far, those of campaigns that were withdrawn among them."""
    day: int | None = None
    """Day since 1970 that has begun and is not closed."""

    def __post_init__(self) -> None:
        self.state = State(self.population.keys, self.columns)
        self.daily = Daily(len(self.population.keys))
        self.tracker = Tracker(self.settings, self.population.keys)
        self.picks = Picks(self.settings)
        self._know()

    def grow(self, population: Population) -> None:
        """Go on with a population that holds the one so far, and what is known of it by now.

        Raises
        ------
        ValueError
            An account of the one so far is missing.
        """
        old, new = self.population.keys, population.keys
        if not np.isin(old, new, assume_unique=True).all():
            raise ValueError("a population can only grow")
        at = np.searchsorted(new, old)
        self.state.grow(new)
        self.daily.grow(at, len(new))
        self.tracker.grow(at, new)
        self.population, self.view = population, None
        self._know()

    def _know(self) -> None:
        """Derive what follows from the population."""
        self.ties = ranks.jitter(self.population.keys + np.uint64(self.settings.seed))
        self.keys = self.population.keys + np.uint64(self.settings.seed)
        self.marks = (self.ties * 2.0**63).astype(np.uint64)
        self.picks.marks = self.marks
        self.models = self.population.links.only("model")

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
        links = self.population.links.known(now)
        view = self._view(accounts, links, self._reference(accounts))
        self.view = replace(view, cohorts=self._nominate(view))
        judge, free = self._judge(self.view), ~self.population.exempt
        found = self._update(judge, free)
        self.tracker.update(now, found + self._search(judge, free))
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
                moves = adoptions(self.models.known(now))
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
        return replace(accounts, keys=accounts.keys + np.uint64(self.settings.seed))

    def _view(self, accounts: statistics.Accounts, links: Links, reference: Bools) -> View:
        """Compare accounts with a reference, shape (A,); nothing has been nominated yet."""
        ranked = statistics.rank(accounts, reference, self.ties)
        accounts = replace(accounts, ranks=ranked, scores=statistics.normal_scores(ranked))
        score = suspicion.score(accounts)
        chosen = suspects(accounts, score, self.settings.suspect_share) & ~self.population.exempt
        content = Content.of(accounts, reference)
        return View(accounts, content, join([]), links, score, chosen, reference)

    def _reference(self, accounts: statistics.Accounts) -> Bools:
        """Accounts that others are compared to: neither exempt nor in a campaign raised before.

        Nor in a group that a plain fact alone kept from that, nor, in a small firm, in one that is
        watched.
        """
        reference = accounts.seen & ~self.population.exempt & (accounts.n >= 2)
        reference[self.tracker.members()] = False
        reference[self.tracker.held()] = False
        reference[self._masking(accounts)] = False
        return reference

    def _masking(self, accounts: statistics.Accounts) -> Ints:
        """Members of campaigns at `watch` where they are so many that they hide one another.

        Of a few hundred accounts a handful of operators are a part of what is usual.
        """
        few = self.accounts(accounts) < self.settings.usual_firm
        return self.tracker.watched() if few else np.zeros(0, dtype=np.int64)

    def _nominate(self, view: View) -> Cohorts:
        accounts, chosen = view.accounts, view.chosen
        largest = max(int(self.settings.largest_share * accounts.seen.sum()), 10)
        shared = by_observable(view.links, chosen, largest, accounts.n_slice >= LEAST)
        if accounts.now % 12 == 0:
            near = by_proximity(accounts, view.content, chosen)
            shared = concat(shared, near)
        return shared.distinct(self.marks)

    def _update(self, judge: Judge, free: Bools) -> list[Candidate]:
        """Look again at the members of campaigns that are being tracked, the earliest first.

        One that grows into most of a later one takes its place. Whoever is taken is no longer
        `free`, which is changed.
        """
        now = judge.view.accounts.now
        out: list[Candidate] = []
        held, ordered = np.full(len(free), -1), self.tracker.in_order()
        for number, campaign in enumerate(ordered):
            kept = free[campaign.members]
            lost = held[campaign.members[~kept]]
            for by, count in zip(*np.unique(lost, return_counts=True), strict=True):
                if 2 * count > len(kept):
                    self.tracker.absorb(campaign, ordered[by], now)
                    break
                campaign.hand_over(ordered[by], campaign.members[~kept][lost == by])
            else:
                campaign.keep(kept)
                members = campaign.members
                if campaign.due(now):
                    made = self._refined(judge, free, campaign, ordered[number + 1 :])
                    if made is None:
                        campaign.unjudged(now)
                    else:
                        out.append(made)
                        members = made.members
                free[members] = False
                held[members] = number
        return out

    def _refined(
        self, judge: Judge, free: Bools, campaign: Tracked, later: list[Tracked]
    ) -> Candidate | None:
        """Refine a campaign's members, and take none from a later one that stands higher alone.

        Two operators may be alike enough to be judged as one, and less surely so than each is: what
        was found of the surer one would be lost. So would a plain fact that keeps the surer one
        down, and its accounts would be named with others.
        """
        able = free
        for _ in range(PARTS):
            within = self._within(judge, campaign.members)
            formed = campaign.latest.formed
            made = judge.refine(campaign.core, able, formed, campaign, within)
            if made is None:
                return None
            least = made.odds + self.settings.growth_loss
            taken = [
                other.members for other in later
                if other.latest.odds > least
                and (
                    other.latest.severity(self.settings, other.tested) != "watch"
                    or other.kept_down(self.settings)
                )
                and np.isin(other.members, made.members).any()
            ]  # fmt: skip
            if not taken:
                return made
            able = able.copy()
            able[np.concatenate(taken)] = False
        return made

    def _within(self, judge: Judge, members: Ints) -> Iterator[tuple[Ints, str]]:
        """Cohorts nominated now that lie within a campaign, most like a harvest first."""
        cohorts = judge.view.cohorts
        inside = np.zeros(len(self.keys), dtype=bool)
        inside[members] = True
        size = np.bincount(cohorts.cohort, minlength=len(cohorts))
        held = np.bincount(cohorts.cohort, inside[cohorts.account], len(cohorts))
        able = np.flatnonzero((held >= WITHIN * size) & (held >= SMALLEST) & (held < len(members)))
        if not len(able) or self.collect:
            return
        odds = judge.odds(cohorts.take(able), "nominate")
        for number in able[np.argsort(-odds, kind="stable")[:PARTS]]:
            seed = cohorts.members(int(number))
            yield seed[inside[seed]], cohorts.formed[number]

    def _search(self, judge: Judge, free: Bools) -> list[Candidate]:
        """Test cohorts of accounts that are `free` of any campaign, strongest first.

        Many are nominated and few are tested: those whose effects a benign cause explains worst.
        The others count as e-values of zero, so that the false discovery rate is over all.
        """
        cohorts, now = judge.view.cohorts, judge.view.accounts.now
        self.tested = len(cohorts)
        if not self.tested:
            return []
        able = free.copy()
        able[self.tracker.open()] = True
        odds, fewer = judge.odds(cohorts, "nominate"), self.settings.fewer(judge.accounts)
        picked = self.picks.pick(cohorts, odds, able, now, fewer)
        if not len(picked):
            return []
        log_e = np.full(self.tested, -np.inf)
        log_e[picked] = evalues.average(judge.table(cohorts.take(picked)))
        passing = evalues.ebh(log_e, self.settings.level)
        out: list[Candidate] = []
        # a small firm's cohorts cannot pass: there the second null is asked of all
        for number in picked[passing[picked] | np.isfinite(judge.alone_odds)]:
            seed = cohorts.members(number)
            if passing[number]:
                self.tracker.reject(seed)
            if free[seed].mean() < 0.6 or free[seed].sum() < SMALLEST:
                continue
            made = judge.refine(seed[free[seed]], free, cohorts.formed[number])
            if made is None or made.odds < self.settings.watch_odds:
                self.picks.tried(cohorts, number, now)
                if made is not None:
                    self.tracker.set_aside(made, now)
            else:
                free[made.members] = False
                out.append(replace(made, tested=bool(passing[number])))
        return out

    def _judge(self, view: View) -> Judge:
        """Give what judges groups now: members of raised campaigns are compared with no one."""
        reference = ~self.population.exempt
        reference[self.tracker.members()] = False
        reference[self._masking(view.accounts)] = False
        field_ = membership.Field(view.accounts, view.links, view.content, reference)
        return Judge(
            view, field_, self.detectors, self.settings, self.accounts(view.accounts),
            self.alone(view),
            lambda some: self._view(view.accounts, view.links, view.reference & ~some),
            self.collected if self.collect else None,
        )  # fmt: skip

    def alone(self, view: View) -> float:
        """Log odds at which a group is `likely` by the second null alone (`Settings`)."""
        return self.settings.alone_odds(self.accounts(view.accounts))

    def accounts(self, accounts: statistics.Accounts) -> int:
        """Accounts of the firm, by which bars are set.

        Every log begins with few: a firm is not known to be less than usual (`Settings`) until most
        of its accounts have been there for days.
        """
        seen = int(accounts.seen.sum())
        first = self.state.first[ALL]
        known = int((accounts.seen & (first <= accounts.now - SETTLED_HOURS)).sum())
        return seen if 2 * known >= seen else max(seen, self.settings.usual_firm)
