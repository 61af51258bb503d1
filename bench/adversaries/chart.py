"""The frontier as a picture: harvest kept against cost, legible on light and dark ground."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from stillwatch.report.charts.svg import el, figure, line, text

WIDTH, HEIGHT = 760.0, 430.0
LEFT, RIGHT, TOP, BASE = 56.0, 724.0, 34.0, 372.0
STYLE = """
.figure { --ink: #1d2a33; --soft: #5c6a74; --grid: #d5dce1; --dot: #13798b; --line: #a5660a;
  --ground: #ffffff; }
@media (prefers-color-scheme: dark) {
  .figure { --ink: #e4eaee; --soft: #a3b0b9; --grid: #38454e; --dot: #3aa9bd; --line: #e0a643;
  --ground: #10181d; }
}
.ground { fill: var(--ground); }
text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.tick { fill: var(--soft); } .grid { stroke: var(--grid); stroke-width: 1; }
.axis { stroke: var(--soft); stroke-width: 1; } .span { stroke: var(--dot); opacity: .45; }
.dot { fill: var(--dot); } .best { fill: var(--line); }
.front { fill: none; stroke: var(--line); stroke-width: 2; stroke-dasharray: 5 4; }
"""

Row = Mapping[str, Any]
Words = tuple[float, float, float]
"""Where words begin and end, and their row."""


def frontier(rows: Sequence[Row], best: Sequence[int]) -> str:
    """Return the SVG file.

    Parameters
    ----------
    rows
        Settings as `summary.row` returns them; those that kept nothing are left out.
    best
        Numbers of the rows that none other beats, cheapest first.
    """
    drawn = [(i, r) for i, r in enumerate(rows) if r["cost_ratio"] is not None]
    ratios = [r["cost_ratio"] for _, r in drawn] or [1.0]
    low, high = _decades(min(*ratios, 1.0), max(*ratios, 2.0))
    # an interval of few seeds may leave the picture; the table has its ends
    most = max((r["kept"]["mean"] for _, r in drawn), default=1.0)
    top = max(0.2, math.ceil(12 * most) / 10)

    def x(ratio: float) -> float:
        return LEFT + (RIGHT - LEFT) * math.log(ratio / low) / math.log(high / low)

    def y(kept: float) -> float:
        return BASE - (BASE - TOP) * min(max(kept, 0.0), top) / top

    ground = el("rect", width=WIDTH, height=HEIGHT, rx=8, class_="ground")
    parts = [el("style", Markup(STYLE)), ground, *_axes(x, y, low, high, top)]
    path = [(x(rows[i]["cost_ratio"]), y(rows[i]["kept"]["mean"])) for i in best]
    if len(path) > 1:
        places = " L".join(f"{a:.1f} {b:.1f}" for a, b in path)
        parts.append(el("path", d=f"M{places}", class_="front"))
    taken: list[Words] = []
    for i, r in drawn:
        parts.append(_dot(r, x(r["cost_ratio"]), y, i in best, taken))
    label = "Harvest kept against cost of each strategy"
    picture = figure(WIDTH, HEIGHT, label, *parts)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"'
    return str(picture).replace("<svg", head, 1) + "\n"


def _axes(x: Any, y: Any, low: float, high: float, top: float) -> list[Markup]:
    words = "Harvest kept, share of what the naive campaign takes unwatched"
    parts = [text(LEFT - 44, 16, words, "tick")]
    step = 0.05 if top <= 0.3 else 0.1 if top <= 0.8 else 0.2
    for i in range(round(top / step) + 1):
        at = y(i * step)
        parts.append(line(LEFT, at, RIGHT, at, "grid" if i else "axis"))
        parts.append(text(LEFT - 8, at + 4, f"{100 * i * step:.0f} %", "tick", "end"))
    for value in (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if low <= value <= high:
            parts.append(line(x(value), TOP, x(value), BASE, "grid"))
            parts.append(text(x(value), BASE + 18, f"{value:g}", "tick", "middle"))
    words = "Cost of 1,000 items kept, times that of the naive campaign unwatched"
    return [*parts, text((LEFT + RIGHT) / 2, BASE + 42, words, "tick", "middle")]


def _dot(
    row: Row, at: float, y: Any, best: bool, taken: list[tuple[float, float, float]]
) -> Markup:
    kept = row["kept"]
    height = y(kept["mean"])
    name = row["strategy"].replace("_", " ")
    parts = [
        el("title", f"{name}: {100 * kept['mean']:.0f} % kept at {row['cost_ratio']:.1f} times"),
        line(at, y(_end(kept, "low")), at, y(_end(kept, "high")), "span"),
        el("circle", cx=at, cy=height, r=4.5, class_="best" if best else "dot"),
    ]
    wide = 6.6 * len(name) + 8
    right = at + wide + 8 < RIGHT + 30
    left = at + 8 if right else at - wide
    # the nearest row whose words are free; ends and rows of those before are in `taken`
    rows = [height + 4 + step * 13 * side for step in range(8) for side in (1, -1)]
    row_at = next(
        (
            row
            for row in rows
            if TOP < row < BASE
            and not any(
                abs(row - b) < 13 and left < end and start < left + wide for start, end, b in taken
            )
        ),
        height + 4,
    )
    taken.append((left, left + wide, row_at))
    parts.append(text(at + (8 if right else -8), row_at, name, anchor=None if right else "end"))
    return el("g", *parts)


def _decades(low: float, high: float) -> tuple[float, float]:
    return low / 1.15, high * 1.6


def _end(kept: Mapping[str, float | None], end: str) -> float:
    value = kept[end]
    return kept["mean"] if value is None else value  # type: ignore[return-value]
