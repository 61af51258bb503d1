"""What each campaign took and what it aims at."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.campaign import CampaignView
from stillwatch.report.charts.bars import bar
from stillwatch.report.model import Report
from stillwatch.report.values import real
from stillwatch.report.wording import instant, plural, span

CARDS = 12
"""Campaigns with a card, strongest first."""

SHOWN = 5
"""Targets and models on a card; the rest is summed up."""


class Taken(Section):
    """A card a campaign: amounts, capabilities, models, moves to a new model."""

    name: ClassVar[str] = "taken"
    order: ClassVar[int] = 30
    title: ClassVar[str] = "What they took and aim at"
    short: ClassVar[str] = "What was taken"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the cards, or None without campaigns."""
        if not report.campaigns:
            return None
        return {
            "cards": [_card(c) for c in report.campaigns[:CARDS]],
            "left": max(0, len(report.campaigns) - CARDS),
        }


def _card(campaign: CampaignView) -> dict[str, Any]:
    before = campaign.before / campaign.exchanges if campaign.exchanges else 0.0
    return {
        "campaign": campaign,
        "before": before,
        "before_bar": bar(before, campaign.colour),
        "delay": span(campaign.began, campaign.detected),
        "rate": _rate(campaign),
        "targets": _bars(campaign.targets, campaign.colour),
        "usual": campaign.usual,
        "models": _bars(
            [(str(m.get("model")), real(m.get("share"))) for m in campaign.models],
            campaign.colour,
        ),
        "moves": _moves(campaign),
    }


def _moves(campaign: CampaignView) -> list[tuple[str, datetime]]:
    """Return the models that it moved to, each with when, the earliest first."""
    moves = [
        (str(m.get("model")), moment)
        for m in campaign.models
        if (moment := instant(m.get("moved_at")) if m.get("moved_at") else None)
    ]
    return sorted(moves, key=lambda move: move[1])[:SHOWN]


def _bars(rows: list[tuple[str, float]], colour: str) -> list[tuple[str, float, Any]]:
    shown = rows if len(rows) <= SHOWN + 1 else rows[:SHOWN]
    out = [(name, share, bar(share, colour)) for name, share in shown]
    if len(shown) < len(rows):
        rest = sum(share for _, share in rows[SHOWN:])
        out.append((plural(len(rows) - SHOWN, "other"), rest, bar(rest, "plain")))
    return out


def _rate(campaign: CampaignView) -> float | None:
    """Return the exchanges of a member on a day on which it sends any; None where it isn't known.

    Members come and go: over the whole length of a campaign few may be there throughout.
    """
    days = campaign.timeline.values()
    active = sum(accounts for _, accounts in days)
    return sum(exchanges for exchanges, _ in days) / active if active else None
