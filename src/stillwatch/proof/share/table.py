"""Indicators as CSV, harmless in a spreadsheet and in a terminal."""

from __future__ import annotations

import csv
import io

from stillwatch.proof.share.source import Shareable
from stillwatch.report.wording import neutralise

COLUMNS = (
    "type", "value", "members", "outside", "campaign", "severity", "first_seen", "last_seen",
)  # fmt: skip

_FORMULA = "=+-@|\t\r\n＝＋－＠"
"""First characters by which a spreadsheet takes a cell for a formula or a command (OWASP, CSV
injection); full-width ones are normalised by some before they are read."""


def cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, with nothing invisible in it.

    Examples
    --------
    >>> cell("=cmd|'/c calc'!A1"), cell("AS64500"), cell(" @SUM(1)")
    ("'=cmd|'/c calc'!A1", 'AS64500', "' @SUM(1)")
    """
    # before anything becomes visible, so that a tab or return in front is seen for what it is
    risky = text[:1] in _FORMULA or text.lstrip()[:1] in _FORMULA
    return ("'" if text and risky else "") + neutralise(text)


def as_csv(shared: Shareable) -> str:
    """Return a table with a heading, every cell quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    campaign = shared.campaign
    for found in shared.indicators:
        row = (found.type, found.value, str(found.members), str(found.outside), campaign.id,
               campaign.severity, campaign.first_seen, campaign.last_seen)  # fmt: skip
        writer.writerow([cell(text) for text in row])
    return out.getvalue()
