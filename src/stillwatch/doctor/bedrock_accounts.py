"""Who calls in Bedrock's records: roles, their sessions, users; and which field is the customer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.records import show
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire
from stillwatch.ingest.mapping import Mapping
from stillwatch.report.wording import plural

FORMAT = "bedrock"
FEW = 20
"""Calls below which nothing is said."""
MOST = 0.5
"""Share of calls from which sessions named by software are taken for the rule."""
NAMED = 3
"""Names of `requestMetadata` that are told."""
_BY_SOFTWARE = re.compile(
    r"botocore-session-\d+|(?:aws-)?(?:sdk|go|java|js|php|rust|cli|dotnet)\b[\w.-]*\d{9,}"
    r"|i-[0-9a-f]{8,17}|\d{10,}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|eks-[\w.-]+-[0-9a-f]{8}-[0-9a-f-]+",
    re.IGNORECASE,
)
"""Names that AWS's software gives to sessions: SDKs, virtual machines, containers, pods."""


def bedrock_accounts(samples: list[Sample], mapping: Mapping | None) -> list[Finding]:
    """Say how many roles and sessions call, and how to choose what an account is.

    Parameters
    ----------
    samples
        Lines of each file; those of other formats are passed over.
    mapping
        The map that they were read with: where it names the account, nothing is said.
    """
    some = [sample for sample in samples if sample.format == FORMAT]
    if not some or (mapping and "account.id" in mapping.of_format(FORMAT).fields):
        return []
    sessions, others = defaultdict[str, Counter[str]](Counter), set[str]()
    tags = defaultdict[str, Counter[str]](Counter)

    def take(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        who = record.get("identity")
        if isinstance(who, dict) and isinstance(session := who.get("session"), str):
            sessions[str(who["role"])][session] += 1
        else:
            others.add(str(exchange.account.id))
        given = record.get("requestMetadata")
        for name, value in given.items() if isinstance(given, dict) else ():
            tags[name][str(value)] += 1

    show(some, take)
    calls = sum(parsed.batch.num_rows for sample in some for parsed in sample.parsed)
    return [_told(sessions, others, tags, calls)] if calls >= FEW else []


def _told(
    sessions: dict[str, Counter[str]], others: set[str], tags: dict[str, Counter[str]], calls: int
) -> Finding:
    every = sum(map(len, sessions.values()))
    parts = []
    if sessions:
        most = max(map(len, sessions.values()))
        of_one = f" ({most:,} of one)" if len(sessions) > 1 and most > 1 else ""
        parts.append(f"{plural(len(sessions), 'role')} with {plural(every, 'session')}{of_one}")
    if others:
        parts.append(plural(len(others), "user") + " or the like")
    said = f"account.id is the caller's ARN, with the session's name: {' and '.join(parts)}"
    named = sum(times for held in sessions.values() for name, times in held.items()
                if _BY_SOFTWARE.fullmatch(name))  # fmt: skip
    ways = []
    if software := named >= MOST * calls:
        said += f"; in {named / calls:.0%} of the calls software named the session (such as an "
        said += "SDK, or a machine's id): that is no customer, and it changes"
    alone = every + len(others) == 1
    if tags:
        ways.append(
            f"--account-field requestMetadata.NAME, if one is your customer: {_tags(tags, calls)}"
        )
    if len(sessions) > 1 or (sessions and others):
        ways.append("--account-field identity.role, if each customer has a role of its own")
    if not software and every > 1:
        ways.append("nothing, if a session's name is the customer's")
    if alone and not tags:
        ways.append(
            "have your service name the customer in requestMetadata (docs: Read other logs)"
        )
    level = "warning" if software or alone else "note" if every > 1 or tags else "ok"
    return Finding("log", "callers", level, said, "; or ".join(ways) if level != "ok" else "")


def _tags(tags: dict[str, Counter[str]], calls: int) -> str:
    """Name the keys of `requestMetadata`, those that tell calls apart and are common first."""
    told = [tag for tag in tags.items() if len(tag[1]) > 1] or [*tags.items()]
    ranked = sorted(told, key=lambda tag: (-tag[1].total(), tag[0]))
    shown = [
        f"{name if name.isprintable() else '?'} (in {values.total() / calls:.0%} of the calls, "
        f"{plural(len(values), 'value')})"
        for name, values in ranked[:NAMED]
    ]
    return ", ".join(shown) + (f" and {len(ranked) - NAMED:,} more" if len(ranked) > NAMED else "")
