"""Campaigns over time: stable ids, first detection, levels of evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.contract.settings import Settings
from stillwatch.detect.campaigns.follow import Followed
from stillwatch.store.links import SMALLEST

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

REVIEW_HOURS = 24
"""Hours between two looks at the members of a campaign that has been raised."""

STANDS = 2
"""Judgements in a row at `likely` that raise a campaign."""

HYSTERESIS = 1.5
"""Log odds by which a campaign that was only ever `likely` may fall below and keep its level."""

DOUBTS = 2
"""Judgements in a row below `watch` after which a campaign is withdrawn."""

ASIDE_HOURS, ASIDE_ODDS = 96, 2.0
"""Hours for which a group that was looked at closely and not watched is remembered, and how far
its log odds may lie below those of what is watched."""

PLAIN = 6.9
"""Log e-value from which a group set aside is told to people: a thousand, as many are looked at."""

STOOD_HOURS, STOOD_ODDS = 24, 0.4
"""Hours for which a group must have been watched, or log odds above `watch` at which it must have
stood, to be remembered to the end of the log, and told, once it is watched no more."""

LEVELS = {"watch": 1, "likely": 2, "confirmed": 3}


@dataclass(frozen=True)
class Candidate:
    """A group of accounts as one evaluation judged it."""

    id: str | None
    """Id of the campaign that it continues; None for a new one."""
    members: Ints
    log_lr: Floats
    """Shape (members,): each member's own log likelihood ratio."""
    formed: str
    """What nominated it."""
    log_e: float
    """Log e-value against "independent accounts"."""
    odds: float
    """Log odds against "a legitimate common cause"."""
    families: Mapping[str, float]
    """Log e-value of each family of detectors."""
    excuse: str = ""
    """Why it may not rise above `watch`, in words."""
    customer: str = ""
    """Why it may not rise above `likely`, in words."""
    tested: bool = False
    """Whether the cohort that it grew from has just rejected the first null over all cohorts."""
    sure_odds: float = -np.inf
    """Log odds at which it is `likely` where the first null falls (`Settings.sure_odds`); without
    a limit below: `likely_odds`."""
    alone_odds: float = np.inf
    """Log odds at which it is `likely` although the first null stands (`Settings.alone_odds`)."""

    speaks: npt.NDArray[np.bool_] | None = None
    """Shape (members,): which of them look like a harvest by themselves; None: all."""
    core: Ints | None = None
    """The members that it was judged by; None: all."""

    def severity(self, settings: Settings, tested: bool = True) -> str:
        """Level of evidence. `likely` rejects both nulls; `confirmed` needs three families.

        Parameters
        ----------
        settings
            The bars.
        tested
            Whether the first null has been rejected over all cohorts of an evaluation.
        """
        sure = self.sure(settings, tested)
        if self.excuse or self.odds < self.needed(settings, sure):
            return "watch"
        return "confirmed" if self.strong(settings, tested) and not self.customer else "likely"

    def strong(self, settings: Settings, tested: bool = True) -> bool:
        """Whether it has the evidence for `confirmed`."""
        families = sum(value >= settings.family_log_e for value in self.families.values())
        enough = families >= 3 and self.odds >= settings.confirmed_odds
        return enough and self.sure(settings, tested)

    def needed(self, settings: Settings, sure: bool) -> float:
        """Log odds that `likely` needs, with the first null rejected or not."""
        usual = settings.likely_odds
        if not sure:
            return max(usual, self.alone_odds)
        return self.sure_odds if np.isfinite(self.sure_odds) else usual

    def moved(self, at: Ints) -> Candidate:
        """Move account indices: `at`, shape (A,), tells where to."""
        core = None if self.core is None else at[self.core]
        return replace(self, members=at[self.members], core=core)

    def sure(self, settings: Settings, tested: bool) -> bool:
        """Whether the first null is rejected, over all cohorts and by the group as it is now."""
        return tested and self.log_e >= -np.log(settings.level)


