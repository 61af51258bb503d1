"""Markdown pages of benchmark results, for `out/results`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

Row = Mapping[str, Any]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [heads, rule, *rows]) + "\n"


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share as a percentage, or a dash."""
    return "-" if share is None else f"{100 * share:.{digits}f} %"


def points(change: float | None) -> str:
    """Write a change of a share in percentage points, with its sign."""
    return "-" if change is None else f"{100 * change:+.1f}"


def campaigns_page(figures: Row, command: str) -> str:
    """Return the page of `bench/campaigns.py`."""
    options = figures["settings"]
    what = figures["name"].removeprefix("campaigns").removeprefix("_").replace("_", " ")
    if figures.get("ablation"):
        what = "part by part"
    parts = [
        f"# Campaigns found: {what}" if what else "# Campaigns found",
        f"Made by `{command}`; the figures are in "
        f"`bench/results/{figures['name']}.json`, and what they mean is in "
        "[the scorer's reference](../reference/score.md).",
        f"Each world: {options['accounts']:,} benign and {options['campaign_accounts']:,} campaign "
        f"accounts, {options['days']} days, rate {options['rate']:g}, prompt sources and parameter "
        f"ranges of the `{options['sources']}` half. A world that fixes its own size keeps it.",
    ]
    for name, world in figures["worlds"].items():
        parts += [f"## World `{name}`", *_world(world)]
    if figures.get("ablation"):
        parts += ["## What each part contributes", *_ablation(figures["ablation"])]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _world(world: Row) -> list[str]:
    seeds = ", ".join(map(str, world["seeds"]))
    cost = world["audit_cost"]
    parts = [
        f"Seeds {seeds}. An audit took {fmean(c['seconds'] for c in cost):,.0f} s in the mean, and "
        f"at most {max(c['peak_rss_mb'] for c in cost):,.0f} MB of memory.",
        _overall(world),
    ]
    if world["kinds"]:
        parts += ["### Campaigns", _kinds(world)]
    if world["populations"]:
        parts += [
            "### Benign populations",
            "Pooled over seeds; the bound is the exact one-sided 95 % upper bound at likely.",
            _populations(world["populations"]),
        ]
    if world["licensed"]:
        parts += ["Licensed to train on outputs, in no other figure:"]
        parts += [_populations(world["licensed"])]
    parts += ["### Against the targets", _targets(world["targets"])]
    parts += [f"Note: {note}." for note in world["notes"]]
    return parts


def _overall(world: Row) -> str:
    heads: tuple[str, ...] = (
        "at likely, mean of seeds",
        "precision",
        "worst",
        "recall",
        "worst",
        "worst campaign",
    )
    heads += ("benign flagged", "per 100,000", "bound", "precision at 0.5 %", "range")
    rows = [_overall_row("stillwatch", world["overall"])]
    rows += [_overall_row(f"baseline: {n}", b["overall"]) for n, b in world["baseline"].items()]
    return table(heads, rows)


def _overall_row(name: str, row: Row) -> tuple[str, ...]:
    restated = row["precision_restated"]
    return (
        name,
        percent(row["precision"]),
        percent(row["precision_worst"]),
        percent(row["recall"]),
        percent(row["recall_worst"]),
        percent(row["campaign_worst"]),
        percent(row["benign_flagged"]["likely"]["rate"], 3),
        f"{row['false_positives_per_100000']:.1f}",
        f"{row['false_positives_per_100000_upper']:.1f}",
        percent(restated["precision"]),
        f"{percent(restated['low'])} to {percent(restated['high'])}",
    )


def _kinds(world: Row) -> str:
    cheap = {
        name: {kind["kind"]: kind["recall"] for kind in result["kinds"]}
        for name, result in world["baseline"].items()
    }
    heads: tuple[str, ...] = (
        "kind",
        "campaigns",
        "found",
        "watch",
        "likely",
        "confirmed",
        "worst campaign",
    )
    heads += ("Jaccard", "pieces", "taken", "worst", "hours", *(f"baseline: {n}" for n in cheap))
    return table(
        heads,
        (
            (
                row["kind"],
                str(row["campaigns"]),
                str(row["detected"]),
                percent(row["recall_watch"]),
                percent(row["recall"]),
                percent(row["recall_confirmed"]),
                percent(row["recall_worst_campaign"]),
                f"{row['jaccard']:.2f}",
                f"{row['pieces']:.1f}",
                percent(row["taken_at_detection"]),
                percent(row["taken_at_detection_worst"]),
                "-"
                if row["hours_to_detect_median"] is None
                else f"{row['hours_to_detect_median']:.0f}",
                *(percent(by_kind.get(row["kind"])) for by_kind in cheap.values()),
            )
            for row in world["kinds"]
        ),
    )


