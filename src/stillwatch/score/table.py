"""A score as tables on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stillwatch.score.figures import PopulationFigures, QueueFigures, Score
from stillwatch.score.reviewed import Reviewed
from stillwatch.score.words import APART, counted


def show(score: Score, console: Console) -> None:
    """Print a score; that its figures are of no use, if so, comes first."""
    first = [note for note in score.notes if note.startswith(APART)]
    for note in first:
        console.print(_name(f"note: {note}"), style="bold")
    _overall(score, console)
    if score.campaigns:
        console.print(_campaigns(score))
        for row in score.campaigns:
            if not row.pieces and row.absorbed_by:
                among = f"{row.campaign}: found in {', '.join(row.absorbed_by)}, which is mostly "
                console.print(_name(among + "another campaign's, so that it counts as no piece"))
    # as many kinds as campaigns would say the same again
    if len(score.kinds) < len(score.campaigns):
        console.print(_kinds(score))
    if score.populations:
        console.print(_populations("Benign populations", score.populations))
    if score.licensed:
        console.print(_populations("Licensed to train (in no other figure)", score.licensed))
    for false in score.false_campaigns:
        console.print()
        said = f"{false.campaign} ({false.severity}, {counted(false.accounts, 'account')}) stands "
        console.print(_name(f"{said}for no true campaign; most of it is {false.largest}"))
    for note in score.notes[len(first) :]:
        console.print(_name(f"note: {note}"))


def show_reviewed(found: Reviewed, console: Console) -> None:
    """Print what verdicts say."""
    below = sum(r.true + r.false + r.licensed for r in found.levels if r.level == "none")
    kinds = ((found.verdicts - below, "campaign"), (below, "group"))
    what = " and ".join(counted(n, word) for n, word in kinds if n)
    title = f"{what} reviewed in {counted(found.audits, 'audit')}"
    table = _table(
        title,
        ("level then", "true", "false", "licensed", "precision", "95 % interval", "now",
         "not reviewed"),
    )  # fmt: skip
    for row in found.levels:
        between = "-" if row.low is None else f"{percent(row.low)} to {percent(row.high)}"
        cells = (row.true, row.false, row.licensed, percent(row.precision), between, row.reported,
                 row.unreviewed)  # fmt: skip
        level = "below watch" if row.level == "none" else row.level
        table.add_row(level, *map(str, cells))
    console.print(table)
    more = []
    if found.revised:
        more.append(f"{counted(found.revised, 'verdict')} replaced by a later one")
    if found.vanished:
        more.append(
            f"{counted(len(found.vanished), 'verdict')} on campaigns or groups that are no longer "
            f"reported: {', '.join(found.vanished[:5])}{' …' if len(found.vanished) > 5 else ''}"
        )
    for note in (*more, *found.notes):
        console.print(_name(f"note: {note}"))


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share as a percentage, and a share that is not known as a dash."""
    return "-" if share is None else f"{100 * share:.{digits}f} %"


def _name(text: str) -> Text:
    """Return what others named, or a line that holds it: no markup, and no terminal's commands."""
    return Text("".join(c if c.isprintable() else "?" for c in text))


def _overall(score: Score, console: Console) -> None:
    overall = score.overall
    restated = overall.restated
    lines = [
        f"{counted(overall.harvesting, 'account')} in "
        f"{counted(len(score.campaigns), 'campaign')}, "
        f"{overall.benign:,} benign",
        f"at likely: precision {percent(overall.precision)}, recall {percent(overall.recall)}, "
        f"worst campaign {percent(overall.worst_campaign)}",
        f"false positives per 100,000 benign accounts: "
        f"{overall.false_positives_per_100000:.1f} "
        f"(95 % bound {overall.false_positives_per_100000_upper:.1f})",
        f"precision at {percent(overall.prevalence)} prevalence: {percent(restated.precision)} "
        f"({percent(restated.low)} to {percent(restated.high)})",
    ]
    once = overall.benign_ever_flagged
    lines.append(
        f"flagged at any time, as a live run tells: {counted(once.count, 'benign account')}, "
        f"recall {percent(overall.ever_recall)}"
    )
    lines += [] if score.queue is None else _queue(score.queue)
    console.print("\n".join(lines), markup=False, highlight=False)


