"""A dry run on some lines of a log: what is read, what is not, and what can be judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.audit import reading
from stillwatch.audit.reads import Standing
from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError
from stillwatch.detect.effects import SETTINGS
from stillwatch.doctor import spans, times, traffic, values
from stillwatch.doctor.bedrock_accounts import bedrock_accounts
from stillwatch.doctor.estimate import Estimate, estimate
from stillwatch.doctor.fields import Field, detectors, preview
from stillwatch.doctor.findings import Finding
from stillwatch.doctor.joins import Better, better
from stillwatch.doctor.left import left
from stillwatch.doctor.marked import marked
from stillwatch.doctor.names import guess, meant
from stillwatch.doctor.own_calls import NEAR, own_calls
from stillwatch.doctor.packed import packed
from stillwatch.doctor.sample import Sample, spread, take
from stillwatch.doctor.span_accounts import span_accounts
from stillwatch.doctor.starter import starter
from stillwatch.doctor.unread import diagnose
from stillwatch.features.extract import Extracted
from stillwatch.ingest import unread
from stillwatch.ingest.accounts import AccountTable
from stillwatch.ingest.base import CONTENT_STATES, Malformed
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.ledger import Ledger, lacks_a_field
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import LOG_NAMES, TABLE_NAMES, expand, formats, recognise
from stillwatch.ingest.shipped import fitting

SECONDS = 3.0
"""How long files are read on, all of them together, for lines that are spread over them."""
QUOTED = 5
"""Malformed lines that are named, and fields that mean nothing."""
LISTED = 60
"""Fields of another program's records that are named."""
OWN = ("jsonl", "parquet")
"""Formats of the exchange log itself."""
GUESSED = 10
"""Unknown fields whose meaning is guessed at."""
REQUIRED = ("id", "time", "account.id", "request.model")
MANY = 0.01
"""Share of malformed lines from which on they are no rarity."""
ENOUGH = 50
"""Exchanges of which some belong to a conversation where a log tells them."""


@dataclass
class Dry:
    """What a dry run found. Shares are of the exchanges of the sample."""

    files: list[dict[str, Any]] = field(default_factory=list)
    """Each sampled file: path, format, codec, bytes, lines looked at, how many of these are its
    first ones (the others are spread), whether it was read to its end for them, exchanges."""
    file_count: int = 0
    bytes: int = 0
    exchanges: int = 0
    accounts: int = 0
    seen: dict[str, str | None] = field(default_factory=dict)
    """The accounts, each with its organisation."""
    better: list[Better] = field(default_factory=list)
    """Fields that have accounts of the account table oftener than `account.id` has."""
    first: datetime | None = None
    last: datetime | None = None
    content_states: dict[str, float] = field(default_factory=dict)
    malformed: list[Malformed] = field(default_factory=list)
    skipped: int = 0
    """Lines looked at of which a record is malformed."""
    unknown: list[dict[str, Any]] = field(default_factory=list)
    """Unknown fields: name, lines that have it, the field that may be meant."""
    starter: str = ""
    """A map to start from, in TOML, where nothing is an exchange; empty without a guess."""
    fields: list[Field] = field(default_factory=list)
    mapped: bool = False
    """Whether it was read with a map."""
    detectors: list[Standing] = field(default_factory=list)
    estimate: Estimate | None = None
    findings: list[Finding] = field(default_factory=list)


