"""How sure, and under which assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.charts.strength import ROWS, beyond, mark, strengths
from stillwatch.report.charts.svg import el
from stillwatch.report.model import Report, mapping, real
from stillwatch.report.wording import odds

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
            "levels": LEVELS,
            "wide": strengths(report.campaigns, thresholds, 840),
            "narrow": strengths(report.campaigns, thresholds, 350),
            "beyond": beyond(report.campaigns),
            "nulls": [c for c in report.campaigns[:ROWS] if c.log_odds is not None],
            "met": any(c.like_odds for c in report.campaigns[:ROWS]),
            "bars": mapping(report.summary.get("settings_file")),
            "needed": _needed(mapping(report.summary.get("settings"))),
            "alone": [c.letter for c in report.campaigns if _alone(c.raw)],
            "families": [(f, _key(f)) for f in families],
            "guarantees": guarantees(report),
        }


def _alone(campaign: Mapping[str, Any]) -> bool:
    """Whether a campaign was named although the first null stands: the level is null then."""
    guarantee = mapping(campaign.get("guarantee"))
    return "level" in guarantee and guarantee["level"] is None


def _needed(settings: Mapping[str, Any]) -> str:
    """Return which odds each level needs, where the settings say."""
    told = [
        f"{name} needs {odds(real(settings[key]))}"
        for name in ("likely", "confirmed")
        if (key := f"{name}_odds") in settings
    ]
    return "; ".join(told)


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
