"""What an audit says of itself as a whole: the records of `summary.json`."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from stillwatch.contract.records import Calibration, Guarantee, Record, Target
from stillwatch.contract.results import Fact, SharedObservable
from stillwatch.contract.settings import Settings


class Source(Record, frozen=True, kw_only=True):
    """A file that the audit read."""

    path: str
    """As it was given."""
    sha256: str
    """SHA-256 of its bytes, hex."""
    bytes: int
    """Its size."""
    format: str
    """Format that it was read as."""


class Counts(Record, frozen=True, kw_only=True):
    """How much there was."""

    exchanges: int | None = None
    """Exchanges that were judged."""
    output_tokens: int = 0
    """Tokens of their replies."""
    accounts: int | None = None
    """Accounts that sent them."""
    largest: int = 0
    """Exchanges of the account, or end user judged apart, that has most."""
    judged_units: int = 0
    """Accounts, and end users judged apart."""
    malformed: int = 0
    """Lines that could not be read."""
    duplicates: int = 0
    """Exchanges whose id had been read before."""
    differing_duplicates: int = 0
    """Those of them that differ from the first of their id."""
    first: str = ""
    """RFC 3339: hour of the first exchange."""
    last: str = ""
    """RFC 3339: end of the hour of the last exchange."""
    campaigns: int = 0
    """Campaigns reported."""


class Throughput(Record, frozen=True, kw_only=True):
    """How long the audit took: these figures differ from run to run."""

    seconds: float = 0.0
    """Seconds in all."""
    exchanges_per_s: float = 0.0
    """Exchanges a second."""
    mb_per_s: float = 0.0
    """Megabytes of logs a second."""
    stages: dict[str, float] = msgspec.field(default_factory=dict)
    """Seconds by stage."""
    worker_seconds: dict[str, float] = msgspec.field(default_factory=dict)
    """Seconds of the workers, by what they did."""
    peak_rss_mb: float = 0.0
    """Peak memory, in MB."""


class DetectorUse(Record, frozen=True, kw_only=True):
    """A detector, and on how much of the log it could speak."""

    name: str
    """Name of the detector."""
    family: str
    """`infrastructure`, `content` or `behaviour`."""
    ran: bool
    """Whether it ran."""
    reason: str = ""
    """Why it did not; empty if it did."""
    share: float = 0.0
    """Share of exchanges that carry what it needs."""
    accounts: float = 0.0
    """Share of accounts that it could judge."""


class ObservableUse(Record, frozen=True, kw_only=True):
    """An observable, and on how much of the log it is known."""

    name: str
    """Name of the observable."""
    family: str
    """`infrastructure`, `content` or `behaviour`."""
    used: bool
    """Whether it was used."""
    reason: str = ""
    """Why it was not; empty if it was."""
    share: float = 0.0
    """Share of exchanges that carry it."""
    accounts: float = 0.0
    """Share of accounts that have it."""


class Level(Record, frozen=True, kw_only=True):
    """A level of evidence, and whether this log could give it."""

    level: str
    """`watch`, `likely` or `confirmed`."""
    possible: bool
    """Whether the log could give it."""
    needs: str = ""
    """What it needs, in words."""
    lacks: tuple[str, ...] = ()
    """What the log lacks for it, in words."""


class Script(Record, frozen=True, kw_only=True):
    """Texts that are written in one way."""

    kind: str
    """`latin`, `latin_uncommon` (few common words) or another script."""
    share: float
    """Share of the texts."""
    harvest_like: float
    """Share of these that reads like a harvest."""


class Reading(Record, frozen=True, kw_only=True):
    """How the texts of requests are written."""

    texts: int = 0
    """Texts of requests."""
    kinds: tuple[Script, ...] = ()
    """By how they are written, the commonest first."""


class MalformedLine(Record, frozen=True, kw_only=True):
    """A line that could not be read."""

    path: str
    """File."""
    line: int | None = None
    """Number of the line, from 1."""
    reason: str
    """Why, without its text."""


class Severities(Record, frozen=True, kw_only=True):
    """Accounts at each level."""

    watch: int = 0
    """At `watch`."""
    likely: int = 0
    """At `likely`."""
    confirmed: int = 0
    """At `confirmed`."""


class Exemption(Record, frozen=True, kw_only=True):
    """A licence or clearance of an account."""

    account: str
    """Its id."""
    kind: str
    """`licence` or `clearance`."""
    scope: str | None = None
    """What a licence allows."""
    document: str | None = None
    """Document that grants it."""
    by: str | None = None
    """Who cleared the account."""
    since: str | None = None
    """RFC 3339: from when it holds; None: from ever."""
    until: str | None = None
    """RFC 3339: until when it holds; None: for ever."""
    state: str = ""
    """`holds`, `ended`, `earlier` or `later`, against the time of the log."""
    exchanges_not_judged: int = 0
    """Exchanges of the account that it takes out, by all its exemptions."""
    exchanges_judged: int = 0
    """Exchanges of the account that were judged."""


class Reseller(Record, frozen=True, kw_only=True):
    """An account that passes on the requests of end users."""

    account: str
    """Its id."""
    declared: bool = False
    """Whether the account table says so."""
    end_users: int = 0
    """End users that were judged apart."""
    end_users_flagged: int = 0
    """Those of them at `likely` or above."""
    end_users_together: int = 0
    """End users with too few exchanges, who were judged together."""


class EdgeJoin(Record, frozen=True, kw_only=True):
    """What the edge log told."""

    rows: int = 0
    """Rows of the edge log."""
    duplicates: int = 0
    """Rows whose id had been read before."""
    malformed: int = 0
    """Lines that could not be read."""
    malformed_lines: tuple[MalformedLine, ...] = ()
    """The first of them."""
    exchanges_matched: int = 0
    """Exchanges that it knows."""
    share_matched: float = 0.0
    """Their share of all exchanges."""
    rows_without_exchange: int = 0
    """Rows whose exchange is not in the log."""
    overridden: dict[str, int] = msgspec.field(default_factory=dict)
    """Exchanges by field where it contradicts the log."""


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


class ListOrigin(Record, frozen=True, kw_only=True):
    """A file that a list to watch was made from."""

    name: str
    """Its name."""
    sha256: str
    """SHA-256 of its bytes, hex."""
    indicators: int
    """Indicators that it holds."""


class CampaignShare(Record, frozen=True, kw_only=True):
    """Accounts of a campaign that show a value."""

    campaign: str
    """Id of the campaign."""
    accounts: int
    """How many of its accounts."""


class Seen(Record, frozen=True, kw_only=True):
    """An observable of a list to watch that the log shows."""

    type: str
    """Type of the observable."""
    value: str
    """Its value, as the list has it."""
    matched_as: str | None = None
    """The wider value that was compared, if another was."""
    source: str = ""
    """Who shared it."""
    origin: str = ""
    """File that it came in."""
    indicator: str = ""
    """Id of the indicator."""
    tlp: str = ""
    """Marking of the traffic light protocol."""
    confidence: int | None = None
    """Confidence that its source gives it, in percent."""
    valid_until: str | None = None
    """RFC 3339: until when it holds."""
    accounts: int = 0
    """Accounts that show it."""
    first_seen: str = ""
    """RFC 3339: hour of the first exchange that does."""
    last_seen: str = ""
    """RFC 3339: end of the hour of the last one."""
    campaigns: tuple[CampaignShare, ...] = ()
    """Campaigns whose accounts do."""


class Watch(Record, frozen=True, kw_only=True):
    """What of a list to watch is seen."""

    observables: int = 0
    """Observables of the list."""
    not_understood: int = 0
    """Those that could not be read."""
    seen: int = 0
    """Those that the log shows."""
    origins: tuple[ListOrigin, ...] = ()
    """Files that the list was made from."""
    note: str = ""
    """How to take it."""
    rows: tuple[Seen, ...] = ()
    """At most 500 of those that are seen."""


class NewRuns(Record, frozen=True, kw_only=True):
    """What was read since the audit before."""

    files: int = 0
    """Files."""
    exchanges: int = 0
    """Exchanges."""
    duplicates: int = 0
    """Exchanges that had been read before."""
    late: int = 0
    """Exchanges of an hour before the latest that had been known."""
    older: int = 0
    """Exchanges before the first day that is judged."""


class Restated(Record, frozen=True, kw_only=True):
    """What the audit before had told of the past and this one tells differently."""

    campaign: str
    """Id of the campaign."""
    change: str
    """`gone`, `added`, `raised_at`, `level`, `joined` or `left`."""
    statement: str
    """The same in words."""


class PastCampaign(Record, frozen=True, kw_only=True):
    """A campaign whose days have left the window, as it was told last."""

    id: str
    """Its id."""
    severity: str
    """Its level."""
    first_seen: str
    """RFC 3339: its first harvest-like exchange."""
    last_seen: str
    """RFC 3339: its latest harvest-like exchange."""
    detected_at: str
    """RFC 3339: when it was raised."""
    accounts: int
    """How many accounts it held."""


class Window(Record, frozen=True, kw_only=True):
    """Which days are judged, and what was new, of an audit with a state."""

    keep_days: int | None = None
    """Days with exchanges that are judged at most; None: all."""
    first_day: str = ""
    """The first of them."""
    runs: int = 0
    """Runs that are kept."""
    bytes: int = 0
    """What they take on disk."""
    read: NewRuns = NewRuns()
    """What no audit had told of before."""
    already_read: tuple[str, ...] = ()
    """Files that were given and had been read before."""
    exchanges_by_day: dict[str, int] = msgspec.field(default_factory=dict)
    """Exchanges that are judged, by day."""
    restated: tuple[Restated, ...] = ()
    """What is told differently than before."""
    past: tuple[PastCampaign, ...] = ()
    """Raised campaigns whose days have left the window."""


class Bar(Record, frozen=True, kw_only=True):
    """A setting that differs from the shipped one."""

    shipped: float
    """As shipped."""
    used: float
    """As used."""


class SettingsSource(Record, frozen=True, kw_only=True):
    """The file that some settings came from."""

    path: str
    """As it was given."""
    sha256: str
    """SHA-256 of its bytes, hex."""
    stillwatch: str | None = None
    """Version that made it, if it says."""
    changes: dict[str, Bar] = msgspec.field(default_factory=dict)
    """Settings that it changes."""


class Shown(Record, frozen=True, kw_only=True):
    """What `report.html` was asked to show."""

    show_addresses: bool = False
    """Addresses of clients."""
    show_text: bool = False
    """Excerpts of shared instructions."""


class Summary(Record, frozen=True, kw_only=True):
    """The contents of `summary.json`."""

    absent: ClassVar[frozenset[str]] = frozenset({"watch", "state"})
    version: int = 1
    """Version of the contract."""
    generated_from: tuple[Source, ...] = ()
    """Files that were read."""
    counts: Counts = Counts()
    """How much there was."""
    throughput: Throughput = Throughput()
    """How long the audit took."""
    settings: Settings = Settings()
    """Settings that it was run with."""
    detectors: tuple[DetectorUse, ...] = ()
    """What each detector could do."""
    observables: tuple[ObservableUse, ...] = ()
    """What accounts could share."""
    levels: tuple[Level, ...] = ()
    """Which levels of evidence the log could give."""
    fields: dict[str, float] = msgspec.field(default_factory=dict)
    """Share of exchanges that carry each field."""
    content_states: dict[str, int] = msgspec.field(default_factory=dict)
    """Exchanges by `content_state`."""
    reading: Reading = Reading()
    """How the texts of requests are written."""
    unknown_fields: dict[str, int] = msgspec.field(default_factory=dict)
    """Fields that are not known, with counts."""
    unreadable_fields: dict[str, int] = msgspec.field(default_factory=dict)
    """Fields whose values could not be read, with counts."""
    skipped_records: dict[str, int] = msgspec.field(default_factory=dict)
    """Records that are no exchange, with counts."""
    bodies_not_found: int = 0
    """Requests whose body was not found."""
    replies_not_found: int = 0
    """Replies whose body was not found."""
    malformed_reasons: dict[str, int] = msgspec.field(default_factory=dict)
    """Malformed lines by why."""
    malformed_lines: tuple[MalformedLine, ...] = ()
    """The first 100 of them."""
    severities: Severities = Severities()
    """Accounts at each level."""
    exempt: tuple[Exemption, ...] = ()
    """Licences and clearances of accounts in the log."""
    resellers: tuple[Reseller, ...] = ()
    """Accounts that pass on requests of others."""
    edge: EdgeJoin | None = None
    """What the edge log told; None: there was none."""
    review: tuple[Case, ...] | None = None
    """The review queue: what to look at first; None: an older release wrote none."""
    gone: tuple[Gone, ...] = ()
    """Campaigns that a live run would have raised and that are none any more."""
    left: tuple[LeftMember, ...] = ()
    """Who was named in a campaign that stands and is in none."""
    most_output: tuple[Heavy, ...] = ()
    """Who takes 2 % or more of all output tokens."""
    new_tools: NewTools = NewTools()
    """Who keeps offering new lists of tools."""
    guarantee: Guarantee = Guarantee()
    """What is controlled and what is only measured, for the audit as a whole."""
    notes: tuple[str, ...] = ()
    """What could not be judged, and what a reader should know first."""
    versions: dict[str, str] = msgspec.field(default_factory=dict)
    """Of stillwatch, Python and the libraries that figures depend on."""
    watch: Watch | None = None
    """What of a list to watch is seen; None: none was given."""
    state: Window | None = None
    """Which days are judged; None: an audit without state."""
    settings_file: SettingsSource | None = None
    """File that some settings came from; None: there was none."""
    pseudonymised: bool = False
    """Whether accounts, end users and exchanges are pseudonyms."""
    report: Shown = Shown()
    """What `report.html` was asked to show."""


def summary_of(told: dict[str, Any]) -> Summary:
    """Return the record of what an audit has put together for `summary.json`.

    Raises
    ------
    msgspec.ValidationError
        It is not as the contract has it.
    """
    return msgspec.convert(told, Summary)
