"""Calls that a firm's own application makes beside its customers': titles, moderation, routing.

They carry the customer's text once more, and make it look repeated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import median
from typing import Any, NamedTuple

import pyarrow as pa

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.records import leaves, show
from stillwatch.doctor.sample import Sample
from stillwatch.ingest import wire

APART = 60_000_000
"""Microseconds within which an application's call follows, or goes before, the customer's."""
MOST = 0.6
"""Share of the exchanges with one model and system prompt that have the text of another: of a
sample of lines some have lost theirs."""
CALLS, ACCOUNTS, SPREAD = 20, 10, 0.1
"""Such exchanges, the accounts that they are of, and the share of all accounts: a firm's own calls
are made for everybody, a customer's that checks answers with a second model for itself alone."""
SAMES = 50
"""Exchanges of one account with one text above which they are a customer's samples."""
MANY = 0.05
"""Share of the exchanges of one format from which on they are worth a warning."""
MARK = 60
"""Longest value that a map is told to leave them out by, in characters."""

Kind = tuple[str, str | None]
"""Model and system prompt."""


class _Row(NamedTuple):
    number: int
    kind: Kind
    time: int
    session: str | None


def own_calls(exchanges: pa.Table, samples: list[Sample]) -> list[Finding]:
    """Say if many exchanges repeat another's text at once, under another model and system prompt.

    Parameters
    ----------
    exchanges
        Columns of `exchange.SCHEMA`.
    samples
        Lines of each file that they were read from.
    """
    rows = _own(exchanges)
    ids = frozenset(exchanges["id"].take(rows).to_pylist()) if rows else frozenset[str]()
    out = []
    for kind in sorted({sample.format for sample in samples}) if ids else ():
        some = [sample for sample in samples if sample.format == kind]
        of_kind = [n for s in some for p in s.parsed for n in p.batch["id"].to_pylist()]
        share = sum(name in ids for name in of_kind) / max(len(of_kind), 1)
        if not share:
            continue
        said = f"{share:.0%} of the exchanges in the {kind} files look like calls that your own "
        said += (
            "application makes, such as titles, moderation or routing: with the text of another "
        )
        said += "exchange of the account at the same time, under another model and another system "
        said += "prompt. An audit takes them for the customers', who seem to repeat themselves"
        mark = _mark(some, ids)
        how = f': [{kind}.except] {mark[0]} = "{mark[1]}"' if mark else ", by what tells them there"
        remedy = f"if they are, leave them out with a map{how} (docs: Read other logs)"
        level = "warning" if share >= MANY else "note"
        out.append(Finding("log", "own calls", level, said, remedy))
    return out


def _own(exchanges: pa.Table) -> list[int]:
    """Return the rows of a firm's own calls, ascending."""
    names = ("account", "text", "model", "system", "session")
    account, text, model, system, session = (exchanges[name].to_pylist() for name in names)
    times = exchanges["time"].cast(pa.int64()).to_pylist()
    together = defaultdict[tuple[str, str], list[_Row]](list)
    every = defaultdict[Kind, list[int]](list)
    for number, said in enumerate(text):
        kind = (model[number], system[number])
        every[kind].append(number)
        if said:
            row = _Row(number, kind, times[number], session[number])
            together[account[number], said].append(row)
    pairs = defaultdict[Kind, list[tuple[int, Kind]]](list)
    for rows in together.values():
        if 1 < len(rows) <= SAMES:
            for row in rows:
                pairs[row.kind] += [(row.number, kind) for kind in _others(row, rows)]
    length = exchanges["output_tokens"].to_pylist()
    own = set[Kind]()
    # of two that go together the one with the shorter replies is the title, the label
    for kind in sorted(pairs, key=lambda k: (_middle(length[n] for n in every[k]), str(k))):
        mine = {number for number, other in pairs[kind] if other not in own}
        if kind[1] is None or len(mine) < max(CALLS, MOST * len(every[kind])):
            continue
        if len({account[n] for n in mine}) >= max(ACCOUNTS, SPREAD * len(set(account))):
            own.add(kind)
    return sorted(number for kind in own for number in every[kind])


def _others(row: _Row, rows: list[_Row]) -> list[Kind]:
    """Return the kinds of the exchanges beside one that differ from it in model and prompt."""
    return [
        other.kind
        for other in rows
        if other.kind[0] != row.kind[0]
        and other.kind[1] != row.kind[1]
        and (
            (row.session is not None and row.session == other.session)
            or abs(row.time - other.time) <= APART
        )
    ]


def _middle(lengths: Iterable[int | None]) -> float:
    known = [length for length in lengths if length is not None]
    return float(median(known)) if known else 0.0


def _mark(samples: list[Sample], ids: frozenset[str]) -> tuple[str, str] | None:
    """Return a path and a value that all of some exchanges' records have, and no other's."""
    mine, held = Counter[tuple[str, str]](), 0

    def count(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        nonlocal held
        if exchange.id in ids:
            held += 1
            found = leaves(record).items()
            mine.update(mark for mark in found if len(mark[1]) <= MARK and '"' not in mark[1])

    def strike(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        if exchange.id not in ids:
            left.difference_update(leaves(record).items())

    show(samples, count)
    left = {mark for mark, times in mine.items() if times == held}
    if left:
        show(samples, strike)
    return min(left, key=_plainness) if left else None


def _plainness(mark: tuple[str, str]) -> tuple[bool, int, str]:
    """Order names of what was called before other fields, and short paths before long ones."""
    path = mark[0]
    named = path.endswith(("name", "operation", "purpose", "feature")) and "model" not in path
    return not named, len(path), path
