"""An audit made up for tests: three campaigns, 500 accounts, hostile values on request."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.contract.verdicts import Verdict, snapshot

START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 21

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(2)</script>",
    "javascript:alert(3)",
    "safe\u202egnp.exe\u2066",
    "zero\u200bwidth\u2060\ufeff",
    "nul\x00bell\x07esc\x1b[31m",
    "a" + "\u0301" * 40,
    "\u05e9\u05dc\u05d5\u05dd",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&#60;svg/onload=alert(4)&#62;",
    "x" * 20_000,
    "line\nbreak\u2028separator",
    "lone\ud800surrogate",
]
"""Values that an attacker might plant in a log."""


def stamp(day: float) -> str:
    """Return RFC 3339 for a number of days after `START`."""
    return (START + timedelta(days=day)).isoformat().replace("+00:00", "Z")


def audit(members: int = 120, *, hostile: bool = False, seed: int = 7) -> dict[str, Any]:
    """Return an audit as `write_report` takes it; the first campaign has `members` accounts."""
    draw = random.Random(seed)
    rows = [
        _campaign(draw, "c-7f3a91d2", members, 2.4, 21, "confirmed", 71.2, "relay", pivot=True),
        _campaign(draw, "c-19be40aa", 64, 5.1, 14.5, "likely", 24.9, "quiet"),
        _campaign(draw, "c-e02c5518", 9, 11.3, 21, "watch", 8.3, "small"),
    ]
    if hostile:
        rows[0] = _poison(rows[0])
    accounts = _accounts(draw, rows, 500, hostile)
    return {
        "campaigns": rows,
        "accounts": accounts,
        "summary": _summary(rows, accounts, hostile),
        "options": {},
        "verdicts": reviews(rows, hostile),
    }


def write(out: Path, given: dict[str, Any]) -> Path:
    """Write the machine-readable files of an audit into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    body = {"version": 1, "campaigns": given["campaigns"]}
    (out / "campaigns.json").write_text(json.dumps(body))
    (out / "summary.json").write_text(json.dumps(given["summary"]))
    pq.write_table(given["accounts"], out / "accounts.parquet")
    return out


def _campaign(
    draw: random.Random,
    name: str,
    size: int,
    begin: float,
    end: float,
    severity: str,
    log_e: float,
    kind: str,
    *,
    pivot: bool = False,
) -> dict[str, Any]:
    accounts = [f"acct_{kind}_{i:05d}" for i in range(size)]
    members = []
    for i, account in enumerate(accounts):
        wave = 0.0 if i % 5 < 3 else 6.0 if end - begin > 8 else 0.0
        since = begin + wave + draw.random() * 0.8
        until = end - draw.random() * 0.6
        members.append(
            {
                "account": account,
                "end_user": None,
                "since": stamp(since),
                "until": stamp(max(since, until)),
                "log_e": round(draw.gauss(6.0, 1.5), 3),
            }
        )
    timeline = []
    for day in range(int(begin), min(DAYS, int(end) + 1)):
        live = size if day > begin + 6 else int(size * 0.6)
        timeline.append(
            {
                "day": stamp(day)[:10],
                "exchanges": int(live * draw.uniform(24, 30)) + 1,
                "accounts": max(1, live),
            }
        )
    exchanges = sum(t["exchanges"] for t in timeline)
    detected = begin + (0.6 if severity == "confirmed" else 3.2)
    return {
        "id": name,
        "status": "active" if end >= DAYS else "ended",
        "accounts": accounts,
        "members": members,
        "first_seen": stamp(begin),
        "last_seen": stamp(end),
        "detected_at": stamp(detected),
        "exchanges": exchanges,
        "exchanges_at_detection": int(exchanges * (detected - begin) / (end - begin) * 0.7),
        "output_tokens": exchanges * 870,
        "log_e": log_e,
        "severity": severity,
        "guarantee": {
            "procedure": "e-BH over cohorts on the half of the exchanges that did not form them",
            "level": 0.01,
            "assumptions": [
                "the reference traffic holds at most 5 % of harvest",
                "accounts outside the campaign act independently, given the hour of the day",
            ],
        },
        "targets": [
            {"target": "reasoning", "share": 0.52},
            {"target": "coding", "share": 0.27},
            {"target": "grading", "share": 0.12},
            {"target": "general", "share": 0.09},
        ],
        "models": [
            {"model": "atlas-2", "share": 0.55, "moved_at": None},
            {
                "model": "atlas-3-preview",
                "share": 0.45,
                "moved_at": stamp(12.3) if pivot else None,
            },
        ],
        "observables": _observables(kind, size),
        "evidence": _evidence(draw, kind, size, log_e),
        "facts": _facts(),
        "timeline": timeline,
    }


