"""Small bars for tables and cards: one share, drawn over its whole."""

from __future__ import annotations

from markupsafe import Markup

from stillwatch.report.charts.svg import el


def bar(share: float, colour: str = "", *, width: float = 100, height: float = 8) -> Markup:
    """Return a bar filled to `share` (0 to 1); the figure itself stands beside it as text."""
    filled = width * min(1.0, max(0.0, share))
    return el(
        "svg",
        el("rect", width=width, height=height, class_="rail"),
        el("rect", width=filled, height=height, class_=colour or "plain"),
        viewBox=f"0 0 {width:g} {height:g}",
        preserveAspectRatio="none",
        class_="bar",
        aria_hidden="true",
    )


def split(inside: int, outside: int, colour: str) -> Markup:
    """Return a bar of members against others that share the same value."""
    return bar(inside / (inside + outside) if inside + outside else 0.0, colour)