def _populations(rows: Iterable[Row]) -> str:
    return table(
        ("population", "accounts", "watch", "likely", "share", "bound", "confirmed"),
        (
            (
                row["population"],
                f"{row['accounts']:,}",
                f"{row['watch']['count']:,}",
                f"{row['likely']['count']:,}",
                percent(row["likely"]["rate"], 3),
                percent(row["likely"]["upper"], 3),
                f"{row['confirmed']['count']:,}",
            )
            for row in rows
        ),
    )


def _targets(rows: Iterable[Row]) -> str:
    verdict = {True: "reached", False: "**missed**", None: "not measured"}
    return table(
        ("figure", "measured", "target", ""),
        (
            (
                row["what"],
                _figure(row["what"], row["value"]),
                ("≥ " if row["at_least"] else "≤ ") + _figure(row["what"], row["limit"]),
                verdict[row["reached"]],
            )
            for row in rows
        ),
    )


def _figure(what: str, value: float | None) -> str:
    if what.endswith("confirmed") and value is not None:
        return f"{value:.0f}"
    return percent(value, 2)


def _ablation(worlds: Mapping[str, Row]) -> list[str]:
    heads: tuple[str, ...] = (
        "without",
        "recall",
        "worst campaign",
        "precision",
        "taken",
        "benign flagged",
    )
    heads += ("kind that loses most",)
    parts = []
    for name, ablation in worlds.items():
        seeds = ", ".join(map(str, ablation["seeds"]))
        parts += [
            f"World `{name}`, seeds {seeds}: change, in percentage points, when the audit runs "
            "without the part (benign flagged: in accounts).",
            table(
                heads,
                map(_ablated, ablation["parts"]),
            ),
        ]
    return parts


def _ablated(row: Row) -> tuple[str, ...]:
    losses = {kind: change for kind, change in row["kinds"].items() if change is not None}
    worst = min(losses, key=lambda kind: (losses[kind], kind), default=None)
    loses = worst is not None and losses[worst] < 0
    return (
        row["without"],
        points(row["recall"]),
        points(row["campaign_worst"]),
        points(row["precision"]),
        points(row["taken_at_detection"]),
        f"{row['benign_flagged']:+d}",
        f"{worst} ({points(losses[worst])})" if worst is not None and loses else "-",
    )


def throughput_page(rows: Sequence[Row], command: str) -> str:
    """Return the page of `bench/throughput/run.py`."""
    heads: tuple[str, ...] = ("log", "exchanges", "file MB", "text MB", "seconds", "exchanges/s")
    heads += ("text MB/s", "exchanges/CPU s", "peak memory MB")
    parts = [
        "# Throughput",
        f"Made by `{command}`; the figures, the machine and the versions are in "
        "`bench/results/throughput.json`. Prompts of about 800 characters. Text is the log once "
        "decompressed. Memory is the largest sum over the processes of the audit. CPU seconds are "
        "those of all its processes: where other work ran beside, they say more than the clock.",
        table(heads, map(_speed, rows)),
        "## Beside reading alone",
        "One thread, the same machine, the same run: Python's gzip or pyarrow's Parquet reader, "
        "and msgspec's JSON decoder.",
        table(("log", "exchanges", "", "exchanges/s", "audit takes"), _alone(rows)),
    ]
    if any(row["stages"] for row in rows):
        parts += ["## Where the time goes", table(*_stages(rows))]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _speed(row: Row) -> tuple[str, ...]:
    return (
        row["format"],
        f"{row['exchanges']:,}",
        f"{row['file_mb']:,.0f}",
        f"{row['text_mb']:,.0f}",
        f"{row['seconds']:,.1f}",
        f"{row['exchanges_per_s']:,.0f}",
        f"{row['text_mb_per_s']:,.1f}",
        f"{row['exchanges'] / row['cpu_seconds']:,.0f}",
        f"{row['peak_rss_mb']:,.0f}",
    )


def _alone(rows: Iterable[Row]) -> Iterable[tuple[str, ...]]:
    for row in rows:
        for name, cost in row["alone"].items():
            yield (
                row["format"],
                f"{row['exchanges']:,}",
                name.replace("_", " "),
                f"{cost['exchanges_per_s']:,.0f}",
                f"{cost['audit_takes_times']:.1f} times as long",
            )


def _stages(rows: Sequence[Row]) -> tuple[tuple[str, ...], Iterable[tuple[str, ...]]]:
    names = list(dict.fromkeys(name for row in rows for name in row["stages"]))
    heads = ("stage, seconds", *(f"{row['format']}, {row['exchanges']:,}" for row in rows))
    return heads, (
        (name, *(f"{row['stages'][name]:,.1f}" if name in row["stages"] else "-" for row in rows))
        for name in names
    )
