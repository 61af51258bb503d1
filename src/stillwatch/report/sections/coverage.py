"""What could not be judged, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.charts.bars import bar
from stillwatch.report.model import Report
from stillwatch.report.values import mapping, real, whole
from stillwatch.report.wording import listed, percent, plural

THIN = 0.5
"""Share of exchanges below which a detector or field counts as thin."""


ALL = 0.995
"""Share from which on a field counts as always there."""


HARDLY_SEEN = (
    "Whatever a log holds, an audit finds few of the harvests that rewrite, translate or sort "
    "texts which they bring along, that let agents work at tasks of their own, or that people "
    "type: what these ask reads like anybody's. That nothing is said of such a harvest here is no "
    "sign that there is none. Nor is a campaign of one or two accounts named."
)
"""What no field of a log would change (`docs/explanation/limits.md`)."""


class Coverage(Section):
    """Detectors run and skipped with the reason; fields and how often the log has them."""

    name: ClassVar[str] = "coverage"
    order: ClassVar[int] = 80
    title: ClassVar[str] = "What could not be judged"
    short: ClassVar[str] = "Not judged"

    def context(self, report: Report) -> dict[str, Any]:
        """Return the sentence that sums up, detectors, fields and notes."""
        rows = [d for d in report.summary.get("detectors") or () if isinstance(d, Mapping)]
        detectors = sorted((_detector(d) for d in rows), key=lambda d: (d["ran"], d["name"]))
        fields = sorted(
            ((str(k), real(v)) for k, v in mapping(report.summary.get("fields")).items()),
            key=lambda pair: (pair[1], pair[0]),
        )
        always = [name for name, share in fields if share >= ALL]
        fields = [pair for pair in fields if pair[1] < ALL]
        return {
            "levels": [r for r in report.summary.get("levels") or () if isinstance(r, Mapping)],
            "observables": [
                _observable(r)
                for r in report.summary.get("observables") or ()
                if isinstance(r, Mapping)
            ],
            "edge": _edge(mapping(report.summary.get("edge"))),
            "whole": always,
            "detectors": detectors,
            "said": _sum_up(detectors) + _answered(report),
            "fields": [
                (name, share, bar(share, "" if share >= THIN else "thin")) for name, share in fields
            ],
            "notes": [*(str(n) for n in report.summary.get("notes") or ()), HARDLY_SEEN],
        }


def _detector(row: Mapping[str, Any]) -> dict[str, Any]:
    share = row.get("share")
    return {
        "name": str(row.get("name", "")),
        "family": str(row.get("family") or ""),
        "ran": bool(row.get("ran")),
        "reason": str(row.get("reason") or ""),
        "share": share,
        "accounts": row.get("accounts"),
        "bar": bar(real(share), "" if real(share) >= THIN else "thin"),
    }


def _observable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": str(row.get("name", "")),
        "family": str(row.get("family") or ""),
        "used": bool(row.get("used")),
        "reason": str(row.get("reason") or ""),
        "share": real(row.get("share")),
        "accounts": real(row.get("accounts")),
    }


def _edge(told: Mapping[str, Any]) -> str:
    if not told:
        return ""
    said = (
        f"The edge log told the client of {percent(real(told.get('share_matched')))} of the "
        f"exchanges; {plural(whole(told.get('rows_without_exchange')), 'row')} of it belong to no "
        "exchange of this log."
    )
    other = mapping(told.get("overridden"))
    if other:
        counts = listed([f"{name} ({whole(n):,})" for name, n in sorted(other.items())])
        said += f" Where it contradicts the log, it counts: {counts}."
    return said


def _answered(report: Report) -> str:
    """Say where most exchanges lack a request for the reason that tools answered in them."""
    asked = mapping(report.summary.get("fields")).get("text")
    states = mapping(report.summary.get("content_states"))
    read = whole(states.get("full")) / max(sum(map(whole, states.values())), 1)
    if asked is None or not real(asked) < THIN <= read:
        return ""
    return " Most exchanges carry no new request, only what tools returned to agents."


def _sum_up(detectors: list[dict[str, Any]]) -> str:
    if not detectors:
        return "The audit does not say which detectors ran."
    skipped = [d for d in detectors if not d["ran"]]
    thin = [d for d in detectors if d["ran"] and d["share"] is not None and d["share"] < THIN]
    ran = len(detectors) - len(skipped)
    said = f"{ran} of {plural(len(detectors), 'detector')} ran."
    if skipped:
        said += f" {len(skipped)} could not; what only they can see was not looked for."
    if thin:
        names = listed([f"{d['name']} ({percent(d['share'])})" for d in thin[:4]])
        said += f" Some saw less than half of the exchanges: {names}."
    blind = sorted({d["family"] for d in skipped} - {d["family"] for d in detectors if d["ran"]})
    if blind:
        said += f" No detector of the family {listed(blind)} ran, so no campaign can rest on it."
    return said
