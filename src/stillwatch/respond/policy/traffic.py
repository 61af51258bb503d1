"""A log sent past the decisions of a replay, request by request.

Nobody tries again here and nobody goes elsewhere: what is refused is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.respond.decisions.model import Action
from stillwatch.respond.policy.budget import Budget
from stillwatch.respond.policy.replay import Touch

HOUR_US = 3_600_000_000

Unit = tuple[str, str | None]
"""Account and end user."""


class Request(NamedTuple):
    """One exchange of an account that is watched."""

    at: int
    """Microseconds since 1970."""
    account: str
    end_user: str | None
    tokens: int


@dataclass
class Counts:
    """Requests of one population, or of one hour."""

    requests: int = 0
    refused: int = 0
    """By a limit, a challenge or a block."""
    altered: int = 0
    """Passed, but hardened."""


@dataclass
class Passed:
    """What became of a log."""

    requests: int = 0
    """In the whole log."""
    units: dict[Unit, Counts] = field(default_factory=dict)
    """By account and end user, of those watched."""
    rest: dict[Unit, int] = field(default_factory=dict)
    """Requests of all others, by account and end user."""
    hours: dict[int, Counts] = field(default_factory=dict)
    """By hours since 1970, of the harvest."""


def send(batches: Iterable[pa.RecordBatch], touches: Sequence[Touch], harvest: set[Unit]) -> Passed:
    """Send the exchanges of logs past decisions.

    Parameters
    ----------
    batches
        Exchanges (`stillwatch.contract.exchange.SCHEMA`), in any order; all of watched accounts
        are held.
    touches
        What stands from when.
    harvest
        Accounts and end users whose requests count as harvest by the hour; `(account, None)`
        stands for all end users of an account that are not named.
    """
    passed = Passed()
    watched = {t.account for t in touches} | {account for account, _ in harvest}
    rows = sorted(_rows(batches, watched, passed), key=lambda r: (r.at, r.account, r.tokens))
    by_account: dict[str, list[Touch]] = {}
    for touch in touches:
        by_account.setdefault(touch.account, []).append(touch)
    budgets: dict[object, Budget] = {}
    for row in rows:
        unit = (row.account, row.end_user)
        refused, altered = _judged(row, by_account.get(row.account, []), budgets)
        _count(passed.units.setdefault(unit, Counts()), refused, altered)
        if unit in harvest or (row.account, None) in harvest:
            _count(passed.hours.setdefault(row.at // HOUR_US, Counts()), refused, altered)
    return passed


def _rows(
    batches: Iterable[pa.RecordBatch], watched: set[str], passed: Passed
) -> Iterator[Request]:
    wanted = pa.array(sorted(watched), pa.string())
    for batch in batches:
        passed.requests += batch.num_rows
        mask = pc.is_in(batch.column("account"), value_set=wanted)
        others = pa.Table.from_batches(
            [batch.filter(pc.invert(mask)).select(["account", "end_user"])]
        )
        counted = others.group_by(["account", "end_user"]).aggregate([([], "count_all")])
        for one in counted.to_pylist():
            unit = one["account"], one["end_user"]
            passed.rest[unit] = passed.rest.get(unit, 0) + one["count_all"]
        some = batch.filter(mask)
        columns = [some.column("time").cast(pa.int64()).to_pylist()]
        columns += [some.column(name).to_pylist() for name in ("account", "end_user")]
        columns += [some.column(name).to_pylist() for name in ("input_tokens", "output_tokens")]
        for at, account, user, tokens_in, tokens_out in zip(*columns, strict=True):
            yield Request(at, account, user, (tokens_in or 0) + (tokens_out or 0))


def _judged(
    row: Request, touches: Sequence[Touch], budgets: dict[object, Budget]
) -> tuple[bool, bool]:
    """Return whether a request is refused, and whether it is hardened."""
    now = row.at / 1e6
    altered, held = False, list[Budget]()
    for touch in touches:
        ours = touch.end_user is None or touch.end_user == row.end_user
        if not ours or touch.since > now:
            continue
        if touch.action in (Action.CHALLENGE, Action.BLOCK):
            return True, False
        altered |= touch.action is Action.HARDEN
        if touch.action is Action.THROTTLE and touch.limits is not None:
            who = None if touch.whole else (touch.account, touch.end_user)
            key = (touch.campaign, touch.rule, who)
            held.append(budgets.setdefault(key, Budget(touch.limits)))
    if not all(budget.admits(now) for budget in held):
        return True, False
    for budget in held:
        budget.take(now, row.tokens)
    return False, altered


def _count(counts: Counts, refused: bool, altered: bool) -> None:
    counts.requests += 1
    counts.refused += refused
    counts.altered += altered
