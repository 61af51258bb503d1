"""Write a report as its name says: HTML, PDF or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stillwatch.comply.terms.write import write_whole
from stillwatch.core.errors import UsageError

FORMATS = (".html", ".pdf", ".json")


def check_name(path: Path) -> None:
    """Refuse a name that says no format, before anything is read."""
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"--out {path}: the name has to end in {', '.join(FORMATS)}")


def write(report: Mapping[str, Any], path: Path) -> None:
    """Write a report.

    Raises
    ------
    UsageError
        The name says no format, or the extra `pdf` is not installed.
    """
    check_name(path)
    kind = path.suffix.lower()
    if kind == ".json":
        data = json.dumps(report, indent=1, ensure_ascii=True).encode() + b"\n"
    elif kind == ".pdf":
        from stillwatch.comply import pdf

        data = pdf.render(report)
    else:
        from stillwatch.comply import html

        data = html.render(report).encode()
    write_whole(path, data)
