"""Templates of the page: escaped, neutralised, in the report's look."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup, escape

from stillwatch.console.picture import picture
from stillwatch.report import wording

WORDS = ("number", "compact", "percent", "minute", "strength", "shorten", "plural")
"""Functions of `stillwatch.report.wording` that templates use as filters."""
LONGEST = 600
"""Longest text of any kind on the page, in characters; what is longer loses its middle."""
ASSETS = {
    "report.css": ("stillwatch.report", "text/css"),
    "page.css": ("stillwatch.console", "text/css"),
    "page.js": ("stillwatch.console", "text/javascript"),
}
"""Files that the page is made with, by name: where they lie, and their type."""


def page(template: str, /, **values: Any) -> str:
    """Return a page as text.

    Parameters
    ----------
    template
        Its name.
    values
        What it shows; text in it is escaped, and characters that hide or reorder are made visible.
    """
    made = _environment().get_template(f"{template}.html.j2").render(**values)
    # lone surrogates reach us through JSON escapes and cannot be sent as UTF-8
    return made.encode("utf-8", "replace").decode("utf-8")


@cache
def asset(name: str) -> bytes:
    """Return a file that the page is made with."""
    return (files(ASSETS[name][0]) / "assets" / name).read_bytes()


@cache
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("stillwatch.console", "templates"),
                jinja2.PackageLoader("stillwatch.report", "assets"),
            ]
        ),
        autoescape=True, finalize=partial(wording.harmless, longest=LONGEST),
        trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    for name in WORDS:
        env.filters[name] = getattr(wording, name)
    env.filters.update(target=_target, word=_word, exact=_exact, query=_query)
    env.globals["picture"] = picture
    return env


def _target(name: str) -> str:
    return wording.shorten(wording.title(name, wording.TARGETS), 40)


def _word(name: str) -> str:
    """Return a name of ours as words: `would_refuse` is `would refuse`."""
    return name.replace("_", " ")


def _exact(value: str) -> Markup:
    """Return what a form sends back: escaped, and else as it is."""
    return escape(value)


def _query(values: Mapping[str, Any]) -> Markup:
    """Return the query of an address."""
    given = {name: value for name, value in values.items() if value not in ("", None)}
    return escape(urlencode(given, errors="replace"))
