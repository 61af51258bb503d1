"""How strong the evidence is: powers of ten, a row a campaign, a mark a piece of evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from stillwatch.report.campaign import CampaignView
from stillwatch.report.charts.svg import el, figure, line, text, ticks
from stillwatch.report.values import real
from stillwatch.report.wording import neutralise, power, strength

ROWS = 12
"""Campaigns drawn, strongest first."""

LONGEST = 40.0
"""Powers of ten at which the axis stops: beyond it, more is not surer in practice."""

ROW = 30.0


def beyond(campaigns: Sequence[CampaignView]) -> bool:
    """Whether anything drawn lies beyond the end of the axis, where it is drawn then."""
    return any(tens > LONGEST for tens in _marks(campaigns[:ROWS]))


def _marks(drawn: Sequence[CampaignView]) -> list[float]:
    return [power(v) for c in drawn for v in (c.log_e, *(e["log_e"] for e in c.evidence))]


def strengths(
    campaigns: Sequence[CampaignView], thresholds: Mapping[str, object], width: float
) -> Markup | None:
    """Return the figure, or None without campaigns.

    Parameters
    ----------
    campaigns
        In display order; the first `ROWS` are drawn.
    thresholds
        Levels to natural logs of e-values, drawn as lines.
    width
        Width in pixels.
    """
    drawn = campaigns[:ROWS]
    if not drawn:
        return None
    steps = ticks(min(LONGEST, max(3.0, *_marks(drawn))), 5 if width > 500 else 4)
    left, right = 34.0, width - 48
    base = 26 + ROW * len(drawn)

    def x(tens: float) -> float:
        return left + (right - left) * min(max(tens, 0.0), steps[-1]) / steps[-1]

    parts = [text(0, 12, "Evidence, as a power of ten (e-value)", "axis-title")]
    for step in steps:
        parts += [
            line(x(step), 24, x(step), base, "grid" if step else "axis"),
            text(x(step), base + 17, _tens(step), "tick", "middle"),
        ]
    ends = -99.0
    row = 0
    for name in ("watch", "likely", "confirmed"):
        if name in thresholds:
            at = x(power(real(thresholds[name])))
            row = row + 1 if at - ends < 52 else 0  # below the one before when too close to it
            ends = at
            parts.append(line(at, 24, at, base, f"limit {name}"))
            parts.append(text(at, base + 32 + 14 * row, name, f"tick {name}", "middle"))
    for i, campaign in enumerate(drawn):
        parts.append(_row(campaign, 24 + ROW * (i + 0.5), left, x))
    height = base + 26 + (14 * (row + 1) if thresholds else 0)
    return figure(width, height, "Strength of evidence of each campaign", *parts)


def _tens(step: float) -> str:
    return "1" if step == 0 else strength((step + 1e-9) * 2.302585093) if step >= 6 else _low(step)


def _low(step: float) -> str:
    return "10" + f"{step:g}".translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _row(campaign: CampaignView, y: float, left: float, x: Callable[[float], float]) -> Markup:
    end = x(power(campaign.log_e))
    last = max([end, *(x(power(e["log_e"])) for e in campaign.evidence)])
    parts = [
        el("title", f"{campaign.letter}: e-value {strength(campaign.log_e)}"),
        text(left - 10, y + 4, campaign.letter, "lane", "end"),
        el(
            "rect",
            x=left,
            y=y - 8,
            width=max(1.0, end - left),
            height=16,
            class_=f"{campaign.colour} soft",
        ),
        text(last + 9, y + 4, strength(campaign.log_e), "tick strong"),
    ]
    for evidence in campaign.evidence:
        said = f"{evidence['detector']} ({evidence['family']}): {strength(evidence['log_e'])}"
        parts.append(mark(evidence["family"], x(power(evidence["log_e"])), y, said))
    return el("g", *parts)


def mark(family: str, x: float, y: float, said: str = "") -> Markup:
    """Return the mark of a family of evidence: square, circle, triangle, else diamond."""
    title = el("title", neutralise(said)) if said else Markup("")
    if family == "infrastructure":
        return el("rect", title, x=x - 4, y=y - 4, width=8, height=8, class_="mark")
    if family == "content":
        return el("circle", title, cx=x, cy=y, r=4.5, class_="mark")
    shape = "l5.5 10l-11 0z" if family == "behaviour" else "l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
    return el("path", title, d=f"M{x:.1f} {y - 5.5:.1f}{shape}", class_="mark")
