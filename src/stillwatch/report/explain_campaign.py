"""Why a campaign stands where it stands, in plain sentences, from an audit's folder."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.errors import InputError
from stillwatch.report.explain import opened, read_json
from stillwatch.report.model import CampaignView, rows_of
from stillwatch.report.sections.campaigns import looked_at, story, weakest
from stillwatch.report.wording import neutralise, shorten


@dataclass(frozen=True)
class CampaignExplanation:
    """What an audit says about one campaign."""

    campaign: str
    """Its id."""
    severity: str
    """`watch`, `likely` or `confirmed`."""
    story: list[str]
    """What happened, in sentences."""
    speaks: list[str]
    """What speaks for a harvest rather than a legitimate common cause, weightiest first."""
    against: list[str]
    """What speaks against a harvest, weightiest first."""
    alike: list[str]
    """Where the odds begin, and which kind of legitimate group it is most like."""
    statements: list[str]
    """Evidence that the members act together, strongest first."""
    shared: list[dict[str, Any]]
    """What they share: `{type, value, members, outside}`."""
    weakest: list[dict[str, Any]]
    """Members to look at first: `{account, end_user, log_e, against}`."""
    apart: list[dict[str, Any]] = field(default_factory=list)
    """Members that may be one customer that was drawn in: `{statement, accounts}`."""
    leads: list[dict[str, Any]] = field(default_factory=list)
    """Who is in no campaign and shares what the members do: `{account, statement}`."""
    looked_at: str = "their own evidence is weakest"
    """Why these come first."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, for JSON."""
        return asdict(self)


def explain_campaign(folder: Path, campaign: str) -> CampaignExplanation | None:
    """Return what the audit in `folder` says about a campaign; None if it knows none of that id.

    Raises
    ------
    InputError
        The folder holds no audit, or a file of it cannot be read.
    """
    path = folder / "accounts.parquet"
    try:
        accounts = pq.read_table(path) if path.is_file() else None
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"cannot be read: {error}", path=str(path)) from error
    report = opened(folder, accounts)
    found: CampaignView | None = next((c for c in report.campaigns if c.id == campaign), None)
    if found is None:
        return None
    return CampaignExplanation(
        campaign=found.id,
        severity=found.severity,
        story=story(found, report),
        speaks=[f["statement"] for f in found.facts("for")],
        against=[f["statement"] for f in found.facts("against")],
        alike=[f["statement"] for f in found.facts("neither")],
        statements=[e["statement"] for e in found.evidence],
        shared=[
            {k: o[k] for k in ("type", "value", "members", "outside")} for o in found.observables
        ],
        weakest=weakest(found, report),
        apart=[{"statement": words, "accounts": names} for words, names in found.apart],
        leads=[{"account": name, "statement": words} for name, words in found.leads],
        looked_at=looked_at(found),
    )


def campaigns(folder: Path) -> list[str]:
    """Return the ids of the campaigns that the audit in `folder` reports, strongest first."""
    rows = rows_of(read_json(folder / "campaigns.json").get("campaigns"))
    return [shorten(neutralise(str(row.get("id"))), 60) for row in rows]
