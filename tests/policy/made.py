"""Audits made up, as `stillwatch audit` writes them, and policies to apply to them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.respond.policy.rules import Policy, loaded

END = datetime(2026, 3, 12, tzinfo=UTC).timestamp()
"""Seconds since 1970: the end of the made-up log."""
HOUR = 3600.0


def member(account: str, end_user: str | None = None, **more: Any) -> dict[str, Any]:
    return {"account": account, "end_user": end_user, "since": "2026-03-03T00:00:00Z",
            "until": "2026-03-11T12:00:00Z", "log_e": 25.0, **more}  # fmt: skip


def campaign(id: str = "c-1", severity: str = "confirmed", members: Any = 5, **more: Any):
    if isinstance(members, int):
        members = [member(f"{id}-a{i}") for i in range(members)]
    return {
        "id": id, "status": "active", "members": members,
        "accounts": sorted({m["account"] for m in members}),
        "first_seen": "2026-03-03T00:00:00Z", "last_seen": "2026-03-11T12:00:00Z",
        "detected_at": "2026-03-04T00:00:00Z", "exchanges": 2040, "exchanges_at_detection": 240,
        "output_tokens": 90_000, "log_e": 40.0, "severity": severity,
        "guarantee": {"log_odds_harvest": 5.0},
        "targets": [{"target": "reasoning", "share": 0.7}],
        "models": [{"model": "m-large", "share": 1.0, "moved_at": None}],
        "observables": [{"type": "ja4", "value": "t13d", "members": 5, "outside": 1}],
        "evidence": [{"detector": d, "family": f, "statement": "s", "log_e": 9.0, "values": {}}
                     for d, f in (("load", "behaviour"), ("multiplicity", "content"))],
        **more,
    }  # fmt: skip


def row(account: str, severity: str, campaigns: list[str] = (), **more: Any) -> dict[str, Any]:
    flagged = severity in ("likely", "confirmed")
    return {
        "account": account, "exchanges": 400, "log_e": 25.0, "severity": severity,
        "campaigns": list(campaigns),
        "first_flagged_at": "2026-03-05T00:00:00Z" if flagged else None,
        "end_users": 0, "end_users_flagged": 0, **more,
    }  # fmt: skip


SCHEMA = pa.schema([
    ("account", pa.string()), ("exchanges", pa.int64()), ("log_e", pa.float64()),
    ("severity", pa.string()), ("campaigns", pa.list_(pa.string())),
    ("first_flagged_at", pa.string()), ("end_users", pa.int64()),
    ("end_users_flagged", pa.int64()),
])  # fmt: skip


def write(
    folder: Path, campaigns: list[dict[str, Any]], rows: list[dict[str, Any]] = (),
    others: int = 995, last: str = "2026-03-12T00:00:00Z",
) -> Path:  # fmt: skip
    """Write an audit; members without a row have the level of their campaign."""
    folder.mkdir(parents=True, exist_ok=True)
    known = {one["account"]: one for one in rows}
    for one in campaigns:
        for name in one["accounts"]:
            known.setdefault(name, row(name, one["severity"], [one["id"]]))
    for number in range(others):
        known.setdefault(f"other{number}", row(f"other{number}", "none"))
    (folder / "campaigns.json").write_text(json.dumps({"version": 1, "campaigns": campaigns}))
    counts = {"first": "2026-03-02T00:00:00Z", "last": last}
    (folder / "summary.json").write_text(json.dumps({"version": 1, "counts": counts}))
    table = pa.Table.from_pylist(list(known.values()), schema=SCHEMA)
    pq.write_table(table, folder / "accounts.parquet")
    return folder


RULE = """  - name: {name}
    when: {when}
    do: {do}
    for: {hold}
    reason: "{reason}"
"""


def rule(
    name: str = "slow", when: str = "campaign.level == 'confirmed'",
    do: str = "{scope: campaign, action: throttle, limits: {requests_per_minute: 6}}",
    hold: str = "24h", reason: str = "Campaign {campaign.id}.",
) -> str:  # fmt: skip
    return RULE.format(name=name, when=json.dumps(when), do=do, hold=hold, reason=reason)


def text(*rules: str, head: str = "") -> str:
    return f"version: 1\nname: test\n{head}\nrules:\n" + ("".join(rules) or rule())


def policy(*rules: str, head: str = "") -> Policy:
    return loaded(text(*rules, head=head), "test.yaml")
