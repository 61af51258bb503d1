"""The audit from logs to written outputs."""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.audit import accounts as account_table
from stillwatch.audit import describe
from stillwatch.audit.collect import Collected, Progress, collect
from stillwatch.audit.population import Store
from stillwatch.detectors.base import Detector
from stillwatch.engine import Engine
from stillwatch.errors import InputError, UsageError
from stillwatch.ingest.accounts import AccountTable, read_accounts
from stillwatch.registry import discover
from stillwatch.report.html import write_report
from stillwatch.results import Campaign
from stillwatch.settings import Settings, evaluation_hours

OUTPUTS = ("campaigns.json", "accounts.parquet", "summary.json", "report.html")


@dataclass(frozen=True)
class Request:
    """What to audit, and how."""

    logs: list[Path]
    out: Path
    accounts: Path | None = None
    settings: Settings = field(default_factory=Settings)
    strict: bool = False
    format: str | None = None
    pseudonymise: bytes | None = None
    keep_features: bool = False
    show_addresses: bool = False
    workers: int = 2


@dataclass(frozen=True)
class Audit:
    """What was found and written."""

    campaigns: list[Campaign]
    accounts: pa.Table
    summary: dict[str, Any]


def run(request: Request, progress: Progress | None = None) -> Audit:
    """Audit logs and write the outputs to `request.out`.

    Outputs are written aside and renamed, so that an interrupted audit leaves either the old
    files or the new ones. Files are readable by their owner alone.

    Raises
    ------
    InputError
        An input cannot be read.
    UsageError
        A setting names an unknown detector or observable.
    """
    detectors = _detectors(request.settings)
    table = (
        read_accounts(request.accounts, pseudonymise=request.pseudonymise)
        if request.accounts
        else None
    )
    request.out.mkdir(parents=True, exist_ok=True)
    clock = _Clock()
    with _scratch(request.out) as scratch:
        with clock.stage("read and text"):
            collected = collect(
                request.logs, scratch, strict=request.strict, format=request.format,
                pseudonymise=request.pseudonymise, resellers=_resellers(table),
                workers=request.workers, progress=progress,
            )  # fmt: skip
        store = Store.open(collected.rows, collected.values, scratch)
        first, last = store.span()
        with clock.stage("fold"):
            licences = _licences(table, collected, last)
            exempt = frozenset(k for k, (n, _) in collected.names.items() if n in licences)
            population = store.population(exempt, request.settings.without)
        engine = Engine(population, store.columns(), detectors, request.settings)
        with clock.stage("detect"):
            detect(engine, store, first, last, progress)
        with clock.stage("describe"):
            told = describe.campaigns(engine, store, collected.names, last + 1)
            rows = account_table.table(engine, told, collected.names, licences)
            campaigns = [campaign for _, campaign in told]
        summary = _summary(request, collected, engine, rows, campaigns, clock, (first, last))
        _write(request, scratch, campaigns, rows, summary)
    return Audit(campaigns, rows, summary)


