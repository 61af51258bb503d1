"""Building blocks of a figure: elements, scales, ticks. All text is neutralised and escaped."""

from __future__ import annotations

import math

from markupsafe import Markup, escape

from stillwatch.report.wording import neutralise

Attribute = str | float | None


def el(tag: str, *children: Markup | str, **attributes: Attribute) -> Markup:
    """Return an element; ``class_`` is `class`, underscores are hyphens, None is left out.

    >>> el("rect", x=1.5, stroke_width=2, class_="k0")
    Markup('<rect x="1.5" stroke-width="2" class="k0"/>')
    """
    given = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), _value(value))
        for name, value in attributes.items()
        if value is not None
    )
    inner = Markup("").join(
        child if isinstance(child, Markup) else escape(neutralise(child)) for child in children
    )
    name = Markup(tag)
    if not inner:
        return Markup("<{}{}/>").format(name, given)
    return Markup("<{}{}>{}</{}>").format(name, given, inner, name)


def figure(width: float, height: float, label: str, *parts: Markup, class_: str = "") -> Markup:
    """Return an `svg` element of the given size in its own units, with a spoken label."""
    return el(
        "svg",
        *parts,
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        role="img",
        aria_label=label,
        class_=f"figure {class_}".strip(),
    )


def text(x: float, y: float, words: str, class_: str = "", anchor: str | None = None) -> Markup:
    """Return a line of text."""
    return el("text", words, x=x, y=y, class_=class_ or None, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Return a straight line."""
    return el("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def ticks(top: float, wanted: int = 4) -> list[float]:
    """Return round values from 0 that cover 0 to `top`, about `wanted` steps.

    >>> ticks(870)
    [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]
    """
    if top <= 0:
        return [0.0, 1.0]
    rough = top / wanted
    scale = 10.0 ** math.floor(math.log10(rough))
    step = next(m * scale for m in (1, 2, 2.5, 5, 10) if m * scale >= rough * 0.9)
    return [step * i for i in range(math.ceil(top / step - 1e-9) + 1)]


def _value(value: str | float | None) -> str:
    return _number(value) if isinstance(value, int | float) else neutralise(str(value))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
