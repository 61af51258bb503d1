"""The last minutes as bars, drawn here: the page runs no script to show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from stillwatch.report.charts.svg import el, figure, line, text, ticks
from stillwatch.report.wording import compact, number

PARTS = (("errors", "bad"), ("refused", "thin"), ("would_refuse", "would"), ("rest", "plain"))
"""Parts of a bar from below, and their classes."""
_LEFT, _TOP, _BOTTOM = 40.0, 10.0, 22.0


def picture(now: Mapping[str, Any], width: float, height: float = 170.0) -> Markup:
    """Return requests over the last minutes as SVG.

    Parameters
    ----------
    now
        Of `twins.now_of`.
    width, height
        Of the picture, in its own units.
    """
    of, last = now["bars"], now["last"]
    bars = [
        _parts({name: of[name][n] for name in of if name not in ("seconds", "first")})
        for n in range(len(of["requests"]))
    ]
    scale = ticks(max([sum(bar.values()) for bar in bars]), 3)
    plot = height - _TOP - _BOTTOM
    step = (width - _LEFT) / len(bars)
    drawn: list[Markup] = []
    for value in scale:
        y = _TOP + plot * (1 - value / scale[-1])
        drawn.append(line(_LEFT, y, width, y, "axis" if value == 0 else "grid"))
        drawn.append(text(_LEFT - 8, y + 4, compact(value), "tick", "end"))
    for n, bar in enumerate(bars):
        top = _TOP + plot
        for name, class_ in PARTS:
            tall = plot * bar[name] / scale[-1]
            if tall:
                top -= tall
                drawn.append(el("rect", x=_LEFT + n * step + 0.5, y=top, width=step - 1,
                                height=tall, class_=class_))  # fmt: skip
    for minutes in (15, 10, 5, 0):
        x = width - (width - _LEFT) * minutes / last["minutes"]
        words = "now" if not minutes else f"−{minutes} min"
        anchor = "start" if minutes == 15 else "end" if not minutes else "middle"
        drawn.append(text(x, height - 6, words, "tick", anchor))
    label = (
        f"Requests in the last {last['minutes']} minutes: {number(last['requests'])}, of them "
        f"{number(last['errors'])} errors of the API, {number(last['refused'])} refused, "
        f"{number(last['would_refuse'])} that would have been refused"
    )
    return figure(width, height, label, *drawn)


def _parts(bar: dict[str, int]) -> dict[str, int]:
    """Split the requests of a bar; a request counts once, where it ended worst."""
    left = bar["requests"]
    made = {}
    for name, _ in PARTS[:-1]:
        made[name] = min(left, bar[name])
        left -= made[name]
    return made | {"rest": left}
