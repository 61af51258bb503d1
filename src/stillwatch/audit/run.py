"""The audit from logs to written outputs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from stillwatch.accounts.state import ALL
from stillwatch.audit import accounts as account_table
from stillwatch.audit import describe, watched, write
from stillwatch.audit.clocks import in_time
from stillwatch.audit.collect import Progress, Setup, collect
from stillwatch.audit.population import Store
from stillwatch.audit.summary import Found, summary
from stillwatch.audit.units import MANY, Names, Units, settle
from stillwatch.detectors.base import Detector
from stillwatch.engine import Engine
from stillwatch.errors import InputError, StillwatchError, UsageError, remedy_of, shown
from stillwatch.ingest.accounts import AccountTable, read_accounts
from stillwatch.ingest.mapping import Mapping
from stillwatch.registry import discover
from stillwatch.results import Campaign
from stillwatch.settings import Settings, evaluation_hours
from stillwatch.share.watch import WatchList, load


@dataclass(frozen=True)
class Request:
    """What to audit, and how."""

    logs: list[Path]
    out: Path
    accounts: Path | None = None
    settings: Settings = field(default_factory=Settings)
    strict: bool = False
    format: str | None = None
    mapping: Mapping | None = None
    pseudonymise: bytes | None = None
    keep_features: bool = False
    show_addresses: bool = False
    show_text: bool = False
    watch: Path | None = None
    """List of observables made by `stillwatch share watch`."""
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
        An input cannot be read, or the output cannot be written.
    UsageError
        A setting names an unknown detector or observable.
    """
    detectors = _detectors(request.settings)
    watch = load(request.watch) if request.watch else None
    table = (
        read_accounts(request.accounts, pseudonymise=request.pseudonymise)
        if request.accounts
        else None
    )
    try:
        with write.scratch(request.out) as scratch:
            return _run(request, table, watch, detectors, scratch, progress)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        # a full disk, a file that vanished: the user's to mend, and no news to a developer
        place = getattr(error, "filename", None) or request.out
        why = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        raise InputError(
            f"the audit could not go on: {why.lower()}",
            path=shown(Path(place)),
            remedy=remedy_of(error),
        ) from error
    except BrokenExecutor as error:
        raise StillwatchError(
            "a worker process was ended from outside, perhaps for want of memory: "
            "try again with --workers 1"
        ) from error


def _run(
    request: Request,
    table: AccountTable | None,
    watch: WatchList | None,
    detectors: dict[str, Detector],
    scratch: Path,
    progress: Progress | None,
) -> Audit:
    clock, secret = _Clock(), request.pseudonymise or b""
    with clock.stage("read and text"):
        collected = collect(
            request.logs, scratch, strict=request.strict, format=request.format,
            mapping=request.mapping,
            setup=Setup(request.pseudonymise, table), workers=request.workers, progress=progress,
        )  # fmt: skip
        declared = frozenset(table.resellers()) if table is not None else frozenset[str]()
        units = settle(collected.names, declared, secret)
    store, skewed = in_time(Store.open(collected.rows, collected.values, scratch, units.merged))
    first, last = store.span()
    with clock.stage("fold"):
        licences = _licences(table, units.names, last)
        exempt = frozenset(k for k, (n, _) in units.names.items() if n in licences)
        population = store.population(exempt, request.settings.without, units.passed_on())
    engine = Engine(population, store.columns(), detectors, request.settings)
    with clock.stage("detect"):
        detect(engine, store, first, last, progress)
    with clock.stage("describe"):
        told = describe.campaigns(engine, store, units.names, last + 1, secret)
        rows = account_table.table(engine, told, units.names, licences)
        campaigns = [campaign for _, campaign in told]
    words = summary(
        Found(
            collected.report, engine, rows, campaigns, (first, last), store.output_tokens(),
            frozenset(licences), skewed + _notes(table, units, declared), clock.stages,
            collected.seconds,
        )
    )  # fmt: skip
    if watch is not None:
        words |= watched.summary(watch, store, told, engine, secret)
    options = {"show_addresses": request.show_addresses, "show_text": request.show_text}
    made = write.make(scratch, campaigns, rows, words, options)
    write.publish(made, request.out, collected.rows if request.keep_features else None)
    return Audit(campaigns, rows, words)


def detect(
    engine: Engine, store: Store, first: int, last: int, progress: Progress | None = None
) -> None:
    """Feed the engine in the order of event time and evaluate on a grid of hours.

    The grid is aligned to 1970 and widens with the accounts seen so far, so that evaluations fall
    at the same moments however long the log goes on: what is detected at one of them does not
    change when the log is cut later.
    """
    tick = _next(first, engine)
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
                # nothing happens between this and the next exchange
                tick = _next(max(tick, int(epochs[low])), engine)
                if progress:
                    progress("detect", tick - first, last - first + 1, 0)
    engine.advance(tick)


def _next(hour: int, engine: Engine) -> int:
    """First moment of the grid after an hour."""
    seen = int((engine.state.last[ALL] >= 0).sum())
    step = evaluation_hours(engine.settings, seen)
    return (hour // step + 1) * step


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


def _licences(table: AccountTable | None, names: Names, last: int) -> dict[str, str]:
    """Map the name of each account that is not judged to the sentence that says why."""
    if table is None:
        return {}
    told: dict[str, str] = {}
    moment = datetime.fromisoformat(describe.stamp(last * 3_600_000_000))
    for name in {name for name, _ in names.values()}:
        licence, row = table.licensed(name, moment), table.row(name, moment)
        if licence is not None:
            told[name] = f"licensed to train on outputs{_until(licence.valid_until)}: not judged"
        elif row is not None and table.allowed(name, moment):
            told[name] = f"reviewed and cleared{_until(row.allow_until)}: not judged"
    return told


def _until(moment: datetime | None) -> str:
    return f" until {moment.date()}" if moment else ""


def _notes(table: AccountTable | None, units: Units, declared: frozenset[str]) -> list[str]:
    """Say what the account table did not say well, and whose end users were judged apart."""
    notes = []
    if table is not None and table.unknown:
        notes.append(
            "Columns of the account table that mean nothing here: "
            f"{', '.join(table.unknown)}. If one is misspelt, what it says was not used."
        )
    apart = {account for account, user in units.names.values() if user is not None} - declared
    if apart:
        who = "1 account passes" if len(apart) == 1 else f"{len(apart):,} accounts pass"
        notes.append(
            f"{who} on the requests of {MANY} or more end users without being declared a "
            "reseller: their end users were judged apart."
        )
    return notes


class _Clock:
    """Seconds spent in each stage. For people: nothing that is judged depends on it."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.stages[name] = time.perf_counter() - started
