"""The narrow waist: three mergeable relations, as ibis expressions over feature rows.

| relation | key | holds |
| --- | --- | --- |
| `activity` | account, slice, epoch | counts, tokens, sums of signals and of styles |
| `links` | observable, account | first epoch, count |
| `payloads` | payload, account, epoch | count |

An epoch is an hour of event time. Folding is addition (counts, sums) and minimum (first epoch),
so that the fold of a union is the fold of the folds. The same expressions run in DuckDB here
and on any other ibis backend.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

KEYS = ("account", "slice", "epoch")

CROWD = 5
"""Other accounts that have sent a text before, from which on it is what many ask: a course's sheet,
a template, a benchmark. Who pays for answers buys few of them so often."""

BRANCHES = 3
"""Times that a conversation goes on from one request in the customer's own words: people ask anew,
and edit. Who sends a greeting once and says before each of a thousand questions that it had been
answered holds no conversations."""


def connect(scratch: Path, *, memory_gb: float = 1.5, threads: int = 2) -> ibis.BaseBackend:
    """Open an embedded DuckDB that spills to `scratch` and stays within `memory_gb`."""
    return ibis.duckdb.connect(
        memory_limit=f"{memory_gb:.2f}GB", threads=threads, temp_directory=str(scratch)
    )


def signal_columns(rows: ir.Table) -> list[str]:
    """Names of the columns of a rows table that are summed: signals, then styles."""
    return [c for c in rows.columns if c.startswith(("sig_", "style_", "topic_"))]


def observable_columns(rows: ir.Table) -> list[str]:
    """Names of the observable columns of a rows table."""
    return [c for c in rows.columns if c.startswith("obs_")]


def activity(rows: ir.Table) -> ir.Table:
    """Fold rows by account, slice and epoch, ordered by epoch.

    Returns columns `account, slice, epoch, n, n_text, output_tokens`, a sum for every signal,
    style and topic (null counted as zero), and `style_sq` and `topic_sq`, sums of squares over
    styles and topics.
    """
    signals = signal_columns(rows)
    styles = [c for c in signals if c.startswith("style_")]
    sums = {c: rows[c].cast("float32").fill_null(0.0).sum().cast("float32") for c in signals}
    squares = sum((rows[c] * rows[c] for c in styles), start=ibis.literal(0.0))
    topics = [c for c in signals if c.startswith("topic_")]
    about = sum((rows[c] * rows[c] for c in topics), start=ibis.literal(0.0))
    folded = rows.group_by(list(KEYS)).agg(
        n=rows.count().cast("float32"),
        n_text=rows.has_text.sum().cast("float32"),
        output_tokens=rows.output_tokens.fill_null(0).sum().cast("float32"),
        style_sq=squares.fill_null(0.0).sum().cast("float32"),
        topic_sq=about.fill_null(0.0).sum().cast("float32"),
        **sums,
    )
    return folded.order_by("epoch", "account", "slice")


def links(rows: ir.Table, observable: str) -> ir.Table:
    """Fold one observable: columns `key, account, first, n`, missing values left out."""
    present = rows.filter(rows[observable] != 0)
    return present.group_by(key=present[observable], account=present.account).agg(
        first=present.epoch.min(), n=present.count().cast("int32")
    )


def payloads(rows: ir.Table) -> ir.Table:
    """Fold payload keys: columns `payload, account, epoch, n`."""
    present = rows.filter(rows.payload != 0)
    return present.group_by("payload", "account", "epoch").agg(n=present.count().cast("int32"))


def repeats(rows: ir.Table) -> ir.Table:
    """Count, by account, slice and epoch, the exchanges whose payload had been asked before.

    Returns `account, slice, epoch, own, other, crowd`: asked before by the same account, asked
    before by another one and not by it, and asked before by at least `CROWD` others. Only what came
    earlier counts, so that a longer log changes nothing. Where `tasked` tells of tasks that count
    because others run them (`shared_tasks`), these are not among `other`: popular questions speak
    against a harvest, and what speaks for one must not be counted among them.
    """
    present = rows.filter(rows.payload != 0)
    first = ibis.window(group_by="payload", order_by=["time", "exchange"])
    mine = ibis.window(group_by=["payload", "account"], order_by=["time", "exchange"])
    ranked = present.select(
        *KEYS,
        rank=ibis.row_number().over(first),
        mine=ibis.row_number().over(mine),
        payload=present.payload, time=present.time, exchange=present.exchange,
        tasked=present.tasked if "tasked" in present.columns else ibis.literal(False),
    )  # fmt: skip
    upto = ibis.window(group_by="payload", order_by=["time", "exchange"], following=0)
    told = ranked.mutate(askers=(ranked.mine == 0).cast("int32").sum().over(upto))
    return told.group_by(list(KEYS)).agg(
        own=(told.mine > 0).sum().cast("float32"),
        other=((told.mine == 0) & (told["rank"] > 0) & ~told.tasked).sum().cast("float32"),
        crowd=(told.askers > CROWD).sum().cast("float32"),
    )


TASKED = 6
"""Accounts, at most, of a task that a few are given: what more have been is a course's sheet, a
template, a benchmark."""

RERUN, RERUNS = 0.4, 5
"""Share, and number, of the different tasks an account has been given so far that others have been
given too, from which on it runs tasks that several run: below that it is what people happen to say
alike."""

READ = 0.1
"""Share of these tasks that read like a harvest, from which on an account is measured by those."""


def shared_tasks(rows: ir.Table) -> ir.Table:
    """Find tasks for tools that a few accounts are given, each of which runs many such.

    Who has a model work with tools, to train on what it does, has few tasks, and several accounts
    run each; what such a task says need not read like a harvest.

    Parameters
    ----------
    rows
        Feature rows. A task is what a customer writes where tools are offered.

    Returns
    -------
    Column `exchange`: tasks from the second account on that is given them, and up to `TASKED`
    accounts, once their account has been given enough such, and unless enough of its tasks read
    like a harvest. Only what came earlier counts, so that a longer log changes nothing.
    """
    given = rows.filter((rows.payload != 0) & (rows.sig_has_tools.fill_null(0.0) > 0))
    given = given.select("payload", "account", "time", "exchange", kind=given["slice"])
    first = given.group_by("payload", "account").agg(
        time=given.time.min(), read=given.kind.argmin(given.time) > 0
    )
    order = ibis.window(group_by="payload", order_by=["time", "account"])
    placed = first.mutate(place=ibis.row_number().over(order))
    tasks = placed.group_by("payload").agg(
        since=placed.time.min(where=placed.place == 1),
        until=placed.time.min(where=placed.place == TASKED),
    )

    def of_few(table: ir.Table) -> ir.Table:
        held = table.left_join(tasks, "payload")
        few = (held.time >= held.since) & (held.until.isnull() | (held.time < held.until))
        return held.select(*table.columns, few=few.fill_null(False))

    upto = ibis.window(group_by="account", order_by=["time", "payload"], following=0)
    new = of_few(first)
    few, read = new.few.cast("float64"), new.read.cast("float64")
    new = new.mutate(
        so_far=few.sum().over(upto), share=few.mean().over(upto), alike=read.mean().over(upto)
    )
    enough = new.filter((new.so_far >= RERUNS) & (new.share >= RERUN) & (new.alike < READ))
    runs = enough.group_by("account").agg(enough=enough.time.min())
    every = of_few(given)
    every = every.filter(every.few & (every.kind == 0)).inner_join(runs, "account")
    return every.filter(every.time >= every.enough).select("exchange")


OWN = 2
"""Accounts, at most, that offer what are one customer's own tools."""


