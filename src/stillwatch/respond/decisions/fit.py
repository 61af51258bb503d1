"""What a decision must be, wherever it comes from: a store, a file of lines, or a feed."""

from __future__ import annotations

from stillwatch.core.texts import encodable
from stillwatch.respond.decisions.model import Action, Decision, Scope

LONGEST_DAYS = 366.0
"""Longest that one decision may hold, in days: nothing holds for ever."""

_TEXT = 2_000
_ERA = 1e11  # seconds on either side of 1970
_HEX = frozenset("0123456789abcdef")


def unfit(decision: Decision) -> str:
    """Say why a decision is none that may be kept or looked up with; empty where it is one.

    Examples
    --------
    >>> unfit(Decision(id="d-00000000000000aa", scope=Scope("account", "a"), action=Action.THROTTLE,
    ...     reason="a reason", rule="r", start=0.0, expires=60.0))
    'throttle without limits'
    """
    digits = decision.id.removeprefix("d-")
    if len(decision.id) != 18 or digits == decision.id or not _HEX.issuperset(digits):
        return "its id is not d- and 16 hexadecimal digits"
    return (
        _ill_scoped(decision.scope) or _ill_said(decision) or _ill_timed(decision)
        or _ill_measured(decision)
    )  # fmt: skip


def _ill_scoped(scope: Scope) -> str:
    if not scope.value.strip():
        return "the scope has no value"
    if scope.kind == "end_user" and not scope.within:
        return "an end user without an account: scope.within names it"
    if scope.kind == "observable" and not scope.within:
        return "an observable without a type: scope.within names it"
    if scope.kind in ("account", "org", "campaign") and scope.within is not None:
        return f"scope.within has no meaning for scope.kind {scope.kind!r}"
    return ""


def _ill_said(decision: Decision) -> str:
    if not (decision.reason.strip() and decision.rule.strip()):
        return "reason and rule need some text"
    scope = decision.scope
    texts = (
        scope.value, scope.within or "", decision.reason, decision.rule, decision.policy or "",
        decision.by or "", decision.campaign or "",
    )  # fmt: skip
    if max(map(len, texts)) > _TEXT:
        return f"a text of more than {_TEXT:,} characters"
    if not all(text.isascii() or encodable(text) for text in texts):
        return "a text that cannot be written: half a surrogate pair"
    return ""


def _ill_timed(decision: Decision) -> str:
    if not (-_ERA < decision.start < _ERA and -_ERA < decision.expires < _ERA):
        return "start and expires must be moments, in seconds since 1970"
    if decision.start >= decision.expires:
        return "it expires before it starts"
    if decision.expires - decision.start > LONGEST_DAYS * 86_400:
        return f"it would hold longer than {LONGEST_DAYS:g} days: let it expire, and decide again"
    return ""


def _ill_measured(decision: Decision) -> str:
    limits = decision.limits
    if decision.action is Action.THROTTLE and (
        limits is None or (limits.requests_per_minute or limits.tokens_per_minute) is None
    ):
        return "throttle without limits"
    if limits is not None and decision.action is not Action.THROTTLE:
        return "limits belong to throttle"
    if decision.hardening is not None and decision.action is not Action.HARDEN:
        return "hardening belongs to harden"
    return ""