def _queue(queue: QueueFigures) -> list[str]:
    """Say what a person finds who looks at the review queue."""
    kinds = (
        (queue.watch, "campaign at watch", "campaigns at watch"),
        (queue.groups, "group below watch", "groups below watch"),
        (queue.shared, "case that shares a card or key", "cases that share a card or key"),
        (queue.leads, "case of leads of a campaign", "cases of leads of campaigns"),
        (queue.accounts, "single account", "single accounts"),
    )
    told = [
        f"  {cases.cases:,} {one if cases.cases == 1 else many}: {cases.true:,} of campaigns, "
        f"{counted(cases.harvesting, 'account')} not named"
        for cases, one, many in kinds
        if cases.cases
    ]
    if not told:
        return ["in the review queue: nothing"]
    return [
        "in the review queue, and how much of it is of true campaigns:",
        *told,
        f"with the groups of campaigns named: precision {percent(queue.precision)}, recall "
        f"{percent(queue.recall)}",
        f"with each account of campaigns in it found: recall {percent(queue.reach)}",
    ]


def _table(title: str, names: Iterable[str]) -> Table:
    # no frame and no percent signs: the widest of the tables fits 80 columns
    table = Table(
        title=f"\n{title}",
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for position, name in enumerate(names):
        numeric = position and name != "kind"
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    return table


def _campaigns(score: Score) -> Table:
    # the simulator's ids hold the kind already
    kind = not all(row.kind in row.campaign for row in score.campaigns)
    queue = score.queue is not None
    names = ("n", "watch", "likely", "conf.", *["queue"] * queue, "Jaccard", "pieces", "taken",
             "hours")  # fmt: skip
    title = "Campaigns: recall at each level and share taken at detection in %"
    if queue:
        title += "; accounts that are not named and in the queue"
    table = _table(title, ("campaign", *["kind"] * kind, *names))
    for row in score.campaigns:
        recall = row.recall
        table.add_row(
            _name(row.campaign),
            *[_name(row.kind)] * kind,
            f"{row.accounts:,}",
            *(_bare(r.rate) for r in (recall.watch, recall.likely, recall.confirmed)),
            *[f"{row.queued or 0:,}"] * queue,
            f"{row.jaccard:.2f}",
            str(row.pieces),
            _bare(row.taken_at_detection),
            "-" if row.hours_to_detect is None else f"{row.hours_to_detect:.0f}",
        )
    return table


def _kinds(score: Score) -> Table:
    names = "kind", "campaigns", "detected", "likely", "worst", "Jaccard", "taken"
    table = _table("Kinds: recall at likely and share taken at detection in %", names)
    for row in score.kinds:
        table.add_row(
            _name(row.kind),
            str(row.campaigns),
            str(row.detected),
            _bare(row.recall.likely.rate),
            _bare(row.worst_recall),
            f"{row.jaccard:.2f}",
            _bare(row.taken_at_detection),
        )
    return table


def _populations(title: str, rows: Iterable[PopulationFigures]) -> Table:
    names = "population", "n", "watch", "likely", "%", "95 % bound", "confirmed", "ever"
    table = _table(title, names)
    for row in rows:
        table.add_row(
            _name(row.population),
            f"{row.accounts:,}",
            f"{row.flagged.watch.count:,}",
            f"{row.flagged.likely.count:,}",
            _bare(row.flagged.likely.rate, 2),
            _bare(row.flagged.likely.upper, 2),
            f"{row.flagged.confirmed.count:,}",
            f"{row.ever_flagged.count:,}",
        )
    return table


def _bare(share: float | None, digits: int = 1) -> str:
    return percent(share, digits).removesuffix(" %")
