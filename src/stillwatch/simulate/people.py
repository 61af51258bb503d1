"""Accounts as they sign up: names, mail domains, cards, tariffs, model catalogue."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np

FREEMAIL = (
    "quickmail.example",
    "inboxly.example",
    "postbird.example",
    "mailnest.example",
    "freeletter.example",
    "hellopost.example",
    "zapmail.example",
    "envelo.example",
)
"""Invented free mail services; the first carry most accounts."""
_FREEMAIL_SHARE = np.array([0.42, 0.2, 0.12, 0.09, 0.07, 0.05, 0.03, 0.02])

_MODEL_TOP, _MODEL_SMALL, _MODEL_CODE = "aster-2-pro", "aster-2-mini", "aster-2-code"
NEW_MODEL = "aster-3-pro"
"""The model that is released inside the log."""
MODELS = (_MODEL_TOP, _MODEL_SMALL, _MODEL_CODE, "aster-2-vision", "aster-1-pro", NEW_MODEL)
"""Model ids of the invented provider."""
RELEASE = 0.55
"""When `NEW_MODEL` is released, as a share of the world's length."""


def stamp(seconds: float) -> str:
    """Return seconds since 1970 as RFC 3339 in UTC, to the second."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Identity(NamedTuple):
    """What an account says about itself; fields as in the exchange log's `account`."""

    account: str
    end_user: str | None
    fields: dict[str, Any]
    """All other `account.*` fields that are known."""


def token(rng: np.random.Generator, digits: int = 12) -> str:
    """Return a random hexadecimal string."""
    return f"{int(rng.integers(1 << 62)):016x}"[-digits:]


def mail_domain(rng: np.random.Generator, own: float = 0.12) -> str:
    """Return a free mail domain, or with probability `own` a domain nobody else has."""
    if rng.random() < own:
        return f"{token(rng, 7)}.example"
    return FREEMAIL[int(rng.choice(len(FREEMAIL), p=_FREEMAIL_SHARE))]


def plan(rng: np.random.Generator, business: bool) -> str:
    """Return a tariff."""
    plans = ("payg", "team", "enterprise") if business else ("free", "payg", "pro")
    return plans[int(rng.integers(3))]
