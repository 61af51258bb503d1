"""MkDocs hook: the navigation follows the folders, so that adding a page edits no list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SECTIONS = {
    "tutorial": "Tutorial",
    "how-to": "How-to guides",
    "reference": "Reference",
    "explanation": "Explanation",
    "design": "Design notes",
}
"""Folders in the order of the navigation; others follow under their own name."""


def on_config(config: Any) -> Any:
    """Build the navigation: the index, then each section's index page and its pages by name."""
    docs = Path(config["docs_dir"])
    nav: list[Any] = ["index.md"]
    others = sorted({page.parent.name for page in docs.glob("*/*.md")} - set(SECTIONS))
    for folder, title in [*SECTIONS.items(), *((name, name.capitalize()) for name in others)]:
        pages = sorted(
            (page.relative_to(docs).as_posix() for page in (docs / folder).glob("*.md")),
            key=lambda page: (not page.endswith("/index.md"), page),
        )
        if pages:
            nav.append({title: pages})
    nav.insert(len(nav) - (SECTIONS["design"] in nav[-1]), {"Results": "results.md"})
    config["nav"] = nav
    return config
