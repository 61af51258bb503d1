"""The generic cell rate algorithm (GCRA), with reservations that are settled afterwards.

A bucket holds one moment, the *theoretical arrival time*: until when what was taken so far keeps it
busy at its rate. Taking moves it on, time passing empties it; nothing has to be tidied up, and what
a killed process had reserved runs out by itself. Work stands in the bucket in the order it was
taken, so that of a reservation that is settled lower, what has not run out by then is given back:
at no time does more pass than if the true cost had been taken at first.

Source: ITU-T I.371, annex A.1 (virtual scheduling). Reservations are ours; see
`docs/design/enforcement.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Charge(NamedTuple):
    """What is taken of one bucket."""

    bucket: bytes
    """Names it; 16 bytes."""
    units: float
    """Requests or tokens."""
    interval: float
    """Seconds that a unit keeps the bucket busy: one over the rate."""
    room: float
    """Seconds of work that the bucket holds at most; more may stand in it only where one charge
    alone is larger, which an empty bucket takes."""


class State(NamedTuple):
    """What a store keeps of a bucket. A bucket that is not kept is empty."""

    busy_until: float
    """The theoretical arrival time, in seconds of the store's clock."""
    given_back: float
    """Seconds of work given back so far: whatever stands behind has moved up by them."""
    born: float
    """When it was last empty and unknown: another life of the bucket has another."""


class Receipt(NamedTuple):
    """Shows what was taken of one bucket, to settle it."""

    charge: Charge
    end: float
    """Where its work ends in the bucket."""
    given_back: float
    born: float
    local: bool = False
    """Whether it was taken in this process, because the store was down."""


class Grant(NamedTuple):
    """The answer to some charges: all of them were taken, or none."""

    receipts: tuple[Receipt, ...] = ()
    wait: float = 0.0
    """Seconds until they would be; 0: they were taken."""
    short: int = 0
    """Which charge has to wait longest."""
    closed: bool = False
    """Whether it was refused because the store does not answer."""


def wait_of(state: State | None, charge: Charge, now: float) -> float:
    """Return the seconds until a charge could be taken; 0: at once.

    Parameters
    ----------
    state
        Of its bucket; null: empty.
    charge
        What is asked for.
    now
        Seconds of the store's clock, which never goes back.
    """
    if state is None or state.busy_until <= now:
        return 0.0
    work = min(charge.units * charge.interval, charge.room)
    over = state.busy_until - now + work - charge.room
    # below: the rounding of a clock that has run for years
    return over if over > 1e-6 else 0.0


def taken(state: State | None, charge: Charge, now: float) -> tuple[State, Receipt]:
    """Return the bucket after a charge, and its receipt. Parameters as those of `wait_of`."""
    if state is None or state.busy_until <= now:
        state = State(now, 0.0, now)
    end = state.busy_until + charge.units * charge.interval
    return State(end, *state[1:]), Receipt(charge, end, *state[1:])


def settled(state: State | None, receipt: Receipt, units: float, now: float) -> State | None:
    """Return the bucket after the true cost of a charge is known.

    Parameters
    ----------
    state
        Of its bucket; null: empty.
    receipt
        Of the charge.
    units
        What it truly cost.
    now
        Seconds of the store's clock.
    """
    charge = receipt.charge
    more = (units - charge.units) * charge.interval
    if more > 0:
        if state is None or state.busy_until <= now:
            state = State(now, 0.0, now)
        return State(state.busy_until + more, *state[1:])
    if state is None or state.busy_until <= now or state.born != receipt.born:
        return state  # all of it has run out
    end = receipt.end - (state.given_back - receipt.given_back)
    left = min(max(end - now, 0.0), charge.units * charge.interval)
    back = min(-more, left)
    return State(state.busy_until - back, state.given_back + back, state.born)


def asked_of(charges: Sequence[Charge]) -> tuple[Charge, ...]:
    """Return charges with one of each bucket: the one that is slowest.

    Two limits on one bucket are one limit, the lower; the bucket must not pay twice.
    """
    kept: dict[bytes, Charge] = {}
    for charge in charges:
        known = kept.get(charge.bucket)
        if known is None or charge.interval > known.interval:
            kept[charge.bucket] = charge
    return tuple(kept.values())
