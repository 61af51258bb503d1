"""The figures of a score (frozen, serialisable); `stillwatch.score.compute` fills them in."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.score.intervals import Restated, upper_bound


@dataclass(frozen=True)
class Rate:
    """A count among so many, with its exact bound."""

    count: int
    of: int
    rate: float | None
    """`count / of`; None where there was nothing to count."""
    upper: float
    """Exact one-sided 95 % upper bound (Clopper-Pearson); 1 where there was nothing."""

    @classmethod
    def from_counts(cls, count: int, of: int) -> Rate:
        """Build a rate from its two counts."""
        return cls(count, of, count / of if of else None, upper_bound(count, of))


@dataclass(frozen=True)
class Levels:
    """Rates of accounts at a level or above."""

    watch: Rate
    likely: Rate
    confirmed: Rate


@dataclass(frozen=True)
class CampaignFigures:
    """How well one true campaign was found."""

    campaign: str
    kind: str
    accounts: int
    """Accounts (or end users) of the truth."""
    recall: Levels
    """Its accounts flagged, whichever campaign they were put in."""
    jaccard: float
    """Best Jaccard index with one found campaign at `likely` or above."""
    jaccard_union: float
    """Jaccard index with the union of the found campaigns that stand for it."""
    pieces: int
    """Found campaigns that stand for it: 1 is right, more is split, 0 is missed."""
    found: tuple[str, ...]
    """Their ids, largest overlap first."""
    absorbed_by: tuple[str, ...]
    """Found campaigns that hold more than half of it, and yet stand for something else."""
    detected_at: str | None
    """Earliest moment from which a found campaign that stands for it had members of it, once raised
    and not before its first harvest exchange."""
    hours_to_detect: float | None
    """Hours from its first harvest exchange to `detected_at`."""
    exchanges: int
    """Harvest exchanges in all; cover traffic is not counted."""
    taken_at_detection: float | None
    """Share of these in hours that began before `detected_at`; 1 when never detected, None when
    the truth does not say when the harvest was taken."""
    half_flagged_at: str | None
    """When half of its accounts had been flagged; None when that never came."""
    taken_at_half: float | None
    """Share of the harvest in hours that began before that; 1 when it never came, None as above."""
    queued: int | None = None
    """Its accounts that are not flagged and stand in any case of the review queue; None where the
    audit's summary has none."""


@dataclass(frozen=True)
class KindFigures:
    """Campaigns of one kind together."""

    kind: str
    campaigns: int
    detected: int
    """Campaigns that at least one found campaign stands for."""
    recall: Levels
    """Over the accounts of all campaigns of the kind."""
    worst_recall: float
    """Lowest recall at `likely` of a campaign of the kind."""
    jaccard: float
    """Mean of the best Jaccard indices."""
    taken_at_detection: float | None
    """Mean share taken at detection."""


@dataclass(frozen=True)
class PopulationFigures:
    """How often one benign population was flagged."""

    population: str
    accounts: int
    flagged: Levels
    ever_flagged: Rate
    """Flagged when the log ends or at any time before, as a live run would have told."""


@dataclass(frozen=True)
class FalseCampaign:
    """A found campaign at `likely` or above that stands for no true one."""

    campaign: str
    severity: str
    accounts: int
    largest: str
    """Population or true campaign with most of its members."""


@dataclass(frozen=True)
class Overall:
    """All accounts together; licensed ones are left out."""

    benign: int
    """Benign accounts."""
    harvesting: int
    """Accounts in campaigns."""
    precision: float | None
    """Of the accounts at `likely` or above, the share in a campaign; None: none are."""
    recall: float | None
    """Of the accounts in a campaign, the share at `likely` or above; None: there are none."""
    worst_campaign: float | None
    """Lowest recall at `likely` of any campaign."""
    benign_flagged: Levels
    restated: Restated
    """Precision at the prevalence below."""
    prevalence: float
    false_positives_per_100000: float
    """Benign accounts at `likely` or above, per 100,000 benign accounts."""
    false_positives_per_100000_upper: float
    """Its exact one-sided 95 % upper bound."""
    benign_ever_flagged: Rate
    """Benign accounts that are flagged when the log ends or were at any time before, as a live run
    would have told: some campaigns are withdrawn."""
    ever_recall: float | None
    """Of the accounts in a campaign, the share that is or was flagged; None: there are none."""


@dataclass(frozen=True)
class Cases:
    """Cases of one kind in the review queue."""

    cases: int
    true: int
    """Those that stand for a true campaign, as found campaigns do."""
    accounts: int
    """Accounts in all of them."""
    harvesting: int
    """Of these, the ones in a campaign that are not flagged."""


@dataclass(frozen=True)
class QueueFigures:
    """What the review queue holds, and what comes of looking at it.

    Whoever looks is taken to find out what most of a group is, and to name the groups that stand
    for a true campaign, whole; leads, accounts that share a card, and single accounts are left
    aside.
    """

    watch: Cases
    """Campaigns at `watch`."""
    groups: Cases
    """Groups below that."""
    leads: Cases
    """Accounts that share with a campaign what hardly anybody else has, a case for each campaign.
    No test put them together, so that they are no group, and each is looked at alone."""
    shared: Cases
    """Accounts that share a card or a key with one another, a case for each."""
    accounts: Cases
    """Accounts alone."""
    precision: float | None
    """Of the accounts that are flagged or named so, the share in a campaign; None: there are
    none."""
    recall: float | None
    """Of the accounts in a campaign, the share that is flagged or named so; None: there are
    none."""
    reach: float | None = None
    """Of the accounts in a campaign, the share that is flagged or in any case of the queue: the
    recall of whoever finds out of each account in it what it is. None: there are none."""


@dataclass(frozen=True)
class Score:
    """Everything that `stillwatch score` measures."""

    version: int
    seed: int | None
    world: str | None
    overall: Overall
    queue: QueueFigures | None
    """None where the audit's summary has no review queue."""
    campaigns: tuple[CampaignFigures, ...]
    kinds: tuple[KindFigures, ...]
    populations: tuple[PopulationFigures, ...]
    """Benign populations, by name."""
    licensed: tuple[PopulationFigures, ...]
    """Populations that may train on outputs: in no other figure."""
    false_campaigns: tuple[FalseCampaign, ...]
    missing: int
    """Accounts of the truth without a row in the audit; they count as not flagged."""
    unlabelled: int
    """Accounts of the audit that the truth does not describe; they are in no figure."""
    unlabelled_flagged: int
    notes: tuple[str, ...]
    """What a reader must know to trust the figures."""
