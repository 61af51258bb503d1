"""The audit from logs to written outputs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from stillwatch.accounts.state import ALL
from stillwatch.audit import accounts as account_table
from stillwatch.audit import describe, window, write
from stillwatch.audit.clocks import in_time
from stillwatch.audit.collect import Collected, Progress, Setup, collect
from stillwatch.audit.history import History
from stillwatch.audit.opening import kept, thrown_away
from stillwatch.audit.population import Store
from stillwatch.audit.state import State
from stillwatch.audit.summary import Found, summary
from stillwatch.audit.units import MANY, Names, Units, settle
from stillwatch.detectors.base import Detector
from stillwatch.engine import Engine
from stillwatch.errors import InputError, StillwatchError, UsageError, remedy_of, shown
from stillwatch.ingest.accounts import AccountTable, read_accounts
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import LOG_NAMES, TABLE_NAMES, expand
from stillwatch.registry import discover
from stillwatch.results import Campaign
from stillwatch.settings import Settings, evaluation_hours


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
    workers: int = 2
    state: Path | None = None
    """Folder of what is kept for the next audit."""
    keep_days: int | None = None
    """Days with exchanges that are judged, the latest; null: `KEEP_DAYS` with a state, else all."""


KEEP_DAYS = 90


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
    if request.state is not None and request.keep_features:
        raise UsageError("--keep-features is for audits without --state: a state keeps the rows")
    if request.state is None and not request.logs:
        raise UsageError("no logs were given: name files or folders, or a --state to judge again")
    table = (
        read_accounts(request.accounts, pseudonymise=request.pseudonymise)
        if request.accounts
        else None
    )
    try:
        with ExitStack() as stack:
            scratch = stack.enter_context(write.scratch(request.out))
            days, key = request.keep_days, request.pseudonymise
            if request.state is None:
                state = thrown_away(scratch / "state", days)
            else:
                state = stack.enter_context(kept(request.state, key, days or KEEP_DAYS))
            return _run(request, table, detectors, state, scratch, progress)
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
    detectors: dict[str, Detector],
    state: State,
    scratch: Path,
    progress: Progress | None,
) -> Audit:
    clock = _Clock()
    with clock.stage("read and text"):
        read = _read(request, table, state, progress)
        declared = frozenset(table.resellers()) if table is not None else frozenset[str]()
        units = settle(state.names(), declared, request.pseudonymise or b"")
    store, skewed = in_time(
        Store.open(state.rows(), state.values(), scratch, units.merged, state.since())
    )
    first, last = store.span()
    with clock.stage("fold"):
        licences = _licences(table, units.names, last)
        exempt = frozenset(k for k, (n, _) in units.names.items() if n in licences)
        population = store.population(exempt, request.settings.without, units.passed_on())
    engine = Engine(population, store.columns(), detectors, request.settings)
    with clock.stage("detect"):
        detect(engine, store, first, last, progress)
    history = History(state)
    with clock.stage("describe"):
        history.resume(engine.tracker)
        told = history.complete(describe.campaigns(engine, store, units.names, last + 1))
        rows = account_table.table(engine, told, units.names, licences)
        campaigns = [campaign for _, campaign in told]
    changed = history.changes(last + 1, told, population.keys)
    words = summary(
        Found(
            state.report(), engine, rows, campaigns, (first, last), state.exchanges(),
            store.output_tokens(), frozenset(licences),
            [*skewed, *_notes(table, units, declared),
             *window.notes(state, history, read.again, table)],
            clock.stages, read.bytes, read.seconds,
        )
    )  # fmt: skip
    if state.lasting or state.days:
        words["state"] = window.section(state, history, read.again, changed)
    options = {"show_addresses": request.show_addresses, "show_text": request.show_text}
    made = write.make(scratch, campaigns, rows, words, options)
    write.publish(
        made, request.out, read.collected.rows if read.collected and request.keep_features else None
    )
    history.remember()
    return Audit(campaigns, rows, words)


class Read(NamedTuple):
    """What this audit has read."""

    again: list[Path]
    """Files that had been read before, and did not count again."""
    collected: Collected | None = None
    """What was new."""

    @property
    def bytes(self) -> int:
        """Bytes of the files that were new."""
        return 0 if self.collected is None else sum(f.bytes for f in self.collected.report.files)

    @property
    def seconds(self) -> dict[str, float]:
        """Worker seconds in parsing and in text work."""
        return {} if self.collected is None else self.collected.seconds


def _read(
    request: Request, table: AccountTable | None, state: State, progress: Progress | None
) -> Read:
    """Read the logs that are new into the state."""
    names = LOG_NAMES if request.mapping is None else (*LOG_NAMES, *TABLE_NAMES)
    fresh, again = state.unread(expand(request.logs, names))
    if not fresh and not state.manifest.runs:
        raise InputError(
            "the state holds no exchange", path=shown(state.folder), remedy="name logs"
        )
    if not fresh:
        return Read(again)
    collected = collect(
        fresh, state.begin(), strict=request.strict, format=request.format,
        mapping=request.mapping, setup=Setup(request.pseudonymise, table),
        workers=request.workers, progress=progress,
        known=state.ids() if state.lasting else None,
    )  # fmt: skip
    state.add(collected, table)
    return Read(again, collected)


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
