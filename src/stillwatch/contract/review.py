"""What a person should look at: the records of the review queue, and of what stands beside it."""

from __future__ import annotations

from typing import ClassVar

from stillwatch.contract.records import Calibration, Record, Target
from stillwatch.contract.results import Fact, SharedObservable


class Unit(Record, frozen=True, kw_only=True):
    """An account, or an end user of it."""

    account: str
    """Account."""
    end_user: str | None = None
    """End user; None: the account as a whole."""


class Sharing(Record, frozen=True, kw_only=True):
    """What an account shares with others of a list."""

    absent: ClassVar[frozenset[str]] = frozenset({"others", "one_org", "tied"})
    types: tuple[str, ...] = ()
    """Types of observables."""
    accounts: tuple[str, ...] = ()
    """With whom."""
    one_org: bool | None = None
    """Whether all who have any of it declare one organisation and no other."""
    statement: str = ""
    """The same in words."""
    tied: bool | None = None
    """Whether it shares with another of the list, and not only within one organisation."""
    others: int | None = None
    """How many of a list of offers of tools it shares with."""

    def in_file(self) -> tuple[str, ...]:
        """Names of the fields, in the order of the file: of end users it is another one."""
        if self.one_org is None:
            return ("types", "accounts", "others", "statement")
        return self.__struct_fields__


ORDER = {
    "account": ("account", "severity", "log_e", "reasons", "exchanges", "shares"),
    "watch": ("campaign", "severity", "log_e", "exchanges", "reasons"),
    "leads": (
        "leads_of", "severity", "log_e", "exchanges", "members", "accounts", "end_users", "units",
        "reasons",
    ),
    "shared": (
        "group", "shared", "severity", "log_e", "exchanges", "members", "accounts", "end_users",
        "units", "reasons",
    ),
    "group": (
        "group", "accounts", "end_users", "units", "members", "severity", "log_e",
        "log_odds_harvest", "calibration", "likely_log_odds_harvest", "unnamed", "looked_at",
        "watched_until", "first_seen", "last_seen", "exchanges", "targets", "observables", "facts",
        "reasons", "exchange_ids", "exchange_count", "exchange_digest",
    ),
}  # fmt: skip
"""Fields of each kind of case, in the order of the file."""


class Case(Record, frozen=True, kw_only=True):
    """A row of the review queue; which fields it has follows from its `kind`."""

    absent: ClassVar[frozenset[str]] = frozenset(
        {"calibration", "likely_log_odds_harvest", "unnamed", "shares"}
    )
    campaign: str | None = None
    """Id of a campaign at `watch`."""
    leads_of: str | None = None
    """Id of the campaign that the accounts of the row are tied to."""
    group: str | None = None
    """Id of a group, or of accounts that share a card or a key."""
    shared: str | None = None
    """What accounts share with one another: `payment` or `holder`."""
    account: str | None = None
    """Id of a single account."""
    severity: str = "none"
    """Level at which it stands."""
    log_e: float | None = None
    """Natural logarithm of its e-value, of several accounts the highest; None: not known."""
    log_odds_harvest: float | None = None
    """Of a group: natural logarithm of the odds of a harvest."""
    calibration: Calibration | None = None
    """Of a group: how often groups of like odds were harvests."""
    likely_log_odds_harvest: float | None = None
    """Of a group that is watched no more: log odds that `likely` needed."""
    unnamed: str | None = None
    """Of a group that is watched no more: why it was not named, in words."""
    looked_at: str | None = None
    """Of a group, RFC 3339: when it was judged."""
    watched_until: str | None = None
    """Of a group, RFC 3339: from when on it was watched no more."""
    first_seen: str | None = None
    """Of a group, RFC 3339: its first harvest-like exchange."""
    last_seen: str | None = None
    """Of a group, RFC 3339: its latest harvest-like exchange."""
    exchanges: int | None = None
    """Exchanges in all; None: not known."""
    members: int | None = None
    """How many accounts and end users it holds."""
    accounts: tuple[str, ...] = ()
    """Accounts of a row of several."""
    end_users: tuple[str, ...] = ()
    """End users of a row of several."""
    units: tuple[Unit, ...] = ()
    """The same in pairs."""
    targets: tuple[Target, ...] = ()
    """Of a group: what it aims at."""
    observables: tuple[SharedObservable, ...] = ()
    """Of a group: what its members share."""
    facts: tuple[Fact, ...] = ()
    """Of a group: what speaks for a harvest, and against."""
    reasons: tuple[str, ...] = ()
    """Why it is here, in sentences."""
    exchange_ids: tuple[str, ...] = ()
    """Of a group: at most 100 of its harvest-like exchanges."""
    exchange_count: int | None = None
    """Of a group: how many there are."""
    exchange_digest: str | None = None
    """Of a group: SHA-256 over all their ids."""
    shares: Sharing | None = None
    """Of a single account: what it shares with others of the queue."""

    @property
    def kind(self) -> str:
        """`account`, `watch`, `leads`, `shared` or `group`."""
        if self.account is not None:
            return "account"
        if self.campaign is not None:
            return "watch"
        if self.leads_of is not None:
            return "leads"
        return "shared" if self.shared is not None else "group"

    @property
    def id(self) -> str:
        """Id by which a verdict names it; empty of accounts alone and of leads."""
        return self.group or self.campaign or ""

    def in_file(self) -> tuple[str, ...]:
        """Names of the fields that a case of its kind has, in the order of the file."""
        return ORDER[self.kind]


