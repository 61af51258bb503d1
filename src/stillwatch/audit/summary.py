"""What `summary.json` says: counts, coverage, what could not be judged, what to look at."""

from __future__ import annotations

import platform
import resource
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from math import isfinite
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.audit import coverage, describe, new_tools
from stillwatch.audit import reading as languages
from stillwatch.audit.heaviest import heaviest
from stillwatch.audit.leads import queued
from stillwatch.audit.population import Store
from stillwatch.audit.purses import purses
from stillwatch.audit.together import UNQUEUED, together
from stillwatch.audit.units import Names
from stillwatch.contract.results import Campaign
from stillwatch.detect import effects
from stillwatch.detect.accounts.statistics import LEAST
from stillwatch.detect.engine import Engine
from stillwatch.ingest import unread
from stillwatch.ingest.bytesource import LogFile
from stillwatch.ingest.ledger import IngestReport
from stillwatch.report.wording import listed
from stillwatch.store.links import SMALLEST

REVIEWED = 40
"""Longest review queue."""

ALONE = 10
"""Single accounts of it, unless more share a card, a key or addresses with one another, and not
only within one declared organisation. In 42 simulated logs with campaigns, of two hundred to three
thousand accounts, 62 of 311 in such lists were of campaigns, and 65 of 569 in lists of up to forty
by `log_e`, which are no more than of any accounts in no campaign that send three harvest-like
requests."""

UNUSUAL = 0.8
"""Log e-value from which on an account outside campaigns is worth a look: the twentieth that looks
most like a harvest, so that a small firm has a queue, too."""


MISSING = 0.01
"""Share of exchanges without text from which on that is said by itself."""

AGENTS, OF_AGENTS = ("agentic", "tool_use"), 0.5
"""Capabilities that agents at work show, and the share of them from which on a campaign is of
agents."""

HARDLY = 0.1
"""Share of an account's exchanges whose request could be read below which that is told."""

STEPS = 0.02
"""Share of exchanges with answers of tools from which on a note says how agents are judged."""


@dataclass(frozen=True)
class Found:
    """All that a summary is made from."""

    report: IngestReport
    engine: Engine
    rows: pa.Table
    """The account table: `contract.tables.ACCOUNTS`."""
    users: pa.Table
    """End users judged apart: `contract.tables.END_USERS`."""
    campaigns: list[Campaign]
    span: tuple[int, int]
    """First and last hour with an exchange."""
    exchanges: int
    output_tokens: int
    told: Mapping[str, tuple[float, float]]
    """Share of exchanges and of accounts that carry each observable."""
    exempt: list[dict[str, Any]]
    """Licences and clearances (`audit.declared.told`)."""
    resellers: list[dict[str, Any]]
    """Accounts that pass on others' requests (`audit.declared.resellers`)."""
    edge: dict[str, Any] | None
    """What the edge log said (`audit.edge.told_of`), if there was one."""
    besides: list[LogFile]
    """Files that were read beside the logs."""
    aside: list[dict[str, Any]]
    """Groups that were looked at and are not watched (`audit.aside.aside`)."""
    gone: list[dict[str, Any]]
    """Campaigns that a live run would have raised and that are none (`audit.aside.gone`)."""
    left: list[dict[str, Any]]
    """Who was named as a member of a campaign that stands, and is in none (`audit.aside.left`)."""
    store: Store
    """The feature rows."""
    names: Names
    """Units that are judged."""
    offered: Mapping[int, new_tools.Offers]
    """What those of them that offer tools offer."""
    notes: list[str]
    """What to say beyond what the report shows."""
    stages: Mapping[str, float]
    """Seconds by stage."""
    bytes: int
    """Bytes of logs that were read."""
    worker_seconds: Mapping[str, float]


