"""The page of `bench/guarantees.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from _tables import percent, table

Row = dict[str, Any]


def page(figures: Row, command: str) -> str:
    """Return the page of results."""
    parts = [
        "# What the guarantees come to",
        f"Made by `{command}`; the figures are in `bench/results/guarantees.json`. What they "
        "measure, and what is claimed, is in [Guarantees](../explanation/guarantees.md). "
        "After ≤ stands the exact one-sided 95 % upper bound (Clopper-Pearson).",
    ]  # fmt: skip
    for name, text in (("drawn", _drawn), ("contaminated", _contaminated), ("replays", _replays),
                       ("innocent", _innocent), ("guilty", _guilty)):  # fmt: skip
        if name in figures:
            parts += text(figures[name])
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _rate(row: Row) -> str:
    share = f"{percent(row['share'])}: " if row["count"] else ""
    return f"{share}{row['count']:,} of {row['n']:,}, ≤ {percent(row['upper'])}"


def _drawn(figures: Row) -> list[str]:
    return [
        "## First null, statistics drawn directly",
        f"{figures['replays']:,} evaluations of 900 accounts each: suspects, cohorts, all "
        "detectors, e-BH over all cohorts nominated. False are cohorts whose members have no cause "
        "in common, or were brought together by something that no cause shares. In independent "
        "traffic there is no cause but the scenario's; in the other a quarter of all accounts are "
        "in nine groups that have one. Share of false cohorts: its mean over replays, which e-BH "
        "bounds by the level; the share of replays with any is never less.",
        table(
            ("traffic", "scenario", "replays", "cohorts", "false, 1 %", "replays with any, 1 %",
             "false, 5 %", "replays with any, 5 %", "let through, 5 %"),
            ((r["traffic"], r["scenario"], f"{r['replays']:,}", f"{r['cohorts']:.0f}",
              percent(r["0.01"]["false_share"], 2), _rate(r["0.01"]["any"]),
              percent(r["0.05"]["false_share"], 2), _rate(r["0.05"]["any"]),
              f"{r['0.05']['passing']:.1f}") for r in figures["each"]),
        ),
        "### What double use would cost",
        "The same cohorts, judged as they must not be: by what formed them too; ranked among all "
        "accounts, though suspicion, which is made of the same statistics, chose them; both.",
        table(
            ("traffic", "way", "replays with any false, 1 %", "false, 1 %",
             "null cohorts with e ≥ 100", "null cohorts with e ≥ 20"),
            ((r["traffic"], r["way"], _rate(r["0.01"]["any"]),
              percent(r["0.01"]["false_share"]), percent(r["0.01"]["null_cohorts_above"], 2),
              percent(r["0.05"]["null_cohorts_above"], 2)) for r in figures["ways"]),
        ),
    ]  # fmt: skip


def _contaminated(rows: list[Row]) -> list[str]:
    return [
        "## A reference that holds the campaign",
        "A campaign of 30 accounts, and more of its accounts, as a share of all 900, among those "
        "that it is compared with. `log_e` of its cohort: median, and the middle four fifths; "
        "enough: what e-BH at 1 % asks of one cohort among 180.",
        table(
            ("marks", "in the reference", "replays", "log e", "from", "to", "enough"),
            (("five address prefixes and behaviour" if r["plumbing"] else "behaviour alone",
              percent(r["share"], 0), str(r["replays"]), f"{r['median']:.1f}", f"{r['low']:.1f}",
              f"{r['high']:.1f}", percent(r["enough"])) for r in rows),
        ),
    ]  # fmt: skip


def _replays(figures: Row) -> list[str]:
    cut = figures["cut"]
    innocent = sum(r["replays"] for r in figures["each"] if r["scenario"] == "all")
    return [
        "## Whole small audits",
        f"{figures['replays']:,} simulated logs, from traffic to levels, with the settings that "
        "are shipped; twelve days of some 200 accounts, of the `report` half. The errors below are "
        f"of the {innocent:,} without a campaign; the others have one, and are cut. Reached at any "
        "time, also where withdrawn later. False cohorts: over midnight evaluations of the first "
        "null at 1 %, all cohorts nominated, those apart in which two members are of one "
        "look-alike group or organisation.",
        table(
            ("traffic", "scenario", "replays", "watch", "likely", "confirmed", "accounts flagged",
             "false cohorts", "evaluations with any", "replays with any"),
            ((r["traffic"], r["scenario"], str(r["replays"]), _rate(r["watch"]), _rate(r["likely"]),
              _rate(r["confirmed"]), f"{r['flagged']:,} of {r['accounts']:,}",
              percent(r["false_share"], 2), _rate(r["any_false_look"]),
              _rate(r["any_false_replay"])) for r in figures["each"]),
        ),
        "**Followed.** Groups without a common cause, fixed after five days (cohorts as they were "
        "nominated, and random suspects) and followed to the end, and groups that were watched:",
        table(
            ("traffic", "no cause, reach 20", "reach 1,000", "watched, reach 20"),
            (
                (r["traffic"], _rate(r["free"]["20"]), _rate(r["free"]["1000"]),
                 _rate(r["followed"]))
                for r in figures["each"]
                if r["scenario"] == "all"
            ),
        ),
        f"**Cut.** {cut['logs']:,} of the logs, {cut['with_harvest']:,} of them with a small "
        "campaign and thresholds that track it eagerly, were cut at a random hour and judged "
        f"again. Of {cut['evaluations']:,} earlier evaluations, which knew {cut['campaigns']:,} "
        f"campaigns ({cut['raised']:,} of them raised; one counts once an evaluation), "
        f"**{cut['changed']:,} changed** in any id, level, hour of detection, member or e-process.",
    ]  # fmt: skip


def _innocent(figures: Row) -> list[str]:
    heads = ("", "reach 20", "reach 1,000")

    def rows(some: list[Row], *names: str) -> Iterable[tuple[str, ...]]:
        return ((", ".join(str(r[n]) for n in names), _rate(r["20"]), _rate(r["1000"]))
                for r in some)  # fmt: skip

    return [
        "## E-processes over time: independent people",
        "Groups of 5, 15 and 40 independent people of 700, with levels, day-to-day scatter, moods "
        "that last, weekends and responses of their own, followed for 14 days. 20 may be reached "
        "at any time by 5 % of groups, 1,000 by 0.1 %.",
        table(heads, rows(figures["scenarios"], "scenario")),
        "By what members have in common, though nobody knows of another:",
        table(heads, rows(figures["habits"], "habit")),
        "The same groups, had their levels been bet on (how members' requests so far pile up): "
        "each day's e-value multiplied, the best look of all, and looks combined with weights "
        "1 / k (k + 1). The last keeps the level for members drawn from anybody; none does for "
        "members whose habits are alike.",
        table(heads, rows(figures["ways"], "way", "habits")),
    ]


def _guilty(figures: Row) -> list[str]:
    heads = ("", "median log e, running", "1,000 to 1, running", "median log e, end",
             "1,000 to 1, end")  # fmt: skip

    def rows(some: list[Row], name: str) -> Iterable[tuple[str, ...]]:
        return (
            (percent(r[name], 0) if name == "share" else r[name],
             f"{r['running']['median']:.1f}", percent(r["running"]["sure"]),
             f"{r['end']['median']:.1f}", percent(r["end"]["sure"])) for r in some
        )  # fmt: skip

    return [
        "## E-processes over time: campaigns",
        f"Thirty accounts of each of {figures['campaigns']:,} simulated campaigns, named after a "
        f"third of its time (median {figures['days_left']:.0f} days before its end) and followed "
        "to the end of the log, against 500 fixed accounts of which a share is of the same "
        "campaign. Running: on the last day before its planned end; what its end itself tells "
        "comes after.",
        table(heads, rows(figures["shares"], "share")),
        "By kind, nothing of the campaign in the reference:",
        table(heads, rows(figures["kinds"], "kind")),
    ]
