"""A made-up audit with values that other firms could look for, and some that they must not get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

JA4 = "t13d1516h2_8daaf6152771_b0da82dd1658"
PRIVATE = ("pay_55c1e09d", "Acme Holdings", "acct_0001", "10.1.2.0/24", "2026-03-01", "the secret")
"""What must never leave unless asked for."""

OBSERVABLES: list[dict[str, Any]] = [
    {"type": "ip_prefix", "value": "8.8.8.0/24", "members": 9, "outside": 1},
    {"type": "ip_prefix", "value": "2600:1f18:77::/48", "members": 9, "outside": 1},
    {"type": "ip_prefix", "value": "10.1.2.0/24", "members": 9, "outside": 0},
    {"type": "asn", "value": "AS15169", "members": 9, "outside": 3},
    {"type": "ja4", "value": JA4, "members": 12, "outside": 0},
    {"type": "user_agent", "value": "=HYPERLINK(\"x\") it's \\ a/1", "members": 12, "outside": 0},
    {"type": "user_agent", "value": "esc\x1b[31m", "members": 12, "outside": 0},
    {"type": "user_agent", "value": "popular/2", "members": 12, "outside": 900},
    {"type": "email_domain", "value": "mail.example.org", "members": 12, "outside": 0},
    {"type": "email_domain", "value": "mail_0123456789abcdef", "members": 12, "outside": 0},
    {"type": "head_template", "value": "the secret words …", "members": 12, "outside": 0,
     "digest": "00c3a1b2d4e5f607"},
    {"type": "payment", "value": "pay_55c1e09d", "members": 12, "outside": 0},
    {"type": "org", "value": "Acme Holdings", "members": 12, "outside": 0},
    {"type": "signup_day", "value": "2026-03-01", "members": 12, "outside": 0},
]  # fmt: skip


def campaign(id: str = "c-1", **more: Any) -> dict[str, Any]:
    accounts = [f"acct_{i:04d}" for i in range(12)]
    return {
        "id": id, "status": "active", "accounts": accounts,
        "members": [{"account": a, "since": "2026-03-02T00:00:00Z",
                     "until": "2026-03-05T00:00:00Z", "log_e": 5.0} for a in accounts],
        "first_seen": "2026-03-02T00:00:00Z", "last_seen": "2026-03-05T10:00:00.25Z",
        "detected_at": "2026-03-03T00:00:00Z", "exchanges": 4000, "exchanges_at_detection": 200,
        "output_tokens": 900_000, "log_e": 40.0, "severity": "likely", "guarantee": {},
        "targets": [{"target": "reasoning", "share": 0.6}], "models": [],
        "observables": OBSERVABLES,
        "evidence": [{"detector": "shared_infrastructure", "family": "infrastructure",
                      "statement": "the secret is 8.8.8.8", "log_e": 9.0, "values": {}}],
        **more,
    }  # fmt: skip


@pytest.fixture
def audit(tmp_path: Path):
    """Write an audit's folder; returns a function of its campaigns."""

    def make(*campaigns: dict[str, Any], name: str = "audit") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        body = {"version": 1, "campaigns": list(campaigns) or [campaign()]}
        (folder / "campaigns.json").write_text(json.dumps(body))
        return folder

    return make


@pytest.fixture
def one():
    """Return the function that makes up a campaign."""
    return campaign
