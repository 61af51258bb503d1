"""Writing the outputs: aside and privately, then into place all at once."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa

from stillwatch.contract.audit import write_audit
from stillwatch.contract.plain import documents
from stillwatch.contract.results import Campaign
from stillwatch.contract.summary import summary_of
from stillwatch.contract.verdicts import Verdict
from stillwatch.core.disk import owned
from stillwatch.core.errors import InputError, shown
from stillwatch.report.html import write_report

OUTPUTS = ("campaigns.json", "accounts.parquet", "end_users.parquet", "summary.json", "report.html")
"""Files of an audit, in the order in which they are put in place."""


def make(
    folder: Path,
    campaigns: list[Campaign],
    rows: pa.Table,
    users: pa.Table,
    summary: dict[str, Any],
    reviews: Sequence[Verdict] = (),
) -> Path:
    """Write `OUTPUTS`, mode 0600, into a new folder below `folder`, and return it."""
    made = folder / "made"
    made.mkdir(mode=0o700)
    write_audit(made, campaigns, summary_of(summary), rows, users)
    write_report(
        made,
        {
            "campaigns": documents(campaigns),
            "summary": summary,
            "accounts": rows,
            "options": summary["report"],
            "verdicts": reviews,
        },
    )
    for name in OUTPUTS:
        (made / name).chmod(0o600)
    return made


def publish(made: Path, out: Path, features: Path | None = None) -> None:
    """Move what `make` wrote to `out`, and feature rows to `out/features`.

    An interrupt waits until all is in place: never some files of one audit and some of another.
    """
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        for name in OUTPUTS:
            os.replace(made / name, out / name)
        if features is not None:
            _publish_features(features, out / "features")
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _publish_features(folder: Path, place: Path) -> None:
    if place.is_symlink() or place.is_file():  # no folder can be put over one
        place.unlink()
    shutil.rmtree(place, ignore_errors=True)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)
    os.replace(folder, place)


def _free(out: Path) -> None:
    """Refuse folders in the place of `OUTPUTS`, which would stop `publish` half-way."""
    for path in (out / name for name in OUTPUTS):
        if path.is_dir() and not path.is_symlink():
            raise InputError(
                "is a folder, where an output belongs", path=shown(path),
                remedy="move it away, or choose another --out",
            )  # fmt: skip


@contextmanager
def scratch(out: Path) -> Iterator[Path]:
    """Give a private folder beside the outputs, removed at the end whatever happens.

    `out` is made if it is missing, and removed again if nothing was written there. It is locked
    meanwhile; what killed audits left in it is removed.

    Raises
    ------
    InputError
        Nothing can be written there, or another audit is about to.
    """
    missing = [path for path in (out, *out.parents) if not path.exists()]
    with ExitStack() as stack:
        try:
            out.mkdir(parents=True, exist_ok=True)
            stack.enter_context(owned(out))
            _free(out)
            for left in out.glob(".audit-*"):
                shutil.rmtree(left, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=".audit-", dir=out))
        except BlockingIOError:
            raise InputError(
                "another audit is writing here",
                path=shown(out),
                remedy="wait until it is done, or choose another --out",
            ) from None
        except OSError as error:
            raise InputError(
                f"cannot write here: {error.strerror}",
                path=shown(out),
                remedy="choose another --out",
            ) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            for path in missing:
                with suppress(OSError):  # it holds something
                    path.rmdir()
