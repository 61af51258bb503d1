"""Records inside a campaign: what it aimed at, what its members share, how sure it is.

A field that is None where the file has no such key is named in its record's `absent`.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec
from msgspec import UNSET, UnsetType


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record of the contract: frozen, with keyword arguments only."""

    absent: ClassVar[frozenset[str]] = frozenset()
    """Fields that are left out of the file where they are None."""

    def in_file(self) -> tuple[str, ...]:
        """Names of the fields that the file may hold, in its order."""
        return self.__struct_fields__


class AtDetection(Record, frozen=True, kw_only=True):
    """Who a campaign was at the moment at which it was raised."""

    members: int
    """Of its members, those who belonged to it then."""
    begun: int
    """Of its members, those who had sent anything by then."""
    left: int
    """Accounts that belonged to it then and are no members now."""


class Target(Record, frozen=True, kw_only=True):
    """A capability that harvest-like exchanges of a campaign aim at."""

    target: str
    """Name of the capability."""
    share: float = 0.0
    """Share of the campaign's harvest-like exchanges."""
    others: float = 0.0
    """Share of it in harvest-like exchanges of accounts in no campaign."""
    refused: float | UnsetType | None = UNSET
    """Only of `refusals` and `unclear`: share of its replies that refuse; None: no reply known."""


class Model(Record, frozen=True, kw_only=True):
    """A model that the members ask."""

    model: str
    """Its name."""
    share: float = 0.0
    """Share of the campaign's harvest-like exchanges."""
    moved_at: str | None = None
    """RFC 3339: first day on which the campaign moved to it; None: no move was seen."""


class Day(Record, frozen=True, kw_only=True):
    """What the members sent on one UTC day."""

    day: str
    """Date, `YYYY-MM-DD`."""
    exchanges: int = 0
    """All exchanges of the members."""
    harvest_like: int | None = None
    """Those that read like a harvest; None: not known of the day."""
    accounts: int = 0
    """Members that sent anything."""
    output_tokens: int = 0
    """Tokens of their replies."""


class Outlier(Record, frozen=True, kw_only=True):
    """Members that may be one customer that was drawn in."""

    accounts: tuple[str, ...]
    """Their accounts."""
    end_users: tuple[str, ...] = ()
    """End users among them that were judged apart."""
    statement: str
    """What sets them apart, in one sentence."""


class Lead(Record, frozen=True, kw_only=True):
    """An account, or end user, in no campaign that shares what few but the members have."""

    account: str
    """Its id."""
    end_user: str | None = None
    """End user of the account; None: the account itself."""
    statement: str
    """What it shares, in one sentence."""
    types: tuple[str, ...] = ()
    """Types of the observables that it shares."""
    outside: tuple[int, ...] = ()
    """For each of these, how many accounts outside the campaign have the value."""


class Tie(Record, frozen=True, kw_only=True):
    """What members share with one another, of one type of observable."""

    type: str
    """Type of the observable."""
    members: int
    """Members that share a value with another member."""
    values: int
    """Values that they share."""
    fewest: int
    """Members that have the least common of these values."""
    most: int
    """Members that have the most common of these values."""
    outside: int
    """Accounts outside that have any of these values."""
    outside_named: int = 0
    """Those among them that are in other campaigns at `likely` or above."""


class Part(Record, frozen=True, kw_only=True):
    """A part of a campaign that may be one operator's."""

    accounts: tuple[str, ...] = ()
    """Its accounts."""
    end_users: tuple[str, ...] = ()
    """End users among them that were judged apart."""
    members: int
    """How many they are."""
    statement: str
    """What they share, in one sentence."""
    status: str = "active"
    """`active` or `ended`."""
    began_at: str | None = None
    """RFC 3339: when its members' harvest-like requests began."""
    last_seen: str = ""
    """RFC 3339: its latest harvest-like exchange."""
    exchanges: int = 0
    """All exchanges of its members."""
    harvest_like: int = 0
    """Those that read like a harvest."""
    output_tokens: int = 0
    """Tokens of their replies."""
    models: tuple[Model, ...] = ()
    """Models that it asks."""


class SharedValues(Record, frozen=True, kw_only=True):
    """What two campaigns share, of one type of observable."""

    type: str
    """Type of the observable."""
    values: int
    """Values that both have."""
    members: int
    """Members of this campaign that have one."""
    members_there: int
    """Members of the other campaign that have one."""
    outside: int
    """Accounts in neither campaign that have one."""


