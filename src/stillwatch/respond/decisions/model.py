"""One decision, and whose traffic it is about."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Literal

import msgspec

ScopeKind = Literal["account", "org", "key", "end_user", "campaign", "observable"]


class Action(IntEnum):
    """What is done, from the mildest to the hardest. Of several the hardest holds."""

    ALLOW = 0
    """Nothing is done, whatever else is decided: a clearance by hand."""
    TAG = 1
    """The request passes and is marked in the log."""
    REVIEW = 2
    """It passes, and a person is asked to look."""
    THROTTLE = 3
    """Requests and tokens are limited (`Limits`)."""
    HARDEN = 4
    """Replies give a copy less: no log probabilities, few choices, no visible reasoning."""
    CHALLENGE = 5
    """Refused until the customer has proved who they are at a signed address that expires."""
    BLOCK = 6
    """Refused."""


class Scope(msgspec.Struct, frozen=True, gc=False):
    """Whose traffic.

    Examples
    --------
    >>> Scope("end_user", "u7", "reseller-1")
    Scope(kind='end_user', value='u7', within='reseller-1')
    """

    kind: ScopeKind
    value: str
    """Name of the account, organisation, key, end user or campaign; of an observable its value."""
    within: str | None = None
    """Of an end user: the account that passes it on. Of an observable: its type (`ja4`). Of a key:
    its account, where names of keys are not unique."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What `throttle` allows. A scope of a campaign is one budget for all of its members."""

    requests_per_minute: Annotated[float, msgspec.Meta(gt=0)] | None = None
    tokens_per_minute: Annotated[float, msgspec.Meta(gt=0)] | None = None
    burst: Annotated[float, msgspec.Meta(gt=0)] = 10.0
    """Seconds' worth of either that may come at once."""


class Hardening(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What `harden` changes in a request; a reply is never rewritten."""

    logprobs: bool = False
    """Whether log probabilities may still be asked for."""
    max_choices: Annotated[int, msgspec.Meta(ge=1)] = 1
    max_tokens: Annotated[int, msgspec.Meta(ge=1)] | None = 2048
    reasoning: bool = False
    """Whether visible reasoning may still be asked for."""
    elicitation: bool = False
    """Whether requests that coax hidden reasoning or training material still pass."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is decided. Never changed: it ends, or another takes its place."""

    id: str
    """`d-` and 16 hexadecimal digits."""
    scope: Scope
    action: Action
    reason: str
    """One plain sentence for the operator; never shown to the one concerned."""
    rule: str
    """Rule of the policy, or `by hand`."""
    policy: str | None = None
    """Version of the policy: the first 16 hexadecimal digits of its SHA-256."""
    by: str | None = None
    """Who decided by hand."""
    campaign: str | None = None
    """Campaign that it is about."""
    start: float
    """Seconds since 1970 from when it holds."""
    expires: float
    """Seconds since 1970 until when. Nothing holds for ever."""
    simulated: bool = True
    """Whether the gateway only notes what it would have done."""
    limits: Limits | None = None
    """Of `throttle`."""
    hardening: Hardening | None = None
    """Of `harden`."""

    def holds(self, now: float) -> bool:
        """Whether it holds at a moment, seconds since 1970."""
        return self.start <= now < self.expires


class Membership(msgspec.Struct, frozen=True, gc=False):
    """One account, or one end user of it, of a campaign that a decision is about."""

    campaign: str
    account: str
    end_user: str | None = None
