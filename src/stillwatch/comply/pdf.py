"""The report as PDF, by typst: no system libraries or fonts, no date inside, same bytes.

What is shown reaches the template as JSON and is placed as text, never evaluated. Fonts are those
that typst carries, so that the bytes are the same on every machine; letters that they lack are
written as ``[U+XXXX]``.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from stillwatch.core.errors import UsageError
from stillwatch.report import wording

LONGEST = 2000
"""Longest text in the document, in characters; what is longer loses its middle."""
_DRAWN = ((0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2044))
"""Ranges of letters that the fonts have: Latin, Greek, Cyrillic, punctuation."""
_MORE = frozenset("€№™←→≤≥≈−×·")


def render(report: Mapping[str, Any]) -> bytes:
    """Return a report of `stillwatch.comply.report.gather` as PDF.

    Raises
    ------
    UsageError
        The extra `pdf` is not installed.
    """
    try:
        import typst
    except ImportError:
        raise UsageError(
            "PDF needs one more package: pip install 'stillwatch[pdf]'; or write .html"
        ) from None
    template = (files("stillwatch.comply") / "assets" / "comply.typ").read_bytes()
    shown = {**_shown(report), "day": wording.day(report["as_of"])}
    with tempfile.TemporaryDirectory(prefix="stillwatch-") as folder:
        (Path(folder) / "comply.typ").write_bytes(template)
        made = typst.compile(
            str(Path(folder) / "comply.typ"),
            root=folder,
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(shown)},
        )
    assert isinstance(made, bytes)
    return made


def _shown(value: Any) -> Any:
    """Return the report with every text made harmless to look at and possible to draw."""
    if isinstance(value, Mapping):
        return {key: _shown(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(inner) for inner in value]
    return _drawable(value) if isinstance(value, str) else value


def _drawable(text: str) -> str:
    plain = wording.neutralise(wording.shorten(text, LONGEST).replace("`", "'"))
    return "".join(
        char
        if char in _MORE or any(low <= ord(char) <= high for low, high in _DRAWN)
        else f"[U+{ord(char):04X}]"
        for char in plain
    )
