"""The fields of a policy file, with their types and bounds."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from stillwatch.core.errors import InputError
from stillwatch.respond.decisions.model import Action, Hardening
from stillwatch.respond.policy.yamlfile import Read

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
ActionName = Literal["tag", "review", "throttle", "harden", "challenge", "block"]


class Allowed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `throttle` allows; at least one of the first three."""

    requests_per_minute: Annotated[float, msgspec.Meta(gt=0, le=1e9)] | None = None
    """Requests of all that it is about together."""
    tokens_per_minute: Annotated[float, msgspec.Meta(gt=0, le=1e12)] | None = None
    """Input and output tokens."""
    pace: Annotated[float, msgspec.Meta(gt=0, le=10)] | None = None
    """Requests as a share of the campaign's own mean pace, or with scope `account` of the
    account's: 0.2 is a fifth of it. It is reckoned once, and kept while the decision is extended;
    not for end users, of whom an audit does not count requests."""
    burst: Annotated[float, msgspec.Meta(gt=0, le=86_400)] = 10.0
    """Seconds' worth of any of them that may come at once, and always one request."""


class Do(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a rule does."""

    scope: Literal["campaign", "account", "end_user"]
    """Whose traffic: all that a decision may be about of the campaign together, or each account,
    or each end user that was judged apart, on its own."""
    action: ActionName
    """What is done (see the actions below). To allow is done by hand, or in the account table."""
    limits: Allowed | None = None
    """Of `throttle`: what is allowed. In a scope of a campaign it is one budget for all."""
    hardening: Hardening | None = None
    """Of `harden`: what is still allowed; without, the defaults below."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"hold": "for"}):
    """One rule. All rules that hold apply; of several decisions on one request the hardest does."""

    name: Word
    """What decisions and tests call it; small letters, digits, `-` and `_`."""
    when: Annotated[str, msgspec.Meta(min_length=1)]
    """Condition in CEL, asked of each campaign, or with `account` or `member` of each of both."""
    do: tuple[Do, ...] | Do
    """What is done, one thing or a list."""
    hold: str
    """How long a decision holds, such as `30m`, `24h` or `7d`; at most 366 days. While the rule
    holds, it is extended at half of that."""
    reason: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]
    """One plain sentence for the operator; `{campaign.size}` and other facts are filled in."""


class Breaker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What automation may touch at most, by decisions from `throttle` on, simulated ones counted.

    A plan beyond is not applied, not in part either.
    """

    accounts: Share = 0.1
    """Share of all accounts of the audit."""
    exchanges: Share = 0.25
    """Share of all exchanges of the audit."""
    revenue: Share = 0.05
    """Share of all revenue, where the account table tells it."""


class Canary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For whom a new version is, until it is promoted; the version before has the others."""

    share: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0
    """Share of campaigns, or of accounts, by a hash of their ids that is stable for a version."""
    of: Literal["campaigns", "accounts"] = "campaigns"
    """With `accounts`, what is done to whole campaigns stays with the version before."""


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision that a test expects."""

    rule: str
    """Name of the rule."""
    action: ActionName
    """What it does."""
    scope: Literal["campaign", "account", "end_user"]
    """About whom."""


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A test: what is decided about one campaign with one member."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    """What it shows, in a sentence."""
    expect: tuple[Expected, ...]
    """All that is decided, in any order; `[]`: nothing."""
    given: dict[Literal["campaign", "account", "member", "firm"], dict[str, Any]] = {}
    """Facts; those that are always known and not given have the values of a small campaign at
    `watch`, others are not known."""
    end_user: bool = False
    """Whether the member is an end user of its account."""


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A policy file."""

    version: Literal[1]
    """Version of this format."""
    name: Word
    """What the store and people call it."""
    rules: Annotated[tuple[Rule, ...], msgspec.Meta(max_length=200)]
    """At most 200."""
    enforce: bool = False
    """Until it is true, all decisions are simulated: the gateway notes what it would have done."""
    breaker: Breaker = Breaker()
    """What it may touch at most."""
    canary: Canary = Canary()
    """For whom a new version is at first; without, for all."""
    tests: Annotated[tuple[Trial, ...], msgspec.Meta(max_length=2000)] = ()
    """Run by `stillwatch policy test`."""


class Trials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of tests: `NAME.test.yaml` beside `NAME.yaml`."""

    version: Literal[1]
    tests: Annotated[tuple[Trial, ...], msgspec.Meta(max_length=2000)]


_Kind = TypeVar("_Kind")

_AT = re.compile(r" - at (?:`key` in )?`([^`]*)`$")
_DURATION = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)(m|h|d)")
_SECONDS = {"m": 60.0, "h": 3600.0, "d": 86_400.0}


def convert(read: Read, kind: type[_Kind], path: str) -> _Kind:
    """Return the value of a file as one of these.

    Raises
    ------
    InputError
        It is none; the line is that of the value, or of what lacks one.
    """
    try:
        return msgspec.convert(read.value, kind)
    except msgspec.ValidationError as error:
        said = str(error)
        found = _AT.search(said)
        at = found.group(1) if found else "$"
        words = _AT.sub("", said).replace("`", "")
        remedy = "see docs/reference/policy.md"
        raise InputError(words[:200], path=path, line=read.line(at), remedy=remedy) from None


def seconds(text: str) -> float | None:
    """Return a duration in seconds; null where it is none, or is longer than a year.

    Examples
    --------
    >>> seconds("30m"), seconds("1.5h"), seconds("for ever"), seconds("400d")
    (1800.0, 5400.0, None, None)
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return None
    value = float(found.group(1)) * _SECONDS[found.group(2)]
    return value if 60 <= value <= 366 * 86_400 else None


def action(name: str) -> Action:
    """Return an action by its name in a policy."""
    return Action[name.upper()]
