"""Cohorts: groups of accounts that may belong together, nominated cheaply and in number.

Two ways to form one: its members share an observable, or their harvest slices lie close
together in lifecycle, rate and content with nothing shared. Inside an observable that many
people share (an address of a university, a reseller, a popular tool) the cohort is the part of
the group whose own exchanges look like a harvest. Nomination proves nothing; tests follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from stillwatch.accounts.statistics import LEAST, Accounts

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SMALLEST = 3
"""Members that make a cohort."""


@dataclass(frozen=True)
class Links:
    """Who shares what: one row an observable value and account, sorted by `code`."""

    types: tuple[str, ...]
    kind: npt.NDArray[np.int16]
    """Shape (values,): index into `types`."""
    key: npt.NDArray[np.uint64]
    """Shape (values,): key of each value."""
    code: Ints
    """Shape (rows,): number of the value, ascending."""
    account: Ints
    """Shape (rows,): index of the account."""
    first: npt.NDArray[np.int32]
    """Shape (rows,): hour at which the account first showed the value."""
    held: npt.NDArray[np.int32]
    """Shape (types, A): number of the value that each account showed first; -1: none."""
    late: Ints
    """Shape (rows,): rows from the latest first sight to the earliest."""

    @classmethod
    def build(
        cls,
        types: tuple[str, ...],
        kind: npt.NDArray[np.int16],
        key: npt.NDArray[np.uint64],
        account: Ints,
        first: npt.NDArray[np.int32],
        accounts: int,
    ) -> Links:
        """Return links from plain rows (kind, key, account, first), each of shape (rows,)."""
        order = np.lexsort((account, key, kind))
        kind, key, account, first = kind[order], key[order], account[order], first[order]
        new = np.ones(len(key), dtype=bool)
        new[1:] = (key[1:] != key[:-1]) | (kind[1:] != kind[:-1])
        code = np.cumsum(new) - 1
        late = np.lexsort((-code, -first.astype(np.int64)))
        held = np.full((len(types), accounts), -1, dtype=np.int32)
        return cls(types, kind[new], key[new], code, account, first, held, late)._holding()

    def known(self, now: int) -> Links:
        """Return what at least `SMALLEST` accounts had shown before hour `now`.

        Values keep their numbers. Whoever shares a value later must not count yet: what is known
        of a log does not change as the log grows.
        """
        keep = self.first < now
        keep &= np.bincount(self.code[keep], minlength=len(self.key))[self.code] >= SMALLEST
        place = np.cumsum(keep) - 1
        return replace(
            self, code=self.code[keep], account=self.account[keep], first=self.first[keep],
            late=place[self.late[keep[self.late]]],
        )._holding()  # fmt: skip

    def _holding(self) -> Links:
        """Return the same with `held` read off the rows."""
        held = np.full_like(self.held, -1)
        # the earliest row of each account comes last, and stays
        code, account = self.code[self.late], self.account[self.late]
        held[self.kind[code], account] = code
        return replace(self, held=held)

    def counts(self, inside: Bools) -> tuple[Ints, Ints]:
        """Accounts inside and outside a set that show each value: shape (values,) each."""
        chosen = inside[self.account]
        here = np.bincount(self.code[chosen], minlength=len(self.key))
        return here, np.bincount(self.code, minlength=len(self.key)) - here


@dataclass(frozen=True)
class Cohorts:
    """Cohorts as rows (cohort, account), with what formed each."""

    cohort: Ints
    """Shape (rows,): cohort number, ascending."""
    account: Ints
    """Shape (rows,): member."""
    formed: tuple[str, ...]
    """Observable type, or `proximity`."""
    key: npt.NDArray[np.uint64]
    """Shape (cohorts,): observable key; 0 for proximity."""
    group: Ints
    """Shape (cohorts,): accounts that share the observable in all."""

    def __len__(self) -> int:
        return len(self.formed)

    def members(self, number: int) -> Ints:
        """Account indices of one cohort."""
        low, high = np.searchsorted(self.cohort, [number, number + 1])
        return self.account[low:high]

    def take(self, numbers: Ints) -> Cohorts:
        """Return some of the cohorts, in the order given."""
        low = np.searchsorted(self.cohort, numbers)
        high = np.searchsorted(self.cohort, numbers, side="right")
        rows = [np.arange(a, b) for a, b in zip(low, high, strict=True)]
        picked = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        return Cohorts(
            np.repeat(np.arange(len(numbers)), high - low).astype(np.int64),
            self.account[picked],
            tuple(self.formed[i] for i in numbers),
            self.key[numbers],
            self.group[numbers],
        )

    def distinct(self, marks: npt.NDArray[np.uint64]) -> Cohorts:
        """Keep the first of the cohorts that have the same members.

        Parameters
        ----------
        marks
            Shape (A,): a random number an account; sums of them tell sets apart.
        """
        if not len(self):
            return self
        total = np.zeros(len(self), dtype=np.uint64)
        np.add.at(total, self.cohort, marks[self.account])
        _, first = np.unique(total, return_index=True)
        return self.take(np.sort(first))


def suspects(accounts: Accounts, score: Floats, share: float = 0.2) -> Bools:
    """Accounts whose own exchanges look most like a harvest: the strongest `share` of them."""
    able = accounts.seen & (accounts.n_slice >= LEAST)
    if not able.any():
        return able
    cut = np.quantile(score[accounts.seen], 1 - share)
    return np.asarray(able & (score >= cut))


def by_observable(links: Links, chosen: Bools, largest: int) -> Cohorts:
    """Nominate the suspects within every observable that at least `SMALLEST` of them share.

    Parameters
    ----------
    links
        Rows known by now.
    chosen
        Shape (A,): accounts that may be members.
    largest
        Observables shared by more accounts than this nominate nothing: they set nobody apart.
    """
    size = np.bincount(links.code, minlength=len(links.key))
    picked = chosen[links.account]
    code, account = links.code[picked], links.account[picked]
    inside = np.bincount(code, minlength=len(links.key))
    good = (inside >= SMALLEST) & (size <= largest)
    keep = good[code]
    renumber = np.cumsum(good) - 1
    return Cohorts(
        cohort=renumber[code[keep]].astype(np.int64),
        account=account[keep],
        formed=tuple(links.types[k] for k in links.kind[good]),
        key=links.key[good],
        group=size[good].astype(np.int64),
    )


def by_proximity(accounts: Accounts, chosen: Bools, seed: int, least: int = 5) -> Cohorts:
    """Nominate dense groups of suspects in lifecycle, rate and content, with nothing shared.

    Density is judged against a null that repeats the selection: the same suspects with every
    coordinate shuffled on its own, so that lifecycle and content are unrelated. DBSCAN at three
    radii (Ester et al. 1996) on a graph of at most 15 neighbours an account.
    """
    picked = np.flatnonzero(chosen & np.isfinite(accounts.values["load"]))
    if len(picked) < 4 * least:
        return join([])
    points = _coordinates(accounts, picked)
    rng = np.random.default_rng(seed)
    shuffled = np.column_stack([rng.permutation(column) for column in points.T])
    near = min(16, len(picked))
    distance, neighbour = cKDTree(points).query(points, k=near)
    null = np.sort(cKDTree(shuffled).query(shuffled, k=least + 1)[0][:, -1])
    parts = []
    for share in (0.002, 0.01, 0.04):
        radius = null[int(share * len(null))]
        parts += _components(picked, distance, neighbour, radius, least)
    return join(parts)


def _coordinates(accounts: Accounts, picked: Ints) -> Floats:
    """Shape (picked, d): coordinates in units of what a campaign may plausibly vary."""
    values = accounts.values
    styles = accounts.styles[picked] - accounts.styles[picked].mean(axis=0)
    _, axes = np.linalg.eigh(styles.T @ styles)
    noise = np.sqrt(np.median(accounts.style_noise[picked]) / styles.shape[1])
    parts = [styles @ axes[:, ::-1][:, :6] / (3.0 * noise)]
    for name, unit in (("onset", 36.0), ("load", 0.6), ("length", 0.35), ("output", 0.5)):
        column = np.nan_to_num(values[name][picked], nan=float(np.nanmedian(values[name][picked])))
        parts.append(column[:, None] / unit)
    return np.hstack(parts)


def _components(
    picked: Ints, distance: Floats, neighbour: Ints, radius: float, least: int
) -> list[Ints]:
    """Return connected groups of core accounts and their neighbours at one radius."""
    close = distance <= radius
    core = close.sum(axis=1) > least
    row, column = np.nonzero(close & core[:, None])
    other = neighbour[row, column]
    size = len(picked)
    graph = coo_matrix((np.ones(len(row)), (row, other)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    counts = np.bincount(label)
    wanted = np.flatnonzero(counts > least)
    return [picked[label == number] for number in wanted]


def join(groups: list[Ints]) -> Cohorts:
    """Make cohorts of plain member lists, formed by proximity."""
    sizes = [len(group) for group in groups]
    return Cohorts(
        cohort=np.repeat(np.arange(len(groups)), sizes).astype(np.int64),
        account=np.concatenate(groups) if groups else np.zeros(0, np.int64),
        formed=("proximity",) * len(groups),
        key=np.zeros(len(groups), np.uint64),
        group=np.asarray(sizes, dtype=np.int64),
    )


def concat(first: Cohorts, second: Cohorts) -> Cohorts:
    """One list of cohorts after another."""
    return Cohorts(
        cohort=np.concatenate([first.cohort, second.cohort + len(first)]),
        account=np.concatenate([first.account, second.account]),
        formed=first.formed + second.formed,
        key=np.concatenate([first.key, second.key]),
        group=np.concatenate([first.group, second.group]),
    )