def dry_run(
    paths: list[Path],
    *,
    lines: int,
    format: str | None,
    table: AccountTable | None,
    workers: int,
    now: datetime,
    mapping: Mapping | None = None,
) -> Dry:
    """Read some lines of some logs as an audit would: the first, and others spread over them.

    Raises
    ------
    UsageError
        There is no such format.
    """
    out = Dry(mapped=mapping is not None)
    try:
        files = expand(paths, LOG_NAMES if mapping is None else (*LOG_NAMES, *TABLE_NAMES))
    except InputError as error:
        out.findings.append(Finding("log", "path", "error", _said(error), error.remedy))
        return out
    kinds = {path: _format(path, format, mapping, out) for path in files}
    readable = {path: kind for path, kind in kinds.items() if kind is not None}
    out.file_count, out.bytes = len(files), sum(p.stat().st_size for p in readable)
    readable = _with_calls(readable, out)
    chosen = spread(list(readable))
    samples = []
    for number, path in enumerate(chosen):
        share = lines * (number + 1) // len(chosen) - lines * number // len(chosen)
        try:
            samples.append(take(path, max(share, 1), format, mapping, SECONDS / len(chosen)))
        except InputError as error:
            out.findings.append(Finding("log", "file", "error", _said(error), error.remedy))
    _describe_files(samples, out)
    exchanges, duplicates = _distinct(samples, table)
    _lines(samples, out, mapping)
    out.findings += times.of_columns((b.data for s in samples for b in s.blocks), mapping)
    _unknown(samples, out)
    out.findings += [*packed(samples, mapping), *left(samples, mapping)]
    out.findings += spans.apart(samples)
    out.findings += [*span_accounts(samples), *spans.clients(samples), *spans.sampled(samples)]
    out.findings += bedrock_accounts(samples, mapping)
    if exchanges.num_rows:
        out.better = better(samples, table) if table is not None else []
        _describe(exchanges, out, mapping)
        out.findings += times.of_exchanges(exchanges, now)
        out.findings += traffic.look(exchanges, duplicates)
        near = _near(samples, lines, format, mapping)
        out.findings += own_calls(_distinct(near, table)[0], near) or own_calls(exchanges, samples)
        out.findings += marked([*samples, *near])
        if measured := estimate(samples, readable, workers, table):
            out.estimate, extracted = measured
            out.findings += _languages(extracted)
    return out


def _near(
    samples: list[Sample], lines: int, format: str | None, mapping: Mapping | None
) -> list[Sample]:
    """Return lines one after the other, of the largest file of each format looked into in part."""
    largest = {s.format: s for s in sorted(samples, key=lambda s: s.size) if not s.whole}
    most = max(lines, NEAR) // max(len(largest), 1)
    return [take(sample.path, most, format, mapping) for sample in largest.values()]


def _languages(extracted: Extracted) -> list[Finding]:
    """Say how much of the text is read less surely, if it is much."""
    rows = pa.Table.from_batches([extracted.rows])
    if rows.num_rows < ENOUGH:
        return []
    told = reading.reading(ibis.memtable(rows), ibis.memtable(extracted.values))
    return [
        Finding("log", "language", "note", said, "") for said in reading.notes(told, marked=False)
    ]


def _format(path: Path, format: str | None, mapping: Mapping | None, out: Dry) -> str | None:
    """Return the format that a file is read as; if it is of none, say what it may be."""
    try:
        return recognise(path, format, mapping).name
    except InputError as error:
        try:
            what, remedy = diagnose(path)
        except InputError:  # it cannot be opened at all: nothing more to say
            what = remedy = ""
        said = f"{_said(error)}: {what}" if what else _said(error)
        out.findings.append(Finding("log", "format", "error", said, remedy or error.remedy))
        return None


def _with_calls(kinds: dict[Path, str], out: Dry) -> dict[Path, str]:
    """Leave out files that hold no calls, and say which they are; all of them where none does."""
    known = formats()
    others = {
        path: said
        for path, kind in kinds.items()
        if (said := known[kind].no_calls(ByteSource(path).head(), path))
    }
    if not others or len(others) == len(kinds):
        return kinds
    counts = ", ".join(f"{what} ({n:,})" for what, n in Counter(others.values()).most_common())
    said = f"files without model calls, which an audit skips: {counts}"
    out.findings.append(Finding("log", "other files", "ok", said))
    return {path: kind for path, kind in kinds.items() if path not in others}


def _said(error: InputError) -> str:
    where = error.path if error.line is None else f"{error.path}:{error.line}"
    return f"{where}: {error.reason}"


