"""What the page shows, as plain data: the page is made of it, and `/api/…` sends it as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from stillwatch.console.decided import Standing
from stillwatch.console.found import Found
from stillwatch.console.history import BAR, MINUTES
from stillwatch.console.numbers import Numbers, Rule, done
from stillwatch.gateway.settings import Settings
from stillwatch.gateway.telemetry.told import FAULTS, WOULD
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.model import Decision

if TYPE_CHECKING:
    from stillwatch.console import shapes
    from stillwatch.console.watch import Watch


def now_of(watch: Watch, at: float) -> shapes.Now:
    """Return what is happening.

    Parameters
    ----------
    watch
        Looks at the gateway.
    at
        Seconds since 1970.
    """
    of, numbers = watch.live.settings, watch.numbers()
    bars = watch.history.bars(at)
    requests, errors = [bar.requests for bar in bars], [bar.errors for bar in bars]
    refused, lost = [bar.refused for bar in bars], [bar.lost for bar in bars]
    would_refuse = [bar.would_refuse for bar in bars]
    return {
        "version": 1, "at": stamp(at), "since": stamp(watch.began), "upstream": of.upstream.url,
        "mode": mode_of(of), "not_ready": watch.live.ready(),
        "requests": {
            "total": numbers.requests, "read": numbers.read, "errors": numbers.errors,
            "running": numbers.running, "connections": numbers.connections,
        },
        "workers": {"serving": numbers.workers, "restarts": numbers.worker_restarts},
        "tap": tap_of(of, numbers),
        "limits": {
            "hit": numbers.counts.get("throttled", 0),
            "would_hit": numbers.counts.get(f"{WOULD}throttled", 0),
            "store": of.enforce.limits.store, "store_down": numbers.counts.get("limits_down", 0),
            "when_down": of.enforce.limits.when_down,
        },
        "refused": numbers.refused, "would_refuse": numbers.would_refuse,
        "done": done(numbers), "would_be": done(numbers, WOULD),
        "faults": {name: numbers.counts[name] for name in FAULTS if numbers.counts.get(name)},
        "rules": _by_rule(numbers.rules),
        "last": {
            "minutes": MINUTES, "requests": sum(requests), "errors": sum(errors),
            "refused": sum(refused), "would_refuse": sum(would_refuse), "lost": sum(lost),
        },
        "bars": {
            "seconds": BAR, "first": stamp(bars[0].at), "requests": requests, "errors": errors,
            "refused": refused, "would_refuse": would_refuse, "lost": lost,
        },
    }  # fmt: skip


def mode_of(of: Settings) -> shapes.Mode:
    """Return `none` without decisions, else `shadow` or `enforce`."""
    return of.enforce.mode if of.enforce.decisions else "none"


def tap_of(of: Settings, numbers: Numbers) -> shapes.Tap:
    """Return how much of what was read the log has."""
    share = None
    if of.tap.out and numbers.read:
        share = max(0.0, 1 - numbers.lost / numbers.read)
    return {
        "on": of.tap.out is not None, "text": of.tap.text, "share": share, "lost": numbers.lost,
        "restarts": numbers.tap_restarts, "waiting_bytes": numbers.waiting_bytes,
    }  # fmt: skip


def campaigns_of(found: Found, standing: Standing, at: float) -> shapes.Campaigns:
    """Return the campaigns of the latest audit, strongest first."""
    about = Counter(one.campaign for one in standing.live(at) if one.campaign)
    outcome = None if found.outcome is None else msgspec.to_builtins(found.outcome)
    if outcome is not None:
        outcome["at"] = stamp(outcome["at"])
    return {
        "version": 1, "audited": None if found.at is None else stamp(found.at),
        "until": found.until or None, "exchanges": found.exchanges, "accounts": found.accounts,
        "problem": found.problem, "policy": outcome,
        "campaigns": [
            {
                "id": one.id, "severity": one.severity, "status": one.status,
                "accounts": len(one.accounts), "exchanges": one.exchanges,
                "output_tokens": one.output_tokens, "log_e": one.log_e,
                "first_seen": one.first_seen, "last_seen": one.last_seen,
                "detected_at": one.detected_at,
                "targets": [msgspec.to_builtins(t) for t in one.targets],
                "decisions": about.get(one.id, 0),
            }
            for one in found.campaigns
        ],
    }  # fmt: skip


def switch_of(switch: Switch) -> dict[str, Any]:
    """Return how the kill switch stands."""
    at = None if switch.at is None else stamp(switch.at)
    return {"version": 1, "enforcing": switch.enforcing, "by": switch.by, "why": switch.why,
            "at": at}  # fmt: skip


def decisions_of(
    standing: Standing, at: float, touched: Mapping[str, int], wanted: str = "",
    rows: slice = slice(None),
) -> shapes.Decisions:  # fmt: skip
    """Return the decisions that stand, the newest first.

    Parameters
    ----------
    standing
        What is decided.
    at
        Seconds since 1970.
    touched
        Requests that fell under each, by id.
    wanted
        Only those about whose account, end user, campaign, rule or id this is; empty: all.
    rows
        Of these, the ones that are written out.
    """
    live = standing.live(at)
    chosen = live if not wanted else [one for one in live if wanted in _names(one)]
    policy = standing.policy
    return {
        "version": 1, "revision": standing.revision, "enforcing": standing.switch.enforcing,
        "paused_by": None if standing.switch.enforcing else standing.switch.by,
        "editable": standing.editable, "problem": standing.problem, "standing": len(live),
        "found": len(chosen),
        "policy": None if policy is None else {
            "policy": policy.version, "name": policy.name, "by": policy.by, "share": policy.share,
            "of": policy.of,
        },
        "decisions": [
            told(one) | {
                "holds": one.holds(at), "accounts": _size(one, standing.members),
                "requests": touched.get(one.id, 0),
            }
            for one in chosen[rows]
        ],
    }  # fmt: skip


def told(one: Decision) -> dict[str, Any]:
    """Return a decision as JSON has it: the action by its name, times as RFC 3339."""
    found: dict[str, Any] = msgspec.to_builtins(one)
    return found | {
        "action": one.action.name.lower(), "start": stamp(one.start), "expires": stamp(one.expires)
    }  # fmt: skip


def stamp(at: float) -> str:
    """Return a moment as RFC 3339 in UTC, to the second."""
    return datetime.fromtimestamp(int(at), UTC).isoformat().replace("+00:00", "Z")


def _names(one: Decision) -> tuple[str | None, ...]:
    return one.id, one.scope.value, one.scope.within, one.campaign, one.rule


def _size(one: Decision, members: Mapping[str, int]) -> int | None:
    """Return how many accounts or end users it is about; null: as many as show it."""
    if one.scope.kind == "campaign":
        return members.get(one.scope.value, 0)
    return 1 if one.scope.kind in ("account", "end_user") else None


def _by_rule(rules: Iterable[Rule]) -> list[shapes.RuleRow]:
    """Return a row for each rule and action, with its effects."""
    rows: dict[tuple[str, str], shapes.RuleRow] = {}
    for rule, action, effect, requests in rules:
        row: Any = rows.setdefault((rule, action), {
            "rule": rule, "action": action, "refused": 0, "passed": 0, "would_refuse": 0,
            "would_pass": 0,
        })  # fmt: skip
        row[effect] += requests
    return list(rows.values())
