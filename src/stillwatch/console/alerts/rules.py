"""What is looked for: each rule is a function of this look and the one before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from stillwatch.console.alerts.model import Condition
from stillwatch.console.look import Look
from stillwatch.gateway.settings import Settings
from stillwatch.report.wording import listed, neutralise, percent, plural, shorten, strength

WINDOW = 60.0
"""Seconds within which errors of the API are a burst."""
_LEVELS = ("likely", "confirmed")
_RULES = {
    "open": "what is limited passes without limits",
    "closed": "requests that a limit is on are refused",
    "local": "each worker keeps limits by itself",
}


class Seen(NamedTuple):
    """What a look gives."""

    conditions: tuple[Condition, ...]
    unknown: frozenset[str]
    """Kinds of which nothing is known now: they are neither so nor over."""


class Rules:
    """Keeps the look before, and a minute of counts.

    Parameters
    ----------
    settings
        All settings.
    """

    def __init__(self, settings: Settings) -> None:
        self._of = settings
        self._before: Look | None = None
        self._minute: deque[tuple[float, int, int]] = deque()

    def conditions(self, look: Look) -> Seen:
        """Return what is so."""
        before, self._before = self._before or look, look
        found = (
            *_campaigns(look), *_breaker(look), *_switch(look), *_tap(before, look),
            *self._limits(before, look), *self._decisions(before, look), *self._upstream(look),
        )  # fmt: skip
        unknown = {"kill_switch"} if look.store_problem else set()
        if look.found.problem:
            unknown |= {"breaker"}
        return Seen(found, frozenset(unknown))

    def _limits(self, before: Look, look: Look) -> Iterator[Condition]:
        new = _more(before, look, "limits_down")
        if new > 0:
            rule = self._of.enforce.limits.when_down
            yield Condition(
                "limits_store", "limits_store", "warning" if rule == "local" else "critical",
                "The store of limits does not answer",
                f"Meanwhile {_RULES[rule]} (enforce.limits.when_down = {rule}).",
                {"requests": new, "store": self._of.enforce.limits.store, "when_down": rule},
                settles=True,
            )  # fmt: skip

    def _decisions(self, before: Look, look: Look) -> Iterator[Condition]:
        of = self._of.enforce
        failed = _more(before, look, "decisions_failed")
        if failed <= 0 and not look.store_problem:
            return
        why = shorten(neutralise(look.store_problem or "the gateway could not read them"), 200)
        held = "Those that were known stay in force until they expire"
        if of.when_down == "closed" and of.mode == "enforce":
            held = (
                f"Those that were known stay in force for {of.stale_seconds:g} s; then requests "
                "are refused (enforce.when_down = closed)"
            )
        yield Condition(
            "decisions_store", "decisions_store", "critical", "Decisions cannot be read",
            f"{held}: {why}.", {"failed": failed}, settles=True,
        )  # fmt: skip
        refused = _more(before, look, "decisions_closed")
        if refused > 0:
            # told by itself: it begins later, and what was told before did not say it
            yield Condition(
                "decisions_store", "decisions_store:closed", "critical",
                "Requests are refused: decisions cannot be read",
                f"All of them get 503 until decisions can be read: {why}.", {"requests": refused},
                settles=True,
            )  # fmt: skip

    def _upstream(self, look: Look) -> Iterator[Condition]:
        of, numbers = self._of.alerts, look.numbers
        self._minute.append((look.at, numbers.requests, numbers.errors))
        while len(self._minute) > 2 and self._minute[1][0] <= look.at - WINDOW:
            self._minute.popleft()
        _, requests, errors = self._minute[0]
        requests, errors = numbers.requests - requests, numbers.errors - errors
        if errors >= of.upstream_errors and errors >= of.upstream_share * requests:
            yield Condition(
                "upstream_errors", "upstream_errors", "critical", "The API fails",
                f"{plural(errors, 'error')} in {plural(requests, 'request')} of the last minute: "
                "it failed, broke off or did not reply.",
                {"errors": errors, "requests": requests, "seconds": WINDOW}, settles=True,
            )  # fmt: skip


def _campaigns(look: Look) -> Iterator[Condition]:
    for one in look.found.campaigns:
        if one.severity not in _LEVELS:
            continue
        sure = one.severity == "confirmed"
        name = shorten(neutralise(one.id), 60)
        yield Condition(
            "campaign", f"campaign:{one.severity}:{one.id[:200]}",
            "critical" if sure else "warning", f"Campaign {name} is {one.severity}",
            f"{plural(len(one.accounts), 'account')}, {plural(one.exchanges, 'exchange')}; "
            f"e-value {strength(one.log_e)}.",
            {
                "campaign": name, "severity": one.severity, "accounts": len(one.accounts),
                "exchanges": one.exchanges, "log_e": one.log_e, "detected_at": one.detected_at,
            },
            lasts=False, also=(f"campaign:likely:{one.id[:200]}",) if sure else (),
        )  # fmt: skip


def _breaker(look: Look) -> Iterator[Condition]:
    outcome = look.found.outcome
    if outcome is None or not outcome.breaker:
        return
    bounds = listed([f"{percent(b.share)} of {shorten(neutralise(b.what), 20)} (at most "
                     f"{percent(b.most)})" for b in outcome.breaker])  # fmt: skip
    yield Condition(
        "breaker", "breaker", "critical", "The breaker stopped the policy",
        f"It would have touched {bounds}. Nothing was applied; what stood before stands.",
        {
            "policy": outcome.policy[:64], "standing": outcome.standing,
            "bounds": [
                {"what": b.what[:20], "share": b.share, "most": b.most} for b in outcome.breaker
            ],
        },
    )  # fmt: skip


def _switch(look: Look) -> Iterator[Condition]:
    switch = look.switch
    if switch is None or switch.enforcing:
        return
    by = f" by {shorten(neutralise(switch.by), 80)}" if switch.by else ""
    why = f": {shorten(neutralise(switch.why), 200)}" if switch.why else ""
    yield Condition(
        "kill_switch", "kill_switch", "warning", "Enforcement is paused",
        f"It was paused{by}{why}. Decisions are only noted.", {"by": switch.by and by[4:]},
    )  # fmt: skip


def _tap(before: Look, look: Look) -> Iterator[Condition]:
    new = look.numbers.lost - before.numbers.lost
    if new > 0:
        yield Condition(
            "tap_lost", "tap_lost", "warning", "The exchange log has gaps",
            f"{plural(new, 'exchange')} could not be logged whole; an audit will not see "
            f"{'it' if new == 1 else 'them'}. No request was slowed.",
            {"lost": new, "lost_in_all": look.numbers.lost,
             "waiting_bytes": look.numbers.waiting_bytes}, settles=True,
        )  # fmt: skip


def _more(before: Look, look: Look, name: str) -> int:
    return look.numbers.counts.get(name, 0) - before.numbers.counts.get(name, 0)
