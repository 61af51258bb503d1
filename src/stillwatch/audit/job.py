"""The audit as a Python function."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from stillwatch.contract.audit import Audit, read_audit
from stillwatch.contract.settings import Settings

if TYPE_CHECKING:
    from stillwatch.ingest.mapping import Mapping
    from stillwatch.ingest.read import Progress

Where = str | Path


def audit(
    paths: Where | Iterable[Where],
    *,
    out: Where | None = None,
    accounts: Where | None = None,
    edge: Iterable[Where] = (),
    settings: Settings | None = None,
    format: str | None = None,
    mapping: Mapping | None = None,
    strict: bool = False,
    pseudonymise: bytes | None = None,
    watch: Where | None = None,
    state: Where | None = None,
    keep_days: int | None = None,
    workers: int = 2,
    progress: Progress | None = None,
) -> Audit:
    """Audit logs of API traffic, as `stillwatch audit` does, and return what was found.

    Parameters
    ----------
    paths
        Logs: files or folders.
    out
        Folder for the outputs; None: one that is removed when the result is.
    accounts
        Account table: licences, clearances, resellers.
    edge
        Edge logs, which tell the client of each exchange.
    settings
        Settings of the audit; None: the shipped ones.
    format
        Format of the logs; None: each is recognised.
    mapping
        Which field of the logs is which of ours (`stillwatch.ingest.mapping`).
    strict
        Stop at the first malformed line.
    pseudonymise
        Key under which identifiers are replaced in every output.
    watch
        List of observables to look for.
    state
        Folder that is kept from one audit to the next.
    keep_days
        Days with exchanges that are judged, the latest; None: all.
    workers
        Processes that read logs. With more than one, a script calls this below
        `if __name__ == "__main__":`, as multiprocessing asks.
    progress
        Told what has been done.

    Raises
    ------
    InputError
        An input cannot be read, or the output cannot be written.
    UsageError
        A setting names an unknown detector or observable.
    """
    from stillwatch.audit.run import Request, run

    logs = [paths] if isinstance(paths, str | Path) else list(paths)
    folder = Path(tempfile.mkdtemp(prefix="stillwatch-")) if out is None else Path(out)
    try:
        run(
            Request(
                logs=[Path(one) for one in logs], out=folder, accounts=_path(accounts),
                edge=tuple(Path(one) for one in edge), settings=settings or Settings(),
                strict=strict, format=format, mapping=mapping, pseudonymise=pseudonymise,
                watch=_path(watch), workers=workers, state=_path(state), keep_days=keep_days,
            ),
            progress,
        )  # fmt: skip
        found = read_audit(folder)
    except BaseException:
        if out is None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    if out is None:
        weakref.finalize(found, shutil.rmtree, folder, ignore_errors=True)
    return found


def _path(given: Where | None) -> Path | None:
    return None if given is None else Path(given)
