"""The test behind every "they share more than chance would have it" detector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.detect.cohorts import beyond_prevalence
from stillwatch.detect.detectors._words import counted
from stillwatch.detect.detectors.base import GROUPS, Detector, Finding, Floats, Ints, View
from stillwatch.detect.stats import evalues
from stillwatch.store import freemail

NAMED = 3
"""Shared values, or sets of them that are shared alike, that a statement names."""

MORE = 2.0
"""How many times commoner a value is among members than outside to be named."""

PHRASES = {
    "asn": "one network operator",
    "client": "one client program with one technical fingerprint",
    "email_domain": "one e-mail domain",
    "frame": "one way of asking",
    "head_template": "one set of opening words of the instruction",
    "holder": "one key or certificate that proves who sends",
    "ip_prefix": "one range of network addresses",
    "ja4": "one technical fingerprint of the client program (TLS)",
    "line_template": "one line of instructions",
    "model": "one choice of model",
    "org": "one organisation",
    "params": "one set of request settings",
    "payment": "one means of payment",
    "signup_day": "one day of sign-up",
    "system_template": "one standing instruction to the model",
    "tail_template": "one set of closing words of the instruction",
    "tools": "one list of tools",
    "user_agent": "one name of client software",
}
"""What it means to share a value of each observable."""

MANY = {
    "asn": "network operators",
    "client": "client programs, each with one technical fingerprint",
    "email_domain": "e-mail domains",
    "frame": "ways of asking",
    "head_template": "sets of opening words of the instruction",
    "holder": "keys or certificates that prove who sends",
    "ip_prefix": "ranges of network addresses",
    "ja4": "technical fingerprints of the client program (TLS)",
    "line_template": "lines of instructions",
    "model": "choices of model",
    "org": "organisations",
    "params": "sets of request settings",
    "payment": "means of payment",
    "signup_day": "days of sign-up",
    "system_template": "standing instructions to the model",
    "tail_template": "sets of closing words of the instruction",
    "tools": "lists of tools",
    "user_agent": "names of client software",
}
"""The same of several values."""


def judge(view: View, types: tuple[str, ...]) -> Floats:
    """Log e-values, shape (cohorts,), averaged over observable types; NaN where none may test."""
    cohorts, links = view.cohorts, view.links
    parts = [
        _one_type(view, number)
        for number, kind in enumerate(links.types)
        if kind in types
    ]  # fmt: skip
    if not parts or not len(cohorts):
        return np.full(len(cohorts), np.nan)
    table = np.vstack(parts)
    none = ~np.isfinite(table).any(axis=0)
    out = evalues.average(table)
    out[none] = np.nan
    return out


def _one_type(view: View, number: int) -> Floats:
    """Test one observable type on all cohorts but those that it, or its like, formed."""
    log_e = beyond_prevalence(view.cohorts, view.links, number)
    kind = view.links.types[number]
    group = GROUPS.get(kind, kind)
    same = [GROUPS.get(formed, formed) == group for formed in view.cohorts.formed]
    log_e[np.array(same, dtype=bool)] = np.nan
    return log_e


class Shared(NamedTuple):
    """A value that members share."""

    kind: str
    """Type of the observable."""
    key: int
    members: int
    """How many of them show it."""
    outside: int
    """Accounts outside that show it."""
    named: int
    """Those among them that are in other campaigns that were raised."""


def shared(view: View, members: Ints, types: tuple[str, ...]) -> list[Shared]:
    """Most telling shared values of members, strongest first; no domain of free mail."""
    links = view.links
    inside = view.links.inside(members)
    here, there = links.counts(inside)
    named = np.zeros_like(here)
    if view.elsewhere is not None:
        named = links.counts(view.elsewhere & ~inside)[0]
    wanted = np.isin(links.kind, [n for n, t in enumerate(links.types) if t in types])
    wanted &= ~freemail.among(links)
    enough = wanted & (here >= max(2, 0.02 * len(members)))
    population = max(int(view.accounts.seen.sum()) - len(members), 1)
    out = []
    for cell in np.flatnonzero(enough):
        share, base = here[cell] / len(members), (there[cell] + 1) / population
        row = Shared(
            links.types[links.kind[cell]], int(links.key[cell]), int(here[cell]),
            int(there[cell]), int(named[cell]),
        )  # fmt: skip
        out.append((float(here[cell] * np.log(share / base)), row))
    return [row for _, row in sorted(out, key=lambda pair: (-pair[0], pair[1]))]


def beyond(outside: int, named: int) -> str:
    """Say how many accounts outside share a value, and how many of them are in other campaigns."""
    said = f"{counted(outside, 'account') if outside else 'no account'} outside"
    if not named:
        return said
    if named == outside:
        return f"{said} (in another campaign)" if named == 1 else f"{said} (in other campaigns)"
    return f"{said} ({named:,} of them in other campaigns)"


def telling(view: View, members: Ints, types: tuple[str, ...]) -> list[tuple[Shared, int]]:
    """Shared values that set members apart, and how many of a kind are shared alike.

    The first of every kind come before the second ones: many of one kind tell one thing.
    """
    population = max(int(view.accounts.seen.sum()) - len(members), 1)
    alike: Counter[tuple[str, int, int, int]] = Counter()
    first: dict[tuple[str, int, int, int], Shared] = {}
    for row in shared(view, members, types):
        if row.members / len(members) < MORE * row.outside / population:
            continue
        counts = (row.kind, row.members, row.outside, row.named)
        alike[counts] += 1
        first.setdefault(counts, row)
    seen: Counter[str] = Counter()
    ranked = []
    for counts, row in first.items():
        ranked.append((seen[row.kind], row, alike[counts]))
        seen[row.kind] += 1
    ranked.sort(key=lambda one: one[0])
    return [(row, many) for _, row, many in ranked]


def told(rows: Sequence[tuple[Shared, int]], size: int) -> str:
    """Shared values in words, for a campaign of `size` members."""
    parts, before = [], set()
    for row, many in rows:
        again = row.kind in before
        before.add(row.kind)
        if many > 1:
            noun = MANY.get(row.kind, row.kind.replace("_", " "))
            what = f"each of {many:,} {'other ' * again}{noun}"
        else:
            what = PHRASES.get(row.kind, "one " + row.kind.replace("_", " "))
            what = what.replace("one ", "another ", 1) if again else what
        others = beyond(row.outside, row.named)
        parts.append(f"{row.members:,} of {counted(size, 'member')} and {others} share {what}")
    return "; ".join(parts)


class SharingDetector(Detector):
    """A detector that asks whether members share values of some observables beyond prevalence."""

    types: ClassVar[tuple[str, ...]]
    """Observables that it compares."""
    sentence: ClassVar[str]
    """What they share, without the full stop."""

    def judge(self, view: View) -> Floats:
        """Compare the members' values with their prevalence outside the cohort."""
        return judge(view, self.types)

    def reach(self, view: View) -> npt.NDArray[np.bool_]:
        """Accounts that show a value which others show, too."""
        held = [view.links.held[n] >= 0 for n, t in enumerate(view.links.types) if t in self.types]
        none = np.zeros(len(view.accounts.n), bool)
        return np.asarray(np.logical_or.reduce([none, *held]))

    def explain(self, view: View, members: Ints) -> Finding:
        """Name the values that set members apart, by type and count."""
        rows = telling(view, members, self.types)[:NAMED]
        values = {
            f"{row.kind}_{rank}": {"members": row.members, "outside": row.outside}
            | ({"outside_named": row.named} if row.named else {})
            | ({"values": many} if many > 1 else {})
            for rank, (row, many) in enumerate(rows, start=1)
        }
        words = told(rows, len(members)) or "no single value stands out, but all together do"
        return Finding(f"{self.sentence}: {words}.", values)
