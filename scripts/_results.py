"""Tables of measured figures: the registry, how figures are written, and traffic of others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from math import exp
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from stillwatch.score.intervals import lower_bound, upper_bound

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
Row = tuple[str, ...]
World = dict[str, Any]


class Table(NamedTuple):
    """A table of the documentation."""

    heads: Row
    files: Row
    """Result files that it is made of."""
    rows: Callable[[], Iterable[Row]]


TABLES: dict[str, Table] = {}


def table(name: str, heads: str, *files: str) -> Callable[[Callable[[], Iterable[Row]]], None]:
    """Register a function that yields the rows of a table."""

    def register(rows: Callable[[], Iterable[Row]]) -> None:
        TABLES[name] = Table(tuple(heads.split("|")), files, rows)

    return register


@cache
def result(name: str) -> Any:
    """Return one result file."""
    return json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))


def figures(name: str) -> Any:
    """Return the figures of one result file."""
    return result(name)["figures"]


def pct(share: float | None, digits: int = 1) -> str:
    """Write a share in percent, without the sign."""
    return "–" if share is None else f"{100 * share:.{digits}f}"


def span(low: float, high: float, digits: int = 0) -> str:
    """Write an interval of shares in percent."""
    return f"{pct(low, digits)}–{pct(high, digits)}"


def of(count: int, n: int, digits: int = 2) -> str:
    """Write a count, its base and the exact one-sided 95 % upper bound in percent."""
    return f"{count:,} of {n:,} (≤ {pct(upper_bound(count, n), digits)} %)" if n else "–"


# Traffic that other authors wrote

ROUNDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
JUDGES = ("judges", *(f"judges_{n}" for n in ROUNDS))
UNFITTED = ("judges_three", *(f"judges_{n}" for n in ROUNDS[3:]))
FITTED = ("judges_two", "judges_four")
SETS: tuple[tuple[str, tuple[str, ...], int | None], ...] = (
    ("six authors, seeds not looked at before", ("unseen_again",), None),
    ("six authors, seed in view while rules were chosen", ("unseen",), None),
    ("ten authors, firms of 400 accounts", ("midsize",), 400),
    ("ten authors, firms of 1,200 accounts", ("midsize",), 1200),
    ("a provider of agents", ("agents_met",), None),
    ("two firms in other languages", ("unseen_languages",), None),
    ("twelve strangers' firms, no model fitted", UNFITTED, None),
)
KNOWN: tuple[tuple[str, tuple[str, ...], int | None], ...] = (
    ("three strangers' firms, rules made for them", ("judges",), None),
    ("five strangers' firms, weights fitted on them", FITTED, None),
    ("three authors, weights fitted on them", ("unseen_met",), None),
    ("five analysts' firms, rules made for them", ("analysts", "analysts_two"), None),
)


def worlds(names: Iterable[str], size: int | None = None) -> list[World]:
    """Return the worlds of some files, but for small firms."""
    every = [w for name in names for w in figures(name)["worlds"] if w["scenario"] != "small"]
    return [w for w in every if size is None or w["size"] == size]


def mean(some: Iterable[World], name: str) -> float | None:
    """Return the mean of a figure over the worlds that have it."""
    told = [w[name] for w in some if w[name] is not None]
    return fmean(told) if told else None


def counted(some: Sequence[World]) -> str:
    """Count the ordinary accounts that were flagged in some worlds."""
    return of(sum(w["benign_flagged"] for w in some), sum(w["benign"] for w in some))


def by_author(some: Iterable[World]) -> dict[str, list[World]]:
    """Group worlds by who wrote them."""
    groups: dict[str, list[World]] = {}
    for w in some:
        groups.setdefault(w["author"], []).append(w)
    return groups


def summed(name: str, files: Iterable[str], size: int | None) -> Row:
    """Return the row of a set of worlds."""
    every = worlds(files, size)
    mixed = [w for w in every if w["harvesting"]]
    means = [mean(some, "recall") or 0.0 for some in by_author(mixed).values()]
    looked = mean([w["queue"] for w in mixed if w.get("queue")], "recall")
    low_high = f" ({span(min(means), max(means))})" if len(means) > 1 else ""
    return (name, pct(mean(mixed, "recall")) + low_high, pct(looked), pct(mean(mixed, "precision")),
            counted(mixed), counted([w for w in every if not w["harvesting"]]))  # fmt: skip


HEADS = ("traffic|recall %, mean (range by author)|recall % after review|precision %"
         "|ordinary accounts flagged beside campaigns|where nobody harvests")  # fmt: skip


@table("unseen", HEADS, "unseen_again", "unseen", "midsize", "agents_met", "unseen_languages",
       *UNFITTED)  # fmt: skip
def _unseen() -> Iterator[Row]:
    return (summed(*one) for one in SETS)


@table("known", HEADS, "judges", *FITTED, "unseen_met", "analysts", "analysts_two")
def _known() -> Iterator[Row]:
    return (summed(*one) for one in KNOWN)


@table("by-author", "author|data|recall %|precision %|ordinary accounts flagged|at any time",
       "unseen_again", "unseen_languages", *JUDGES)  # fmt: skip
def _by_author() -> Iterator[Row]:
    for name in ("unseen_again", "unseen_languages", *JUDGES):
        for author, some in by_author(worlds([name])).items():
            mixed = [w for w in some if w["harvesting"]]
            ever = [w["benign_ever_flagged"] for w in some if "benign_ever_flagged" in w]
            flagged, benign = (sum(w[k] for w in some) for k in ("benign_flagged", "benign"))
            yield (f"`{author}`", name, pct(mean(mixed, "recall")), pct(mean(mixed, "precision")),
                   f"{flagged:,} of {benign:,}",
                   f"{sum(ever):,}" if len(ever) == len(some) else "–")  # fmt: skip


@table("first-met", "authors|recall %, by world|ordinary accounts flagged|where nobody harvests",
       "first_met")  # fmt: skip
def _first() -> Iterator[Row]:
    for row in figures("first_met")["rows"]:
        base = [f" of {row[k]:,}" if k in row else "" for k in ("of", "none")]
        none = f"{row['none_flagged']}{base[1]}" if "none_flagged" in row else "–"
        recall = ", ".join(pct(share, 0) for share in row["recall"])
        yield row["authors"], recall, f"{row['flagged']}{base[0]}", none


@table("odds", "odds of a harvest|expected %|harvests, ≥ 2,500 accounts|% (95 %)"
       "|harvests, smaller firms|% (95 %)", "odds")  # fmt: skip
def _odds() -> Iterator[Row]:
    bands = figures("odds")["bands"]
    half = len(bands) // 2
    for pair in zip(bands[:half], bands[half:], strict=True):
        low, high = pair[0]["above"], pair[0]["below"]
        ends = [None if end is None else f"{float(f'{exp(end):.2g}'):g}" for end in (low, high)]
        name = f"{ends[0] or 0} to {ends[1]}" if ends[1] else f"{ends[0]} and more"
        expect = [
            1 / (1 + exp(-x))
            for x in (low if low is not None else -9, high if high is not None else 9)
        ]
        cells = []
        for b in pair:
            true, n = b["harvests"], b["groups"]
            exact = (lower_bound(true, n, 0.975), upper_bound(true, n, 0.975))
            cells += [f"{true} of {n}", f"{pct(true / n, 0)} ({span(*exact)})"]
        yield (name, span(*expect), *cells)
