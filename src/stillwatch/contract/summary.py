"""What an audit says of itself as a whole: the records of `summary.json`."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from stillwatch.contract.records import Guarantee, Record
from stillwatch.contract.review import Case, Gone, Heavy, LeftMember, NewTools
from stillwatch.contract.settings import Settings
from stillwatch.contract.window import Watch, Window


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