def summary(found: Found) -> dict[str, Any]:
    """Return the contents of `summary.json`."""
    report, settings = found.report, found.engine.settings
    severities = found.rows["severity"].to_pylist()
    reading = languages.reading(found.store.rows, found.store.values)
    return {
        "version": 1,
        "generated_from": [
            {"path": f.path, "sha256": f.sha256, "bytes": f.bytes, "format": f.format}
            for f in (*report.files, *found.besides)
        ],
        "counts": _counts(found),
        "throughput": _throughput(found),
        "settings": settings.as_dict(),
        "detectors": (ran := coverage.detectors(found.engine, report.fields_present)),
        "observables": coverage.observables(settings.without, found.told, report.fields_present),
        "levels": coverage.levels(found.engine, ran, report.fields_present, found.told),
        "fields": report.fields_present,
        "content_states": report.content_states,
        "reading": reading,
        "unknown_fields": report.unknown_fields,
        "unreadable_fields": report.unreadable_fields,
        "skipped_records": report.skipped_records,
        "bodies_not_found": report.apart,
        "replies_not_found": report.apart_replies,
        "malformed_reasons": report.malformed_reasons,
        "malformed_lines": [
            {"path": m.path, "line": m.line, "reason": m.reason} for m in report.malformed_lines
        ],
        "severities": {name: severities.count(name) for name in ("watch", "likely", "confirmed")},
        "exempt": found.exempt,
        "resellers": found.resellers,
        "edge": found.edge,
        "review": _review(found),
        "gone": found.gone,
        "left": found.left,
        "most_output": heaviest(found.store, found.names),
        "new_tools": new_tools.told(
            found.store, found.offered, found.names, _levels(found), found.campaigns
        ),
        "guarantee": msgspec.to_builtins(
            describe.guarantee(settings, found.engine.tested, few=bool(_few(found)))
        ),
        "notes": [
            *unread.notes(report),
            *_notes(report, found.campaigns),
            *_unread(found.rows, steps=report.fields_present.get("answers", 0.0) > 0),
            *languages.notes(reading),
            *_repeats(found),
            *_unset(found),
            *_few(found),
            *_many(found),
            *found.notes,
        ],
        "versions": {
            "stillwatch": version("stillwatch"),
            "python": platform.python_version(),
            **{name: version(name) for name in ("pyarrow", "numpy", "duckdb", "numba")},
        },
    }


def _counts(found: Found) -> dict[str, Any]:
    report, (first, last) = found.report, found.span
    return {
        "exchanges": found.exchanges,
        "output_tokens": found.output_tokens,
        "accounts": found.rows.num_rows,
        "largest": _largest(found.rows, found.users),
        "judged_units": len(found.engine.population.keys),
        "malformed": report.malformed,
        "duplicates": report.duplicates,
        "differing_duplicates": report.differing,
        "first": describe.stamp(first * 3_600_000_000),
        "last": describe.stamp((last + 1) * 3_600_000_000),
        "campaigns": len(found.campaigns),
    }


def _largest(rows: pa.Table, users: pa.Table) -> int:
    """Return the exchanges of the account, or end user judged apart, that has most.

    What names no end user counts as one more of its account.
    """
    apart = Counter(dict.fromkeys(users["account"].to_pylist(), 0))
    for account, exchanges in zip(*(users[n].to_pylist() for n in ("account", "exchanges")),
                                  strict=True):  # fmt: skip
        apart[account] += exchanges
    own = (
        exchanges - apart[account]
        for account, exchanges in zip(
            *(rows[n].to_pylist() for n in ("account", "exchanges")), strict=True
        )
    )
    return max([*own, *users["exchanges"].to_pylist()], default=0)


def _levels(found: Found) -> dict[tuple[str, str | None], str]:
    """Level of each account that was judged whole, and of each end user judged apart."""
    whole = found.rows.filter(pc.equal(found.rows["end_users"], 0))
    people = zip(
        [*whole["account"].to_pylist(), *found.users["account"].to_pylist()],
        [*[None] * whole.num_rows, *found.users["end_user"].to_pylist()],
        strict=True,
    )
    levels = [*whole["severity"].to_pylist(), *found.users["severity"].to_pylist()]
    return dict(zip(people, levels, strict=True))


def _throughput(found: Found) -> dict[str, Any]:
    seconds = max(sum(found.stages.values()), 1e-9)
    return {
        "seconds": round(seconds, 3),
        "exchanges_per_s": round(found.exchanges / seconds, 1),
        "mb_per_s": round(found.bytes / 1e6 / seconds, 3),
        "stages": {name: round(value, 3) for name, value in found.stages.items()},
        "worker_seconds": {name: round(value, 3) for name, value in found.worker_seconds.items()},
        "peak_rss_mb": round(_peak_mb(), 1),
    }