def _facts() -> list[dict[str, Any]]:
    return [
        {"name": "load", "speaks": "for", "weight": 1.6, "values": {"members": 1.2, "others": 3.9},
         "statement": "Loads differ by a factor of 1.2; among other accounts it is 3.9."},
        {"name": "one network", "speaks": "against", "weight": -0.7, "values": {"members": 0.9},
         "statement": "90% of the members sit behind one network at 203.0.113.9, as a class does."},
        {"name": "most alike", "speaks": "neither", "weight": 0.0, "values": {"kind": "a class"},
         "statement": "It is most like a class."},
    ]  # fmt: skip


def _observables(kind: str, size: int) -> list[dict[str, Any]]:
    if kind == "quiet":
        return [
            {"type": "user_agent", "value": "openai-python/2.8", "members": size, "outside": 141},
            {"type": "ip_prefix", "value": "203.0.113.0/24", "members": 11, "outside": 0},
        ]
    return [
        {"type": "template", "value": "9f2c4e1ab07d3355", "members": size, "outside": 0},
        {
            "type": "ja4",
            "value": "t13d1516h2_8daaf6152771_b0da82dd1658",
            "members": size,
            "outside": 38,
        },
        {"type": "payment", "value": "pay_55c1e09d", "members": size // 2, "outside": 1},
        {"type": "ip_prefix", "value": "203.0.113.0/24", "members": size // 3, "outside": 2},
        {"type": "ip_prefix", "value": "2001:db8:77::/48", "members": size // 4, "outside": 0},
        {"type": "asn", "value": "64500", "members": size, "outside": 212},
        {"type": "signup_day", "value": "2026-03-01", "members": size // 2, "outside": 6},
    ]


def _evidence(draw: random.Random, kind: str, size: int, log_e: float) -> list[dict[str, Any]]:
    said = [
        (
            "multiplicity",
            "content",
            "Of 3,114 questions asked, 3,109 were asked exactly once; "
            "unrelated customers of like size repeat 210 of theirs.",
            {"payloads": 3114, "once": 3109, "expected_once": 2904.2, "p_value": 1.3e-12},
            0.9,
        ),
        (
            "even_load",
            "behaviour",
            f"The {size} accounts share the work more evenly than any "
            "fleet in the reference: their hourly rates differ by 7 %, where 31 % is the least.",
            {"dispersion": 0.07, "reference_least": 0.31, "hours": 312},
            0.6,
        ),
        (
            "shared_egress",
            "infrastructure",
            "A third of the accounts reached the service from "
            "203.0.113.0/24, which two other customers use.",
            {
                "ip_prefix": "203.0.113.0/24",
                "members": size // 3,
                "outside": 2,
                "excerpt": "Think step by step and mail me at jo@example.com",
            },
            0.4,
        ),
    ][: 2 if kind == "quiet" else 3]
    rows = []
    for detector, family, statement, values, part in said:
        ids = sorted(f"ex_{draw.getrandbits(48):012x}" for _ in range(60))
        rows.append(
            {
                "detector": detector,
                "family": family,
                "statement": statement,
                "log_e": round(log_e * part, 3),
                "values": values,
                "exchange_ids": ids,
                "exchange_count": 3114,
                "exchange_digest": hashlib.sha256("\n".join(ids).encode()).hexdigest(),
            }
        )
    return rows


def _poison(row: dict[str, Any]) -> dict[str, Any]:
    accounts = [*HOSTILE, *row["accounts"][len(HOSTILE) :]]
    members = [{**m, "account": a} for m, a in zip(row["members"], accounts, strict=True)]
    for i, member in enumerate(members[: len(HOSTILE)]):
        member["log_e"], member["end_user"] = 50.0 - i, HOSTILE[-1 - i]
    evidence = [dict(e) for e in row["evidence"]]
    evidence[0]["statement"] = " ".join(HOSTILE)
    evidence[0]["values"] = {h: h for h in HOSTILE} | {"nested": {"deep": HOSTILE}}
    evidence[0]["exchange_ids"] = HOSTILE
    evidence[0]["detector"] = evidence[0]["family"] = HOSTILE[0]
    return {
        **row,
        "id": HOSTILE[0] + "\u202e" + "i" * 300,
        "accounts": accounts,
        "members": members,
        "evidence": evidence,
        "targets": [{"target": HOSTILE[1], "share": 0.9}],
        "models": [{"model": h, "share": 0.1, "moved_at": stamp(3)} for h in HOSTILE],
        "observables": [
            {"type": t, "value": h, "members": 5, "outside": 1}
            for h in HOSTILE
            for t in ("user_agent", h)
        ],
    }


def _accounts(
    draw: random.Random, rows: list[dict[str, Any]], total: int, hostile: bool
) -> pa.Table:
    out: dict[str, dict[str, Any]] = {}
    for row in rows:
        for member in row["members"]:
            flagged = row["severity"] != "watch"
            out[member["account"]] = {
                "account": member["account"],
                "exchanges": draw.randint(350, 560),
                "log_e": member["log_e"],
                "p_value": 1e-5,
                "flagged": flagged,
                "severity": row["severity"],
                "campaign": row["id"],
                "campaigns": [row["id"]],
                "reasons": ["asks each question once", "rates as even as a work queue's"],
                "against": ["Opened 400 days before the others from 203.0.113.7"],
                "first_flagged_at": row["detected_at"] if flagged else None,
            }
    names = [f"cust-{i:04d}" for i in range(max(0, total - len(out)))]
    if hostile:
        names[:2] = ["benign<b>", "benign\u202e"]
    for i, name in enumerate(names):
        out[name] = {
            "account": name,
            "exchanges": int(draw.lognormvariate(5.5, 1.2)) + 1,
            "log_e": round(draw.gauss(-0.5, 0.8), 3) if i > 6 else round(3.2 - i / 5, 3),
            "p_value": draw.random(),
            "flagged": False,
            "severity": "watch" if i <= 6 else "none",
            "campaign": None,
            "campaigns": [],
            "reasons": ["few questions asked twice"] if i <= 6 else [],
            "against": [],
            "first_flagged_at": None,
        }
    clean = [
        {**r, "account": _utf8(r["account"]), "campaign": r["campaign"] and _utf8(r["campaign"])}
        for r in out.values()
    ]
    return pa.Table.from_pylist(clean, schema=SCHEMA)


SCHEMA = pa.schema(
    [
        ("account", pa.string()),
        ("exchanges", pa.int64()),
        ("log_e", pa.float64()),
        ("p_value", pa.float64()),
        ("flagged", pa.bool_()),
        ("severity", pa.string()),
        ("campaign", pa.string()),
        ("campaigns", pa.list_(pa.string())),
        ("reasons", pa.list_(pa.string())),
        ("against", pa.list_(pa.string())),
        ("first_flagged_at", pa.string()),
    ]
)
"""Columns of `accounts.parquet`."""


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _declared(name: str) -> dict[str, Any]:
    """Return a licence that ended, a clearance that holds, and two resellers."""
    row = {"since": None, "exchanges_not_judged": 310, "exchanges_judged": 0, "by": None,
           "scope": None, "document": None, "until": None}  # fmt: skip
    return {
        "exempt": [
            row | {"account": "cleared-1", "kind": "clearance", "by": name, "state": "holds"},
            row | {"account": name, "kind": "licence", "scope": "distillation",
                   "document": "MSA-7 192.0.2.7", "until": stamp(3), "state": "ended",
                   "exchanges_judged": 44},
        ],
        "resellers": [
            {"account": name, "declared": True, "end_users": 0, "end_users_flagged": 0},
            {"account": "app-2", "declared": False, "end_users": 31, "end_users_flagged": 6,
             "end_users_together": 12},
        ],
    }  # fmt: skip


def reviews(rows: list[dict[str, Any]], hostile: bool) -> list[Verdict]:
    """Return a verdict that was taken back, the one that stands, and one on what is gone."""
    first = rows[0] | {"guarantee": {}}
    note = HOSTILE[1] if hostile else "Asked their engineer; she calls from 192.0.2.99."
    by = HOSTILE[0] if hostile else "j.doe"
    gone = {"id": "c-00gone", "severity": "likely", "accounts": ["a", "b", "c"]}
    return [
        snapshot(first, "false", stamp(1), by=by),
        snapshot(first | {"accounts": []}, "true", stamp(2), by=by, note=note),
        snapshot(gone, "licensed", stamp(3)),
    ]


def _watched(rows: list[dict[str, Any]], names: list[str]) -> dict[str, Any]:
    """Return what others told and is seen: a row for each of `names`, which tell it."""
    told = [
        {
            "type": "ip_prefix" if number % 2 else "user_agent",
            "value": "198.51.100.0/24" if number % 2 else name,
            "matched_as": None,
            "source": name,
            "origin": name,
            "indicator": name,
            "tlp": "amber",
            "accounts": 12,
            "campaigns": [{"campaign": rows[0]["id"], "accounts": 9}],
        }
        for number, name in enumerate(names)
    ]
    return {"observables": 40, "seen": len(told), "not_understood": 2, "rows": told}


def _summary(rows: list[dict[str, Any]], accounts: pa.Table, hostile: bool) -> dict[str, Any]:
    table = accounts.to_pylist()
    watch = sorted((r for r in table if r["severity"] == "watch"), key=lambda r: -r["log_e"])
    reasons = HOSTILE if hostile else ["few questions asked twice", "opened on a busy sign-up day"]
    return {
        "version": 1,
        "generated_from": [
            {
                "path": "logs/2026-03-week1.jsonl.gz",
                "sha256": "3b" * 32,
                "bytes": 812_334_001,
                "format": "exchange/1",
            },
            {
                "path": HOSTILE[0] if hostile else "logs/2026-03-week2.jsonl.gz",
                "sha256": "a4" * 32,
                "bytes": 799_120_882,
                "format": "exchange/1",
            },
        ],
        "counts": {
            "exchanges": sum(r["exchanges"] for r in table),
            "accounts": len(table),
            "malformed": 3,
            "duplicates": 41,
            "first": stamp(0),
            "last": stamp(DAYS),
            "output_tokens": sum(r["exchanges"] for r in table) * 905,
        },
        "throughput": {"exchanges_per_s": 31_204.5, "seconds": 8.1},
        "settings": {"seed": 0, "alpha": 0.01, "slices": {"minimum": 20}},
        "detectors": [
            {
                "name": "multiplicity",
                "family": "content",
                "ran": True,
                "reason": "",
                "share": 0.93,
            },
            {"name": "even_load", "family": "behaviour", "ran": True, "reason": "", "share": 1.0},
            {
                "name": "shared_egress",
                "family": "infrastructure",
                "ran": True,
                "reason": "client address missing in most exchanges",
                "share": 0.41,
            },
            {"name": "lifecycle", "family": "behaviour", "ran": True, "reason": "", "share": 1.0},
            {
                "name": "payment",
                "family": "infrastructure",
                "ran": False,
                "reason": "no exchange carries account.payment",
                "share": 0.0,
            },
        ],
        "fields": {
            "client.ip": 0.41,
            "client.ja4": 0.39,
            "request.messages": 0.93,
            "account.payment": 0.0,
            "account.created": 0.88,
            "usage.output_tokens": 1.0,
        },
        "severities": {
            name: sum(r["severity"] == name for r in table)
            for name in ("watch", "likely", "confirmed")
        },
        "review": [
            {
                "account": r["account"],
                "log_e": r["log_e"],
                "severity": "watch",
                "reasons": reasons,
                "exchanges": r["exchanges"],
                "campaign": r["campaign"],
            }
            for r in watch[:40]
        ],
        "guarantee": rows[0]["guarantee"],
        "thresholds": {"watch": 4.6, "likely": 13.8},
        "malformed_lines": [
            {"path": "logs/2026-03-week1.jsonl.gz", "line": 20114, "reason": "not JSON"}
        ],
        "versions": {"stillwatch": "0.1.0", "python": "3.11.7"},
        "notes": ["The log begins in the middle of things: starts before 2 Mar are not seen."],
        **_declared(HOSTILE[0] if hostile else "lab-7"),
        "watch": _watched(rows, HOSTILE if hostile else ["Another lab"]),
        "edge": {
            "rows": 100,
            "share_matched": 0.41,
            "rows_without_exchange": 9,
            "overridden": {"ip": 4},
        },
        "levels": [
            {"level": "watch", "possible": True, "needs": "a group", "lacks": []},
            {"level": "likely", "possible": True, "needs": "that", "lacks": []},
            {
                "level": "confirmed",
                "possible": False,
                "needs": "that and more",
                "lacks": ["infrastructure: no client.ip in this log"],
            },
        ],
        "observables": [
            {
                "name": "ip_prefix",
                "family": "infrastructure",
                "used": False,
                "share": 0.0,
                "reason": "the log has no client.ip",
                "accounts": 0.0,
            },
            {
                "name": "model",
                "family": "behaviour",
                "used": True,
                "share": 1.0,
                "reason": "",
                "accounts": 1.0,
            },
        ],
    }