def _describe_files(samples: list[Sample], out: Dry) -> None:
    counts = [sum(parsed.batch.num_rows for parsed in sample.parsed) for sample in samples]
    nothing = []
    for sample, exchanges in zip(samples, counts, strict=True):
        out.files.append(
            {"path": str(sample.path), "format": sample.format, "codec": sample.codec,
             "bytes": sample.size, "lines": sample.lines, "first_lines": sample.first,
             "read_through": sample.through, "exchanges": exchanges}
        )  # fmt: skip
        if not exchanges and any(counts) and _blank(sample):
            what = "holds no line" if not sample.lines else "holds blank lines alone"
            said = f"{sample.path} {what}: it adds nothing to an audit, and does not stop it"
            out.findings.append(Finding("log", "file", "note", said, ""))
        elif not exchanges and not (any(counts) and _lone(sample)):
            nothing.append(sample)
    own = [s for s in nothing if s.format == "jsonl" and fitting(s.path) is None]
    if own and not any(counts) and not out.mapped:
        out.starter = starter(own)
    apart = out.mapped and len({other.format for other in samples}) > 1
    out.findings += _nothing(nothing, out, apart)
    for kind in sorted({sample.format for sample in samples}):
        count = sum(sample.format == kind for sample in samples)
        noun = "file" if count == 1 else "files"
        out.findings.append(Finding("log", "format", "ok", f"{count} {noun} read as {kind}"))


def _blank(sample: Sample) -> bool:
    """Tell whether there is nothing in a file, as of a day without traffic."""
    return sample.whole and not any(parsed.malformed for parsed in sample.parsed)


def _lone(sample: Sample) -> bool:
    """Tell whether a file holds one record, which lacks a field: beside others it is skipped."""
    bad = [m for parsed in sample.parsed for m in parsed.malformed]
    return sample.whole and len(bad) == 1 and lacks_a_field(bad[0].reason)


_APART = "of one format's records alone say it with --account-field FORMAT:PATH, or with "
_APART += "[FORMAT.fields] in a map (docs: Read other logs)"


_NAMELESS = "observations of the legacy export name no user: give it whole, with the folder traces "
_NAMELESS += "beside observations, or export enriched observations; or name the field that tells "
_NAMELESS += "accounts apart with --account-field (docs: Read other logs)"


def _nothing(samples: list[Sample], out: Dry, apart: bool) -> list[Finding]:
    """Say that files hold no exchange, and why: once of those of which the same holds."""
    alike: dict[tuple[str, str], list[Sample]] = {}
    for sample in samples:
        alike.setdefault(_why_nothing(sample, out, apart), []).append(sample)
    found = []
    for (why, remedy), held in alike.items():
        first = held[0]
        lines = sum(sample.lines for sample in held)
        if not first.lines:
            said = f"{first.path} holds no line"
        elif len(held) == 1:
            some = "its first" if first.first == first.lines else "the"
            seen = "" if first.first == first.lines else " looked at"
            said = f"{first.path}: none of {some} {lines:,} lines{seen} is an exchange: {why}"
        else:
            said = f"{len(held):,} files: none of the {lines:,} lines looked at is an exchange: "
            said += f"{why} (first file: {first.path})"
        found.append(Finding("log", "file", "error", said, remedy))
    return found


def _why_nothing(sample: Sample, out: Dry, apart: bool) -> tuple[str, str]:
    """Return why a file holds no exchange, and what to do about it."""
    # of what an adapter or a map reads it is known what it is
    what, remedy = diagnose(sample.path) if sample.format == "jsonl" else ("", "")
    if not sample.lines:
        return str(sample.path), remedy
    reasons = Counter(m.reason for parsed in sample.parsed for m in parsed.malformed)
    left_out = [name for parsed in sample.parsed for name in parsed.skipped]
    why = what or "; ".join(reason for reason, _ in reasons.most_common(3))
    why = why or ", ".join(dict.fromkeys(left_out)) or "they are blank"
    if sample.format == "langfuse" and not out.mapped and any("account.id" in r for r in reasons):
        remedy = _NAMELESS
    if out.mapped:
        fields = "correct what --map or --account-field says"
        fields += f": {_APART}" if apart else ""
    elif out.starter:
        fields = "its fields have other names: save the map below, check its guesses, and give it "
        fields += "with --map FILE"
    else:
        fields = "say with --map FILE which field is which (guesses, where there are any, stand "
        fields += "below), or see which formats are read: --format"
    return why, remedy or fields


