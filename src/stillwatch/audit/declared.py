"""What the account table declares, as an audit honours it: licences, clearances, resellers.

Exchanges under a licence or a clearance are set apart as units of their own, which are never
members and never a reference. So it holds for just as long as it says: what the account sends
before and after is judged like anybody's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.audit.units import MANY, Names
from stillwatch.core.errors import shown
from stillwatch.ingest.accounts import AccountTable, Exemption

APART = 0x9E37_79B9_7F4A_7C15
"""Tells the key of exempt exchanges from that of the unit that sent them."""

EVER = 2**62
"""Microseconds since 1970 that no exchange reaches."""

WORDS = {"licence": "licensed to train on outputs", "clearance": "reviewed and cleared"}
"""What each kind of exemption says of an account."""

_TABLE = re.compile(r"accounts\.(csv|jsonl?|ndjson|parquet)(\.(gz|zst|bz2|xz))?")
"""What an account table is called, as `stillwatch simulate` does."""

Rows = list[dict[str, Any]]
"""Plain data for `summary.json`."""

Counts = Mapping[int, int]
"""Key of a unit to its number of exchanges."""


@dataclass(frozen=True)
class Exempt:
    """Exchanges that are not judged."""

    spans: pa.Table
    """Columns `unit`, `apart` (uint64), `since`, `until` (int64, microseconds since 1970)."""
    names: dict[int, tuple[str, str | None]]
    """Units that exempt exchanges are set apart as."""
    held: dict[str, list[Exemption]] = field(default_factory=dict)
    """Accounts of the log with their licences and clearances, also those of other times."""


def exempt(table: AccountTable | None, names: Names) -> Exempt:
    """Return what of a log is exempt.

    Parameters
    ----------
    table
        The account table, if there is one.
    names
        Units that are judged.
    """
    rows: list[tuple[int, int, int, int]] = []
    apart: dict[int, tuple[str, str | None]] = {}
    held: dict[str, list[Exemption]] = {}
    for unit, (account, user) in names.items() if table is not None else ():
        assert table is not None
        if account not in held:
            held[account] = table.exemptions(account)
        for span in held[account]:
            since, until = _micros(span.since, -EVER), _micros(span.until, EVER)
            rows.append((unit, unit ^ APART, since, until))
            apart[unit ^ APART] = (account, user)
    kinds = (pa.uint64(), pa.uint64(), pa.int64(), pa.int64())
    columns = list(zip(*rows, strict=True)) or [()] * 4
    spans = pa.table(
        [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)],
        names=["unit", "apart", "since", "until"],
    )
    return Exempt(spans, apart, {name: spans for name, spans in held.items() if spans})


def told(
    found: Exempt, names: Names, counts: Counts, first: int, last: int
) -> list[dict[str, Any]]:
    """Return each licence and clearance of accounts in the log, for the summary.

    Parameters
    ----------
    found
        What is exempt.
    names
        Units that are judged.
    counts
        Exchanges of each of these and of those set apart.
    first, last
        First and last hour with an exchange.
    """
    apart = _sums(found.names, counts)
    judged = _sums(names, counts)
    out = []
    for account, spans in sorted(found.held.items()):
        for span in spans:
            licence, state = span.licence, _state(span, first, last)
            out.append(
                {
                    "account": account,
                    "kind": "licence" if licence else "clearance",
                    "scope": licence.scope if licence else None,
                    "document": licence.document if licence else None,
                    "by": span.by,
                    "since": _text(span.since),
                    "until": _text(span.until),
                    "state": state,
                    # what holds in the log holds together: one sum for all of an account's
                    "exchanges_not_judged": apart[account] if state in ("holds", "ended") else 0,
                    "exchanges_judged": judged[account],
                }
            )
    return out


def reasons(rows: Rows) -> dict[str, str]:
    """Return for each account with exempt exchanges the sentence that says so."""
    said: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if not row["exchanges_not_judged"]:
            continue
        what = (
            "licensed to train on outputs" if row["kind"] == "licence" else "reviewed and cleared"
        )
        since = f" from {row['since'][:10]}" if row["since"] else ""
        until = _ending(row["until"]) if row["until"] else ""
        said[row["account"]].append(f"{what}{since}{until}")
    out = {}
    for row in rows:
        if (name := row["account"]) in said:
            rest = row["exchanges_judged"]
            were = (
                "exchange outside that time was"
                if rest == 1
                else "exchanges outside that time were"
            )
            part = f"; {rest:,} {were} judged" if rest else ""
            out[name] = f"{' and '.join(said[name])}: not judged{part}"
    return out


def _ending(until: str) -> str:
    """Say an end as a contract does: what ends at midnight holds to the end of the day before."""
    moment = datetime.fromisoformat(until.replace("Z", "+00:00"))
    if moment.time() == time() and moment.year > 1:
        return f" to the end of {(moment - timedelta(days=1)).date()} UTC"
    return f" until {moment:%Y-%m-%d %H:%M} UTC"


def resellers(names: Names, declared: frozenset[str], rows: pa.Table, seen: Names) -> Rows:
    """Return the accounts that pass on others' requests, and how many end users were judged.

    Parameters
    ----------
    names
        Units that are judged.
    declared
        Accounts that the account table calls resellers.
    rows
        The audit's table of accounts.
    seen
        Every end user of the log apart.
    """
    some = rows.filter(pc.greater(rows["end_users_flagged"], 0))
    flagged = dict(
        zip(some["account"].to_pylist(), some["end_users_flagged"].to_pylist(), strict=True)
    )
    users = Counter(account for account, user in names.values() if user is not None)
    everyone = Counter(account for account, user in seen.values() if user is not None)
    there = {account for account, _ in names.values()}
    return [
        {
            "account": account,
            "declared": account in declared,
            "end_users": users[account],
            "end_users_flagged": flagged.get(account, 0),
            "end_users_together": everyone[account] - users[account],
        }
        for account in sorted(set(users) | (declared & there))
    ]


def notes(
    table: AccountTable | None,
    told: list[dict[str, Any]],
    passing: list[dict[str, Any]],
    there: Iterable[str],
) -> list[str]:
    """Say what the account table did not say well, and whose end users were judged apart.

    Parameters
    ----------
    table
        The account table, if there is one.
    told, passing
        See `told` and `resellers`.
    there
        Accounts of the log.
    """
    out = [] if table is None else _strangers(table, set(there))
    if table is not None and table.unknown:
        out.append(
            "Columns of the account table that mean nothing here: "
            f"{', '.join(table.unknown)}. If one is misspelt, what it says was not used."
        )
    ended = sorted({r["account"] for r in told if r["state"] == "ended" and r["exchanges_judged"]})
    if ended:
        some = f"{', '.join(ended[:5])}{' and others' if len(ended) > 5 else ''}"
        out.append(
            f"A licence or clearance ended before the log did: {some}. What they sent outside its "
            "time was judged like anybody's."
        )
    apart = [row for row in passing if not row["declared"]]
    if apart:
        who = "1 account passes" if len(apart) == 1 else f"{len(apart):,} accounts pass"
        out.append(
            f"{who} on the requests of {MANY} or more end users without being declared a "
            "reseller: their end users were judged apart."
        )
    blind = [
        row["account"]
        for row in passing
        if row["declared"] and not row["end_users"] and not row["end_users_together"]
    ]
    if blind:
        out.append(
            f"Declared resellers that pass on no end user: {', '.join(blind[:5])}"
            f"{' and others' if len(blind) > 5 else ''}. A campaign among their users cannot be "
            "told from the rest of them; they were judged as one account each."
        )
    return out


def unread(logs: Iterable[Path]) -> list[str]:
    """Say which account table stands beside the logs of an audit that was given none.

    Parameters
    ----------
    logs
        Files and folders that were audited.
    """
    given = set(logs)
    folders = sorted({path if path.is_dir() else path.parent for path in given})
    found = [path for folder in folders for path in sorted(folder.glob("[aA]*"))]
    tables = [path for path in found if _TABLE.fullmatch(path.name.lower()) and path not in given]
    return [
        f"{shown(path)} was not read: if it is the account table, give it by --accounts, so that "
        "licences and resellers count."
        for path in tables[:1]
    ]


def _strangers(table: AccountTable, there: set[str]) -> list[str]:
    """Say which accounts of a table are spelt otherwise in the log, or that none is in it."""
    if not len(table):
        return ["The account table is empty: it names no account."]
    missing = [name for name in table.accounts() if name not in there]
    if len(missing) == len(table):
        return [
            f"None of the {len(table):,} accounts of the account table is in the log: what it says "
            "was not used. If you expect some, compare the ids."
        ]
    spelt = {name.casefold(): name for name in sorted(there)}
    near = [
        f"{name} (in the log {spelt[name.casefold()]})"
        for name in missing
        if name.casefold() in spelt
    ]
    if not near:
        return []
    return [
        "Accounts of the account table that the log spells otherwise, so that what it says of them "
        f"was not used: {', '.join(near[:5])}{' and others' if len(near) > 5 else ''}."
    ]


def _sums(names: Names, counts: Counts) -> Counter[str]:
    out: Counter[str] = Counter()
    for unit, (account, _) in names.items():
        out[account] += counts.get(unit, 0)
    return out


def _state(span: Exemption, first: int, last: int) -> str:
    """`earlier`, `ended`, `holds` or `later`: against the time of the log."""
    since, until = _micros(span.since, -EVER), _micros(span.until, EVER)
    hour = 3_600_000_000
    if until <= first * hour:
        return "earlier"
    if since >= (last + 1) * hour:
        return "later"
    return "ended" if until < (last + 1) * hour else "holds"


def _micros(moment: datetime | None, missing: int) -> int:
    if moment is None:
        return missing
    return round((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1e6)


def _text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