@dataclass
class Tracked:
    """A campaign followed from one evaluation to the next."""

    id: str
    formed: str
    started: int
    """Hour at which it was first seen at any level."""
    latest: Candidate
    severity: str = "watch"
    """Level of the latest judgement."""
    tested: bool = False
    """Whether a cohort of its accounts has rejected the first null over all cohorts."""
    alone: bool = False
    """Whether its level rests on the second null alone."""
    stands: int = 0
    """Judgements in a row at `likely` or above."""
    best: float = -np.inf
    """Highest log odds of harvest reached."""
    peak: tuple[int, Candidate] | None = None
    """The judgement that gave it these, and its hour."""
    doubts: int = 0
    """Judgements in a row that a benign cause explains better."""
    updated: int = 0
    """Hour of the latest judgement."""
    detected: int | None = None
    """Hour at which it first reached `likely`."""
    confirmed: bool = False
    """Whether it ever had the evidence for `confirmed`."""
    joined: dict[int, int] = field(default_factory=dict)
    """Hour at which each account first belonged to it while `likely` or above."""
    spoke: set[int] = field(default_factory=set)
    """Accounts that looked like a harvest by themselves while they belonged to it, once it was
    raised and large."""
    before: dict[int, int] = field(default_factory=dict)
    """Hour at which accounts first belonged to raised campaigns that it has taken in."""
    copied: Mapping[int, str] = field(default_factory=dict)
    """Accounts that were left out because members repeat what they ask, and how these do."""
    apart: frozenset[int] = frozenset()
    """Members that may be one customer that was drawn in (`audit.apart`)."""
    followed: Followed | None = None
    """The group that is bet against, day by day."""
    next_followed: Followed | None = None
    """The group that takes its place once the running day has been closed."""

    @property
    def members(self) -> Ints:
        """Accounts that belong to it now."""
        return self.latest.members

    @property
    def core(self) -> Ints:
        """The members that it was judged by."""
        return self.latest.members if self.latest.core is None else self.latest.core

    @property
    def named(self) -> Tracked:
        """The same with those members alone who look like a harvest by themselves, or once did."""
        own = copy(self)
        if self.latest.speaks is not None:
            own.keep(self.latest.speaks | np.isin(self.members, list(self.spoke)))
        return own

    def kept_down(self, settings: Settings) -> bool:
        """Whether it rejects both nulls, and a plain fact alone keeps it at `watch`."""
        needed = self.latest.needed(settings, sure=True)
        return bool(self.latest.excuse) and self.tested and self.latest.odds >= needed

    def kept_above(self, settings: Settings) -> float | None:
        """Log odds above which it keeps a level that its latest judgement would not give it.

        None where its level is what its latest judgement says.
        """
        now = self.latest.severity(settings, self.tested)
        if LEVELS[self.severity] <= LEVELS[now]:
            return None
        if self.confirmed:
            return settings.watch_odds
        return self.latest.needed(settings, self.tested) - HYSTERESIS

    def due(self, now: int) -> bool:
        """Whether to look again: at once while it is only watched, then once a day."""
        return self.detected is None or now - self.updated >= REVIEW_HOURS or now % 24 == 0

    def unjudged(self, now: int) -> None:
        """Take note that too little was left to judge anew: the last judgement stands.

        What was only watched is withdrawn if that goes on.
        """
        self.updated = now
        if self.detected is None:
            self.doubts += 1

    def hand_over(self, by: Tracked, accounts: Ints | None = None) -> None:
        """Tell another campaign when accounts, or all, were first flagged here."""
        hours = [*self.joined.items(), *self.before.items()]
        told = None if accounts is None else set(accounts.tolist())
        for account, hour in hours:
            if told is None or account in told:
                by.before[account] = min(hour, by.before.get(account, hour))
        by.spoke |= self.spoke if told is None else self.spoke & told

    def move(self, at: Ints) -> None:
        """Move account indices: `at`, shape (A,), tells where to."""
        self.latest = self.latest.moved(at)
        if self.peak is not None:
            self.peak = (self.peak[0], self.peak[1].moved(at))
        self.spoke = {int(at[account]) for account in self.spoke}
        self.joined, self.before = (
            {int(at[account]): hour for account, hour in held.items()}
            for held in (self.joined, self.before)
        )
        self.followed, self.next_followed = (
            None if group is None else group.moved(at)
            for group in (self.followed, self.next_followed)
        )

    def keep(self, kept: npt.NDArray[np.bool_]) -> None:
        """Leave members to another campaign: those that `kept`, shape (members,), does not mark.

        Where too little of the core is left, the members that are left are judged by themselves.
        """
        last = self.latest
        speaks = None if last.speaks is None else last.speaks[kept]
        members, log_lr = last.members[kept], last.log_lr[kept]
        core = None if last.core is None else np.intersect1d(last.core, members)
        core = None if core is None or len(core) < SMALLEST else core
        self.latest = replace(last, members=members, log_lr=log_lr, speaks=speaks, core=core)


class Gone(NamedTuple):
    """A campaign that was raised and is none any more."""

    id: str
    detected: int
    """Hour at which it was raised."""
    until: int
    """Hour at which it ended to be one."""
    into: str | None
    """Id of the campaign that took most of its members in; None: it was withdrawn."""
    members: Ints
    """Accounts that belonged to it at last."""
    best: float
    """Highest log odds of harvest that it reached."""
    last: float = -np.inf
    """Log odds of harvest of its last judgement."""


