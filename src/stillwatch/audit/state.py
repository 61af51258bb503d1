"""What audits keep from one day to the next: feature rows of the latest days, and no text.

Every audit reads its logs into a state, adds a run to it and judges all that the state holds; a
plain audit's state is thrown away. So yesterday's state and today's files give what one audit of
both would, because it is the same computation over the same rows; reading and text work alone
are not done again.
"""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.audit.collect import Collected
from stillwatch.audit.manifest import Manifest, Part, Run, save
from stillwatch.audit.units import Names
from stillwatch.core import disk
from stillwatch.ingest.accounts import AccountTable
from stillwatch.ingest.bytesource import ByteSource
from stillwatch.ingest.ledger import IngestReport, merge

Ints = npt.NDArray[np.int64]

MANIFEST, RUNS = "state.json", "runs"

IDS = pa.schema([("id", pa.uint64()), ("body", pa.uint32())])

DAY = 24
"""Hours of a day."""


class State:
    """The runs whose rows are judged. Make one with `audit.opening`.

    Parameters
    ----------
    folder
        Where it lies.
    manifest
        What it holds.
    days
        Days with exchanges that are judged, the latest; null: all.
    lasting
        Whether it is kept.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, days: int | None, *, lasting: bool
    ) -> None:
        self.folder, self.manifest = folder, manifest
        self.days, self.lasting = days, lasting
        (folder / RUNS).mkdir(mode=0o700, exist_ok=True)
        named = {f"{run.number:06d}" for run in manifest.runs}
        for path in (folder / RUNS).iterdir():
            if path.name not in named:  # a killed run's, or one that is not judged any more
                shutil.rmtree(path)

    def unread(self, files: list[Path]) -> tuple[list[Path], list[Path]]:
        """Tell the files that are new from those that were read by an earlier run."""
        known = {file.sha256 for run in self.manifest.runs for file in run.report.files}
        if not known:
            return files, []
        before = set()
        for path in files:
            source = ByteSource(path)
            source.hash_all()
            if source.sha256 in known:
                before.add(path)
        return [p for p in files if p not in before], sorted(before)

    def ids(self) -> pa.Table:
        """Return the marks of the exchanges that are kept, which count once: `id`, `body`."""
        parts = [pq.read_table(path) for path in self._of("ids")]
        return pa.concat_tables([IDS.empty_table(), *parts])

    def begin(self) -> Path:
        """Give the folder that the next run is read into."""
        folder = self.folder / RUNS / f"{self.manifest.number + 1:06d}"
        folder.mkdir(mode=0o700)
        return folder

    def add(self, collected: Collected, table: AccountTable | None) -> None:
        """Take the run that was read into the folder of `begin`: from here on it counts."""
        folder, old = collected.rows.parent, self.manifest
        epochs = {path: _epochs(path) for path in sorted(collected.rows.glob("*.parquet"))}
        hours = Counter[int]()
        for each, counts in epochs.values():
            hours.update(dict(zip(each.tolist(), counts.tolist(), strict=True)))
        days = Counter(old.days)
        for hour, count in hours.items():
            days[hour // DAY] += count
        since = self._since(sorted(days))
        inside = {h: n for h, n in hours.items() if since is None or h >= since * DAY}
        last = max(old.last, *hours, old.last)
        _write_names(folder / "names.parquet", collected, table, last // DAY)
        run = Run(
            number=old.number + 1,
            until=last // DAY,
            report=collected.report,
            parts=self._parts(folder, epochs, last // DAY),
            late=sum(n for hour, n in inside.items() if hour < old.last),
            older=hours.total() - sum(inside.values()),
            oldest=min((h // DAY for h in hours if h not in inside), default=None),
        )
        judged = {day: n for day, n in days.items() if since is None or day >= since}
        self._commit((*old.runs, run), judged, last, since)

    def trim(self) -> None:
        """Let go of days beyond those that are judged, where fewer are wanted than before."""
        held = self.manifest
        since = self._since(sorted(held.days))
        if since != held.since:
            judged = {day: n for day, n in held.days.items() if since is None or day >= since}
            # numbered as if a run had been added: what was told is carried on, as with one
            self._commit(held.runs, judged, held.last, since)

    def _since(self, days: list[int]) -> int | None:
        """First day that is judged: it never goes back, as what lay before it is gone."""
        before = self.manifest.since
        if self.days is None or len(days) <= self.days:
            return before
        return max(days[-self.days], before if before is not None else days[0])

    def _commit(
        self, runs: tuple[Run, ...], days: dict[int, int], last: int, since: int | None
    ) -> None:
        kept = tuple(
            msgspec.structs.replace(
                r, parts=tuple(p for p in r.parts if since is None or p.last >= since)
            )
            for r in runs
            if since is None or r.until >= since
        )
        made = msgspec.structs.replace(
            self.manifest, runs=kept, number=self.manifest.number + 1, days=days, last=last,
            since=since,
        )  # fmt: skip
        if self.lasting:
            save(self.folder / MANIFEST, made)
        self.manifest = made
        named = {self.folder / part.path for r in kept for part in r.parts}
        for path in (self.folder / RUNS).rglob("*.parquet"):
            if path not in named:
                path.unlink()

    def _parts(
        self, folder: Path, epochs: dict[Path, tuple[Ints, Ints]], until: int
    ) -> tuple[Part, ...]:
        parts = []
        for path in sorted(folder.rglob("*.parquet")):
            path.chmod(0o600)
            # rows and marks are cut into segments at the same places
            rows = folder / "rows" / path.name
            beside = path.parent.name in ("rows", "ids")
            last = int(epochs[rows][0].max()) // DAY if beside else until
            if self.lasting:
                disk.settle(path)
            parts.append(
                Part(
                    kind="names" if path.parent == folder else path.parent.name,
                    path=str(path.relative_to(self.folder)), last=last,
                    bytes=path.stat().st_size, sha256=disk.digest(path) if self.lasting else "",
                )
            )  # fmt: skip
        if self.lasting:
            for place in {*(path.parent for path in folder.rglob("*")), folder.parent}:
                disk.settle(place)
        return tuple(parts)

    def rows(self) -> list[Path]:
        """Segments of feature rows, some of them from before `since`."""
        return self._of("rows")

    def values(self) -> list[Path]:
        """Segments of values of observables."""
        return self._of("values")

    def _of(self, kind: str) -> list[Path]:
        parts = [part for run in self.manifest.runs for part in run.parts if part.kind == kind]
        return [self.folder / part.path for part in parts]

    def since(self) -> int | None:
        """Hour from which exchanges are judged."""
        day = self.manifest.since
        return None if day is None else day * DAY

    def exchanges(self) -> int:
        """Return how many exchanges are of days that are judged."""
        return sum(self.manifest.days.values())

    def report(self) -> IngestReport:
        """Account of all runs whose rows are kept."""
        return merge([run.report for run in self.manifest.runs])

    def names(self) -> Names:
        """Units with exchanges that are judged."""
        since = self.manifest.since
        found: dict[int, tuple[str, str | None]] = {}
        for path in self._of("names"):
            columns = pq.read_table(path, columns=["account", "name", "end_user", "last"])
            for key, name, user, last in zip(
                *(column.to_pylist() for column in columns.columns), strict=True
            ):
                if since is None or last >= since:
                    found[key] = name, user
        return found

    def overridden(self, table: AccountTable | None) -> int:
        """Count accounts of which the account table says something else than when they were read.

        What it overrides was taken into the rows of that day, and stays there.
        """
        changed = set()
        for run in self.manifest.runs:
            for part in run.parts:
                if part.kind == "names":
                    columns = pq.read_table(self.folder / part.path, columns=["name", "said"])
                    pairs = columns.group_by(["name", "said"]).aggregate([])
                    for name, said in zip(
                        pairs["name"].to_pylist(), pairs["said"].to_pylist(), strict=True
                    ):
                        if said != _said(table, name, run.until):
                            changed.add(name)
        return len(changed)


def _column(path: Path, name: str) -> pa.Array:
    column = pq.read_table(path, columns=[name])[name].combine_chunks()
    return column if isinstance(column, pa.Array) else column.chunk(0)


def _epochs(path: Path) -> tuple[Ints, Ints]:
    """Hours with exchanges in a segment, and how many each has."""
    return np.unique(_column(path, "epoch").to_numpy(), return_counts=True)


def _said(table: AccountTable | None, account: str, until: int) -> int:
    return 0 if table is None else table.digest(account, date(1970, 1, 1) + timedelta(until))


def _write_names(path: Path, collected: Collected, table: AccountTable | None, until: int) -> None:
    """Write `account, name, end_user, last, said` of the units that have rows in a run.

    `last` is a unit's latest day; `said` stands for what the account table said of its account.
    """
    latest: dict[int, int] = {}
    for segment in sorted(collected.rows.glob("*.parquet")):
        rows = pq.read_table(segment, columns=["account", "epoch"])
        found = rows.group_by("account").aggregate([("epoch", "max")])
        for key, hour in zip(
            found["account"].to_pylist(), found["epoch_max"].to_pylist(), strict=True
        ):
            latest[key] = max(latest.get(key, hour), hour)
    keys = sorted(latest)
    names = [collected.names[key] for key in keys]
    said = [_said(table, name, until) for name, _ in names]
    columns = {
        "account": pa.array(keys, pa.uint64()),
        "name": pa.array([name for name, _ in names], pa.string()),
        "end_user": pa.array([user for _, user in names], pa.string()),
        "last": pa.array([latest[key] // DAY for key in keys], pa.int32()),
        "said": pa.array(said, pa.int64()),
    }
    pq.write_table(pa.table(columns), path, compression="zstd")