def _notes(report: IngestReport, campaigns: Sequence[Campaign]) -> list[str]:
    fields, states, exchanges = report.fields_present, report.content_states, report.exchanges
    notes = []
    if report.differing:
        one = report.differing == 1
        notes.append(
            f"{report.differing:,} {'exchange carries' if one else 'exchanges carry'} the id of an "
            f"earlier one and {'differs' if one else 'differ'} from it in "
            "account, time, model or length: only the first of each id was counted. If the caller "
            "can choose the id, it can hide exchanges; log an id of your own."
        )
    # what tools returned is text too, though no request
    text = states.get("full", 0) / max(exchanges, 1)
    if text < 0.5:
        some = f"Only {text:.1%}" if text else "None"
        notes.append(
            f"{some} of the exchanges carry text: what was asked could not be judged for "
            "the rest, and without content no campaign is named."
        )
    elif (own := fields.get("text", 0.0)) < 0.5:
        notes.append(
            f"{own:.1%} of the exchanges carry a new request of the customer's own. In the others "
            "tools of agents answered and nobody asked anything new: no text is missing for it."
        )
    if (steps := fields.get("answers", 0.0)) >= STEPS:
        notes.append(agents(steps, campaigns))
    hidden, absent = states.get("redacted", 0) + states.get("hashed", 0), states.get("absent", 0)
    have = "has" if hidden + absent == 1 else "have"
    if hidden and absent:
        notes.append(
            f"{hidden + absent:,} of {exchanges:,} exchanges have no text that can be read: of "
            f"{hidden:,} it is redacted or hashed, of {absent:,} absent."
        )
    elif hidden:
        notes.append(f"{hidden:,} of {exchanges:,} exchanges {have} redacted or hashed text.")
    elif text >= 0.5 and absent >= MISSING * exchanges:
        notes.append(f"{absent:,} of {exchanges:,} exchanges {have} no text.")
    if lacking := _clients(fields):
        notes.append(lacking)
    if fields.get("created", 0.0) == 0:
        notes.append("No sign-up data: the age of accounts could not be judged.")
    return notes


def _clients(fields: dict[str, float]) -> str:
    """Say what of clients no exchange has; empty if it has addresses, and programs in some way."""
    has = {name for name in ("ip", "asn", "user_agent", "ja4") if fields.get(name, 0.0)}
    if not has:
        return "No client data: shared addresses and clients could not be judged."
    lacks = []
    if "ip" not in has:
        rest = "; networks were, by client.asn" * ("asn" in has)
        lacks.append(f"No client.ip: shared addresses could not be judged{rest}.")
    if not has & {"user_agent", "ja4"}:
        lacks.append("No client.user_agent and no client.ja4: shared clients could not be judged.")
    elif "ip" not in has and len(has & {"user_agent", "ja4"}) == 1:
        (by,) = has & {"user_agent", "ja4"}
        lacks.append(f"Clients are told by client.{by} alone.")
    return " ".join(lacks)


def _unread(rows: pa.Table, *, steps: bool) -> list[str]:
    """Say of how many accounts nothing, or hardly anything, of what they ask could be read.

    Parameters
    ----------
    rows
        The account table.
    steps
        Whether the log tells what tools returned.
    """
    some = rows["with_text"]
    none = pc.sum(pc.equal(some, 0)).as_py() or 0
    few = pc.less(some, pc.multiply(rows["exchanges"], HARDLY))
    hardly = (pc.sum(few).as_py() or 0) - none
    if not none + hardly or none == rows.num_rows:
        return []
    who = f"{none or hardly:,} of {rows.num_rows:,} accounts"
    if none:
        said = f"Of {who} no request could be read"
        said += f", of {hardly:,} more those of less than a tenth of their exchanges" * bool(hardly)
    else:
        said = f"Of {who} the requests of less than a tenth of their exchanges could be read"
    agents_too = " (at a step of an agent nothing new is asked, and no text is missing)"
    known = "hardly known" if hardly and not none else "not known" + ", or hardly" * bool(hardly)
    return [f"{said}{agents_too * steps}: whether what they ask reads like a harvest is {known}."]