def detect(
    engine: Engine, store: Store, first: int, last: int, progress: Progress | None = None
) -> None:
    """Feed the engine in the order of event time and evaluate on a fixed grid of hours.

    The grid is aligned to 1970, so that evaluations fall at the same moments however long the
    log is: what is detected at one of them does not change when the log is cut later.
    """
    step = evaluation_hours(engine.settings, len(engine.population.keys))
    tick = (first // step + 1) * step
    for batch in store.activity():
        epochs = batch.column("epoch").to_numpy()
        low = 0
        while low < len(epochs):
            high = int(epochs.searchsorted(tick, side="left"))
            if high > low:
                engine.ingest(batch.slice(low, high - low))
                low = high
            if low < len(epochs):
                engine.advance(tick)
                tick = max(tick + step, int(epochs[low]) // step * step + step)
                if progress:
                    progress("detect", tick - first, last - first + step, 0)
    engine.advance(tick)


def _detectors(settings: Settings) -> dict[str, Detector]:
    found = discover("stillwatch.detectors", Detector)
    from stillwatch.features.extract import observables

    unknown = set(settings.without) - set(found) - set(observables())
    if unknown:
        raise UsageError(
            f"no detector or observable is called {', '.join(sorted(unknown))}: known are "
            f"{', '.join([*found, *observables()])}"
        )
    return {name: cls() for name, cls in found.items() if name not in settings.without}


def _resellers(table: AccountTable | None) -> frozenset[str]:
    return frozenset(table.resellers()) if table is not None else frozenset()


def _licences(table: AccountTable | None, collected: Collected, last: int) -> dict[str, str]:
    """Account name to the sentence that says why it is not judged."""
    if table is None:
        return {}
    told: dict[str, str] = {}
    moment = datetime.fromisoformat(describe.stamp(last * 3_600_000_000))
    for name, _ in collected.names.values():
        licence, row = table.licensed(name, moment), table.row(name, moment)
        if licence is not None:
            told[name] = f"licensed to train on outputs{_until(licence.valid_until)}: not judged"
        elif row is not None and table.allowed(name, moment):
            told[name] = f"reviewed and cleared{_until(row.allow_until)}: not judged"
    return told


def _until(moment: datetime | None) -> str:
    return f" until {moment.date()}" if moment else ""


def _summary(
    request: Request,
    collected: Collected,
    engine: Engine,
    rows: pa.Table,
    campaigns: list[Campaign],
    clock: _Clock,
    span: tuple[int, int],
) -> dict[str, Any]:
    report = collected.report
    severities = {
        name: rows["severity"].to_pylist().count(name) for name in ("watch", "likely", "confirmed")
    }
    seconds = clock.total()
    return {
        "version": 1,
        "generated_from": [
            {"path": f.path, "sha256": f.sha256, "bytes": f.bytes, "format": f.format}
            for f in report.files
        ],
        "counts": {
            "exchanges": report.exchanges,
            "accounts": rows.num_rows,
            "judged_units": len(engine.population.keys),
            "malformed": report.malformed,
            "duplicates": report.duplicates,
            "first": describe.stamp(span[0] * 3_600_000_000),
            "last": describe.stamp((span[1] + 1) * 3_600_000_000),
            "campaigns": len(campaigns),
        },
        "throughput": {
            "seconds": round(seconds, 3),
            "exchanges_per_s": round(report.exchanges / max(seconds, 1e-9), 1),
            "mb_per_s": round(sum(f.bytes for f in report.files) / 1e6 / max(seconds, 1e-9), 3),
            "stages": clock.rounded(),
            "worker_seconds": {k: round(v, 3) for k, v in collected.seconds.items()},
            "peak_rss_mb": round(_peak_mb(), 1),
        },
        "settings": request.settings.as_dict(),
        "detectors": _coverage(engine, report.fields_present),
        "fields": report.fields_present,
        "content_states": report.content_states,
        "unknown_fields": report.unknown_fields,
        "unreadable_fields": report.unreadable_fields,
        "malformed_lines": [
            {"path": m.path, "line": m.line, "reason": m.reason} for m in report.malformed_lines
        ],
        "severities": severities,
        "review": _review(rows, campaigns),
        "guarantee": describe.guarantee(request.settings, engine.tested),
        "notes": _notes(report.fields_present, report.content_states, report.exchanges),
        "versions": {
            "stillwatch": version("stillwatch"),
            "python": platform.python_version(),
            **{name: version(name) for name in ("pyarrow", "numpy", "duckdb", "numba")},
        },
    }


def _coverage(engine: Engine, fields: dict[str, float]) -> list[dict[str, Any]]:
    """Which detectors ran, on what share of the exchanges, and why others did not."""
    column = {"request.messages": "text", "account.created": "created",
              "usage.output_tokens": "output_tokens"}  # fmt: skip
    known = discover("stillwatch.detectors", Detector)
    out = []
    for name, cls in known.items():
        share = min([fields.get(column.get(n, n), 0.0) for n in cls.needs], default=1.0)
        left_out = name not in engine.detectors
        reason = "left out by a setting" if left_out else ""
        if share == 0 and not left_out:
            reason = f"the log has no {', '.join(cls.needs)}"
        out.append({"name": name, "family": cls.family, "ran": not reason, "reason": reason,
                    "share": round(share, 4)})  # fmt: skip
    return out


def _notes(fields: dict[str, float], states: dict[str, int], exchanges: int) -> list[str]:
    notes = []
    text = fields.get("text", 0.0)
    if text < 0.5:
        notes.append(
            f"Only {text:.0%} of the exchanges carry text: what was asked could not be judged for "
            "the rest, and without content no campaign is named."
        )
    hidden = states.get("redacted", 0) + states.get("hashed", 0)
    if hidden:
        notes.append(f"{hidden:,} of {exchanges:,} exchanges have redacted or hashed text.")
    if fields.get("ip", 0.0) == 0 and fields.get("ja4", 0.0) == 0:
        notes.append("No client data: shared addresses and clients could not be judged.")
    if fields.get("created", 0.0) == 0:
        notes.append("No sign-up data: the age of accounts could not be judged.")
    return notes


def _review(rows: pa.Table, campaigns: list[Campaign], most: int = 40) -> list[dict[str, Any]]:
    """List what a person should look at today, most valuable first."""
    queue: list[dict[str, Any]] = [
        {"campaign": c.id, "severity": c.severity, "log_e": c.log_e, "exchanges": c.exchanges,
         "reasons": [e.statement for e in c.evidence[:2]]}
        for c in campaigns
        if c.severity == "watch"
    ]  # fmt: skip
    lone = [r for r in rows.select(["account", "severity", "log_e", "reasons", "exchanges"])
            .to_pylist() if r["severity"] == "none" and r["log_e"] > 2.0]  # fmt: skip
    lone.sort(key=lambda r: (-r["log_e"], -r["exchanges"], r["account"]))
    return (queue + lone)[:most]


def _write(
    request: Request, scratch: Path, campaigns: list[Campaign], rows: pa.Table,
    summary: dict[str, Any],
) -> None:  # fmt: skip
    made = scratch / "made"
    made.mkdir()
    document = msgspec.json.format(
        msgspec.json.encode({"version": 1, "campaigns": campaigns}, order="deterministic"), indent=1
    )
    (made / "campaigns.json").write_bytes(document + b"\n")
    pq.write_table(rows, made / "accounts.parquet", compression="zstd")
    (made / "summary.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n")
    write_report(
        made,
        {
            "campaigns": json.loads(document)["campaigns"],
            "summary": summary,
            "accounts": rows,
            "options": {"show_addresses": request.show_addresses},
        },
    )
    for name in OUTPUTS:
        (made / name).chmod(0o600)
        os.replace(made / name, request.out / name)
    if request.keep_features:
        kept = request.out / "features"
        shutil.rmtree(kept, ignore_errors=True)
        for path in sorted((scratch / "rows").glob("*.parquet")):
            path.chmod(0o600)
        os.replace(scratch / "rows", kept)


@contextmanager
def _scratch(out: Path) -> Iterator[Path]:
    """Give a private folder beside the outputs, removed at the end whatever happens."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".audit-", dir=out))
    except OSError as error:
        raise InputError(
            f"cannot write here: {error.strerror}", path=str(out), remedy="choose another --out"
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _peak_mb() -> float:
    """Peak memory of this process and of its largest worker, in MB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + children) / 1024


class _Clock:
    """Seconds spent in each stage. For people: nothing that is judged depends on it."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.stages[name] = time.perf_counter() - started

    def total(self) -> float:
        return sum(self.stages.values())

    def rounded(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in self.stages.items()}
