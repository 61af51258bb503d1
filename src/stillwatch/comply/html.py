"""The report as one self-contained page: no script, nothing loaded, same report, same bytes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup, escape

from stillwatch.report import wording

LONGEST = 2000
"""Longest text on the page, in characters; what is longer loses its middle."""


def render(report: Mapping[str, Any]) -> str:
    """Return a report of `stillwatch.comply.report.gather` as HTML."""
    style = (files("stillwatch.comply") / "assets" / "comply.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = (
        _environment()
        .get_template("comply.html.j2")
        .render(report=report, style=Markup(style), style_hash=Markup(f"'sha256-{digest}'"))
    )
    # lone surrogates can reach us through JSON escapes and can't be written as UTF-8
    return page.encode("utf-8", "replace").decode("utf-8")


@cache
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("stillwatch.comply", "assets"),
        autoescape=True,
        finalize=partial(wording.harmless, longest=LONGEST),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters.update(day=wording.day, slug=lambda text: str(text).replace(" ", "-"), coded=_coded)
    return env


def _coded(text: str) -> Markup:
    """Return text with what stands in backticks set as code; all of it escaped."""
    parts = str(wording.harmless(text, LONGEST)).split("`")
    if len(parts) % 2 == 0:
        return escape("`".join(parts))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )
