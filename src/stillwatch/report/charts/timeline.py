"""Exchanges a day stacked by campaign, over a lane for each campaign's life."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from markupsafe import Markup

from stillwatch.report.campaign import CampaignView
from stillwatch.report.charts.svg import el, figure, line, text, ticks
from stillwatch.report.wording import compact, day, minute, plural

DAILY = 92
"""Longest span drawn a day a bar; longer ones are drawn a week a bar."""

LANES = 12
"""Campaigns that get a lane, strongest first."""

LANE, PLOT, TOP = 24.0, 210.0, 34.0


class Bars:
    """Sums of exchanges per bar and campaign.

    Attributes
    ----------
    days
        Days in one bar: 1 or 7.
    starts
        First day of each bar.
    sums
        For each campaign, exchanges in each bar.
    """

    def __init__(self, campaigns: Sequence[CampaignView]) -> None:
        seen = [date.fromisoformat(d) for c in campaigns for d in c.timeline]
        self.starts: list[date] = []
        self.sums: list[list[int]] = []
        self.days = 1
        if not seen:
            return
        first, total = min(seen), (max(seen) - min(seen)).days + 1
        self.days = 1 if total <= DAILY else 7
        size = -(-total // self.days)
        self.starts = [first + timedelta(days=i * self.days) for i in range(size)]
        for campaign in campaigns:
            row = [0] * size
            for key, (exchanges, _) in campaign.timeline.items():
                row[(date.fromisoformat(key) - first).days // self.days] += exchanges
            self.sums.append(row)


def timeline(campaigns: Sequence[CampaignView], width: float) -> Markup | None:
    """Return the figure, or None when no campaign says what it took on which day."""
    bars = Bars(campaigns)
    if not bars.starts:
        return None
    left, right = 46.0, width - 14
    begin = datetime.combine(bars.starts[0], datetime.min.time(), UTC)
    seconds = len(bars.starts) * bars.days * 86400

    def x(moment: datetime) -> float:
        share = (moment - begin).total_seconds() / seconds
        return left + min(1.0, max(0.0, share)) * (right - left)

    steps = ticks(max(map(sum, zip(*bars.sums, strict=True))))
    lanes = list(campaigns[:LANES])
    base = TOP + PLOT
    height = base + 44 + LANE * len(lanes)
    unit = "day" if bars.days == 1 else "week"
    parts = [
        text(0, 12, f"Exchanges a {unit}", "axis-title"),
        *_grid(steps, left, right, base),
        *_bars(campaigns, bars, steps[-1], left, right),
        *_dates(bars, x, base, width),
        *_flags(lanes, x, base),
        *_lanes(lanes, x, base + 40, right),
    ]
    label = f"Exchanges a {unit} taken by each campaign, and when each began, was found and ended"
    return figure(width, height, label, *parts)


def _grid(steps: list[float], left: float, right: float, base: float) -> list[Markup]:
    parts = []
    for step in steps:
        y = base - PLOT * step / steps[-1]
        parts.append(line(left, y, right, y, "grid" if step else "axis"))
        parts.append(text(left - 8, y + 4, compact(step), "tick", "end"))
    return parts


def _bars(
    campaigns: Sequence[CampaignView], bars: Bars, top: float, left: float, right: float
) -> list[Markup]:
    wide = (right - left) / len(bars.starts)
    gap = min(3.0, wide * 0.2)
    parts = []
    for i, start in enumerate(bars.starts):
        y = TOP + PLOT
        for campaign, row in zip(campaigns, bars.sums, strict=True):
            if not row[i]:
                continue
            tall = PLOT * row[i] / top
            y -= tall
            when = day(datetime.combine(start, datetime.min.time()))
            said = el("title", f"{campaign.letter}, {when}: {plural(row[i], 'exchange')}")
            x = left + i * wide + gap / 2
            parts.append(
                el("rect", said, x=x, y=y, width=wide - gap, height=tall, class_=campaign.colour)
            )
    return parts


def _dates(bars: Bars, x: Callable[[datetime], float], base: float, width: float) -> list[Markup]:
    fit = max(1, int((width - 60) // 64))
    every = max(1, -(-len(bars.starts) // fit))
    parts = []
    for start in bars.starts[::every]:
        at = x(datetime.combine(start, datetime.min.time(), UTC))
        parts.append(line(at, base, at, base + 5, "axis"))
        parts.append(text(at, base + 19, f"{start.day} {start:%b}", "tick"))
    return parts


def _flags(
    lanes: Sequence[CampaignView], x: Callable[[datetime], float], base: float
) -> list[Markup]:
    parts, ends = [], [-99.0, -99.0]
    for campaign in sorted(lanes, key=lambda c: (c.detected is None, c.detected, c.letter)):
        if campaign.detected is None:
            continue
        at = x(campaign.detected)
        row = 0 if at - ends[0] >= 20 else 1
        if at - ends[row] < 20:
            continue  # its lane below still shows the moment
        ends[row] = at
        y = TOP - 9 - 1 + 16 * row
        said = el("title", f"{campaign.letter} detected {minute(campaign.detected)} UTC")
        parts.append(
            el(
                "g",
                said,
                line(at, y + 8, at, base, "flag"),
                el("circle", cx=at, cy=y, r=8.5, class_=campaign.colour),
                text(at, y + 4, campaign.letter, "badge", "middle"),
            )
        )
    return parts


def _lanes(
    lanes: Sequence[CampaignView], x: Callable[[datetime], float], top: float, right: float
) -> list[Markup]:
    parts = []
    for i, campaign in enumerate(lanes):
        if campaign.first is None or campaign.last is None:
            continue
        y = top + i * LANE + LANE / 2
        start, end = x(campaign.first), max(x(campaign.last), x(campaign.first) + 3)
        found = x(campaign.detected) if campaign.detected else end
        found = min(max(found, start), end)
        raised = (
            f"detected {minute(campaign.detected)}" if campaign.detected
            else f"raised {minute(campaign.fell_back)} and fell back" if campaign.fell_back
            else "not raised"
        )  # fmt: skip
        ending = "not over when the log ends" if campaign.active else "none of late"
        said = (
            f"{campaign.letter}: harvest-like from {minute(campaign.first)}, "
            f"{raised}, latest {minute(campaign.last)} UTC "
            f"({ending}), {campaign.who}"
        )
        # an arrow says that it goes on, a bar that it stopped
        tip = (
            el("path", d=f"M{end:.1f} {y - 5:.1f}l7 5l-7 5z", class_=campaign.colour)
            if campaign.active
            else el("rect", x=end, y=y - 7, width=3, height=14, class_=campaign.colour)
        )
        parts.append(
            el(
                "g",
                el("title", said),
                line(46, y, right, y, "grid"),
                text(36, y + 4, campaign.letter, "lane", "end"),
                el(
                    "rect",
                    x=start,
                    y=y - 3,
                    width=found - start,
                    height=6,
                    class_=f"{campaign.colour} before",
                ),
                el("rect", x=found, y=y - 3, width=end - found, height=6, class_=campaign.colour),
                tip,
                el("path", d=f"M{found:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z", class_="found")
                if campaign.detected
                else Markup(""),
            )
        )
    return parts