class Aside(NamedTuple):
    """A group that was looked at closely and is not watched: a benign cause explains it better.

    Or explains it better by now: one that was watched is remembered as it was when its odds stood
    highest.
    """

    hour: int
    """Hour of that judgement."""
    members: Ints
    formed: str
    """What nominated it."""
    log_e: float
    """Log e-value against "independent accounts"."""
    odds: float
    """Log odds against "a legitimate common cause"."""
    own_ratio: float
    """Mean log likelihood ratio of its members."""
    until: int | None = None
    """Hour from which it was watched no more; None: it never was, or hardly (`STOOD_HOURS`)."""

    @property
    def told(self) -> bool:
        """Whether it is told to people."""
        return self.until is not None or self.log_e >= PLAIN


@dataclass
class Tracker:
    """Campaigns known so far."""

    settings: Settings
    keys: npt.NDArray[np.uint64]
    """Shape (A,): account keys, from which ids are made."""
    campaigns: list[Tracked] = field(default_factory=list)
    named: dict[int, int] = field(default_factory=dict)
    """Hour at which each account was first named, at `likely` or above: never forgotten."""
    gone: list[Gone] = field(default_factory=list)
    """Campaigns that were raised and are none any more, in the order of time."""
    aside: list[Aside] = field(default_factory=list)
    """Groups that were looked at of late and are not watched, in the order of time."""

    def grow(self, at: Ints, keys: npt.NDArray[np.uint64]) -> None:
        """Take in accounts that were not known: `at` is where those known so far go."""
        self.keys = keys
        self.named = {int(at[account]): hour for account, hour in self.named.items()}
        for campaign in self.campaigns:
            campaign.move(at)
        self.gone = [group._replace(members=at[group.members]) for group in self.gone]
        self.aside = [group._replace(members=at[group.members]) for group in self.aside]

    def members(self, *, every: bool = False) -> Ints:
        """Accounts in campaigns at `likely` or above, or (`every`) at any level.

        Not those whose level rests on the second null alone: the first is still to be tested, and
        members that had left the reference would be ranked among few that they are not of.
        """
        groups = [
            c.members for c in self.campaigns if every or (c.detected is not None and c.tested)
        ]
        return np.concatenate(groups) if groups else np.zeros(0, dtype=np.int64)

    def held(self) -> Ints:
        """Accounts of groups that reject both nulls and that a plain fact keeps at `watch`.

        They are named to nobody, and are no measure of what is ordinary either.
        """
        groups = [c.members for c in self.campaigns if c.kept_down(self.settings)]
        return np.concatenate(groups) if groups else np.zeros(0, dtype=np.int64)

    def watched(self) -> Ints:
        """Accounts of groups that reject the first null and are worth watching."""
        groups = [
            c.members for c in self.campaigns
            if c.tested and not c.latest.excuse and c.latest.odds >= self.settings.watch_odds
        ]  # fmt: skip
        return np.concatenate(groups) if groups else np.zeros(0, dtype=np.int64)

    def in_order(self) -> list[Tracked]:
        """Return campaigns, those raised first before the others."""
        late = np.inf
        return sorted(
            self.campaigns,
            key=lambda c: (late if c.detected is None else c.detected, c.started, c.id),
        )

    def reject(self, cohort: Ints) -> None:
        """Take note that a cohort rejects the first null: so does a campaign that is most of it.

        And of which it is at least half: a sliver does not speak for the rest.
        """
        for campaign in self.campaigns:
            inside = 2 * int(np.isin(cohort, campaign.members).sum())
            if not campaign.tested and inside > max(len(cohort), len(campaign.members) - 1):
                campaign.tested = True

    def open(self) -> Ints:
        """Accounts in campaigns that have not rejected the first null yet."""
        groups = [c.members for c in self.campaigns if not c.tested]
        return np.concatenate(groups) if groups else np.zeros(0, dtype=np.int64)

    def absorb(self, campaign: Tracked, by: Tracked, now: int) -> None:
        """Forget a campaign most of whose members an earlier one has taken in, by hour `now`."""
        self.campaigns = [c for c in self.campaigns if c is not campaign]
        if campaign.detected is not None:
            self.gone.append(_gone(campaign, now, by.id))
        campaign.hand_over(by)

    def set_aside(self, candidate: Candidate, now: int) -> None:
        """Remember a group that was judged not to be watched, in place of what is mostly it."""
        if candidate.odds >= self.settings.watch_odds - ASIDE_ODDS:
            self._remember(_aside(candidate, now))

    def _remember(self, group: Aside) -> None:
        """Remember a group in place of what is mostly it.

        A fragment that would not be told to anybody takes nobody's place who is, and what stood
        higher while it was watched keeps its own.
        """
        own = group.members
        mostly = [
            2 * len(np.intersect1d(other.members, own)) > min(len(other.members), len(own))
            for other in self.aside
        ]
        same = [other for it, other in zip(mostly, self.aside, strict=True) if it]
        if any(other.told and not group.told for other in same):
            return
        if any(other.until is not None and other.odds >= group.odds for other in same):
            return
        self.aside = [other for it, other in zip(mostly, self.aside, strict=True) if not it]
        self.aside.append(group)

    def left_aside(self) -> list[Aside]:
        """Return groups set aside that are in no campaign, the likeliest to be one first."""
        held = self.members(every=True)
        free = [g for g in self.aside if 2 * np.isin(g.members, held).sum() <= len(g.members)]
        return sorted(free, key=lambda group: (-group.odds, -group.hour))

    def update(self, now: int, candidates: list[Candidate]) -> None:
        """Take the judgements of the evaluation at hour `now`."""
        known = {campaign.id: campaign for campaign in self.campaigns}
        for candidate in candidates:
            campaign = known.get(candidate.id or "")
            if campaign is None:
                campaign = Tracked(self._name(now, candidate), candidate.formed, now, candidate)
                self.campaigns.append(campaign)
            self._raise(campaign, candidate, now)
            if campaign.severity != "watch":
                for account in campaign.named.members.tolist():
                    self.named.setdefault(account, now)
        # what is no longer worth watching leaves no trace, unless it was raised
        ended = [c for c in self.campaigns if c.doubts >= DOUBTS]
        for campaign in ended:
            stood = campaign.best >= self.settings.watch_odds + STOOD_ODDS
            if campaign.peak is not None and (stood or now - campaign.started >= STOOD_HOURS):
                self._remember(_aside(campaign.peak[1], campaign.peak[0], now))
            else:
                self.set_aside(campaign.latest, now)
        self.aside = [
            group for group in self.aside
            if group.until is not None or now - group.hour <= ASIDE_HOURS
        ]  # fmt: skip
        self.gone += [_gone(c, now) for c in ended if c.detected is not None]
        self.campaigns = [c for c in self.campaigns if c.doubts < DOUBTS]

    def _raise(self, campaign: Tracked, candidate: Candidate, now: int) -> None:
        campaign.latest, campaign.updated = candidate, now
        if candidate.odds > campaign.best:
            campaign.best, campaign.peak = candidate.odds, (now, candidate)
        doubtful = candidate.odds < self.settings.watch_odds
        campaign.doubts = campaign.doubts + 1 if doubtful else 0
        campaign.tested |= candidate.tested
        level = candidate.severity(self.settings, campaign.tested)
        likely = LEVELS[level] >= LEVELS["likely"]
        campaign.stands = campaign.stands + 1 if likely else 0
        if campaign.detected is None and campaign.stands >= STANDS:
            campaign.detected = now
        if likely:
            campaign.alone = not candidate.sure(self.settings, campaign.tested)
        strong = likely and candidate.strong(self.settings, campaign.tested)
        campaign.confirmed |= campaign.detected is not None and strong
        if campaign.detected is not None and (likely or self.holds(campaign)):
            campaign.severity = level if likely else "likely"
        else:
            campaign.severity = "watch"
        if campaign.detected is not None:
            large = len(candidate.members) >= self.settings.large_group
            if large and candidate.speaks is not None:
                campaign.spoke.update(candidate.members[candidate.speaks].tolist())
            for account in candidate.members.tolist():
                first = min(now, campaign.before.get(account, now))
                campaign.joined[account] = min(first, campaign.joined.get(account, first))

    def holds(self, campaign: Tracked) -> bool:
        """Whether a campaign that was raised keeps its level though this judgement is below it.

        What confirmed it was seen: that it has stopped, or is less striking since, does not undo
        that. What does is a plain fact, or a benign cause that explains it better, twice in a row.
        What was only ever `likely` must stay near enough to that.
        """
        last = campaign.latest
        needed = last.needed(self.settings, campaign.tested)
        if last.excuse or not np.isfinite(needed):
            return False
        if campaign.confirmed:
            return campaign.doubts < DOUBTS
        return last.odds >= needed - HYSTERESIS

    def _name(self, now: int, candidate: Candidate) -> str:
        """Id from the moment and the members: the same whenever the log is read again."""
        text = f"{now}:{candidate.formed}:{self.keys[candidate.members].min()}"
        return "c-" + hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def _aside(candidate: Candidate, hour: int, until: int | None = None) -> Aside:
    members = candidate.members
    ratio = float(candidate.log_lr.mean()) if len(members) else 0.0
    return Aside(hour, members, candidate.formed, candidate.log_e, candidate.odds, ratio, until)


def _gone(campaign: Tracked, now: int, into: str | None = None) -> Gone:
    assert campaign.detected is not None
    members = campaign.named.members
    last = campaign.latest.odds
    return Gone(campaign.id, campaign.detected, now, into, members, campaign.best, last)
