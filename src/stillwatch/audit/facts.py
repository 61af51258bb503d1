"""Why a legitimate common cause was, or was not, judged likely: facts, each with its weight.

Every fact is told whichever way it speaks. Its sentence gives the figure of the members, that of
other accounts as active, and what groups with a legitimate common cause look like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.audit import benign
from stillwatch.audit.figures import FEWEST, Scene, figures
from stillwatch.audit.rounding import finite
from stillwatch.audit.weights import weigh
from stillwatch.detectors._words import counted, percent, spell
from stillwatch.report.wording import listed
from stillwatch.results import Fact

Ints = npt.NDArray[np.int64]

LEAST_WEIGHT = 0.25
"""Weight, in natural logarithms, from which on a fact is told."""

DIFFERENCES = 3
"""Figures named in which a group is unlike the kind that it is most like."""


def times(value: float) -> str:
    """Show a factor."""
    return f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"


def many(value: float) -> str:
    """Show a count that may be a mean."""
    return f"{value:,.0f}" if value >= 9.95 or value == round(value) else f"{value:.1f}"


def scale(value: float) -> str:
    """Show a place on a scale from 0 to 1."""
    return f"{max(value, 0.0):.2f}"


class Told(NamedTuple):
    """How a fact is told."""

    figure: str
    """Name in `audit.figures`."""
    effects: tuple[str, ...]
    """What the cause model reads of it."""
    show: Callable[[float], str]
    here: str
    """What the members show; `{here}`, `{members}`."""
    others: str = ""
    """What other accounts as active show; `{others}`."""
    none: str = ""
    """What is said instead of `here` of a figure of 0."""


FACTS: dict[str, Told] = {
    "content read alone": Told(
        "alone",
        ("suspicion", "suspicion_spread", "level_harvest", "level_elicitation"),
        percent,
        "Judged by its own requests alone, the typical member looks more like a harvest than "
        "{here} of the accounts that are as active",
    ),
    "share of harvest-like requests": Told(
        "harvest_share", ("share", "level_harvest_share", "spread_harvest_share"), percent,
        "{here} of the typical member's requests read like a harvest", "{others}",
    ),
    "load": Told(
        "load_ratio", ("load_spread", "spread_load"), times,
        "From the quieter to the busier members (lower to upper quartile) the daily number of "
        "harvest-like requests differs by a factor of {here}", "by a factor of {others}",
    ),
    "start": Told(
        "onset_hours", ("onset_days",), spell,
        "The middle half of the members sent their first harvest-like request within {here} of "
        "each other", "within {others}",
    ),
    "end": Told(
        "offset_hours", ("offset_days", "still_active"), spell,
        "The middle half of the members sent their latest harvest-like request within {here} of "
        "each other", "within {others}",
    ),
    "duration": Told(
        "span_days", ("span_days",), lambda v: spell(24 * v),
        "From a member's first to its latest harvest-like request it is typically {here}",
        "{others}",
    ),
    "stand-alone requests": Told(
        "one_shot", ("one_shot_share", "level_one_shot", "level_single", "spread_one_shot"),
        percent,
        "Of the typical member's harvest-like requests {here} stand alone, outside any "
        "conversation", "{others}",
    ),
    "own repeats": Told(
        "repeats", ("level_repeats",), percent,
        "On average {here} of a member's requests repeat one that it had made before", "{others}",
    ),
    "questions others had asked": Told(
        "overlap", ("level_overlap",), percent,
        "On average {here} of a member's requests had been made by another account before",
        "{others}",
    ),
    "length of requests": Told(
        "length_ratio", ("spread_length",), times,
        "The mean length of harvest-like requests differs from shorter to longer members (lower to "
        "upper quartile) by a factor of {here}", "by a factor of {others}",
    ),
    "length of replies": Told(
        "reply_ratio", ("spread_output",), times,
        "The mean length of the replies differs from shorter to longer members (lower to upper "
        "quartile) by a factor of {here}", "by a factor of {others}",
    ),
    "pace": Told(
        "per_hour", ("level_spacing", "spread_spacing"), times,
        "In an hour in which it is active, the typical member sends {here} requests", "{others}",
    ),
    "time of day": Told(
        "rhythm", ("level_rhythm", "spread_rhythm"), scale,
        "Between 0 (active evenly around the clock) and 1 (always in the same hour of the day), "
        "the typical member stands at {here}", "at {others}",
    ),
    "ups and downs": Told(
        "unevenness", ("level_regularity", "spread_regularity"), times,
        "From day to day the typical member's number of harvest-like requests varies {here} times "
        "as much as pure chance would have it", "{others} times",
    ),
    "one network": Told(
        "network", ("one_network", "shared_networks"), percent,
        "{here} of the members used first the range of network addresses that is most common among "
        "them",
        none="None of the members used first a range of addresses that three or more accounts use",
    ),
    "one organisation": Told(
        "organisation", ("one_org",), percent,
        "{here} of the members belong to the declared organisation that is most common among them",
        none="None of the members belongs to a declared organisation of three or more accounts",
    ),
    "one e-mail domain": Told(
        "domain", ("one_domain",), percent,
        "{here} of the members signed up with the e-mail domain that is most common among them",
        none="None of the members signed up with an e-mail domain of three or more accounts",
    ),
    "payment": Told(
        "per_card", ("shared_cards",), times,
        "{here} members, on average, use the same means of payment",
    ),
    "age of accounts": Told(
        "age_days", ("level_age", "age_days_spread"), lambda v: spell(24 * v),
        "When first seen, the typical member's account had been open for {here}", "{others}",
    ),
    "one mixture of content": Told(
        "apart", ("content_apart", "style_shift"), percent,
        "What members ask about differs from one member to another by {here} of what it differs "
        "between unrelated people (a variance; sampling taken off)",
    ),
    "variety of content": Told(
        "breadth", ("breadth", "level_breadth", "spread_breadth"), times,
        "The content of a member's own requests is {here} times as varied as that of the usual "
        "account", "{others} times",
    ),
    "size": Told(
        "each", ("slice_size", "log_size"), many,
        "There are {members}, with {here} harvest-like requests each (median)",
    ),
}  # fmt: skip
"""Facts in the order in which equals are told."""

WEIGHED = {name: told.effects for name, told in FACTS.items()} | {"fit": ("own_ratio",)}
"""Effects of each fact; `fit`, how well members fit their group, is told of each member."""


def facts(scene: Scene, members: Ints, own_ratio: float) -> tuple[Fact, ...]:
    """Tell what weighs for and against a harvest, the weightiest first.

    Parameters
    ----------
    scene
        The last evaluation.
    members
        Indices of the group's accounts.
    own_ratio
        Mean log likelihood ratio of its members.
    """
    measured = scene.effects(members, own_ratio)
    mine = figures(scene, members, measured)
    outside = scene.others(members)
    theirs = figures(scene, outside.who) if len(outside.who) >= FEWEST else {}
    weight = weigh(
        measured, benign.typical(), WEIGHED, lambda rows: scene.log_odds(rows, len(members))
    )
    order = sorted(FACTS, key=lambda name: -abs(weight[name]))
    out = [
        Fact(
            name=name,
            speaks="for" if weight[name] > 0 else "against",
            statement=sentence(FACTS[name], mine, theirs, len(members), outside.words),
            weight=finite(weight[name]),
            values=_values(FACTS[name].figure, mine, theirs),
        )
        for name in order
        if FACTS[name].figure in mine and abs(weight[name]) >= LEAST_WEIGHT
    ]
    return (*out, likeness(mine, order))


def sentence(
    told: Told, mine: Mapping[str, float], theirs: Mapping[str, float], size: int, whom: str
) -> str:
    """Say one fact: members, others, and kinds of benign groups."""
    here = told.none if told.none and not mine[told.figure] else told.here
    said = here.format(here=told.show(mine[told.figure]), members=counted(size, "member"))
    if told.others and told.figure in theirs:
        others = told.others.format(others=told.show(theirs[told.figure]))
        said += f"; among {whom} it is {others}"
    return f"{said}.{beside(told, mine[told.figure])}"


def beside(told: Told, value: float) -> str:
    """Say where a figure lies among those of kinds of groups with a legitimate common cause."""
    shown = told.show(value)
    held = sorted((kind.figures[told.figure][1], kind.name) for kind in benign.kinds()
                  if told.figure in kind.figures)  # fmt: skip
    if not held:
        return ""
    alike = [name for median, name in held if told.show(median) == shown]
    if alike:
        show = "shows" if len(alike) == 1 else "show"
        return (
            f" That is what {listed(alike)} typically {show}, of {len(held)} kinds of groups with "
            "a legitimate common cause that were measured."
        )
    below = [f"{name} ({told.show(median)})" for median, name in held if median < value]
    above = [f"{name} ({told.show(median)})" for median, name in held if median > value]
    if not below:
        return (
            " Every kind of group with a legitimate common cause that was measured typically shows "
            f"more, the least {above[0]}."
        )
    if not above:
        return (
            " Every kind of group with a legitimate common cause that was measured typically shows "
            f"less, the most {below[-1]}."
        )
    return (
        " Of groups with a legitimate common cause, the nearest typical ones are "
        f"{below[-1]} and {above[0]}."
    )


def likeness(mine: Mapping[str, float], order: Sequence[str]) -> Fact:
    """Say which kind of benign group the members are most like, and in what they are not.

    Parameters
    ----------
    mine
        Figures of the group.
    order
        Names of facts, the weightiest first.
    """
    kind, near, of = benign.nearest(mine)
    unlike = []
    for name in order:
        told = FACTS[name]
        if told.figure not in mine or told.figure not in kind.figures:
            continue
        low, median, high = kind.figures[told.figure]
        here, there = told.show(mine[told.figure]), told.show(median)
        if not low <= mine[told.figure] <= high and here != there:
            unlike.append(f"{name} (here {here}, there {there})")
    differs = f" It is unlike one most of all in {listed(unlike[:DIFFERENCES])}." if unlike else ""
    return Fact(
        name="most alike",
        speaks="neither",
        statement=f"Of the kinds of groups with a legitimate common cause that were measured, it "
        f"is most like {kind.name}: {near} of its {of} figures lie where the middle half of "
        f"{counted(kind.groups, 'such group')} on labelled traffic does (of such a group itself, "
        f"about half would).{differs}",
        weight=0.0,
        values={"kind": kind.name, "figures_near": near, "figures": of, "groups": kind.groups},
    )


def _values(
    figure: str, mine: Mapping[str, float], theirs: Mapping[str, float]
) -> dict[str, object]:
    told: dict[str, object] = {"members": round(mine[figure], 4)}
    if figure in theirs:
        told["others"] = round(theirs[figure], 4)
    typical = {kind.name: round(kind.figures[figure][1], 4) for kind in benign.kinds()
               if figure in kind.figures}  # fmt: skip
    return told | {"legitimate_groups": typical}
