"""Calls that a firm's own application makes beside its customers': titles, moderation, routing.

They carry the customer's text once more, and make it look repeated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import median
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.doctor.findings import Finding
from stillwatch.doctor.records import leaves, show
from stillwatch.doctor.sample import Sample
from stillwatch.doctor.toml import quoted
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
MARK, VALUES = 60, 8
"""Longest value that a map is told to leave them out by, in characters, and most of them."""
NEAR = 2000
"""Lines one after the other that are looked at besides: of lines far apart most have lost the call
beside them."""

NAMING = "langfuse"
"""Format whose records say by a `name` which of the firm's own functions called."""

Kind = tuple[str, str | None, str | None]
"""Model, system prompt, and the name of what called where the log has one."""


class _Row(NamedTuple):
    number: int
    kind: Kind
    time: int
    session: str | None
    length: int | None
    """Tokens of the reply."""


def own_calls(exchanges: pa.Table, samples: list[Sample]) -> list[Finding]:
    """Say if many exchanges repeat another's text at once, under another model and system prompt.

    Parameters
    ----------
    exchanges
        Columns of `exchange.SCHEMA`.
    samples
        Lines of each file that they were read from.
    """
    names = _names(samples)
    if names:  # of the others it is not known what called
        exchanges = exchanges.filter(pc.is_in(exchanges["id"], pa.array(names, pa.string())))
    rows = _own(exchanges, names)
    ids = frozenset(exchanges["id"].take(rows).to_pylist()) if rows else frozenset[str]()
    known = frozenset(exchanges["id"].to_pylist())
    out = []
    for kind in sorted({sample.format for sample in samples}) if ids else ():
        some = [sample for sample in samples if sample.format == kind]
        of_kind = [n for s in some for p in s.parsed for n in p.batch["id"].to_pylist()]
        of_kind = [n for n in of_kind if n in known]
        share = sum(name in ids for name in of_kind) / max(len(of_kind), 1)
        if not share:
            continue
        said = f"{share:.0%} of the exchanges in the {kind} files look like calls that your own "
        said += (
            "application makes, such as titles, moderation or routing: with the text of another "
        )
        said += "exchange of the account at the same time, under another "
        said += "name, or model and system prompt" if kind == NAMING and names else \
            "model and another system prompt"  # fmt: skip
        said += ". An audit takes them for the customers', who seem to repeat themselves"
        mark = _mark(some, ids)
        how = f": [{kind}.except] {in_map(*mark)}" if mark else ", by what tells them there"
        remedy = f"if they are, leave them out with a map{how} (docs: Read other logs)"
        level = "warning" if share >= MANY else "note"
        out.append(Finding("log", "own calls", level, said, remedy))
    return out


def _names(samples: list[Sample]) -> dict[str, str | None]:
    """Return what called, by the ids of exchanges; empty where no log says it."""
    found: dict[str, str | None] = {}

    def take(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        name = record.get("name")
        found[str(exchange.id)] = name if isinstance(name, str) and 0 < len(name) <= MARK else None

    if all(sample.format == NAMING for sample in samples):
        show(samples, take)
    return found if any(found.values()) else {}


def _own(exchanges: pa.Table, called: dict[str, str | None]) -> list[int]:
    """Return the rows of a firm's own calls, ascending."""
    ids, length = exchanges["id"].to_pylist(), exchanges["output_tokens"].to_pylist()
    names = ("account", "text", "model", "system", "session")
    account, text, model, system, session = (exchanges[name].to_pylist() for name in names)
    times = exchanges["time"].cast(pa.int64()).to_pylist()
    together = defaultdict[tuple[str, str], list[_Row]](list)
    every = defaultdict[Kind, list[int]](list)
    for number, said in enumerate(text):
        kind = (model[number], system[number], called.get(ids[number]))
        every[kind].append(number)
        if said:
            row = _Row(number, kind, times[number], session[number], length[number])
            together[account[number], said].append(row)
    pairs = defaultdict[Kind, list[tuple[int, Kind]]](list)
    for rows in together.values():
        if 1 < len(rows) <= SAMES:
            for row in rows:
                pairs[row.kind] += [(row.number, kind) for kind in _others(row, rows)]
    own = set[Kind]()
    # of two that go together the one with the shorter replies is the title, the label
    for kind in sorted(pairs, key=lambda k: (_middle(length[n] for n in every[k]), str(k))):
        mine = {number for number, other in pairs[kind] if other not in own}
        if kind[1:] == (None, None) or len(mine) < max(CALLS, MOST * len(every[kind])):
            continue
        if len({account[n] for n in mine}) >= max(ACCOUNTS, SPREAD * len(set(account))):
            own.add(kind)
    return sorted(number for kind in own for number in every[kind])


def _others(row: _Row, rows: list[_Row]) -> list[Kind]:
    """Return the kinds of the exchanges beside one that another function made, or may have made."""
    return [
        other.kind
        for other in rows
        if _apart(row.kind, other.kind)
        # a title, a label is shorter than what is told of
        and not (row.length or 0) > (other.length or row.length or 0)
        and (
            (row.session is not None and row.session == other.session)
            or abs(row.time - other.time) <= APART
        )
    ]


def _apart(one: Kind, other: Kind) -> bool:
    """Tell whether two calls differ in name, or else in both model and system prompt."""
    if one[2] and other[2] and one[2] != other[2]:
        return True
    return one[0] != other[0] and one[1] != other[1]


def _middle(lengths: Iterable[int | None]) -> float:
    known = [length for length in lengths if length is not None]
    return float(median(known)) if known else 0.0


def _mark(samples: list[Sample], ids: frozenset[str]) -> tuple[str, list[str]] | None:
    """Return a path and the values there of some exchanges' records, which no other's has."""
    held: dict[str, Counter[str]] = {}
    left = dict[str, set[str]]()
    count = 0

    def collect(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        nonlocal count
        if str(exchange.id) in ids:
            count += 1
            for path, value in leaves(record).items():
                values = held.setdefault(path, Counter())
                # of a path with many values some are lost: it is none that all of them have
                if len(value) <= MARK and '"' not in value and len(values) <= VALUES:
                    values[value] += 1

    def strike(exchange: wire.Exchange, record: dict[str, Any]) -> None:
        if str(exchange.id) not in ids:
            for path, value in leaves(record).items():
                if value in left.get(path, ()):
                    del left[path]

    show(samples, collect)
    left |= {path: set(v) for path, v in held.items() if 0 < len(v) <= VALUES
             and v.total() == count}  # fmt: skip
    if left:
        show(samples, strike)
    if not left:
        return None
    path = min(left, key=lambda path: (_plainness(path), len(left[path])))
    return path, sorted(left[path])


def in_map(path: str, values: list[str]) -> str:
    """Return a path and its values as a map has them.

    >>> in_map("name", ["title"]), in_map("tags[0]", ["dev", "test"])
    ('name = "title"', '"tags[0]" = ["dev", "test"]')
    """
    bare = path.isascii() and path.replace("_", "").isalnum()
    told = ", ".join(map(quoted, values))
    told = f"[{told}]" if len(values) > 1 else told
    return f"{path if bare else quoted(path)} = {told}"


def _plainness(path: str) -> tuple[bool, int, str]:
    """Order names of what was called before other fields, and short paths before long ones."""
    named = path.endswith(("name", "operation", "purpose", "feature")) and "model" not in path
    return not named, len(path), path
