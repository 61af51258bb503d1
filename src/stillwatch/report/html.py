"""One self-contained page: `report.html`.

The page asks the network for nothing: styles and script are inline, allowed by their hash in
a content security policy. Every value from a log is escaped by autoescaping, and characters
that hide or reorder text are made visible on the way. The same audit gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from stillwatch.core.registry import discover
from stillwatch.report import wording
from stillwatch.report.base import FOLDER, Section
from stillwatch.report.model import Report, read

WORDS = (
    "number", "compact", "percent", "day", "minute", "strength", "odds", "shorten", "plural",
    "listed", "uncapital",
)  # fmt: skip
"""Functions of `stillwatch.report.wording` that templates use as filters."""

LONGEST = 2000
"""Longest text of any kind on the page, in characters; what is longer loses its middle."""

NAMES = 40
"""Longest name of a target or kind of observable shown whole, in characters."""


def write_report(out: Path, audit: Mapping[str, Any]) -> Path:
    """Write ``out/report.html`` (mode 0600) and return its path.

    Parameters
    ----------
    out
        Folder of the audit; made if it is missing.
    audit
        ``campaigns``, ``summary``, ``accounts``, ``options``: see `stillwatch.report`.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / "report.html"
    draft = out / ".report.html.part"
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(render(audit))
    draft.replace(path)  # a reader never sees half a page
    return path


def sections() -> list[Section]:
    """Return the sections, in the order of the page.

    Raises
    ------
    UsageError
        One of another package cannot be used.
    """
    return sorted((cls() for cls in discover(FOLDER, Section).values()), key=lambda s: s.order)


def render(audit: Mapping[str, Any]) -> str:
    """Return the page as text; same arguments as `write_report`."""
    report = read(audit)
    env = environment()
    parts = [(s, html) for s in sections() if (html := s.render(report, env)) is not None]
    style, script = _asset("report.css"), _asset("report.js")
    page = env.get_template("page.html.j2").render(
        report=report,
        parts=parts,
        heading=_heading(report),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    # lone surrogates can reach us through JSON escapes and can't be written as UTF-8
    return page.encode("utf-8", "replace").decode("utf-8")


@cache
def environment() -> jinja2.Environment:
    """Return the templates' environment: autoescaping, and neutralising what is shown."""
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("stillwatch.report", "sections"),
                jinja2.PackageLoader("stillwatch.report", "assets"),
            ]
        ),
        autoescape=True,
        finalize=partial(wording.harmless, longest=LONGEST),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    for name in WORDS:
        env.filters[name] = getattr(wording, name)
    env.filters.update(target=_target, observable=_observable)
    env.globals["span"] = wording.span
    return env


def _target(name: str) -> str:
    return wording.shorten(wording.title(name, wording.TARGETS), NAMES)


def _observable(name: str) -> str:
    return wording.shorten(wording.title(name, wording.OBSERVABLES), NAMES)


def _heading(report: Report) -> str:
    return str(report.options.get("title") or "Audit of model API traffic")


def _asset(name: str) -> str:
    return (files("stillwatch.report") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> Markup:
    digest = hashlib.sha256(text.encode()).digest()
    return Markup("'sha256-" + base64.b64encode(digest).decode() + "'")
