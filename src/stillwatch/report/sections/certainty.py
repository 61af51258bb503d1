"""How sure, and under which assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.campaign import CampaignView
from stillwatch.report.charts.strength import ROWS, beyond, mark, strengths
from stillwatch.report.charts.svg import el
from stillwatch.report.model import Report
from stillwatch.report.values import mapping, real, whole
from stillwatch.report.wording import listed, odds, uncapital

LEVELS = (
    (
        "confirmed",
        "Strong evidence from families that do not depend on one another (infrastructure, "
        "content, behaviour), and none of the legitimate common causes that were measured "
        "explains it well. Innocent groups have been named at this level in tests: fit to act "
        "on after a person has read the evidence, and what speaks against it.",
    ),
    (
        "likely",
        "Strong evidence that the accounts act together and that they harvest; a legitimate "
        "common cause was tested and does not explain it well. Read it before acting.",
    ),
    (
        "watch",
        "Unusual, but not enough to say so. Look, do not act.",
    ),
)
"""What each level claims, strongest first."""

BELOW = "a person should look before anything is done"
"""What follows where a campaign keeps a level that it would not be given today."""

HELD = (
    "Unusual, but not enough to say so: look, do not act. Or enough, but for a plain fact that "
    "tells who they may be: ask whom it tells."
)
"""What `watch` claims where a plain fact alone keeps a group there."""


class Certainty(Section):
    """Levels, strength of evidence, guarantee and its assumptions."""

    name: ClassVar[str] = "certainty"
    order: ClassVar[int] = 20
    title: ClassVar[str] = "How sure, and under which assumptions"
    short: ClassVar[str] = "How sure"

    def context(self, report: Report) -> dict[str, Any]:
        """Return levels, the figure in two widths and every distinct guarantee."""
        thresholds = mapping(report.summary.get("thresholds"))
        families = sorted({e["family"] for c in report.campaigns for e in c.evidence} - {""})
        return {
            "levels": _levels(report),
            "wide": strengths(report.campaigns, thresholds, 840),
            "narrow": strengths(report.campaigns, thresholds, 350),
            "beyond": beyond(report.campaigns),
            "nulls": [c for c in report.campaigns[:ROWS] if c.log_odds is not None],
            "met": any(c.like_odds for c in report.campaigns[:ROWS]),
            "bars": mapping(report.summary.get("settings_file")),
            "needed": needed(report),
            "exceptions": exceptions(report),
            "alone": [c.letter for c in report.campaigns if _alone(c.raw)],
            "families": [(f, _key(f)) for f in families],
            "guarantees": guarantees(report),
        }


def _levels(report: Report) -> list[tuple[str, str]]:
    held = any(c.held for c in report.campaigns)
    told = {name: HELD if held and name == "watch" else words for name, words in LEVELS}
    for name in told:
        if kept := [c.letter for c in report.campaigns if c.kept and c.severity == name]:
            are = "is" if len(kept) == 1 else "are"
            told[name] += f" Not so today of {listed(kept)}, which {are} below this bar: {BELOW}."
    return list(told.items())


def exceptions(report: Report) -> list[str]:
    """Say whose level is another than its odds and the bars beside them would give, and why."""
    drawn = report.campaigns[:ROWS]
    usual = mapping(report.summary.get("settings")).get("likely_odds")
    kept: dict[str, list[str]] = {}
    more: dict[str, list[str]] = {}
    less: dict[str, list[str]] = {}
    for c in drawn:
        if c.kept:
            told = mapping(mapping(c.raw.get("guarantee")).get("kept"))
            kept.setdefault(odds(real(told.get("above_log_odds_harvest"))), []).append(c.letter)
        if usual is not None and c.needed is not None and odds(c.needed) != odds(real(usual)):
            bars = more if c.needed > real(usual) else less
            bars.setdefault(odds(c.needed), []).append(c.letter)
    said = [
        f"{listed(who)}: named before and below the bar of its level today, which is kept while "
        f"the odds stay above {above}: {BELOW}."
        for above, who in kept.items()
    ]
    if len(_bars(report)) > 1:
        for bars, why in ((more, _more(report)), (less, _less(report))):
            said += [
                f"{listed(who)}: likely needs {bar} here, since {why}." for bar, who in bars.items()
            ]
    said += [f"{c.letter}: {uncapital(c.why_held)}" for c in drawn if c.held]
    said += [f"{c.letter}: {uncapital(c.customer)}" for c in drawn if c.customer]
    least = min((c.needed for c in drawn if c.needed is not None), default=inf)
    least = min(least, real(usual)) if usual is not None else least
    if open_ := [c.letter for c in drawn if _by_chance(c, least)]:
        said.append(
            f"{listed(open_)}: chance is not ruled out over all groups that were looked at, which "
            "likely needs besides."
        )
    return said


def _more(report: Report) -> str:
    return f"the more {_many(report)}, the more groups could be mistaken"


def _less(report: Report) -> str:
    return (
        f"the fewer {_many(report)}, the fewer groups could be mistaken; of one that is a large "
        "part of them more is asked"
    )


def _many(report: Report) -> str:
    """Say what it is of which more make more groups: accounts, or what is judged in their place."""
    judged, accounts = (whole(report.counts.get(name)) for name in ("judged_units", "accounts"))
    if judged <= accounts:
        return "accounts a log has"
    return f"accounts and end users are judged by themselves ({judged:,} in this log)"


def _by_chance(campaign: CampaignView, bar: float) -> bool:
    """Whether a watched group with the odds for more is not sure not to be unrelated accounts."""
    told = mapping(campaign.raw.get("guarantee"))
    return (
        not campaign.raised
        and real(campaign.log_odds) >= bar
        and "likely_log_odds_harvest" in told
        and campaign.needed is None
    )


def _alone(campaign: Mapping[str, Any]) -> bool:
    """Whether a campaign was named although the first null stands: the level is null then."""
    guarantee = mapping(campaign.get("guarantee"))
    return "level" in guarantee and guarantee["level"] is None


def _bars(report: Report) -> set[str]:
    """Odds that `likely` needs of the campaigns in the table, as they read."""
    return {odds(c.needed) for c in report.campaigns[:ROWS] if c.needed is not None}


def needed(report: Report) -> str:
    """Return which odds each level needs, where the settings say: those that hold in this log.

    Where not all campaigns need the same, those of the settings; `exceptions` tells the others.
    """
    settings, bars = mapping(report.summary.get("settings")), _bars(report)
    said = []
    for name in ("likely", "confirmed"):
        if (usual := settings.get(f"{name}_odds")) is None:
            continue
        bar, why = odds(real(usual)), ""
        if name == "likely" and len(bars) > 1:
            why = ", where nothing else is said below"
        if name == "likely" and len(bars) == 1 and bar not in bars:
            usual_bar, (bar,) = bar, bars
            held = next(c.needed for c in report.campaigns[:ROWS] if c.needed is not None)
            because = (_more if held > real(usual) else _less)(report)
            why = f" in this log (elsewhere {usual_bar}: {because})"
        said.append(f"{name} needs {bar}{why}")
    return "; ".join(said)


def guarantees(report: Report) -> list[dict[str, Any]]:
    """Return each distinct guarantee with the letters of the campaigns it is for.

    That of the audit where no campaign, or not every one, has its own.
    """
    found: dict[str, dict[str, Any]] = {}
    given = [(c.letter, mapping(c.raw.get("guarantee"))) for c in report.campaigns]
    if not given or not all(guarantee for _, guarantee in given):
        given.insert(0, ("", mapping(report.summary.get("guarantee"))))
    for letter, guarantee in given:
        if not guarantee:
            continue
        words = _words(guarantee)
        entry = found.setdefault(repr(words), words | {"letters": []})
        if letter:
            entry["letters"].append(letter)
    return list(found.values())


def _words(guarantee: Mapping[str, Any]) -> dict[str, Any]:
    assumed = guarantee.get("assumptions") or ()
    return {
        "procedure": str(guarantee.get("procedure") or "not stated"),
        "level": guarantee.get("level"),
        "controlled": str(guarantee.get("controlled") or ""),
        "measured": str(guarantee.get("measured") or ""),
        "assumptions": [assumed] if isinstance(assumed, str) else [str(a) for a in assumed],
    }


def _key(family: str) -> Any:
    return el("svg", mark(family, 7, 7), viewBox="0 0 14 14", class_="key", aria_hidden="true")