def agents(steps: float, campaigns: Sequence[Campaign]) -> str:
    """Say how agents at work are judged, and what follows for campaigns of them.

    Parameters
    ----------
    steps
        Share of exchanges that carry what a tool returned.
    campaigns
        Of the audit: where one that it names is of agents, it must not read as if it could not be.
    """
    said = (
        f"{steps:.0%} of the exchanges carry what a tool returned, which is no request of the "
        "customer: agents at work are judged by what they were asked to do, and a campaign of "
        "agents whose tasks neither read like a harvest nor are run by several accounts is "
        "mostly missed."
    )
    named = [
        c.id
        for c in campaigns
        if c.severity != "watch"
        and sum(row.share for row in c.targets if row.target in AGENTS) >= OF_AGENTS
    ]
    if not named:
        return said
    some = listed([*named[:3], *([f"{len(named) - 3} more"] if named[3:] else [])])
    return f"{said} That {some} could be named does not say that no other is there."


def _repeats(found: Found) -> list[str]:
    """Say where hardly anybody repeats requests, so that those who do not are like all others."""
    assert found.engine.view is not None
    accounts = found.engine.view.accounts
    whose = [
        words
        for name, words in (("repeats", "their own"), ("overlap", "those of others"))
        if effects.untold(accounts, name)
    ]
    if not whose:
        return []
    return [
        f"Fewer than {effects.COMMON:.0%} of the busier accounts repeat requests, "
        f"{' or '.join(whose)}: that a group does not was not counted for or against it."
    ]


def _unset(found: Found) -> list[str]:
    """Say where the log tells no settings of requests, tokens of replies, or conversations."""
    assert found.engine.view is not None
    accounts, links = found.engine.view.accounts, found.engine.view.links
    if not accounts.seen.any():
        return []
    notes = []
    if not effects.set_up_told(accounts, links):
        notes.append(
            "Hardly any account shows settings of requests (temperature, most tokens and the like):"
            " that members set them up alike was not counted for or against those who show none."
        )
    if effects.untold(accounts, "output"):
        notes.append("No counts of tokens: how long replies are could not be judged.")
    single = accounts.values["single"]
    held = single[np.isfinite(single)] < 1
    if len(held) and held.mean() < effects.SHOWN:
        notes.append(
            "Hardly any account's requests carry the earlier turns of a conversation. If your API "
            "holds conversations, log the whole of them: requests that begin anew look more like a"
            " harvest, so that without them innocent groups are named more often."
        )
    return notes


def _few(found: Found) -> list[str]:
    """Say what a firm with few customers cannot know."""
    engine, accounts = found.engine, found.rows.num_rows
    assert engine.view is not None
    if not isfinite(engine.alone(engine.view)):
        return []
    return [
        f"With {accounts:,} accounts, a group of a few of them cannot rule out chance over all "
        "groups that were looked at. It can be `likely` by how unlike a benign group it is, which "
        "is measured and not controlled; its `guarantee` says so. Campaigns of fewer than "
        f"{SMALLEST} accounts are not named: nothing tells one such from an eager customer. "
        "The review queue lists whom to look at."
    ]


def _many(found: Found) -> list[str]:
    """Say what a large firm cannot know."""
    accounts = found.rows.num_rows
    if accounts <= found.engine.settings.large_firm:
        return []
    return [
        f"Among {accounts:,} accounts a campaign of a few is hardly ever named: so many groups "
        "could be mistaken for one that more is asked of each. That none is named does not say "
        "that none is there. The review queue lists whom to look at."
    ]


