"""One alert of each kind, made up: what a receiver will get, seen before anything is wrong."""

from __future__ import annotations

from stillwatch.console.alerts.ledger import alert_of
from stillwatch.console.alerts.model import Alert, Condition
from stillwatch.console.alerts.rules import Rules
from stillwatch.console.found import Campaign, Found
from stillwatch.console.look import Look
from stillwatch.console.numbers import Numbers
from stillwatch.gateway.settings import Settings
from stillwatch.respond.decisions.changes import Switch
from stillwatch.respond.decisions.outcome import Bound, Outcome


def samples(settings: Settings, gateway: str, now: float) -> list[Alert]:
    """Return an alert of each kind that is looked for, as the rules themselves word it.

    Parameters
    ----------
    settings
        All settings.
    gateway
        What alerts call the gateway.
    now
        Seconds since 1970.
    """
    rules = Rules(settings)
    rules.conditions(Look(now - 5))
    errors = max(settings.alerts.upstream_errors, 1)
    campaigns = tuple(
        Campaign(f"c-{level}", level, "active", tuple(map(str, range(size))), size * 90, 0, log_e,
                 detected_at="2026-03-04T06:00:00Z")
        for level, size, log_e in (("likely", 34, 9.0), ("confirmed", 2140, 32.0))
    )  # fmt: skip
    outcome = Outcome(now, "stillwatch audit --follow", "0011223344556677", standing=12,
                      breaker=(Bound("accounts", 0.031, 0.02),))  # fmt: skip
    bad = Numbers(requests=errors, errors=errors, lost=3, counts={"limits_down": 7})
    problem = "decisions.db: database is locked"
    look = Look(now, bad, Switch(False, "on call", "tickets", now), problem,
                Found(campaigns, now, outcome=outcome))  # fmt: skip
    seen = rules.conditions(look).conditions
    return [alert_of(one, gateway, now) for one in seen]


def trial(gateway: str, now: float) -> Alert:
    """Return an alert that only says that alerts arrive."""
    of = Condition("test", "test", "info", "A test of alerts",
                   "Nothing is wrong: somebody looks whether alerts arrive.", {})  # fmt: skip
    return alert_of(of, gateway, now)