class Gone(Record, frozen=True, kw_only=True):
    """A campaign that a live run would have raised and that is none any more."""

    campaign: str
    """Its id."""
    raised_at: str = ""
    """RFC 3339: when it was raised."""
    until: str = ""
    """RFC 3339: when it was withdrawn or taken in."""
    at_end: bool = False
    """Whether that came with the last evaluation, at the end of the log."""
    into: str | None = None
    """Campaign that took most of its members in; None: it was withdrawn."""
    accounts: tuple[str, ...] = ()
    """Accounts that it held."""
    end_users: tuple[str, ...] = ()
    """End users that it held."""
    units: tuple[Unit, ...] = ()
    """The same in pairs."""
    members: int = 0
    """How many it held."""
    highest_log_odds_harvest: float | None = None
    """Highest log odds of a harvest."""
    last_log_odds_harvest: float | None = None
    """Latest log odds of a harvest."""
    last_seen: str | None = None
    """RFC 3339: its latest harvest-like exchange."""
    highest_at: str | None = None
    """RFC 3339: when its odds were highest."""
    highest_log_e: float | None = None
    """Natural logarithm of its e-value then."""
    formed_by: str | None = None
    """What its accounts were first looked at together for."""


class LeftMember(Record, frozen=True, kw_only=True):
    """Who was named as a member of a campaign that stands, and is a member of none."""

    account: str
    """Account."""
    end_user: str | None = None
    """End user of it, if one is meant."""
    campaign: str
    """Campaign that it was named in."""
    since: str
    """RFC 3339: when it was named."""


class Heavy(Record, frozen=True, kw_only=True):
    """Who takes much of the output."""

    kind: str
    """`account`, or the observable that ties several."""
    value: str = ""
    """Value of the observable."""
    accounts: tuple[str, ...] = ()
    """Accounts."""
    exchanges: int = 0
    """Exchanges of theirs."""
    output_tokens: int = 0
    """Tokens of the replies."""
    share: float = 0.0
    """Share of all output tokens."""
    harvest_like: int = 0
    """Exchanges that read like a harvest."""
    share_harvest_like: float = 0.0
    """Share of all exchanges that read like a harvest."""


class ToolOffers(Record, frozen=True, kw_only=True):
    """An account, or end user, that keeps offering new lists of tools."""

    account: str
    """Account."""
    end_user: str | None = None
    """End user of it, if one is meant."""
    requests: int = 0
    """Requests with text that offer tools."""
    lists: int = 0
    """Distinct lists of tools."""
    exchanges: int = 0
    """All exchanges."""
    campaign: str | None = None
    """Strongest campaign that it belongs to."""
    severity: str = "none"
    """Level at which it stands."""
    shares: Sharing | None = None
    """What it shares with others of the list."""


class NewTools(Record, frozen=True, kw_only=True):
    """Who keeps offering new lists of tools."""

    count: int = 0
    """How many there are."""
    in_campaigns: int = 0
    """How many of them are in a campaign."""
    sharing: int = 0
    """How many share something with others of them."""
    statement: str = ""
    """What that says, and what it does not."""
    rows: tuple[ToolOffers, ...] = ()
    """At most twenty of them."""
