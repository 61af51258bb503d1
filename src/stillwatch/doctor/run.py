"""The whole examination: installation and machine first, then the logs, as far as they can."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stillwatch.core.errors import InputError
from stillwatch.doctor import installation, machine
from stillwatch.doctor.findings import Finding, worst
from stillwatch.doctor.installation import Installation
from stillwatch.doctor.machine import Machine, size

if TYPE_CHECKING:
    from stillwatch.doctor.log import Dry
    from stillwatch.doctor.reach import Reach
    from stillwatch.ingest.accounts import AccountTable
    from stillwatch.ingest.mapping import Mapping

LINES = 1000
"""Lines of a log that are looked at, over all its files."""


@dataclass(frozen=True)
class Request:
    """What to examine."""

    logs: list[Path]
    now: datetime
    """The moment, with its zone: times beyond it are wrong."""
    accounts: Path | None = None
    out: Path = field(default_factory=Path)
    format: str | None = None
    lines: int = LINES
    mapping: Mapping | None = None


@dataclass(frozen=True)
class Examined:
    """What was found."""

    installation: Installation
    machine: Machine
    log: Dry | None
    levels: list[Reach]
    findings: list[Finding]

    @property
    def status(self) -> str:
        """The worst of all levels: `ok`, `note`, `warning` or `error`."""
        return worst(self.findings)


def examine(request: Request) -> Examined:
    """Look at the installation, the machine and the logs.

    Raises
    ------
    UsageError
        There is no such format.
    """
    installed = installation.look()
    here = machine.look(request.out)
    found = [*installation.findings(installed), *machine.findings(here)]
    try:
        importlib.import_module("stillwatch.audit.run")
    except ImportError as error:  # what is not installed has been named; this may be broken
        said = f"the audit cannot be loaded, so that no log was looked at: {error}"
        remedy = "install again what the message names"
        found.append(Finding("installation", "import", "error", said, remedy))
        return Examined(installed, here, None, [], found)
    if not request.logs and request.accounts is None:
        return Examined(installed, here, None, [], found)
    log, levels, more = _logs(request, here)
    return Examined(installed, here, log, levels, found + more)


def _logs(request: Request, here: Machine) -> tuple[Dry | None, list[Reach], list[Finding]]:
    from stillwatch.doctor.customers import licences, organisations
    from stillwatch.doctor.joins import joined
    from stillwatch.doctor.log import dry_run
    from stillwatch.doctor.reach import reach, short

    found: list[Finding] = []
    table = _table(request.accounts, found) if request.accounts else None
    if not request.logs:
        return None, [], found
    log = dry_run(
        request.logs, lines=request.lines, format=request.format, table=table,
        workers=here.processors, now=request.now, mapping=request.mapping,
    )  # fmt: skip
    found += [*log.findings, *organisations(log.seen)]
    if table is not None and log.exchanges:
        formats = len({file["format"] for file in log.files})
        found.append(joined(table, set(log.seen), log.better, formats))
        found += licences(table, log.seen)
    found += _room(log, here)
    if short(log):
        said = "the whole log spans less than three days: start, stop and rhythm show little"
        found.append(Finding("log", "span", "note", said, "audit three weeks where you can"))
    return log, reach(log) if log.exchanges else [], found


def _table(path: Path, found: list[Finding]) -> AccountTable | None:
    """Read the account table; null where it cannot be read."""
    from stillwatch.doctor.names import meant_column
    from stillwatch.ingest.accounts import read_accounts
    from stillwatch.report.wording import plural

    try:
        table = read_accounts(path)
    except InputError as error:
        where = error.path if error.line is None else f"{error.path}:{error.line}"
        said = f"{where}: {error.reason}"
        found.append(Finding("accounts", "table", "error", said, error.remedy))
        return None
    for name in table.unknown:
        guess = meant_column(name)
        said = f"column {name} of the account table means nothing here, and is not used"
        remedy = f"did you mean {guess}?" if guess else ""
        found.append(Finding("accounts", "column", "warning" if guess else "note", said, remedy))
    said = f"account table: {plural(len(table), 'account')}"
    found.append(Finding("accounts", "table", "ok", said))
    return table


def _room(log: Dry, here: Machine) -> list[Finding]:
    """Compare what the audit may need with what the machine has."""
    if log.estimate is None:
        return []
    out = []
    memory, disk = log.estimate.memory, log.estimate.disk
    for name, needs, free, remedy in (
        ("memory for the audit", memory, here.memory_free, "audit fewer days at a time"),
        ("disk for the audit", disk, here.out_free, "choose an --out with more room"),
    ):
        if free is None:
            continue
        level = "ok" if free > needs[1] else "warning"
        said = f"{name}: {size(needs[0])} to {size(needs[1])}, of {size(free)} free"
        out.append(Finding("machine", name, level, said, remedy if level != "ok" else ""))
    return out
