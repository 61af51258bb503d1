"""Who shares what: values of observables, and the accounts that show each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

SMALLEST = 3
"""Members that make a cohort."""

DECLARED, SEEN = "country", "client_country"
"""Observables: the country that an account declared, and the one that its requests come from."""

NEVER = 2**31 - 1
"""An hour that does not come."""


class Owned(NamedTuple):
    """How often the end users of each account show each value of one observable first."""

    pair: Ints
    """Shape (pairs,): account times the number of values, plus the value; ascending."""
    users: Ints
    """Shape (pairs,): end users of the account that show the value."""
    every: Ints
    """Shape (accounts,): end users of the account that show any."""


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
    when: npt.NDArray[np.int32]
    """Shape (rows,): hour from which the row counts: `SMALLEST` accounts show the value by then."""
    held: npt.NDArray[np.int32]
    """Shape (types, A): number of the value that each account showed first; -1: none."""
    since: Ints
    """Shape (types,): hour at which anyone first showed a value of the type, shared or not."""
    within: Ints
    """Shape (A,): number of the account that each is an end user of and judged apart; -1: none."""
    verified: Floats
    """Shape (A,): 1 if the identity behind the account was verified, 0 if not; NaN: not told."""
    now: int = NEVER
    """Hour before which all of this was known."""

    @classmethod
    def build(
        cls,
        types: tuple[str, ...],
        kind: npt.NDArray[np.int16],
        key: npt.NDArray[np.uint64],
        account: Ints,
        first: npt.NDArray[np.int32],
        accounts: int,
        since: Ints | None = None,
        within: Ints | None = None,
        verified: Floats | None = None,
    ) -> Links:
        """Return links from plain rows (kind, key, account, first), each of shape (rows,).

        `since` is read off the rows if it is not given: right where these are of all values.
        Without `within`, nobody is an end user of another; without `verified`, of nobody is told
        whether it was.
        """
        if within is None:
            within = np.full(accounts, -1)
        if verified is None:
            verified = np.full(accounts, np.nan)
        if since is None:
            since = np.full(len(types), NEVER)
            np.minimum.at(since, kind, first)
        order = np.lexsort((account, key, kind))
        kind, key, account, first = kind[order], key[order], account[order], first[order]
        new = np.ones(len(key), dtype=bool)
        new[1:] = (key[1:] != key[:-1]) | (kind[1:] != kind[:-1])
        code = np.cumsum(new) - 1
        held = np.full((len(types), accounts), -1, dtype=np.int32)
        when = _shared(code, first)
        return cls(
            types, kind[new], key[new], code, account, first, when, held, since, within, verified
        )._holding()

    def tell(self, kind: str) -> bool:
        """Whether the log told anything of an observable so far: without it, none is shared."""
        return kind in self.types and bool(self.since[self.types.index(kind)] < self.now)

    def known(self, now: int) -> Links:
        """Return what at least `SMALLEST` accounts had shown before hour `now`.

        Values keep their numbers. Whoever shares a value later must not count yet: what is known
        of a log does not change as the log grows.
        """
        keep = self.when < now
        return replace(
            self, code=self.code[keep], account=self.account[keep], first=self.first[keep],
            when=self.when[keep], now=now,
        )._holding()  # fmt: skip

    @cached_property
    def elsewhere(self) -> npt.NDArray[np.float64]:
        """Shape (A,): 1 for accounts whose requests come from elsewhere, else 0; NaN if not known.

        Elsewhere is another country than that which accounts that declare the same one mostly send
        from, so that how a log spells the two does not matter.
        """
        out = np.full(self.held.shape[1], np.nan)
        if not (self.tell(DECLARED) and self.tell(SEEN)):
            return out
        declared, seen = (
            self.held[self.types.index(kind)].astype(np.int64) for kind in (DECLARED, SEEN)
        )
        known = (declared >= 0) & (seen >= 0)
        values = max(len(self.key), 1)
        pairs, count = np.unique(declared[known] * values + seen[known], return_counts=True)
        order = np.lexsort((pairs, -count, pairs // values))
        codes, first = np.unique(pairs[order] // values, return_index=True)
        usual = pairs[order[first]] % values
        out[known] = seen[known] != usual[np.searchsorted(codes, declared[known])]
        return out

    def only(self, kind: str) -> Links:
        """Return the rows of one observable; values keep their numbers."""
        rows = self.rows(kind)
        return replace(
            self, code=self.code[rows], account=self.account[rows], first=self.first[rows],
            when=self.when[rows],
        )._holding()  # fmt: skip

    def rows(self, kind: str) -> slice:
        """Where the rows of an observable are: values are numbered by type."""
        if kind not in self.types:
            return slice(0)
        number = self.types.index(kind)
        values = np.searchsorted(self.kind, [number, number + 1])
        return slice(*np.searchsorted(self.code, values))

    def owned(self, number: int) -> Owned:
        """Count the values of observable `number` among the end users of each account, once."""
        if number not in self._owned:
            held = self.held[number].astype(np.int64)
            user = (self.within >= 0) & (held >= 0)
            pair, users = np.unique(
                self.within[user] * len(self.key) + held[user], return_counts=True
            )
            accounts = int(self.within.max(initial=-1)) + 1
            every = np.bincount(self.within[user], minlength=accounts)
            self._owned[number] = Owned(pair, users, every)
        return self._owned[number]

    @cached_property
    def _owned(self) -> dict[int, Owned]:
        return {}

    def _holding(self) -> Links:
        """Return the same with `held` read off the rows."""
        held = np.full_like(self.held, -1)
        for number, kind in enumerate(self.types):
            rows = self.rows(kind)
            earliest = np.full(held.shape[1], np.iinfo(np.int64).max)
            shown = self.first[rows].astype(np.int64) << 32 | self.code[rows]
            np.minimum.at(earliest, self.account[rows], shown)
            some = earliest < np.iinfo(np.int64).max
            held[number, some] = earliest[some] & (2**32 - 1)
        return replace(self, held=held)

    def inside(self, members: Ints) -> Bools:
        """Shape (A,): who is among some accounts, given their indices."""
        inside = np.zeros(len(self.within), dtype=bool)
        inside[members] = True
        return inside

    def counts(self, inside: Bools) -> tuple[Ints, Ints]:
        """Accounts inside and outside a set that show each value: shape (values,) each."""
        chosen = inside[self.account]
        here = np.bincount(self.code[chosen], minlength=len(self.key))
        return here, np.bincount(self.code, minlength=len(self.key)) - here


def _shared(code: Ints, first: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Shape (rows,): hour from which each row is of an account that shares a value with others."""
    if not len(code):
        return first
    order = np.lexsort((first, code))
    start = np.flatnonzero(np.append(True, code[1:] != code[:-1]))
    place = start + SMALLEST - 1
    enough = place < np.append(start[1:], len(code))
    since = np.full(len(start), NEVER, dtype=np.int32)
    since[enough] = first[order[place[enough]]]
    return np.maximum(first, since[code])
