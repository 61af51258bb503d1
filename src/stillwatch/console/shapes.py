"""What `/api/…` sends and forms hold, as types: what is sent and what is described agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired, TypedDict

from msgspec import Meta

from stillwatch.console.alerts.model import Alert
from stillwatch.console.asked import Name, Said
from stillwatch.console.found import Campaign
from stillwatch.gateway.openapi import altered
from stillwatch.respond.decisions import changes, outcome
from stillwatch.respond.decisions.model import Action, Decision

Moment = Annotated[
    str, Meta(description="RFC 3339 in UTC.", extra_json_schema={"format": "date-time"})
]
Mode = Literal["none", "shadow", "enforce"]
Version = Literal[1]

if TYPE_CHECKING:
    CampaignRow = dict[str, Any]
    DecisionRow = dict[str, Any]
    Policy = dict[str, Any]
    Switch = dict[str, Any]
else:
    CampaignRow = altered("Campaign", Campaign, accounts=int, decisions=int)
    DecisionRow = altered(
        "Decision", Decision, action=Literal[tuple(one.name.lower() for one in Action)],
        start=Moment, expires=Moment, holds=bool, accounts=int | None, requests=int,
    )  # fmt: skip
    Policy = altered("PolicyOutcome", outcome.Outcome, at=Moment)
    Switch = altered(
        "Switch", changes.Switch, version=Version, at=Moment | None, problem=str | None
    )


class Requests(TypedDict):
    """Requests since the gateway began, and what is so now."""

    total: int
    read: int
    errors: int
    running: int
    connections: int


class Workers(TypedDict):
    """Processes that serve."""

    serving: int
    restarts: int


class Tap(TypedDict):
    """The exchange log, and how much of what was read it has."""

    on: bool
    text: bool
    share: float | None
    lost: int
    restarts: int
    waiting_bytes: int


class LimitsNow(TypedDict):
    """What came of limits, and of their store."""

    hit: int
    would_hit: int
    store: Literal["process", "machine", "valkey"]
    store_down: int
    when_down: Literal["open", "closed", "local"]


class RuleRow(TypedDict):
    """Requests that fell under a rule."""

    rule: str
    action: str
    refused: int
    passed: int
    would_refuse: int
    would_pass: int


class Last(TypedDict):
    """The last minutes together."""

    minutes: int
    requests: int
    errors: int
    refused: int
    would_refuse: int
    lost: int


class Bars(TypedDict):
    """The last minutes bar by bar, the oldest first; the last bar is not over yet."""

    seconds: float
    first: Moment
    requests: list[int]
    errors: list[int]
    refused: list[int]
    would_refuse: list[int]
    lost: list[int]


class Now(TypedDict):
    """What is happening."""

    version: Version
    at: Moment
    since: Moment
    upstream: str
    mode: Mode
    not_ready: str | None
    requests: Requests
    workers: Workers
    tap: Tap
    limits: LimitsNow
    refused: int
    would_refuse: int
    done: dict[str, int]
    would_be: dict[str, int]
    faults: dict[str, int]
    rules: list[RuleRow]
    last: Last
    bars: Bars


class Campaigns(TypedDict):
    """The campaigns of the latest audit, strongest first."""

    version: Version
    audited: Moment | None
    until: str | None
    exchanges: int | None
    accounts: int | None
    problem: str | None
    policy: Policy | None
    campaigns: list[CampaignRow]


class AppliedPolicy(TypedDict):
    """The version of the policy that was applied last."""

    policy: str
    name: str
    by: str
    share: float
    of: str


class Decisions(TypedDict):
    """The decisions that stand, the newest first."""

    version: Version
    revision: int
    enforcing: bool
    paused_by: str | None
    editable: bool
    problem: str | None
    standing: int
    found: int
    policy: AppliedPolicy | None
    decisions: list[DecisionRow]


class Channel(TypedDict):
    """Who is told."""

    name: str
    to: str
    delivered: int
    waiting: int
    dropped: int
    problem: str | None


class Alerts(TypedDict):
    """Who is told, and the latest alerts, the newest first."""

    version: Version
    channels: list[Channel]
    alerts: list[Alert]


class Ended(TypedDict):
    """What was ended, by id."""

    version: Version
    ended: list[str]
    revision: int


class Turned(TypedDict):
    """How the kill switch stands now."""

    version: Version
    enforcing: bool
    by: str
    revision: int


class Why(TypedDict):
    """Why something is not done."""

    message: str
    status: int


class Error(TypedDict):
    """What is not done."""

    version: Version
    error: Why


class LoginForm(TypedDict):
    """Who logs in."""

    name: Name
    token: str


class LogoutForm(TypedDict):
    """A session that ends; without one nothing is asked for."""

    csrf: NotRequired[str]


class EndForm(TypedDict):
    """Which decisions end, by one of `id`, `campaign` and `rule`."""

    csrf: str
    because: Said
    id: NotRequired[str]
    campaign: NotRequired[str]
    rule: NotRequired[str]


class SwitchForm(TypedDict):
    """How the kill switch is turned."""

    csrf: str
    because: Said
    enforcing: Literal["yes", "no"]
