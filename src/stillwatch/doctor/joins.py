"""Whether the accounts of a log are those of the account table, and which field has them if not."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.records import leaves, show
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire
from stillwatch.ingest.accounts import AccountTable

MOST = 0.9
"""Share of the accounts seen that are in the table, from which on they are taken for the same."""
PART = 0.5
"""Accounts of the table for each one seen, below which it is taken for a list of some alone."""
MORE = 0.3
"""How much oftener a field must have an account of the table than `account.id` has."""
DISTINCT = 5
"""Accounts of the table that such a field must have."""
PATHS = 2000
"""Fields that are looked at."""


class Better(NamedTuple):
    """A field of one format's records that has accounts of the table far oftener."""

    format: str
    path: str
    """As a map has it."""
    share: float
    """Share of the format's exchanges whose record has an account of the table there, 0 to 1."""
    now: float
    """Share of them whose `account.id` is in the table."""


def better(samples: list[Sample], table: AccountTable) -> list[Better]:
    """Look in each format's records for a field that has accounts of the table far oftener.

    Records are decoded once more, and only where `account.id` is often not in the table.

    Parameters
    ----------
    samples
        Lines of each file.
    table
        The account table.
    """
    known = frozenset(table.accounts())
    out = []
    for kind in sorted({sample.format for sample in samples}):
        some = [sample for sample in samples if sample.format == kind]
        batches = [parsed.batch for sample in some for parsed in sample.parsed]
        accounts = pa.chunked_array([b["account"] for b in batches], pa.string())
        if not len(accounts) or not known:
            continue
        now = pc.mean(pc.is_in(accounts, pa.array(known, pa.string()))).as_py()
        found = _best(some, known) if now < MOST else None
        if found and found[1] >= now + MORE:
            out.append(Better(kind, found[0], found[1], now))
    return out


def _best(samples: list[Sample], known: frozenset[str]) -> tuple[str, float] | None:
    """Return the field that has most often an account of the table, and how often, 0 to 1."""
    hits, values = Counter[str](), defaultdict[str, set[str]](set)
    seen = 0

    def take(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        nonlocal seen
        seen += 1
        for path, value in leaves(record).items():
            if value in known and (path in hits or len(hits) < PATHS):
                hits[path] += 1
                values[path].add(value)

    show(samples, take)
    ranked = [(n, path) for path, n in hits.items() if len(values[path]) >= DISTINCT]
    if not ranked:
        return None
    most, path = max(ranked, key=lambda one: (one[0], one[1]))
    return path, most / seen


def joined(table: AccountTable, seen: set[str], fields: list[Better], formats: int) -> Finding:
    """Say how many of the accounts seen are in the table, and what follows where few are.

    Parameters
    ----------
    table
        The account table.
    seen
        Accounts of the exchanges that were looked at.
    fields
        What `better` found.
    formats
        Formats that the log's files are of.
    """
    if not len(table):
        return Finding("accounts", "join", "note", "the account table is empty: it names none")
    known = len(seen & set(table.accounts()))
    said = f"{known:,} of {len(seen):,} accounts seen are in the account table"
    if not known:
        said = f"none of the {len(seen):,} accounts seen is in the account table"
    if known >= MOST * len(seen):
        return Finding("accounts", "join", "ok", said)
    said += f": of {'the others' if known else 'them'} sign-up, payment, licence and clearance are "
    said += "unknown"
    level = "warning" if fields or len(table) >= PART * len(seen) else "note"
    remedy = "nothing to do if it is meant to list some accounts alone; else compare its ids with "
    remedy += "account.id below"
    if fields:
        said += "; " + "; ".join(
            f"in the {one.format} records {one.path} is an account of the table in "
            f"{one.share:.0%}, account.id in {one.now:.0%}"
            for one in fields
        )
        remedy = "account.id is perhaps the owner of a key and not the customer: "
        if len(fields) == 1:
            apart = f"{fields[0].format}:" if formats > 1 else ""
            remedy += f"try --account-field '{apart}{fields[0].path}'"
        else:
            tables = " and ".join(f"[{one.format}.fields]" for one in fields)
            remedy += f"name them for account.id in a map, in {tables} (docs: Read other logs)"
    return Finding("accounts", "join", level, said, remedy)
