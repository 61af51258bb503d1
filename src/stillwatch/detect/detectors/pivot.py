"""Moves to a new model.

One program moves to a new model in one step; people come round to it over weeks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.detect.detectors._counted import FEWEST, Counted, alike
from stillwatch.detect.detectors._words import counted, spell
from stillwatch.detect.detectors.base import (
    GROUPS,
    Detector,
    Finding,
    Floats,
    Ints,
    View,
    quartiles,
)
from stillwatch.detect.stats import evalues
from stillwatch.store.links import Links

SETTLED = 24
"""Hours after the first sight of any model from which a model that appears counts as new."""

SALT = np.uint64(0x7069766F74)
"""Tells the draw that breaks ties from other draws from account keys."""


class Pivot(Detector):
    """Members move to a new model at the same time.

    The lag of an account is the time, in hours, from when anyone was first seen with the newest
    model that it uses to when it was. It is ranked among accounts that moved to the same model,
    were chosen alike and are of like activity. Accounts count that had used another model before
    that one appeared.

    Source: Half of a campaign's traffic on a new model within a day, reported 2026; the ranks are
    those of the other detectors.
    """

    name = "pivot"
    family = "behaviour"

    def judge(self, view: View) -> Floats:
        """Test concentration of the lags' ranks; never where models, or their like, formed it."""
        moved = view.kept(self.name, _moved)
        cohorts, size = view.cohorts, len(view.cohorts)
        place = np.full(len(cohorts.account), np.nan)
        for number in range(size):
            low, high = np.searchsorted(cohorts.cohort, [number, number + 1])
            place[low:high] = moved.places(cohorts.account[low:high])
        log_e = evalues.concentration(cohorts.cohort, place, size)
        known = np.bincount(cohorts.cohort, weights=np.isfinite(place), minlength=size)
        like = [GROUPS.get(formed) == GROUPS["model"] for formed in cohorts.formed]
        log_e[(known < 2) | np.array(like, dtype=bool)] = np.nan
        return log_e

    def reach(self, view: View) -> npt.NDArray[np.bool_]:
        """Accounts that moved to a new model, beside enough others that did."""
        return view.kept(self.name, _moved).group >= 0

    def explain(self, view: View, members: Ints) -> Finding:
        """Say how close together members moved to the model that most of them moved to."""
        moves = adoptions(view.links)
        inside = np.isin(moves.account, members)
        if not inside.any():
            return Finding(
                "No member is known to have moved to a model that appeared while it was active.",
                {"members_moved": 0},
            )
        code, count = np.unique(moves.code[inside], return_counts=True)
        same = moves.code == code[np.argmax(count)]
        held = {"": moves.lag[same & inside], "others_": moves.lag[same & ~inside]}
        figures: dict[str, float | None] = {
            f"{side or 'members_'}moved": len(lag) for side, lag in held.items()
        }
        widths = {}
        for side, lag in held.items():
            told = quartiles(lag)
            figures |= {f"{side}{name}": value for name, value in told.items()}
            low, high = told["low"], told["high"]
            widths[side] = spell(None if low is None or high is None else high - low)
        return Finding(
            f"Of {counted(len(members), 'member')}, {len(held['']):,} moved from another model to "
            f"one that had newly appeared, the middle half of them within {widths['']} of each "
            f"other; among {counted(len(held['others_']), 'other account')} that moved to it, the "
            f"middle half did so within {widths['others_']}.",
            figures,
        )


class Adoptions(NamedTuple):
    """Accounts that moved to a new model, ascending: shape (moves,) each."""

    account: Ints
    code: Ints
    """Number of the model's value in the links."""
    lag: Floats
    """Hours from when anyone was first seen with the model."""
    hour: Ints
    """When the account was first seen with it."""


def adoptions(links: Links) -> Adoptions:
    """Find the move of each account to the newest model that it uses, as far as it made one."""
    rows = links.rows("model")
    code, account = links.code[rows], links.account[rows]
    first = links.first[rows].astype(np.int64)
    if not len(code):
        return Adoptions(account, code, first.astype(np.float64), first)
    appeared = np.full(len(links.key), np.iinfo(np.int64).max)
    np.minimum.at(appeared, code, first)
    # the newest model of each account comes last
    order = np.lexsort((code, appeared[code], account))
    code, account, first = code[order], account[order], first[order]
    last = np.flatnonzero(np.append(account[1:] != account[:-1], True))
    earliest = np.minimum.reduceat(first, np.append(0, last[:-1] + 1))
    since = appeared[code[last]]
    # first sight before it appeared is of another model
    moved = (earliest < since) & (since >= first.min() + SETTLED)
    last, since = last[moved], since[moved]
    lag = (first[last] - since).astype(np.float64)
    return Adoptions(account[last], code[last], lag, first[last])


def _moved(view: View) -> Counted:
    """Count those who moved by lag: apart by the model that they moved to, choice and activity."""
    moves, accounts = adoptions(view.links), view.accounts
    lag, group = (np.full(len(accounts.n), -1, dtype=np.int64) for _ in range(2))
    lag[moves.account] = moves.lag.astype(np.int64)
    order, classed = np.argsort(moves.code, kind="stable"), 0
    for rows in np.split(order, np.flatnonzero(np.diff(moves.code[order])) + 1):
        who = moves.account[rows]
        reference = view.reference[who]
        if reference.sum() < FEWEST:
            continue
        every = np.ones(len(who), dtype=bool)
        found = alike(accounts.n[who], reference, view.chosen[who], every)
        group[who] = np.where(found >= 0, found + classed, -1)
        classed += int(found.max()) + 1
    return Counted.of(view, group, lag, SALT)