class Related(Record, frozen=True, kw_only=True):
    """Another campaign that may be the same operator's."""

    campaign: str
    """Id of the other campaign."""
    ties: tuple[SharedValues, ...] = ()
    """What both share and hardly anybody else has."""
    words_alone: bool = False
    """Whether these are wordings or tools only, which two operators may have from one place."""
    one_member: bool = False
    """Whether all of it rests on one member of either, so that nothing is concluded from it."""
    statement: str
    """What they share, in one sentence."""


class GoesOn(Record, frozen=True, kw_only=True):
    """Exchanges that go on with a conversation, and with whose."""

    exchanges: int = 0
    """Exchanges whose history tells of something that was written before."""
    from_others: int = 0
    """Those that go on from words that their account had never sent and one to five others had."""
    from_members: int = 0
    """Those of them where another member had."""


class Calibration(Record, frozen=True, kw_only=True):
    """How often groups of like odds were harvests, where it was measured."""

    above: float | None = None
    """Log odds from which the band goes; None: no end."""
    below: float | None = None
    """Log odds up to which the band goes, not reached; None: no end."""
    groups: int = 0
    """Groups in the band."""
    harvests: int = 0
    """Those of them that were harvests."""
    accounts_below: int | None = None
    """Of firms of fewer accounts than this; None: of firms of as many as usual or more."""


class SinceNamed(Record, frozen=True, kw_only=True):
    """The e-process of a group, from the day on which it was named."""

    days: int = 0
    """Days that were bet on."""
    members: int = 0
    """Members of the group, which is fixed."""
    log_e: float = 0.0
    """Natural logarithm of its capital now."""
    highest_log_e: float = 0.0
    """Natural logarithm of its highest capital."""
    groups_followed: int = 0
    """Groups that the audit follows in this way."""
    controlled: str = ""
    """What the figure bounds."""
    assumes: str = ""
    """What that supposes."""


class FellBack(Record, frozen=True, kw_only=True):
    """A level that a campaign at `watch` had before."""

    raised_at: str
    """RFC 3339: when it was raised."""
    highest_log_odds_harvest: float | None = None
    """Highest log odds of a harvest that it had."""


class Kept(Record, frozen=True, kw_only=True):
    """Why a level stands that the latest judgement would not give."""

    highest_log_odds_harvest: float | None = None
    """Highest log odds of a harvest that it had."""
    above_log_odds_harvest: float | None = None
    """Log odds above which the level is kept."""
    statement: str = ""
    """The same in words."""


class Guarantee(Record, frozen=True, kw_only=True):
    """What is controlled, what is only measured, and what both suppose."""

    procedure: str = ""
    """How both nulls are tested."""
    level: float | None = None
    """Level of e-BH; None: no test controls an error here."""
    controlled: str = ""
    """What the level bounds."""
    measured: str = ""
    """What is measured and not controlled."""
    assumptions: tuple[str, ...] = ()
    """What the procedure supposes."""
    cohorts_tested: int = 0
    """Cohorts of the last evaluation: e-BH counts them all."""


class CampaignGuarantee(Guarantee, frozen=True, kw_only=True):
    """The same of one campaign, with its odds and what keeps its level."""

    absent: ClassVar[frozenset[str]] = frozenset(
        {"since_named", "kept_at_watch", "kept_at_likely", "fell_back", "kept", "calibration"}
    )
    formed_by: str = ""
    """Type of observable that formed its cohort, or `proximity`."""
    since_named: SinceNamed | None = None
    """The e-process of its group since it was named, if one follows it."""
    kept_at_watch: str | None = None
    """Fact that keeps it at `watch`, in words."""
    kept_at_likely: str | None = None
    """Why it is not `confirmed` though its evidence would do, in words."""
    fell_back: FellBack | None = None
    """The level that it had before, if it is at `watch` and was raised."""
    kept: Kept | None = None
    """Why its level stands, if the latest judgement would not give it."""
    log_odds_harvest: float | None = None
    """Natural logarithm of the odds of a harvest against a legitimate common cause."""
    likely_log_odds_harvest: float | None = None
    """Log odds that `likely` needs of it; None: no odds make it `likely`."""
    family_log_e: dict[str, float] = msgspec.field(default_factory=dict)
    """Natural logarithm of the e-value of each family of detectors."""
    calibration: Calibration | None = None
    """How often groups of like odds were harvests; None: the log lacks something for it."""
