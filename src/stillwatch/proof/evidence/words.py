"""A campaign in plain words, for somebody who reads no JSON."""

from __future__ import annotations

import textwrap
from typing import Any

from stillwatch.contract.results import harvest

WIDTH = 88
WORDING = (
    "This paper says what the traffic is consistent with. It names accounts, and nobody behind "
    "them. It is no legal advice."
)


def plain_words(campaign: dict[str, Any], summary: dict[str, Any]) -> str:
    """Return a page of text.

    Parameters
    ----------
    campaign
        One campaign of `campaigns.json`.
    summary
        Contents of `summary.json`.
    """
    guarantee, counts = campaign["guarantee"], summary["counts"]
    first = "first raised" if campaign["severity"] != "watch" else "not raised, first put together"
    like = campaign.get("harvest_like")
    lines = [
        f"Campaign {campaign['id']}: {campaign['severity']}, {campaign['status']}",
        "",
        WORDING,
        "",
        f"{len(campaign['accounts']):,} accounts consistent with "
        f"{harvest(campaign.get('parts') or ())}, seen "
        f"from {campaign['first_seen']} to {campaign['last_seen']}, {first} at "
        f"{campaign['detected_at']} (time of the traffic).",
        f"{campaign['exchanges']:,} exchanges and {campaign['output_tokens']:,} output tokens, "
        f"{campaign['exchanges_at_detection']:,} exchanges of them before that."
        + ("" if like is None else f" {like:,} of the exchanges read like a harvest.")
        + _then(campaign),
        f"Judged among {counts['accounts']:,} accounts and {counts['exchanges']:,} exchanges.",
        "",
        "What it rests on (log e: natural logarithm of the e-value)",
    ]
    for row in campaign["evidence"]:
        lines.append(f"- [{row['family']}, log e {row['log_e']:.1f}] {row['statement']}")
    if campaign["observables"]:
        lines += ["", "What its accounts share"]
    for row in campaign["observables"]:
        lines.append(
            f"- {row['type']}: {row['value']}, by {row['members']:,} of its accounts and "
            f"{row['outside']:,} {'other' if row['outside'] == 1 else 'others'}"
            + (f" ({n:,} of them in other campaigns)" if (n := row.get("outside_named")) else "")
        )
    if campaign.get("parts"):
        lines += ["", "It may be several operators: these parts share no infrastructure"]
    for part in campaign.get("parts") or ():
        lines.append(f"- {part['members']:,} members: {part['statement']}")
    for other in campaign.get("related") or ():
        lines += ["", f"{other['statement']}."]
    lines += ["", "How sure that is"]
    for name, value in guarantee.items():
        told = "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
        lines.append(f"- {name}: {told}")
    for note in summary.get("notes", []):
        lines.append(f"- {note}")
    lines += ["", "Accounts"]
    lines += [
        f"- {m['account']}" + (f", end user {m['end_user']}" if m["end_user"] else "")
        for m in campaign["members"]
    ]
    return "\n".join(_wrap(plain(line)) for line in lines) + "\n"


def _then(campaign: dict[str, Any]) -> str:
    """Say who belonged to it when it was raised: others may have joined since."""
    told = campaign.get("at_detection")
    if not told:
        return ""
    return (
        f" Of its {len(campaign['members']):,} members {told['members']:,} belonged to it when it "
        f"was first raised, and {told['begun']:,} had sent anything by then."
    )


def plain(line: str) -> str:
    """Return a line without what a terminal would obey or a reader could be fooled by."""
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def _wrap(line: str) -> str:
    indent = "  " if line.startswith("- ") else ""
    return textwrap.fill(
        line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
