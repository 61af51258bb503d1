"""The summary that an audit ends with in a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stillwatch.report.campaign import CampaignView
from stillwatch.report.model import Report, read
from stillwatch.report.sections import new_tools
from stillwatch.report.sections.campaigns import held
from stillwatch.report.sections.verdict import (
    alone,
    details,
    explanation,
    queued,
    sentence,
    uneven,
)
from stillwatch.report.values import mapping, real, whole
from stillwatch.report.wording import (
    NB,
    TARGETS,
    compact,
    listed,
    neutralise,
    number,
    odds,
    percent,
    plural,
    shorten,
    span,
    title,
    uncapital,
)

SHOWN = 10
"""Campaigns in the table, strongest first."""

WIDE = 100
"""Columns of a terminal from which on the table says what each campaign is after."""

COLOURS = {"confirmed": "bold red", "likely": "yellow", "watch": "blue"}
"""Styles of levels; each is written out as well."""


def print_summary(console: Console, audit: Mapping[str, Any]) -> None:
    """Print the verdict, the campaigns, what was not judged, and where the report is.

    Parameters
    ----------
    console
        Where to print.
    audit
        As for `stillwatch.report.html.write_report`; ``out``, the folder, may be added.
    """
    report = read(audit)
    console.print()
    console.print(_text(sentence(report), style="bold"))
    console.print(_text(explanation(report)))
    if told := held(report):
        console.print(_text(told))
    for words in details(report):
        console.print(_text(neutralise(words)))
    if report.campaigns:
        console.print()
        console.print(_table(report, wide=console.width >= WIDE))
        if bars := _bars(report):
            console.print(_text(bars, style="dim"))
        if len(report.campaigns) > SHOWN:
            rest = plural(len(report.campaigns) - SHOWN, "weaker one")
            console.print(Text(f"Not shown: {rest}."))
    console.print()
    for words in _notes(report):
        console.print(_text(words))
    if unjudged := [_first(words) for words in _unjudged(report)]:
        console.print(Text("\nWhat this log leaves open (whole in the report, Not judged):"))
        points = Table.grid(padding=(0, 1, 0, 0))
        for words in unjudged:
            points.add_row(Text(" -"), _text(words, style="dim"))
        console.print(points)
        console.print()
    if told := _speed(report):
        console.print(_text(told, style="dim"))
    out = audit.get("out")
    if out:
        console.print(Text.assemble("Report: ", (neutralise(f"{out}/report.html"), "bold")))


def _text(words: str, style: str = "") -> Text:
    # the console breaks lines at no-break spaces too
    return Text(words.replace(f"{NB}%", "%"), style=style)


def _table(report: Report, *, wide: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in ("Campaign", "Level"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Members", "Exchanges"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Odds", no_wrap=True)
    if wide:
        table.add_column("Mostly after")
    table.add_column("Raised after", no_wrap=True)
    for campaign in report.campaigns[:SHOWN]:
        cells = _row(campaign)
        table.add_row(*(cells if wide else [*cells[:5], cells[6]]))
    return table


def _row(campaign: CampaignView) -> list[Text]:
    taken = campaign.before / campaign.exchanges if campaign.exchanges else 0.0
    # of those who came later that share says nothing
    few = campaign.then is not None
    took = f"with {campaign.then:,} of {campaign.size:,}" if few else f"{percent(taken)} taken"
    target, share = next(iter(campaign.targets), ("", 0.0))
    delay = span(campaign.began, campaign.detected)
    cells = [
        shorten(neutralise(campaign.id), 20),
        campaign.severity,
        number(campaign.size),
        number(campaign.exchanges),
        _odds(campaign.odds) or "–",
        f"{title(target, TARGETS)} {percent(share)}{_more(campaign)}" if target else "–",
        "before they began"
        if campaign.outgrown
        else f"{delay}, {took}"
        if campaign.raised
        else "raised, fell back"
        if campaign.fell_back
        else "held at watch"
        if campaign.held or (campaign.excuse and campaign.needed is None)
        else "not raised",
    ]
    styles = ["", COLOURS[campaign.severity], *[""] * 5]
    return [_text(neutralise(c), style=s) for c, s in zip(cells, styles, strict=True)]


def _more(campaign: CampaignView) -> str:
    """Say what it is after more than others, where that is not what it is mostly after.

    And what these shares are of, where most of what it asks is of no recognised kind.
    """
    few = campaign.recognised
    of = "" if few is None else f", of the {percent(few)} recognised"
    if campaign.most is None:
        return of
    said = f" (others {percent(campaign.most[2])})"
    for name, share in campaign.aims[:1]:
        said += f"; more than others {uncapital(title(name, TARGETS))} {percent(share)}"
    return said + of


def _odds(said: str) -> str:
    """Say odds of a harvest in few characters: `20:1`, `1:3`, `under 16:1`."""
    figure, _, side = said.replace("just below ", "under ").partition(" to 1 ")
    if not side:
        return "1:1" if said else ""
    return f"{figure}:1" if side == "for" else f"1:{figure}"


def _bars(report: Report) -> str:
    """Say which odds the campaigns of the table need; empty where that is not told."""
    shown = report.campaigns[:SHOWN]
    needed = {c.needed for c in shown if c.needed is not None}
    if not needed:
        return ""
    low, high = (_odds(odds(bar)) for bar in (min(needed), max(needed)))
    said = f"Likely needs odds of {low}" if low == high else f"Likely needs odds of {low} to {high}"
    said += " in this log" if low == high else " in this log, by the size of the group"
    usual = mapping(report.summary.get("settings")).get("confirmed_odds")
    if usual is not None:
        said += f", confirmed {_odds(odds(real(usual)))}"
    under = any(c.odds.startswith("just below") for c in shown)
    return f"{said}{'; what is under a bar falls just short of it' * under}."


def _notes(report: Report) -> list[str]:
    levels = [f"{n:,} {name}" for name, n in reversed(report.severities().items()) if n]
    said = [f"Accounts: {listed(levels)}." if levels else "No account is flagged."]
    if why := uneven(report):
        said[0] += f" {why}"
    if waiting := queued(report):
        said.append(f"To look at, in the review queue: {waiting}.")
    if some := alone(report):
        said.append(f"The review queue {'also ' * bool(waiting)}holds {some}.")
    if some := new_tools.told(report):
        said.append(some)
    told = mapping(report.summary.get("watch"))
    if told:
        said.append(
            f"Told by others: {plural(whole(told.get('observables')), 'observable')}, of which "
            f"{number(whole(told.get('seen')))} seen here. They change no level."
        )
    return said


def _unjudged(report: Report) -> list[str]:
    """Return what could not be judged, or only in part, and why."""
    said = []
    rows = [d for d in report.summary.get("detectors") or () if isinstance(d, Mapping)]
    skipped = [str(d.get("name")) for d in rows if not d.get("ran")]
    if skipped:
        names = listed([neutralise(name) for name in skipped])
        said.append(f"Not judged: {plural(len(skipped), 'detector')} could not run ({names}).")
    said += [neutralise(str(words)) for words in report.summary.get("notes") or ()]
    return said


def _speed(report: Report) -> str:
    speed = mapping(report.summary.get("throughput"))
    if not speed.get("exchanges_per_s"):
        return ""
    return (
        f"{plural(whole(report.counts.get('exchanges')), 'exchange')} in "
        f"{real(speed.get('seconds')):,.1f} s "
        f"({compact(round(real(speed['exchanges_per_s'])))} a second)."
    )


def _first(words: str) -> str:
    """Return the first sentence of what is told at length elsewhere."""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", words, maxsplit=1)[0]
