"""The page of what misled readers, from the recorded figures and the notes of a reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from _record import RESULTS, ROOT

PAGE = ROOT / "out" / "results" / "reading.md"
NAMES = ("reading_before", "reading", "reading_benign")
"""Results of the first reading: before its mends, after them, and of benign groups described as
if raised."""
AGAIN = ("reading_again_before", "reading_again")
"""Results of the second, by the models of its day: before its mends and after them."""
WIDE = "reading_wide"
"""Result of a check, without reading, of all that the audits of other pages say."""
THIRD = ("reading_third_before", "reading_third")
"""Results of the third: of those who are named, before its mends and after them."""
LATEST = THIRD[-1]
NOTES = Path(__file__).resolve().parent / "reading_notes.json"
"""What a person found who read the sample: paragraphs for `head`, `found` and `left`."""


def page() -> str:
    """Return the page in Markdown."""
    before, after, benign = (_figures(name) for name in NAMES)
    again = [_figures(name) for name in AGAIN]
    third, wide = [_figures(name) for name in THIRD], _figures(WIDE)
    notes = json.loads(NOTES.read_text(encoding="utf-8"))
    parts = [
        "# What readers are told\n",
        "Every flag must name the facts that decided it, so that whoever acts on it can see a weak "
        "one. `python bench/reading.py FOLDER…` checks that over audits of labelled worlds; "
        "`--sample 30` prints true and false positives to be read.\n",
        *notes["head"],
        "\n## Counted\n",
        f"Before: {_of(before)}. After: {_of(after)}. Members of campaigns were drawn, "
        f"{_sample(before)} positives before and {_sample(after)} after, those at `watch` among "
        "them; a member "
        "may have several flaws. False positives are rare, so members of benign groups that were "
        "described as if they had been raised (`bench/reading_benign.py`) were read besides. That "
        "nothing speaks against a true positive is no flaw.\n",
        _table([before, after], benign),
        "\n## What misled, read by a person\n",
        *notes["found"],
        "\n## Read again\n",
        *notes["again"],
        f"\nBefore: {_of(again[0])}. After: {_of(again[1])}. Drawn: {_sample(again[0])} positives "
        f"before, {_sample(again[1])} after.\n",
        _table(again),
        "\n## Read a third time\n",
        *notes["third"],
        f"\nBefore: {_of(third[0])}. After: {_of(third[1])}, the same. Drawn of all that are "
        f"named: {_sample(third[0])} positives before, {_sample(third[1])} after.\n",
        _table(third),
        "\nAll that are named in these worlds, and in those of other pages: members with the "
        "flaw.\n",
        _every(wide, *third),
        "\n## Can a reader see that a false positive is weak?\n",
        _weak([before, after, *again]),
        _beside([wide, third[1]]),
        "\n## What is left\n",
        *notes["left"],
    ]
    return "\n".join(parts).rstrip() + "\n"


def ready() -> bool:
    """Whether figures of before and after are there."""
    return all((RESULTS / f"{name}.json").is_file() for name in (*NAMES, *AGAIN, WIDE, *THIRD))


def _figures(name: str) -> dict[str, Any]:
    path = RESULTS / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return found


def _of(figures: dict[str, Any]) -> str:
    count = len(figures["audits"])
    return f"{figures['of']}, {count} world{'s' if count > 1 else ''}"


def _sample(figures: dict[str, Any]) -> str:
    held = figures["sample"]
    return f"{held['true']['members']} true and {held['false']['members']} false"


def _table(rounds: list[dict[str, Any]], benign: dict[str, Any] | None = None) -> str:
    """Of what was read before and after; flaws that were not looked for then are left out."""
    rows = ["| flaw | true, before | true, after | false, before | false, after |",
            "| --- | ---: | ---: | ---: | ---: |"]  # fmt: skip
    held = [f["sample"][side] for side in ("true", "false") for f in rounds]
    if benign:
        held.append(benign["sample"]["false"])
        rows = [rows[0] + " benign, as if raised |", rows[1] + " ---: |"]
    rows.append(f"| members read | {' | '.join(str(h['members']) for h in held)} |")
    for name in held[0]["flaws"]:
        rows.append(f"| {name} | {' | '.join(str(h['flaws'][name]) for h in held)} |")
    for name, words in (
        ("same_text_as_another", "same text as another of the sample"),
        ("facts_for", "facts for it, mean"),
        ("facts_against", "facts against it, mean"),
    ):
        rows.append(f"| {words} | {' | '.join(str(h[name]) for h in held)} |")
    told = [f["campaigns"] for f in rounds]
    return "\n".join(rows) + (
        f"\n\nStatements on campaigns: {told[0]['statements']:,} before and "
        f"{told[1]['statements']:,} after; with jargon {told[0]['statements_with_jargon']} and "
        f"{told[1]['statements_with_jargon']}; whose two ranges read the same without a word on it "
        f"{told[0]['statements_whose_ranges_read_the_same']} and "
        f"{told[1]['statements_whose_ranges_read_the_same']}."
    )


def _every(wide: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> str:
    """Of all members: flaws in the worlds of other pages, and before and after in those read."""
    rows = [
        f"| flaw | true, {len(wide['audits'])} worlds before | true, before | true, after | "
        f"false, {len(wide['audits'])} worlds before | false, before | false, after |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    held = [f["every"][side] for side in ("true", "false") for f in (wide, before, after)]
    rows.append(f"| members named | {' | '.join(format(h['members'], ',') for h in held)} |")
    for name in held[0]["flaws"]:
        counts = [h["flaws"][name] for h in held]
        if any(counts):
            rows.append(f"| {name} | {' | '.join(f'{count:,}' for count in counts)} |")
    return "\n".join(rows)


def _weak(rounds: list[dict[str, Any]]) -> str:
    rows = [
        "| | members flagged | among the weakest fifth of their campaign |",
        "| --- | ---: | ---: |",
    ]
    for side in ("true", "false"):
        held = [f["every"][side] for f in rounds]
        count = sum(h["flagged_in_groups_of_8_or_more"] for h in held)
        weak = sum(h["of_these_among_the_weakest_fifth"] for h in held)
        share = f"{weak:,} ({weak / count:.0%})" if count else "–"
        rows.append(f"| {side} positives | {count:,} | {share} |")
    return (
        "All flagged members of groups of eight or more in the worlds of the first two readings, "
        "by the strength of their own evidence among the members:\n\n" + "\n".join(rows) + "\n\n"
        "So the report names the weakest members of each campaign first, with what speaks against "
        "them, and `stillwatch review explain` says it of each.\n"
    )


def _beside(rounds: list[dict[str, Any]]) -> str:
    """Say where those lie who are named wrongly beside harvesters, and how many are not."""
    held = [f["every"]["false"] for f in rounds]
    every, beside, weak = (
        sum(h[name] for h in held)
        for name in (
            "flagged_in_groups_of_8_or_more",
            "flagged_beside_mostly_harvesters",
            "of_those_among_the_weakest_fifth",
        )
    )
    return (
        f"In the worlds of the third, and those of other pages, {every:,} are named wrongly in "
        f"such groups: {beside:,} beside members who mostly harvest, of whom {weak:,} "
        f"({weak / max(beside, 1):.0%}) are among the weakest fifth; **{every - beside:,} in "
        "groups that are wrong as a whole, where strength tells nothing**: it says how well a "
        "member fits its group. The report says both."
    )