def _distinct(samples: list[Sample], table: AccountTable | None) -> tuple[pa.Table, int]:
    """Return the exchanges of the samples, each id once, and how many came again."""
    ledger, batches, again = Ledger(), [SCHEMA.empty_table()], 0
    for sample in samples:
        for parsed in sample.parsed:
            fresh = pa.array(ledger.admit(parsed))
            batch = parsed.batch if table is None else table.apply(parsed.batch)
            kept = batch.filter(fresh)
            again += batch.num_rows - kept.num_rows
            batches.append(pa.Table.from_batches([kept], SCHEMA))
    return pa.concat_tables(batches), again


def _describe(exchanges: pa.Table, out: Dry, mapping: Mapping | None) -> None:
    rows = exchanges.num_rows
    out.seen = _organisations(exchanges)
    out.exchanges, out.accounts = rows, len(out.seen)
    span = pc.min_max(exchanges["time"]).as_py()
    out.first, out.last = span["min"], span["max"]
    states = Counter(exchanges["content_state"].to_pylist())
    out.content_states = {state: states[state] / rows for state in CONTENT_STATES}
    out.fields = preview(exchanges, mapping)
    out.detectors = detectors(out.fields)
    said = ", ".join(f"{share:.0%} {state}" for state, share in out.content_states.items() if share)
    full = out.content_states["full"]
    level = "ok" if full >= 0.5 else "warning"
    remedy = "log request.messages: without text nothing is named" if full < 0.5 else ""
    asked = (rows - exchanges["text"].null_count) / rows
    if asked < 0.5 <= full:
        said += f"; {asked:.0%} carry a new request of the customer's own, in the others tools of "
        said += "agents answered"
    out.findings.append(Finding("log", "text", level, f"text: {said}", remedy))
    if not any(one.share for one in out.fields if SETTINGS in one.groups):
        said = "no exchange tells how its request was set up"
        remedy = "log what was sent of request.max_tokens, request.temperature and the like: "
        remedy += "accounts of one campaign often share them"
        out.findings.append(Finding("log", "settings", "note", said, remedy))
    if rows >= ENOUGH and full and not _conversations(exchanges):
        said = "no exchange carries the earlier turns of a conversation"
        remedy = "log the whole of request.messages, not the last one alone (nothing to do where "
        remedy += "your API holds no conversations)"
        out.findings.append(Finding("log", "conversations", "note", said, remedy))


def _organisations(exchanges: pa.Table) -> dict[str, str | None]:
    """Return the accounts, each with an organisation that some exchange of it names."""
    found = exchanges.group_by("account").aggregate([("org", "min")])
    return dict(zip(found["account"].to_pylist(), found["org_min"].to_pylist(), strict=True))


def _conversations(exchanges: pa.Table) -> bool:
    """Whether any exchange belongs to a conversation."""
    turns = pc.max(exchanges["turns"]).as_py() or 0
    return turns > 0 or exchanges["previous_response_id"].null_count < exchanges.num_rows


