"""Why a legitimate common cause was, or was not, judged likely: facts, each with its weight.

Every fact is told whichever way it speaks. Its sentence gives the figure of the members, that of
other accounts as active, and what groups with a legitimate common cause look like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from stillwatch.audit import benign
from stillwatch.audit.customer import customer
from stillwatch.audit.disguise import disguise
from stillwatch.audit.figures import FEWEST, Scene, figures, paying, same_domain, unread
from stillwatch.audit.passing import passing
from stillwatch.audit.places import place, users
from stillwatch.audit.rounding import finite
from stillwatch.audit.telling import FACTS, Told
from stillwatch.audit.weights import weigh
from stillwatch.contract.results import Fact
from stillwatch.detect.detectors._words import counted
from stillwatch.report.wording import factor, listed, odds
from stillwatch.store.links import Links

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEAST_WEIGHT = 0.25
"""Weight, in natural logarithms, from which on a fact is told."""

OWN = 3.0
"""How many times commoner the members' commonest e-mail domain is among them than among others to
be told: one of a provider of free mail says nothing of who they are."""

FIGURES = {
    "size": "how many harvest-like requests a member sends",
    "payment": "how many members share one means of payment",
    "reasoning asked for": "how many requests have the model's reasoning turned on in settings",
}
"""What the figure of a fact is called where its name does not say so."""

COMMONEST = frozenset({"network", "organisation", "domain", "settings"})
"""Figures that are the share of the members who have what is most common among them."""

PLAIN = ("one organisation", "one network", "one e-mail domain", "payment", "age of accounts")
"""Facts by which a customer, a class or an office shows itself."""

LIKE = 0.4
"""Share of its figures that lie where the nearest kind's do, below which a group is like none: of
a group of that kind about half would, and the nearest of several is always somewhat near."""

DIFFERENCES = 3
"""Figures named in which a group is unlike the kind that it is most like."""


WEIGHED = {name: told.effects for name, told in FACTS.items()} | {"fit": ("own_ratio",)}
"""Effects of each fact; `fit`, how well members fit their group, is told of each member."""


def facts(
    scene: Scene, members: Ints, measured: Floats, paired: Links | None = None
) -> tuple[Fact, ...]:
    """Tell what weighs for and against a harvest, the weightiest first.

    Parameters
    ----------
    scene
        The last evaluation.
    members
        Indices of the group's accounts.
    measured
        Its effects, as `Scene.effects` gives them: shape (effects,).
    paired
        Who shares which plumbing, values of two accounts included, of which figures are told; None:
        those of three and more alone, which is what is weighed.
    """
    told_of = measured if paired is None else paying(measured, members, paired)
    mine = {
        name: value
        for name, value in figures(scene, members, told_of).items()
        if not alone(name, value, len(members) - unread(scene, name, members))
    }
    outside = scene.others(members)
    theirs = figures(scene, outside.who) if len(outside.who) >= FEWEST else {}
    if theirs and (share := same_domain(scene, members, outside.who)) is not None:
        theirs["domain"] = share
    # what the log tells nothing of is told of neither
    typical = np.where(np.isnan(measured), np.nan, benign.typical())
    weight = weigh(measured, typical, WEIGHED, lambda rows: scene.log_odds(rows, len(members)))
    order = sorted(FACTS, key=lambda name: -abs(weight[name]))
    whose, names = customer(scene.view, members)
    out = []
    for name in order:
        told = FACTS[name]
        if told.figure not in mine or not _seen(told, mine[told.figure], weight[name]):
            continue
        if weight[name] > 0 and _usual(told, mine[told.figure], theirs.get(told.figure)):
            continue
        if not _own(told, mine, theirs):
            continue
        if weight[name] > 0 and told.figure in names:
            continue  # that fewer have the name than in most legitimate groups: it is told against
        out.append(
            Fact(
                name=name,
                speaks="for" if weight[name] > 0 else "against",
                statement=sentence(
                    told,
                    mine,
                    theirs,
                    len(members),
                    outside.words,
                    unread(scene, told.figure, members),
                ),
                weight=finite(weight[name]),
                values=_values(told.figure, mine, theirs),
            )
        )
        del weight[name]
    start = float(scene.log_odds(typical[None, :], len(members))[0])
    rest = _rest(start, sum(weight.values())), likeness(mine, order)
    told_already = any(fact.name == "one network" and fact.speaks == "against" for fact in out)
    told_already |= whose is not None and "ip_prefix" in whose.values
    plain = (
        disguise(scene.view, members),
        whose,
        None if told_already else place(scene.view, members),
        users(scene.view, members),
        passing(scene, members, outside),
    )
    return (*out, *rest, *(told for told in plain if told is not None))


def alone(figure: str, value: float, size: int) -> bool:
    """Whether what is most common among so many members is what one of them has: no two share it.

    >>> alone("domain", 1 / 3, 3), alone("domain", 2 / 3, 3), alone("domain", 0.0, 3)
    (True, False, False)
    """
    return figure in COMMONEST and 0 < value * size < 1.5


def _seen(told: Told, value: float, weight: float) -> bool:
    """Whether a fact weighs enough to be told, and its figures show which way it speaks."""
    held = [kind.figures[told.figure][1] for kind in benign.kinds() if told.figure in kind.figures]
    if abs(weight) < LEAST_WEIGHT:
        return False
    return not held or not told.sign or told.sign * (value - sum(held) / len(held)) * weight > 0


def _usual(told: Told, value: float, theirs: float | None) -> bool:
    """Whether a figure is what nearly anybody shows: no reader sees how it speaks for a harvest.

    It is where it reads as the typical figure of most kinds of legitimate groups does, or as that
    of other accounts and lies between those of the kinds.
    """
    held = [kind.figures[told.figure][1] for kind in benign.kinds() if told.figure in kind.figures]
    shown = told.show(value)
    if 2 * sum(told.show(median) == shown for median in held) > len(held):
        return True
    among = bool(held) and min(held) <= value <= max(held)
    return among and theirs is not None and told.show(theirs) == shown


def _own(told: Told, mine: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
    """Whether what members have in common is not what so many others have as well."""
    return told.figure != "domain" or mine["domain"] >= OWN * theirs.get("domain", 0.0)


def _rest(start: float, rest: float) -> Fact:
    """Say where the odds begin, and what is in none of the facts."""
    return Fact(
        name="what is left",
        speaks="neither",
        statement="A typical group with a legitimate common cause has, by the same model, odds of "
        f"a harvest of {odds(start)}; each fact multiplies or divides them. What no single figure "
        "shows (how well members fit their group, and what acts together) "
        f"{factor(rest) or 'leaves them as they are'}, as of the end of the log.",
        weight=finite(rest),
        values={"log_odds_typical": finite(start)},
    )


def sentence(
    told: Told, mine: Mapping[str, float], theirs: Mapping[str, float], size: int, whom: str,
    left: int = 0,
) -> str:  # fmt: skip
    """Say one fact: members, others, and kinds of benign groups.

    Of `left` of the members what it is made of is not read.
    """
    here = told.none if told.none and mine[told.figure] <= told.upto else told.here
    said = here.format(here=told.show(mine[told.figure]), members=counted(size, "member"))
    if left:
        said += f" (of the {size - left:,} of whom that is known; of {left:,} it is not)"
    if told.others and told.figure in theirs:
        others = told.others.format(others=told.show(theirs[told.figure]))
        said += f"; among {whom} it is {others}"
    return f"{said}.{beside(told, mine[told.figure])}"


def beside(told: Told, value: float) -> str:
    """Say where a figure lies among those of kinds of groups with a legitimate common cause."""
    shown = told.show(value)
    quartiles = {
        kind.name: kind.figures[told.figure] for kind in benign.kinds()
        if told.figure in kind.figures
    }  # fmt: skip
    held = sorted((median, name) for name, (_, median, _) in quartiles.items())
    if not held:
        return ""
    alike = [name for median, name in held if told.show(median) == shown]
    if alike:
        return (
            f" Typical of {len(alike)} of {len(held)} kinds of legitimate groups: {listed(alike)}."
        )
    below = [f"{name} ({told.show(median)})" for median, name in held if median < value]
    above = [f"{name} ({told.show(median)})" for median, name in held if median > value]
    if not below or not above:
        more, far, near = ("less", "most", held[-1]) if below else ("more", "least", held[0])
        low, median, high = (told.show(figure) for figure in quartiles[near[1]])
        said = f" Every kind of legitimate group typically shows {more}, the {far} {near[1]}"
        usual = [
            f"{name} ({told.show(low)} to {told.show(high)})"
            for name, (low, _, high) in quartiles.items()
            if low <= value <= high or shown in (told.show(low), told.show(high))
        ]
        if usual:
            return (
                f"{said} ({median}); yet {shown} lies within the middle half of the groups of "
                f"{len(usual)} of {len(held)} kinds: {listed(usual)}."
            )
        return f"{said} ({median}; the middle half of such groups {low} to {high})."
    return f" Nearest typical legitimate groups: {below[-1]} and {above[0]}."


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
    like, unlike = [], []
    for name in dict.fromkeys((*PLAIN, *order)):
        told = FACTS[name]
        if told.figure not in mine or told.figure not in kind.figures:
            continue
        low, median, high = kind.figures[told.figure]
        here, there = told.show(mine[told.figure]), told.show(median)
        if low <= mine[told.figure] <= high or here == there:
            if name in PLAIN and mine[told.figure]:
                like.append(f"{FIGURES.get(name, name)} ({here})")
        else:
            shown = f"{FIGURES.get(name, name)} (here {here}, there {there})"
            unlike.append((order.index(name), shown))
    names = [words for _, words in sorted(unlike)[:DIFFERENCES]]
    lead = "Of the kinds of legitimate groups that were measured, it is"
    if near < LIKE * of:
        said = f"{lead} like none. Even of the nearest, {kind.name}, only {near}"
        like = []
    else:
        said = f"{lead} most like {kind.name}: {near}"
    alike = f" It is like one in {listed(like)}." if like else ""
    differs = f" It is unlike one most of all in {listed(names)}." if names else ""
    return Fact(
        name="most alike",
        speaks="neither",
        statement=f"{said} of its {of} figures lie where the middle half of "
        f"{counted(kind.groups, 'such group')} on labelled traffic does (of such a group itself, "
        f"about half would).{alike}{differs}",
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
