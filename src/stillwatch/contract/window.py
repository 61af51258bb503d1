"""What an audit says of a list to watch and of a state: records of `summary.json`."""

from __future__ import annotations

import msgspec

from stillwatch.contract.records import Record


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
