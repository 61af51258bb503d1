"""Enforcement put together from the settings."""

from __future__ import annotations

import secrets
from collections import Counter
from pathlib import Path

from stillwatch.core.errors import UsageError
from stillwatch.gateway.enforce.enforcer import Enforcer
from stillwatch.gateway.enforce.known import Known
from stillwatch.gateway.enforce.ledger import Ledger
from stillwatch.gateway.identity.identity import secret_of
from stillwatch.gateway.limits.base import Limiter
from stillwatch.gateway.limits.fallback import Fallback
from stillwatch.gateway.limits.process import ProcessLimiter
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.settings import EnforceLimits, Settings
from stillwatch.respond.decisions.changes import Feed
from stillwatch.respond.decisions.stored import feed_of


def enforcer_of(settings: Settings, notes: Notes, feed: Feed | None = None) -> Enforcer | None:
    """Return what judges requests; null where there are no decisions to look up.

    Parameters
    ----------
    settings
        All settings.
    notes
        Takes faults.
    feed
        Where decisions come from, instead of the settings.

    Raises
    ------
    InputError, UsageError
        A file or a setting is wrong.
    """
    of = settings.enforce
    if feed is None and of.decisions is None:
        return None
    feed = feed or feed_of(of.decisions or "")
    counts = Counter[str]()
    known = Known(feed, of, counts, notes)
    secret = secret_of(settings) or secrets.token_bytes(32)
    ledger = Ledger(Path(settings.tap.out) if settings.tap.out else None)
    limiter = limiter_of(of.limits, counts, notes)
    return Enforcer(of, known, limiter, secret, counts, notes, ledger=ledger)


def limiter_of(settings: EnforceLimits, counts: Counter[str], notes: Notes) -> Limiter:
    """Return the store of limits. Raises as `enforcer_of`."""
    if settings.store == "process":
        return ProcessLimiter()
    store: Limiter
    if settings.store == "machine":
        from stillwatch.gateway.limits.machine import MachineLimiter

        store = MachineLimiter(Path(settings.file))
    else:
        try:
            from stillwatch.gateway.limits.valkey import ValkeyLimiter
        except ModuleNotFoundError as error:
            raise UsageError(
                f"enforce.limits.store: valkey needs {error.name}: install it with "
                "pip install 'stillwatch[valkey]'"
            ) from None
        store = ValkeyLimiter(settings.url or "", settings.timeout_ms / 1000)
    return Fallback(store, settings.when_down, counts, notes)