def own_tools(rows: ir.Table) -> ir.Table:
    """Count, by account, slice and epoch, the exchanges in which an account offers its own tools.

    So count exchanges with text whose list of tools the same account had sent before, and at most
    one other by then. Only what came earlier counts, so that a longer log changes nothing.

    Returns
    -------
    Columns `account, slice, epoch, own_tools`.
    """
    if "obs_tools" not in rows.columns:
        present = rows.filter(ibis.literal(False)).mutate(obs_tools=ibis.literal(0, "uint64"))
    else:
        present = rows.filter(rows.has_text & (rows.obs_tools != 0))
    first = present.group_by(key=present.obs_tools, account=present.account).agg(
        first=present.time.min()
    )
    ranked = first.mutate(
        rank=ibis.row_number().over(ibis.window(group_by="key", order_by=["first", "account"]))
    )
    among = ranked.filter(ranked["rank"] < OWN).drop("rank")
    shared = ranked.filter(ranked["rank"] == OWN).select("key", since="first")
    held = among.left_join(shared, "key").select("key", "account", "first", "since")
    sent = present.select(*KEYS, "time", key=present.obs_tools)
    joined = sent.inner_join(held, ["key", "account"])
    alone = joined.since.isnull() | (joined.time < joined.since)
    again = joined.filter((joined.time > joined.first) & alone)
    return again.group_by(list(KEYS)).agg(own_tools=again.count().cast("float32"))


_EVENTS = {
    "account": "uint64", "slice": "int8", "epoch": "int32", "time": "int64", "exchange": "string",
    "key": "uint64", "own": "boolean", "sent": "boolean",
}  # fmt: skip


def unheld(rows: ir.Table) -> ir.Table:
    """Count, by account, slice and epoch, the exchanges of conversations that were never held.

    Their history says that the customer had written something before, and the same account never
    sent that before: the caller made it up, or the log does not have it. What was sent once is gone
    on from a few times (`BRANCHES`), apart from exchanges in which only tools have answered: of
    these an instruction has many. Only what came earlier counts, so that a longer log changes
    nothing.

    Returns
    -------
    Columns `account, slice, epoch, claimed, unheld`: exchanges whose history says what was written
    before and that do not count as standing alone, and those of them whose history was never sent.
    """
    claims = rows.filter((rows.earlier != 0) & (rows.sig_one_shot == 0)).select(
        *KEYS, "time", "exchange", key=lambda t: t.earlier, own=lambda t: t.said != 0,
        sent=ibis.literal(False),
    )  # fmt: skip
    sends = rows.filter(rows.said != 0).select(
        *KEYS, "time", "exchange", key=lambda t: t.said, own=ibis.literal(False),
        sent=ibis.literal(True),
    )  # fmt: skip
    sends = sends.semi_join(claims, ["account", "key"])
    # neither knows of the other that its columns hold no null
    events = ibis.union(*(some.cast(_EVENTS) for some in (claims, sends)))
    order = ["time", "exchange", "sent"]
    before = ibis.window(group_by=["account", "key"], order_by=order, following=0)
    told = events.mutate(
        sends=events.sent.cast("int64").sum().over(before),
        gone_on=events.own.cast("int64").sum().over(before),
    ).filter(lambda t: ~t.sent)
    held = (told.sends > 0) & (~told.own | (told.gone_on <= BRANCHES * told.sends))
    return told.group_by(list(KEYS)).agg(
        claimed=told.count().cast("float32"), unheld=(~held).sum().cast("float32")
    )


def handed(rows: ir.Table, few: int) -> ir.Table:
    """Return exchanges that go on from what another account had sent, and theirs never had.

    Parameters
    ----------
    rows
        Feature rows.
    few
        Accounts, at most, that sent those words: what many say is no sign of who went before.

    Returns
    -------
    Columns `exchange, account, sender`: one row for each account that had sent the words.
    """
    claims = rows.filter(rows.earlier != 0).select(
        "account", "exchange", "time", key=lambda t: t.earlier
    )
    sent = rows.filter(rows.said != 0).select("account", "time", key=lambda t: t.said)
    sent = (
        sent.semi_join(claims, "key").group_by("key", "account").agg(first=lambda t: t.time.min())
    )
    own = sent.select("key", "account", own=lambda t: t.first)
    mine = claims.left_join(own, ["account", "key"])
    alone = mine.filter(mine.own.isnull() | (mine.own >= mine.time)).select(
        "account", "exchange", "time", "key"
    )
    senders = sent.mutate(senders=sent.account.count().over(ibis.window(group_by="key")))
    rare = senders.filter(senders.senders <= few).select("key", "first", sender=lambda t: t.account)
    joined = alone.inner_join(rare, "key")
    return joined.filter(joined.first < joined.time).select("exchange", "account", "sender")


def offers(rows: ir.Table) -> ir.Table:
    """Count what accounts offer tools in, and the lists of tools that they offer.

    The first request with a list is the one in which it is new, so that there are as many requests
    with a new list as distinct lists.

    Returns
    -------
    Columns `account, exchanges, requests, lists`: all exchanges, requests with text that offer
    tools, and the distinct lists of these; accounts without such requests are left out.
    """
    offering = rows.has_text & (rows.obs_tools != 0)
    folded = rows.group_by("account").agg(
        exchanges=rows.count(),
        requests=offering.sum(),
        lists=rows.obs_tools.nunique(where=offering),
    )
    return folded.filter(folded.requests > 0).order_by("account")


def stream(table: ir.Table, chunk_rows: int = 262_144) -> Iterator[pa.RecordBatch]:
    """Run an expression and yield its result in batches."""
    yield from table.to_pyarrow_batches(chunk_size=chunk_rows)
