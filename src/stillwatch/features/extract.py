"""Text work: a batch of exchanges to a batch of feature rows, and no text left.

A pure function of one batch; what it says of an exchange does not depend on the others in the
batch, so that logs can be cut and worked on in any number of processes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from stillwatch.contract.exchange import EARLIER_HEAD
from stillwatch.core.registry import discover
from stillwatch.features.base import Keyed, Observable, Signal
from stillwatch.features.context import Context, Settings
from stillwatch.features.hashing import hash_names
from stillwatch.features.scan import K_PAYLOAD
from stillwatch.features.schema import BASE, SLICES, STYLES, TOPICS

HOUR_US = 3_600_000_000
VALUES = pa.schema([("key", pa.uint64()), ("type", pa.string()), ("value", pa.string())])
GRADES = (("grade", "rubric"), ("grade", "preference"), ("compare", "preference"),
          ("rubric", "preference"))  # fmt: skip
"""Concepts of the lexicon of which both, named in the text's ends or the system message, ask for a
grade or for a choice between answers. One alone is everyday language."""
VISION = SLICES.index("vision")
SURE = 0.95
"""Probability of a capability from which on a text is a plain case of it: nine in ten of the
questions of collections are, and one in five of the tasks that agents are given with tools."""
ACCOUNTS = pa.schema([("account", pa.uint64()), ("name", pa.string()), ("end_user", pa.string())])


class Extracted(NamedTuple):
    """What text work leaves behind."""

    rows: pa.RecordBatch
    """One row an exchange, columns as `features.schema` says, in the order of the batch."""
    values: pa.Table
    """Distinct `key`, `type`, `value`: what observable keys of this batch stand for. Excerpts of
    templates are given for a sample of exchanges only."""
    accounts: pa.Table
    """Distinct `account`, `name`, `end_user` (null: the account as a whole) of this batch."""


def signals() -> dict[str, type[Signal]]:
    """Every signal, by name."""
    return discover("stillwatch.features.signals", Signal)


def observables() -> dict[str, type[Observable]]:
    """Every observable, by name."""
    return discover("stillwatch.features.observables", Observable)


def row_schema() -> pa.Schema:
    """Return the columns of `Extracted.rows`."""
    fields = list(BASE)
    fields += [pa.field(f"sig_{name}", pa.float32()) for name in signals()]
    fields += [pa.field(f"style_{k:02d}", pa.float32()) for k in range(STYLES)]
    fields += [pa.field(f"topic_{k:02d}", pa.float32()) for k in range(TOPICS)]
    fields += [pa.field(f"obs_{name}", pa.uint64(), nullable=False) for name in observables()]
    return pa.schema([*fields, pa.field("payload", pa.uint64(), nullable=False)])


def extract(batch: pa.RecordBatch, settings: Settings | None = None) -> Extracted:
    """Read a batch of exchanges.

    Parameters
    ----------
    batch
        Columns of `exchange.SCHEMA`, n rows.
    settings
        Threshold of the slices, resellers, key.
    """
    ctx = Context(batch, settings or Settings())
    account, accounts = _accounts(ctx)
    columns: list[pa.Array] = list(_base(ctx, account))
    columns += [_nullable(cls().compute(ctx)) for cls in signals().values()]
    styles = np.ascontiguousarray(ctx.content.styles.T)
    columns += [_nullable(style) for style in styles]
    topics = np.where(ctx.has_text, ctx.text.topics.T, np.float32(np.nan))
    columns += [_nullable(topic) for topic in np.ascontiguousarray(topics)]
    keyed = {name: cls().compute(ctx) for name, cls in observables().items()}
    columns += [pa.array(found.keys, pa.uint64()) for found in keyed.values()]
    columns.append(pa.array(ctx.rekey(ctx.text.keys[:, K_PAYLOAD], "payload"), pa.uint64()))
    rows = pa.RecordBatch.from_arrays(columns, schema=row_schema())
    return Extracted(rows, _values(keyed), accounts)


def _base(ctx: Context, account: NDArray[np.uint64]) -> list[pa.Array]:
    time = ctx.column("time").cast(pa.int64())
    micros = np.asarray(time.to_numpy(zero_copy_only=False), np.int64)
    return [
        ctx.column("id"),
        pa.array(account, pa.uint64()),
        time,
        pa.array(np.floor_divide(micros, HOUR_US).astype(np.int32)),
        pa.array((ctx.ids & np.uint64(1)).astype(np.int8)),
        pa.array(slices(ctx)),
        ctx.column("input_tokens"),
        ctx.column("output_tokens"),
        pa.array(ctx.has_text),
        pa.array(grades(ctx)),
        pa.array(calls(ctx)),
        pa.array(instead(ctx)),
        ctx.column("verified"),
        pa.array(_beginnings(ctx, "text"), pa.uint64()),
        pa.array(_beginnings(ctx, "earlier"), pa.uint64()),
    ]


def _beginnings(ctx: Context, name: str) -> NDArray[np.uint64]:
    """Keyed hash of the beginning of texts that may be read; 0: none."""
    text = pc.utf8_slice_codeunits(ctx.column(name), 0, EARLIER_HEAD)
    some = np.asarray(pc.fill_null(pc.greater(pc.binary_length(text), 0), False)) & ctx.full
    return np.where(some, ctx.hash(text, "said"), np.uint64(0))


def slices(ctx: Context) -> NDArray[np.int8]:
    """Index into `SLICES` for each exchange: its likeliest capability, or ordinary."""
    content = ctx.content
    harvest = np.nan_to_num(content.harvest) > ctx.settings.harvest_threshold
    likeliest = np.nan_to_num(content.capabilities).argmax(axis=1).astype(np.int8) + 1
    likeliest[_pictured(ctx)] = VISION
    return np.where(harvest, likeliest, 0).astype(np.int8)


def grades(ctx: Context) -> NDArray[np.bool_]:
    """Tell which exchanges ask for a grade, or for a choice between answers: shape (n,).

    The prior, which reads the text alone, tells of most of them what the graded answers are about.
    """
    bits = {concept.name: 1 << bit for bit, concept in enumerate(ctx.lexicon.concepts)}
    asked = np.zeros(ctx.n, np.bool_)
    for one, other in GRADES:
        both = np.uint64(bits[one] | bits[other])
        asked |= (ctx.concepts & both) == both
    return asked


def calls(ctx: Context) -> NDArray[np.bool_]:
    """Tell which exchanges offer tools, and ask for what is no plain case of a capability: (n,).

    The prior, which reads the text alone, takes a task for tools for a question, and is not sure.
    """
    unsure = np.nan_to_num(ctx.content.capabilities).max(axis=1) < SURE
    return np.asarray(ctx.present("tools") & ctx.has_text & unsure, np.bool_)


def instead(ctx: Context) -> NDArray[np.int8]:
    """Return the likeliest other capability of what reads like vision and has no image, shape (n,).

    Index into `SLICES`; 0: it does not read so, or has one. The prior knows words alone, and those
    of charts and of forms are like those about pictures.
    """
    others = np.nan_to_num(ctx.content.capabilities)
    read = (others.argmax(axis=1) == VISION - 1) & ~_pictured(ctx)
    others[:, VISION - 1] = -1
    return np.where(read, others.argmax(axis=1) + 1, 0).astype(np.int8)


def _pictured(ctx: Context) -> NDArray[np.bool_]:
    return np.asarray(np.nan_to_num(ctx.numbers("images")) > 0, np.bool_)


def _nullable(values: NDArray[np.float32]) -> pa.Array:
    return pa.array(values, pa.float32(), from_pandas=True)


def _accounts(ctx: Context) -> tuple[NDArray[np.uint64], pa.Table]:
    """Hash the judged unit of each exchange: the account, or an end user of a reseller."""
    encoded = ctx.column("account").dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    names: list[str] = encoded.dictionary.to_pylist()
    whole = hash_names((f"{len(name)}:{name}" for name in names), ctx.settings.key)
    units = whole[codes]
    table: list[tuple[int, str, str | None]]
    table = [(int(key), name, None) for key, name in zip(whole, names, strict=True)]
    resellers = [code for code, name in enumerate(names) if name in ctx.settings.split_end_users]
    if not resellers:
        return units, _account_table(table)
    inside = np.isin(codes, resellers) & ctx.present("end_user")
    used = set(codes[~inside].tolist())
    table = [row for code, row in enumerate(table) if code in used]
    at = np.flatnonzero(inside)
    users = ctx.column("end_user").take(pa.array(at)).to_pylist()
    pairs = list(zip(codes[at].tolist(), users, strict=True))
    distinct = sorted(set(pairs))
    keys = hash_names(
        (f"{len(names[code])}:{names[code]}{user}" for code, user in distinct), ctx.settings.key
    )
    of_pair = dict(zip(distinct, keys, strict=True))
    units[at] = [of_pair[pair] for pair in pairs]
    table += [(int(of_pair[pair]), names[pair[0]], pair[1]) for pair in distinct]
    return units, _account_table(table)


def _account_table(rows: list[tuple[int, str, str | None]]) -> pa.Table:
    keys, names, users = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table([list(keys), list(names), list(users)], schema=ACCOUNTS)


def _values(keyed: dict[str, Keyed]) -> pa.Table:
    parts = []
    for name, found in keyed.items():
        some = pc.is_valid(found.names)
        kinds = pa.array([name] * len(found.names), pa.string())
        part = pa.table([pa.array(found.shown, pa.uint64()), kinds, found.names], schema=VALUES)
        parts.append(part.filter(some))
    return pa.concat_tables(parts) if parts else VALUES.empty_table()
