"""Methods, limits, inputs and settings: what someone needs to check or repeat this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report
from stillwatch.report.values import mapping, whole
from stillwatch.report.wording import number

KNOWN = ("exchanges", "accounts", "first", "last")
"""Counts that the page shows elsewhere."""


class Methods(Section):
    """How it was done, what it can't know, and what it was done on."""

    name: ClassVar[str] = "methods"
    order: ClassVar[int] = 90
    title: ClassVar[str] = "Methods and limits"
    short: ClassVar[str] = "Methods and limits"

    def context(self, report: Report) -> dict[str, Any]:
        """Return inputs, counts, settings and versions."""
        summary = report.summary
        inputs = [i for i in summary.get("generated_from") or () if isinstance(i, Mapping)]
        return {
            "inputs": [
                {
                    "path": str(i.get("path") or "–"),
                    "sha256": str(i.get("sha256") or "–"),
                    "bytes": i.get("bytes"),
                    "format": str(i.get("format") or "–"),
                }
                for i in inputs
            ],
            "counts": [(_name(k), _value(v)) for k, v in report.counts.items() if k not in KNOWN],
            "settings": flat(mapping(summary.get("settings"))),
            "versions": flat(mapping(summary.get("versions"))),
            "malformed": whole(report.counts.get("malformed")),
            "lines": [_line(x) for x in (summary.get("malformed_lines") or ())[:20]],
        }


def flat(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Return nested settings as sorted dotted lines."""
    rows = []
    for key, value in sorted(values.items(), key=lambda item: str(item[0])):
        name = f"{prefix}{key}"
        rows += flat(value, f"{name}.") if isinstance(value, Mapping) else [(name, _value(value))]
    return rows


def _value(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value)) or "none"
    return "–" if value is None else str(value)


def _name(key: Any) -> str:
    return str(key).replace("_", " ")


def _line(item: Any) -> str:
    if isinstance(item, Mapping):
        return f"{item.get('path', '')}:{item.get('line', '')}: {item.get('reason', '')}"
    return str(item)
