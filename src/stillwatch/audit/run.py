"""The audit from logs to written outputs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from stillwatch.audit import accounts as account_table
from stillwatch.audit import aside, bars, declared, describe, new_tools, watched, window, write
from stillwatch.audit.cards import cards
from stillwatch.audit.clocks import in_time
from stillwatch.audit.detection import Detection
from stillwatch.audit.edge import notes as edge_notes
from stillwatch.audit.edge import told_of
from stillwatch.audit.handed import Handed
from stillwatch.audit.history import History
from stillwatch.audit.intake import read_logs
from stillwatch.audit.leads import HELD
from stillwatch.audit.opening import kept, thrown_away
from stillwatch.audit.population import Store
from stillwatch.audit.sharing import pairs
from stillwatch.audit.state import State
from stillwatch.audit.summary import Found, summary
from stillwatch.audit.units import passed_on, settle
from stillwatch.contract import verdicts
from stillwatch.contract.results import Campaign
from stillwatch.contract.settings import Settings, SettingsFile
from stillwatch.core.errors import InputError, StillwatchError, UsageError, remedy_of, shown
from stillwatch.core.registry import discover
from stillwatch.core.texts import encodable
from stillwatch.detect.detectors.base import Detector
from stillwatch.ingest import edge as edges
from stillwatch.ingest.accounts import AccountTable, read_accounts
from stillwatch.ingest.bytesource import LogFile
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import Progress
from stillwatch.proof.share.watch import WatchList, load
from stillwatch.report.html import sections


@dataclass(frozen=True)
class Request:
    """What to audit, and how."""

    logs: list[Path]
    out: Path
    accounts: Path | None = None
    edge: tuple[Path, ...] = ()
    settings: Settings = field(default_factory=Settings)
    bars: SettingsFile | None = None
    """File that some of the settings come from: named in the outputs."""
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
    state: Path | None = None
    """Folder of what is kept for the next audit."""
    keep_days: int | None = None
    """Days with exchanges that are judged, the latest; null: as `kept` has it with a state, else
    all."""


@dataclass(frozen=True)
class Audit:
    """What was found and written."""

    campaigns: list[Campaign]
    accounts: pa.Table
    summary: dict[str, Any]


def run(request: Request, progress: Progress | None = None) -> Audit:
    """Audit logs and write the outputs to `request.out`.

    Parameters
    ----------
    request
        What to audit, and how.
    progress
        Told what has been done.

    Raises
    ------
    InputError, UsageError
        As those of `further`.
    """
    audit = further(request, Detection(), progress)
    assert audit is not None  # all that there is was judged
    return audit


def further(
    request: Request, detection: Detection, progress: Progress | None = None
) -> Audit | None:
    """Audit what is new since `detection` was last here; null: nothing has been judged yet.

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
    for folder in filter(None, (request.out, request.state)):
        _utf8(folder)
    verdicts.read(request.out)  # what is damaged is said now rather than after an hour
    sections()
    if request.state is not None and request.keep_features:
        raise UsageError("--keep-features is for audits without --state: a state keeps the rows")
    if request.state is not None and request.state.resolve() == request.out.resolve():
        raise UsageError("--state and --out name one folder: give each its own")
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
                state = stack.enter_context(kept(request.state, key, days))
            return _run(request, table, watch, detectors, state, scratch, progress, detection)
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
    state: State,
    scratch: Path,
    progress: Progress | None,
    detection: Detection,
) -> Audit | None:
    clock, secret = _Clock(), request.pseudonymise or b""
    edge = None
    if request.edge:
        with clock.stage("edge log"):
            edge = edges.build(
                request.edge, scratch / "edge", strict=request.strict,
                pseudonymise=request.pseudonymise, progress=progress,
            )  # fmt: skip
    with clock.stage("read and text"):
        read = read_logs(request, table, edge, state, progress)
    store, skewed = in_time(Store.open(state.rows(), state.values(), scratch, state.since()))
    first, last = store.span()
    with clock.stage("fold"):
        selling = _resellers(table, first, last)
        every = state.names()
        users = [unit for unit, (_, user) in every.items() if user is not None]
        counts = store.exchanges(users)
        units = settle(every, selling, request.pseudonymise or b"", counts)
        exempt = declared.exempt(table, units.names)
        store = store.merged(units.merged).apart(exempt.spans).tasked().fixed()
        names = units.names | exempt.names
        population = store.population(
            frozenset(exempt.names), request.settings.without, passed_on(names)
        )
    with clock.stage("detect"):
        engine = detection.run(
            store, population, detectors, request.settings, units.merged, state.since(), progress
        )
    if engine.view is None:
        return None
    history = History(state)
    with clock.stage("describe"):
        history.resume(engine.tracker)
        told = history.complete(describe.campaigns(engine, store, units.names, last + 1, secret))
        touched = {unit for unit, (name, _) in names.items() if name in exempt.held}
        spans = declared.told(exempt, units.names, store.exchanges(touched), first, last)
        licences = declared.reasons(spans)
        handed = Handed.read(store, names)
        judged = population.keys[~population.exempt].tolist()
        every_offer = new_tools.offers(store)
        offered = {key: every_offer[key] for key in judged if key in every_offer}
        rows, users, campaigns = account_table.table(
            engine,
            told,
            names,
            licences,
            handed,
            offered,
            pairs(engine, store, sorted(HELD)),
            cards(store, names),
        )
        passing = declared.resellers(units.names, selling, rows, every)
        joined = (
            None if edge is None or read.collected is None else told_of(edge, read.collected.seen)
        )
        files = list(edge.files) if edge else []
        if table is not None and table.file is not None:
            files.append(table.file)
        if (held := request.bars) is not None:
            files.append(LogFile(held.path, held.sha256, held.size, "settings"))
    changed = history.changes(last + 1, told, engine.tracker)
    words = summary(
        Found(
            state.report(), engine, rows, users, campaigns, (first, last), state.exchanges(),
            store.output_tokens(), store.told(), spans, passing, joined, files,
            aside.aside(engine, store, names, last + 1, detection.looks, secret),
            aside.gone(engine, names, last + 1),
            aside.left(engine, told, names),
            store, names, offered,
            [*skewed, *store.notes(),
             *declared.notes(table, spans, passing, (name for name, _ in every.values())),
             *(declared.unread(request.logs) if table is None else []),
             *edge_notes(joined), *window.notes(state, history, read.again, table)],
            clock.stages, read.bytes, read.seconds,
        )
    )  # fmt: skip
    if watch is not None:
        words |= watched.summary(watch, store, told, engine, secret)
    if state.lasting or state.days:
        words["state"] = window.section(state, history, read.again, changed)
    words["settings_file"] = bars.told(request.bars)
    words["notes"] += bars.notes(request.bars)
    words["pseudonymised"] = request.pseudonymise is not None
    words["report"] = {"show_addresses": request.show_addresses, "show_text": request.show_text}
    made = write.make(scratch, campaigns, rows, users, words, verdicts.read(request.out))
    features = read.collected.rows if read.collected and request.keep_features else None
    write.publish(made, request.out, features)
    history.remember()
    return Audit(campaigns, rows, words)


def _resellers(table: AccountTable | None, first: int, last: int) -> frozenset[str]:
    """Accounts that the table calls resellers at some moment of the log."""
    if table is None:
        return frozenset()
    begin, end = (
        datetime.fromisoformat(describe.stamp(hour * 3_600_000_000)) for hour in (first, last + 1)
    )
    return frozenset(table.resellers(begin, end))


def _utf8(folder: Path) -> None:
    """Refuse a folder that Arrow and DuckDB cannot name, before an hour of work."""
    if not encodable(str(folder)):
        raise InputError(
            "the name of the folder is not UTF-8", path=shown(folder), remedy="choose another"
        )


def _detectors(settings: Settings) -> dict[str, Detector]:
    found = discover("stillwatch.detect.detectors", Detector)
    from stillwatch.features.extract import observables

    unknown = set(settings.without) - set(found) - set(observables())
    if unknown:
        raise UsageError(
            f"no detector or observable is called {', '.join(sorted(unknown))}: known are "
            f"{', '.join([*found, *observables()])}"
        )
    return {name: cls() for name, cls in found.items() if name not in settings.without}


class _Clock:
    """Seconds spent in each stage. For people: nothing that is judged depends on it."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.stages[name] = time.perf_counter() - started