def _lines(samples: list[Sample], out: Dry, mapping: Mapping | None) -> None:
    """Judge lines that are malformed, and fields whose values could not be read."""
    every = [m for sample in samples for parsed in sample.parsed for m in parsed.malformed]
    looked = sum(sample.lines for sample in samples)
    out.malformed, out.skipped = every[:QUOTED], len({(m.path, m.line) for m in every})
    # a file without any exchange has said so
    told = {f["path"] for f in out.files if not f["exchanges"]}
    if any(f["exchanges"] for f in out.files):
        told -= {str(sample.path) for sample in samples if _lone(sample)}
    skipped = [m for m in every if m.path not in told]
    apart = out.mapped and len({sample.format for sample in samples}) > 1
    for reason, count in Counter(m.reason for m in skipped).most_common(3):
        first = next(m for m in skipped if m.reason == reason)
        lines = len({(m.path, m.line) for m in skipped if m.reason == reason})
        level = "warning" if lines > MANY * looked else "note"
        of = f"{lines:,} of {looked:,} lines"
        what = f"{of} are" if count == lines else f"{count:,} records in {of} are"
        said = f"{what} skipped: {reason} (first: line {first.line}"
        said += f" of {Path(first.path).name})"
        out.findings.append(Finding("log", "malformed", level, said, _hint(reason, apart)))
    if skipped and (reasons := len({m.reason for m in skipped})) > 1:
        lines = len({(m.path, m.line) for m in skipped})
        said = f"in all {lines:,} of {looked:,} lines are skipped, for {reasons:,} reasons"
        out.findings.append(Finding("log", "skipped", "note", said))
    unreadable, left_out = Counter[str](), Counter[str]()
    for sample in samples:
        for parsed in sample.parsed:
            unreadable.update(parsed.unreadable)
            left_out.update(parsed.skipped)
    if left_out:
        kinds = ", ".join(f"{what} ({count:,})" for what, count in left_out.most_common(QUOTED))
        out.findings.append(Finding("log", "left out", "ok", f"records left out: {kinds}"))
    every_block = [parsed for sample in samples for parsed in sample.parsed]
    for word, lacking in (
        ("bodies", unread.apart(sum(parsed.apart for parsed in every_block))),
        ("replies", unread.apart_replies(sum(parsed.apart_replies for parsed in every_block))),
    ):
        for said in lacking:
            now, _, remedy = said.partition(". ")
            out.findings.append(Finding("log", word, "warning", now, remedy))
    out.findings += values.unreadable(samples, unreadable, mapping)


def _hint(reason: str, apart: bool) -> str:
    """Say what to do about a reason; `apart`: a map is used with files of several formats."""
    if reason.startswith("more than ") or reason.startswith("the line is longer"):
        return "write fewer records on a line (OpenTelemetry's Collector: send_batch_max_size)"
    if "read from parent." in reason:
        return f"the span above is in another line: {spans.TOGETHER}"
    if " is null in the record" in reason:
        return (
            "a customer who stands in the body is lost with it: a map may give account.id a list "
            "of places, the first that has a value counts (docs: Read other logs, Databricks)"
        )
    said = "every exchange needs id, time, account.id and request.model" * ("required" in reason)
    return f"{said}: {_APART}" if said and apart else said


def _unknown(samples: list[Sample], out: Dry) -> None:
    """Name the fields that mean nothing here, and what may be meant by them."""
    ours, theirs = Counter[str](), Counter[str]()
    for sample in samples:
        if not out.mapped and fitting(sample.path):  # it is told already, with its map
            continue
        known = sample.format in OWN
        for parsed in sample.parsed:
            (ours if known else theirs).update(parsed.unknown)
    out.unknown = [
        {"field": name, "lines": count, "meant": meant(name)} for name, count in ours.most_common()
    ]
    guessed = [row for row in out.unknown if row["meant"]]
    guessed.sort(key=lambda row: row["meant"] not in REQUIRED)
    # where nothing is read, the guesses are in the map to start from
    for row in [] if out.starter else guessed[:GUESSED]:
        said = f"{row['field']} is no field of the exchange log, and is not used"
        remedy = f"did you mean {row['meant']}?"
        out.findings.append(Finding("log", "unknown field", "warning", said, remedy))
    others = [row["field"] for row in out.unknown if not row["meant"]]
    if others and not out.starter:
        said = "fields that mean nothing here and are left aside: "
        out.findings.append(Finding("log", "unknown field", "note", said + _few(others, QUOTED)))
    if theirs:  # which of another program's fields are which is known: there is nothing to guess
        out.unknown += [
            {"field": name, "lines": count, "meant": None} for name, count in theirs.most_common()
        ]
        names = [_guessed(name) for name in sorted(theirs, key=_by_whom)]
        said = f"fields that hold something and are not read: {_few(names, LISTED)}"
        out.findings.append(Finding("log", "unread field", "ok", said))


def _by_whom(name: str) -> bool:
    """Put names that may say who asked before those that say nothing of it."""
    return guess(name) is None


def _guessed(name: str) -> str:
    """Return a name, with what may be meant by it where a firm chose it."""
    found = guess(name)
    return f"{name} ({found}?)" if found else name


def _few(names: list[str], most: int) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