def _review(found: Found) -> list[dict[str, Any]]:
    """List what a person should look at today, most valuable first.

    Who shares a card or addresses with members of a campaign comes before who merely looks like a
    harvest, and all such of one campaign are one row: what is found out about one holds for more.
    So are those that share a card with one another (`audit.purses`).
    Of single accounts those that share a card or addresses with one another come first and say so,
    unless all who have these are one organisation's; then who sent most: how much an account looks
    like a harvest does not order these (`ALONE`).
    """
    queue: list[dict[str, Any]] = [
        {"campaign": c.id, "severity": c.severity, "log_e": c.log_e, "exchanges": c.exchanges,
         "reasons": [e.statement for e in c.evidence[:2]]}
        for c in found.campaigns
        if c.severity == "watch"
    ]  # fmt: skip
    rows = found.rows
    unusual = pc.and_(pc.equal(rows["severity"], "none"), pc.greater(rows["log_e"], UNUSUAL))
    # the end user that looks most like a harvest is in a campaign, and told there
    unusual = pc.and_(unusual, pc.is_null(rows["campaign"]))
    # of a request or two there is nothing to look at, whatever they are
    unusual = pc.and_(unusual, pc.greater_equal(rows["harvest_like"], LEAST))
    unusual = pc.and_(unusual, pc.invert(pc.is_in(rows["account"], _little_each(found))))
    # what was left out of a campaign, since others repeat it, is in none that is listed
    left_out = pc.and_(pc.equal(rows["severity"], "watch"), pc.is_null(rows["campaign"]))
    names = ["account", "severity", "log_e", "reasons", "exchanges"]
    left = {r["account"] for r in found.exempt if r["state"] == "holds"}
    left |= {r["account"] for r in found.exempt if not r["exchanges_judged"]}
    left |= {account for group in found.aside for account in group["accounts"]}
    asked = pa.array(sorted({one.account for c in found.campaigns for one in c.leads}), "string")
    known = rows.filter(pc.is_in(rows["account"], asked)).select(names)
    by_name = {row["account"]: row for row in known.to_pylist()}
    tied = queued(found.campaigns, by_name, frozenset(left))
    left |= {u["account"] for row in tied for u in row["units"] if u["end_user"] is None}
    members = rows.filter(
        pc.or_(pc.is_valid(rows["campaign"]), pc.not_equal(rows["severity"], "none"))
    )
    known = frozenset(left).union(members["account"].to_pylist())
    shared = purses(found.store, found.names, rows, known)
    left |= {name for row in shared for name in row["accounts"]}
    single = rows.select(names).filter(pc.or_(unusual, left_out)).to_pylist()
    # of thousands only those that look most like a harvest are given reasons
    lone = [
        row
        for row in single
        if row["account"] not in left and (row["reasons"] or row["severity"] != "none")
    ]
    return (queue + tied + found.aside + shared + _alone(found, lone))[:REVIEWED]


def _little_each(found: Found) -> pa.ChunkedArray:
    """Return the accounts none of whose end users sent enough harvest-like requests (`LEAST`).

    Nor did what names no end user, which is judged as one more.
    """
    folded = found.users.group_by("account").aggregate(
        [("harvest_like", "max"), ("harvest_like", "sum")]
    )
    both = folded.join(found.rows.select(["account", "harvest_like"]), "account")
    nameless = pc.subtract(both["harvest_like"], both["harvest_like_sum"])
    little = pc.less(pc.max_element_wise(both["harvest_like_max"], nameless), LEAST)
    return both.filter(little)["account"]


def _alone(found: Found, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Choose single accounts for the queue, and say what those share with one another.

    Parameters
    ----------
    found
        The audit.
    rows
        Of the account table, of whom there may be thousands.
    """
    rows.sort(key=lambda r: (r["severity"] == "none", -r["exchanges"], -r["log_e"], r["account"]))
    rows = rows[:REVIEWED]
    alone = {row["account"] for row in rows}
    keys = {unit: name for unit, (name, user) in found.names.items() if user is None}
    queued_alone = {unit: name for unit, name in keys.items() if name in alone}
    shared = together(found.store, queued_alone, found.names, unlisted=UNQUEUED)
    for row in rows:
        if one := shared.get(row["account"]):
            row["reasons"] = [one["statement"], *row["reasons"]]
            row["shares"] = one
    rows.sort(key=lambda r: (r["severity"] == "none", not _tied(r)))  # else as they were
    first = sum(row["severity"] != "none" or _tied(row) for row in rows)
    return rows[: max(ALONE, first)]


def _tied(row: dict[str, Any]) -> bool:
    """Whether an account shares something with others here than its own organisation's."""
    return "shares" in row and row["shares"]["tied"]


def _peak_mb() -> float:
    """Peak memory of this process and of its largest worker, in MB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + children) / 1024
