"""A score as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from stillwatch.score.figures import PopulationFigures, Rate, Score


def show(score: Score, console: Console) -> None:
    """Print a score."""
    _overall(score, console)
    if score.campaigns:
        console.print(_campaigns(score))
    if len(score.kinds) < len(score.campaigns):
        console.print(_kinds(score))
    if score.populations:
        console.print(_populations("Benign populations", score.populations))
    if score.licensed:
        console.print(_populations("Licensed to train (in no other figure)", score.licensed))
    for false in score.false_campaigns:
        console.print(
            f"{false.campaign} ({false.severity}, {false.accounts:,} accounts) stands for "
            f"no true campaign; most of it is {false.largest}",
            markup=False,
        )
    for note in score.notes:
        console.print(f"note: {note}", markup=False)


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share as a percentage, and a share that is not known as a dash."""
    return "-" if share is None else f"{100 * share:.{digits}f} %"


def _overall(score: Score, console: Console) -> None:
    overall = score.overall
    restated = overall.restated
    lines = [
        f"{overall.harvesting:,} accounts in {len(score.campaigns):,} campaigns, "
        f"{overall.benign:,} benign",
        f"at likely: precision {percent(overall.precision)}, recall {percent(overall.recall)}, "
        f"worst campaign {percent(overall.worst_campaign)}",
        f"false positives per 100,000 benign accounts: "
        f"{overall.false_positives_per_100000:.1f} "
        f"(95 % bound {overall.false_positives_per_100000_upper:.1f})",
        f"precision at {percent(overall.prevalence)} prevalence: {percent(restated.precision)} "
        f"({percent(restated.low)} to {percent(restated.high)})",
    ]
    console.print("\n".join(lines), markup=False, highlight=False)


def _table(title: str, names: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for position, name in enumerate(names):
        table.add_column(name, justify="right" if position else "left")
    return table


def _campaigns(score: Score) -> Table:
    names = "campaign", "kind", "accounts", "watch", "likely", "confirmed", "Jaccard", "pieces"
    table = _table("Campaigns", (*names, "taken", "hours"))
    for row in score.campaigns:
        recall = row.recall
        table.add_row(
            row.campaign,
            row.kind,
            f"{row.accounts:,}",
            *(percent(r.rate) for r in (recall.watch, recall.likely, recall.confirmed)),
            f"{row.jaccard:.2f}",
            str(row.pieces),
            percent(row.taken_at_detection),
            "-" if row.hours_to_detect is None else f"{row.hours_to_detect:.0f}",
        )
    return table


def _kinds(score: Score) -> Table:
    table = _table(
        "Kinds", ("kind", "campaigns", "detected", "likely", "worst", "Jaccard", "taken")
    )
    for row in score.kinds:
        table.add_row(
            row.kind,
            str(row.campaigns),
            str(row.detected),
            percent(row.recall.likely.rate),
            percent(row.worst_recall),
            f"{row.jaccard:.2f}",
            percent(row.taken_at_detection),
        )
    return table


def _populations(title: str, rows: Iterable[PopulationFigures]) -> Table:
    table = _table(title, ("population", "accounts", "watch", "likely", "95 % bound", "confirmed"))
    for row in rows:
        table.add_row(
            row.population,
            f"{row.accounts:,}",
            _rate(row.flagged.watch),
            _rate(row.flagged.likely),
            percent(row.flagged.likely.upper, 2),
            _rate(row.flagged.confirmed),
        )
    return table


def _rate(rate: Rate) -> str:
    return f"{rate.count:,} ({percent(rate.rate, 2)})"
