"""Settings of what operators see and are told: the listener with its page, and alerts."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

Minutes = Annotated[float, msgspec.Meta(gt=0, le=10_080)]
Facility = Literal["user", "daemon", "auth", "local0", "local1", "local2", "local3", "local4",
                   "local5", "local6", "local7"]  # fmt: skip


class Admin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`admin`: the operator's listener, for the page, numbers and health."""

    at: str | None = None
    """`HOST:PORT`; null: none. Off loopback it needs a token."""
    token_file: str | None = None
    """File of the token that all but health asks for. Without one the page, on loopback, shows
    everything and changes nothing."""
    token: str | None = None
    """The token itself; best given by the environment."""
    page: bool = True
    """Whether there is a page at `/`."""
    report: str | None = None
    """Folder that `stillwatch audit` writes: campaigns for the page and for alerts."""
    evidence: str | None = None
    """Folder of an evidence log in which what is changed on the page is entered."""


class AlertsWebhook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`alerts.webhook`, `alerts.slack`: an address that alerts are posted to."""

    url: str | None = None
    """`https://HOST/PATH`; plain http to this machine alone. Where it holds a secret, best given
    by the environment or by `url_file`."""
    url_file: str | None = None
    """File of the URL."""
    secret_file: str | None = None
    """Key (16 bytes or more) that alerts are signed with (HMAC-SHA256)."""
    private: bool = False
    """Whether the host may be in a private network. A link-local one never is asked."""


class AlertsSyslog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`alerts.syslog`: a receiver of RFC 5424. Plain text, so it stays in private networks."""

    to: str
    """`udp://HOST:PORT`, `tcp://HOST:PORT` or `unix:///PATH`."""
    facility: Facility = "daemon"
    """What kind of program messages say they are of (RFC 5424)."""


class Alerts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`alerts`: who is told when something needs a person."""

    webhook: AlertsWebhook | None = None
    """Gets JSON."""
    slack: AlertsWebhook | None = None
    """Gets JSON in the form that Slack's incoming webhooks take."""
    syslog: AlertsSyslog | None = None
    state: str | None = None
    """File of what was told, so that a restart does not tell it again; null: `.alerts.json` in
    `tap.out`, or none where nothing is logged."""
    look_seconds: Annotated[float, msgspec.Meta(ge=0.1, le=15)] = 5.0
    """Between two looks, those for the page among them."""
    settle_minutes: Minutes = 5.0
    """How long a trouble must be gone until it is over; one that comes back sooner is the same."""
    repeat_minutes: Minutes = 1440.0
    """After which a trouble that lasts is told again."""
    per_hour: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 30
    """Most alerts in an hour; what is beyond is told together, later."""
    keep_trying_minutes: Minutes = 360.0
    """How long delivering one is tried again."""
    upstream_errors: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 20
    """Errors of the API within a minute that are a burst…"""
    upstream_share: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.1
    """…where they are at least this share of requests."""
    name: str = ""
    """What alerts call this gateway; empty: the machine's name."""

    @property
    def any(self) -> bool:
        """Whether anybody is told."""
        return any(one is not None for one in (self.webhook, self.slack, self.syslog))
