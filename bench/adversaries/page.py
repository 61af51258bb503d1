"""The page of the results, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from _tables import percent, table

from adversaries.prices import Price, prices
from adversaries.search import Point, front

Row = Mapping[str, Any]


def best(rows: Sequence[Row]) -> list[int]:
    """Return the numbers of the rows on the frontier, cheapest first."""
    ratio = [float("inf") if r["cost_ratio"] is None else r["cost_ratio"] for r in rows]
    return front([Point(r["kept"]["mean"], c) for r, c in zip(rows, ratio, strict=True)])


def page(figures: Row, ideas: Mapping[str, str], command: str) -> str:
    """Return the page.

    Parameters
    ----------
    figures
        What the command records.
    ideas
        Strategy to what it does, in words.
    command
        What made the figures.
    """
    size, rows = figures["size"], figures["strategies"]
    seeds = ", ".join(map(str, figures["seeds"]))
    parts = [
        "# Adversaries",
        f"Made by `{command}`; the figures are in `bench/results/adversaries.json`.",
        "Attackers who have read the source turn everything that they control. Each strategy is "
        "one file with its space of settings; a seeded search (successive halving) picks settings "
        "on the `tune` half of prompt sources and ranges, and the figures below are of the "
        f"`report` half, in worlds that the search never saw (seeds {seeds}). Each world: "
        f"{size['benign']:,} ordinary accounts, {size['campaign']} accounts for the attacker, "
        f"{size['days']} days, rate {size['rate']:g}. Small worlds are kind to attackers: there "
        "are few accounts to be compared with.",
        "![Harvest kept against cost](adversaries.svg)",
        "## The frontier",
        "*Kept*: different items answered before the asking account was flagged, as a share of "
        "what the naive campaign would take if nobody were watching. *Cost*: US\\$ for 1,000 items "
        "kept, an account costing nothing more once it is flagged, over the naive campaign's "
        "unwatched. Strategies that none other beats in both are marked; intervals are 95 % over "
        "seeds (Student's t), and the range of the cost is over the ends of all prices at once.",
        _frontier(rows),
        "## Each strategy",
        "*Before the campaign is raised*: the same, up to the moment that its campaign reaches "
        "`likely`. *Or to look at*: flagged, or in a case of the review queue at the end, such as "
        "a campaign at `watch`. *Hurt*: ordinary accounts flagged in the end with the attack and "
        "not in the same log without it, with the exact one-sided 95 % bound, and those flagged at "
        "any time with it and never without.",
        _strategies(rows),
        "What they do, and the settings that the search chose:",
        "\n".join(_setting(r, ideas) for r in rows),
    ]
    parts += [
        "## Prices",
        "Assumptions, unless said otherwise, in US\\$ of 2026 (`bench/adversaries/prices.toml`, "
        "where each says what it rests on). A month is charged whole; time is charged by the "
        "account and day.",
        table(("what", "US\\$", "low", "high", "kind"), map(_price, prices().values())),
        f"The naive campaign unwatched takes {figures['base']['items']:,.0f} items at "
        f"{figures['base']['usd']:,.2f} US\\$ for 1,000.",
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


def _price(price: Price) -> tuple[str, ...]:
    return price.unit, f"{price.usd:g}", f"{price.low:g}", f"{price.high:g}", price.kind


def _frontier(rows: Sequence[Row]) -> str:
    order = sorted(range(len(rows)), key=lambda i: rows[i]["cost_ratio"] or float("inf"))
    found = set(best(rows))
    return table(
        ("strategy", "kept", "interval", "cost, times", "range by prices", "frontier"),
        (
            (
                _name(rows[i]),
                percent(rows[i]["kept"]["mean"]),
                _interval(rows[i]["kept"]),
                _times(rows[i]["cost_ratio"]),
                " to ".join(map(_times, rows[i]["cost_ratio_prices"])),
                "yes" if i in found else "",
            )
            for i in order
        ),
    )


def _strategies(rows: Sequence[Row]) -> str:
    heads: tuple[str, ...] = ("strategy", "could take", "before the campaign is raised")
    heads += ("accounts flagged", "interval", "or to look at", "campaigns raised", "hours to flag")
    heads += ("hurt", "bound", "at any time")
    return table(
        heads,
        (
            (
                _name(r),
                percent(r["items"]["mean"]),
                percent(r["undetected"]["mean"]),
                percent(r["flagged"]["mean"]),
                _interval(r["flagged"], most=1.0),
                percent(r["shown"]["mean"]),
                f"{r['raised'][0]} of {r['raised'][1]}",
                "-" if r["hours_to_flag"] is None else f"{r['hours_to_flag']:.0f}",
                f"{r['hurt']} of {r['benign']:,}",
                percent(r["hurt_upper"], 2),
                str(r["hurt_ever"]),
            )
            for r in rows
        ),
    )


def _setting(row: Row, ideas: Mapping[str, str]) -> str:
    told = ", ".join(f"{k} {v}" for k, v in row["setting"].items())
    return f"- **{_name(row)}** ({ideas[row['strategy']]}): {told}"


def _name(row: Row) -> str:
    return f"{row['strategy'].replace('_', ' ')} {row.get('number', '')}".strip()


def _times(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def _interval(value: Mapping[str, float | None], most: float = float("inf")) -> str:
    low, high = value["low"], value["high"]
    if low is None or high is None:
        return "-"
    return f"{100 * max(low, 0.0):.0f} to {100 * min(high, most):.0f} %"
