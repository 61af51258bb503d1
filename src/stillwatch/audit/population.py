"""From feature rows to what the engine needs: accounts, links, the activity relation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.detect import marks
from stillwatch.detect.accounts.state import FIXED
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.engine import Population
from stillwatch.features.extract import VALUES, observables
from stillwatch.features.schema import SLICES
from stillwatch.store import relations
from stillwatch.store.links import NEVER, Links

Segments = Path | Sequence[Path]
"""A folder of Parquet files, or the files."""

AT_ONCE = 1_000_000
"""Exchanges that are folded together: about a gigabyte with all their columns."""
HELD = 0.5
"""Share of the conversations in a log up to an hour of which what went before must be in it, for
those of that hour of which it is not to count as made up: a log may hold a part of all exchanges.
What comes later decides nothing, so that a log that is cut is judged alike up to there."""
LEAST_SHARING = 3
"""Accounts that must share an observable for it to be kept."""


@dataclass(frozen=True)
class Store:
    """The feature rows of one audit in an embedded DuckDB."""

    backend: ibis.BaseBackend
    rows: ir.Table
    values: ir.Table
    tasks: int = 0
    """Exchanges that are marked because several accounts run their task (`tasked`)."""

    @classmethod
    def open(
        cls, rows: Segments, values: Segments, scratch: Path, since: int | None = None
    ) -> Store:
        """Open the segments that `collect` left.

        Parameters
        ----------
        rows, values
            Segments of feature rows, and of values of observables: folders or files.
        scratch
            Folder for what spills to disk.
        since
            Hour before which exchanges are left out; null: none are.
        """
        backend = relations.connect(scratch)
        shown = _paths(values)
        kept = backend.read_parquet(shown) if shown else ibis.memtable(VALUES.empty_table())
        every = backend.read_parquet(_paths(rows))
        if since is not None:
            every = every.filter(every.epoch >= since)
        return cls(backend, marks.sliced(every), kept)

    def merged(self, merged: pa.Table) -> Store:
        """Return the same with units that count as another one put together (`audit.units`).

        Parameters
        ----------
        merged
            Columns `unit`, `whole`.
        """
        if not merged.num_rows:
            return self
        held = self.backend.create_table("merged", merged, temp=True)
        return replace(self, rows=_merge(self.rows, held))

    def apart(self, spans: pa.Table) -> Store:
        """Return the same with some exchanges under a unit of their own (`audit.declared`).

        Parameters
        ----------
        spans
            Columns `unit`, `apart`, `since`, `until`; those of one unit do not overlap.
        """
        if not spans.num_rows:
            return self
        held = self.backend.create_table("apart", spans, temp=True)
        rows = self.rows
        joined = rows.left_join(
            held,
            [rows.account == held.unit, rows.time >= held.since, rows.time < held.until],
        )
        account = ibis.coalesce(joined.apart, joined.account)
        return replace(self, rows=joined.mutate(account=account).select(*rows.columns))

    def tasked(self) -> Store:
        """Return the same with tasks that several accounts run marked, too (`shared_tasks`)."""
        if "sig_has_tools" not in self.rows.columns:
            return self
        found = relations.shared_tasks(self.rows)
        tasks = self.backend.create_table("tasks", found, temp=True, overwrite=True)
        count = int(self.backend.to_pyarrow(tasks.count()).as_py())
        if not count:
            return self
        tasked = self.rows.exchange.isin(tasks.exchange)
        kind = ibis.ifelse(tasked, SLICES.index("agentic"), self.rows["slice"])
        rows = self.rows.mutate(slice=kind.cast("int8"), tasked=tasked)
        return replace(self, rows=rows, tasks=count)

    def notes(self) -> list[str]:
        """Say what the sentences of an audit take in that they do not say."""
        if not self.tasks:
            return []
        return [
            f"{counted(self.tasks, 'task')} for tools count as harvest-like because several "
            "accounts run the same, whatever is asked: where exchanges are said to read like a "
            "harvest, these are among them, and where they are said to have been made by another "
            "account before, they are not."
        ]

    def fixed(self) -> Store:
        """Return the same with its rows as a view: every query on them is then compiled sooner."""
        return replace(self, rows=self.backend.create_view("fixed", self.rows, overwrite=True))

    def exchanges(self, units: Collection[int]) -> dict[int, int]:
        """Count the exchanges of some units."""
        if not units:
            return {}
        kept = ibis.memtable(pa.table({"unit": pa.array(sorted(units), pa.uint64())}))
        found = self.rows.semi_join(kept, self.rows.account == kept.unit)
        counts = self.backend.to_pyarrow(found.group_by("account").agg(n=found.count()))
        return dict(zip(counts["account"].to_pylist(), counts["n"].to_pylist(), strict=True))

    def span(self) -> tuple[int, int]:
        """First and last hour with an exchange."""
        found = self.rows.agg(low=self.rows.epoch.min(), high=self.rows.epoch.max())
        row = self.backend.to_pyarrow(found).to_pylist()[0]
        return int(row["low"]), int(row["high"])

    def before(self, hour: int) -> int:
        """Count the exchanges before an hour."""
        found = self.rows.filter(self.rows.epoch < hour).count()
        return int(self.backend.to_pyarrow(found).as_py())

    def output_tokens(self) -> int:
        """Output tokens of all exchanges; those that the log does not count are left out."""
        found = self.backend.to_pyarrow(self.rows.agg(sum=self.rows.output_tokens.sum()))
        return int(found["sum"][0].as_py() or 0)

    def told(self) -> dict[str, tuple[float, float]]:
        """Share of exchanges, and of accounts, that carry each observable, by name."""
        names = [c.removeprefix("obs_") for c in relations.observable_columns(self.rows)]
        counts = {name: (self.rows[f"obs_{name}"] != 0).sum() for name in names}
        folded = self.rows.group_by("account").agg(n=self.rows.count(), **counts)
        whole = {f"{name}_n": folded[name].sum() for name in names}
        some = {f"{name}_a": (folded[name] > 0).sum() for name in names}
        row = self.backend.to_pyarrow(
            folded.agg(exchanges=folded.n.sum(), accounts=folded.count(), **whole, **some)
        ).to_pylist()[0]
        return {
            name: (row[f"{name}_n"] / row["exchanges"], row[f"{name}_a"] / row["accounts"])
            for name in names
        }

    def shown(
        self, keys: npt.NDArray[np.uint64], kinds: Collection[str]
    ) -> dict[str, npt.NDArray[np.bool_]]:
        """Tell which accounts show any value of some observables: shape (accounts,) each.

        Parameters
        ----------
        keys
            Of the accounts, sorted.
        kinds
            Names of observables; those that the log has nothing of are left out.
        """
        names = [kind for kind in kinds if f"obs_{kind}" in self.rows.columns]
        some = {name: (self.rows[f"obs_{name}"] != 0).any() for name in names}
        table = self.backend.to_pyarrow(
            self.rows.group_by("account").agg(n=self.rows.count(), **some)
        )
        place = np.searchsorted(keys, table["account"].to_numpy())
        out = {name: np.zeros(len(keys), dtype=bool) for name in names}
        for name in names:
            out[name][place] = table[name].fill_null(False).to_numpy()
        return out

    def columns(self) -> tuple[str, ...]:
        """Names of the summed columns of `activity`, in order."""
        return FIXED + tuple(relations.signal_columns(self.rows))

    def activity(
        self, at_once: int = AT_ONCE, since: int | None = None, until: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Yield rows of the activity relation with repeats, in the order of epochs.

        They are folded some epochs at a time, so that what is sorted stays small however long
        the log is; what was asked before is counted over all of it.

        Parameters
        ----------
        at_once
            Exchanges that are folded together, unless one epoch has more.
        since, until
            First epoch, and the one after the last; null: all.
        """
        some = relations.repeats(self.rows).filter(lambda t: (t.own > 0) | (t.other > 0))
        again = self.backend.create_table("again", some, temp=True, overwrite=True)
        own = self.backend.create_table(
            "own_tools", relations.own_tools(self.rows), temp=True, overwrite=True
        )
        invented = self._invented()
        for low, high in self._spans(at_once, since, until):
            rows = self.rows.filter((self.rows.epoch >= low) & (self.rows.epoch < high))
            joined = relations.activity(rows)
            for table in (again, own, *([] if invented is None else [invented])):
                held = table.filter((table.epoch >= low) & (table.epoch < high))
                joined = joined.left_join(held, list(relations.KEYS))
                joined = joined.drop("account_right", "slice_right", "epoch_right")
            if invented is not None:
                # who begins anew stands alone, whatever history is sent along
                more = joined.unheld.fill_null(0.0).cast("float32")
                joined = joined.mutate(sig_one_shot=joined.sig_one_shot + more)
            chosen = joined.select(*relations.KEYS, *self.columns())
            yield from self.backend.to_pyarrow_batches(
                chosen.order_by("epoch", "account", "slice"), chunk_size=131_072
            )
        self.backend.drop_table("again")
        self.backend.drop_table("own_tools")
        if invented is not None:
            self.backend.drop_table("invented")

    def _invented(self) -> ir.Table | None:
        """Exchanges whose history was never sent, by key of the activity; None: none are told."""
        if "sig_one_shot" not in self.rows.columns:
            return None
        kept = self.backend.create_table(
            "invented", relations.unheld(self.rows), temp=True, overwrite=True
        )
        each = self.backend.to_pyarrow(
            kept.group_by("epoch")
            .agg(claimed=kept.claimed.sum(), unheld=kept.unheld.sum())
            .order_by("epoch")
        )
        claimed, unheld = (np.cumsum(each[name].to_numpy()) for name in ("claimed", "unheld"))
        told = each.filter(pa.array((unheld > 0) & (unheld <= (1 - HELD) * claimed)))
        if not told.num_rows:
            self.backend.drop_table("invented")
            return None
        hours = ibis.memtable(told.select(["epoch"]))
        return kept.filter(kept.unheld > 0).semi_join(hours, "epoch")

    def _spans(
        self, at_once: int, since: int | None, until: int | None
    ) -> Iterator[tuple[int, int]]:
        """Cut the epochs into spans of so many exchanges: first epoch, and the one after."""
        rows = self.rows
        if since is not None:
            rows = rows.filter(rows.epoch >= since)
        if until is not None:
            rows = rows.filter(rows.epoch < until)
        counts = self.backend.to_pyarrow(
            rows.group_by("epoch").agg(n=rows.count()).order_by("epoch")
        )
        epochs, each = counts["epoch"].to_numpy(), counts["n"].to_numpy()
        low, held = None, 0
        for epoch, n in zip(epochs.tolist(), each.tolist(), strict=True):
            if low is not None and held + n > at_once:
                yield low, epoch
                low, held = None, 0
            low, held = epoch if low is None else low, held + n
        if low is not None:
            yield low, int(epochs[-1]) + 1

    def population(
        self,
        exempt: frozenset[int],
        without: tuple[str, ...] = (),
        passed_on: Mapping[int, str] | None = None,
    ) -> Population:
        """Read accounts and what they share.

        Parameters
        ----------
        exempt
            Units that are licensed or cleared.
        without
            Observables to leave out.
        passed_on
            End users that are judged apart, by key, to the account that passes on what they ask.
            What belongs to that account (card, organisation, sign-up, servers) is not theirs, and
            links nobody.
        """
        table = self.backend.to_pyarrow(self.rows.select("account").distinct())
        keys = np.sort(table["account"].to_numpy())
        within = _within(keys, passed_on or {})
        users = within >= 0
        links = self._links(keys, without, within)
        links = replace(links, verified=np.where(users, np.nan, self._verified(keys)))
        licensed = np.isin(keys, np.array(sorted(exempt), dtype=np.uint64))
        created = np.where(users, np.nan, self._created(keys))
        return Population(keys, created, licensed, links)

    def _links(self, keys: np.ndarray, without: tuple[str, ...], within: np.ndarray) -> Links:
        types = tuple(
            c.removeprefix("obs_")
            for c in relations.observable_columns(self.rows)
            if c.removeprefix("obs_") not in without
        )
        parts = []
        for number, name in enumerate(types):
            folded = relations.links(self.rows, f"obs_{name}")
            shared = folded.mutate(sharing=folded.account.count().over(ibis.window(group_by="key")))
            kept = shared.filter(shared.sharing >= LEAST_SHARING).select("key", "account", "first")
            found = self.backend.to_pyarrow(kept)
            parts.append((number, found))
        kind = np.concatenate([np.full(t.num_rows, n, np.int16) for n, t in parts])
        key, account, first = (
            np.concatenate([t[name].to_numpy() for _, t in parts])
            for name in ("key", "account", "first")
        )
        position = np.searchsorted(keys, account).astype(np.int64)
        known = observables()
        plumbing = np.array([known[name].family == "infrastructure" for name in types], bool)
        keep = ~((within[position] >= 0) & plumbing[kind])
        kind, key, position, first = kind[keep], key[keep], position[keep], first[keep]
        seen = self.backend.to_pyarrow(
            self.rows.aggregate(
                **{name: self.rows.epoch.min(where=self.rows[f"obs_{name}"] != 0) for name in types}
            )
        ).to_pylist()[0]
        since = np.array([NEVER if seen[n] is None else seen[n] for n in types], dtype=np.int64)
        return Links.build(
            types, kind, key, position, first.astype(np.int32), len(keys), since, within
        )

    def _verified(self, keys: np.ndarray) -> np.ndarray:
        """Shape (A,): whether each was verified when it was first told, 1 or 0; NaN: never."""
        out = np.full(len(keys), np.nan)
        if "verified" in self.rows.columns:
            told = self.rows.filter(self.rows.verified.notnull()).group_by("account")
            found = self.backend.to_pyarrow(told.agg(is_so=lambda t: t.verified.argmin(t.time)))
            at = np.searchsorted(keys, found["account"].to_numpy())
            out[at] = found["is_so"].to_numpy(zero_copy_only=False)
        return out

    def _created(self, keys: np.ndarray) -> np.ndarray:
        """Shape (A,): hour of sign-up, from the sign-up day; NaN if unknown."""
        created = np.full(len(keys), np.nan)
        if "obs_signup_day" not in self.rows.columns:
            return created
        days = self.values.filter(self.values["type"] == "signup_day").select("key", "value")
        folded = relations.links(self.rows, "obs_signup_day")
        found = self.backend.to_pyarrow(folded.join(days.distinct(), "key"))
        # the day given first comes last, and stays, should an account have several
        found = found.sort_by([("first", "descending"), ("value", "descending")])
        for account, value in zip(
            found["account"].to_pylist(), found["value"].to_pylist(), strict=True
        ):
            moment = datetime.fromisoformat(value).replace(tzinfo=None) - datetime(1970, 1, 1)
            created[np.searchsorted(keys, account)] = moment.total_seconds() / 3600
        return created


def _within(keys: np.ndarray, passed_on: Mapping[int, str]) -> np.ndarray:
    """Shape (A,): number of the account that each unit is an end user of; -1: none."""
    number = {name: i for i, name in enumerate(sorted(set(passed_on.values())))}
    return np.array([number.get(passed_on.get(key, ""), -1) for key in keys.tolist()], np.int64)


def _merge(rows: ir.Table, merged: ir.Table) -> ir.Table:
    joined = rows.left_join(merged, rows.account == merged.unit)
    account = ibis.coalesce(joined.whole, joined.account)
    return joined.mutate(account=account).select(*rows.columns)


def _paths(segments: Segments) -> list[str]:
    found = sorted(segments.glob("*.parquet")) if isinstance(segments, Path) else segments
    return [str(path) for path in found]
