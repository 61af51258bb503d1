"""Whether a suspected extraction leads to a response."""

from __future__ import annotations

from stillwatch.comply.base import (
    Answer,
    Citation,
    cannot_tell,
    days_between,
    measured,
    met,
    not_met,
)
from stillwatch.comply.checks.declared import document, said, usable
from stillwatch.comply.checks.detection import fresh
from stillwatch.comply.facts import Facts


def responded(facts: Facts) -> Answer:
    """Answer whether each campaign at the declared level met a response."""
    section = usable(facts, "response")
    if isinstance(section, Answer):
        return section
    mode, actions = section.get("mode"), section.get("actions")
    if mode is None or not actions:
        return cannot_tell(
            "How the firm responds is not declared.",
            "mode and actions in [response]",
            *document(section),
        )
    cited = (said(facts, section, "mode"), said(facts, section, "actions"), *document(section))
    if mode != "enforce":
        return not_met(
            f"Responses are declared as {mode}: nothing follows from a finding.",
            "turn enforcement on, or have people act and record it",
            *cited,
        )
    stale = fresh(facts)
    if stale is not None:
        return cannot_tell(
            f"Responses are declared; {stale.because[0].lower()}{stale.because[1:]}",
            stale.needs,
            *cited,
        )
    assert facts.audit is not None
    levels = ("watch", "likely", "confirmed")
    lowest = levels.index(section.get("severity") or "likely")
    due = [c.id for c in facts.audit.campaigns if levels.index(c.severity) >= lowest]
    if not due:
        tested = section.get("tested")
        if tested is None or not 0 <= days_between(tested, facts.as_of) <= 365:
            return cannot_tell(
                "Nothing was found to respond to, and no test is on record.",
                "tested in [response]: the day of an exercise",
                *cited,
            )
        none = measured(facts, "campaigns.json", "campaigns that ask for a response", "0")
        return met(
            "A response is in place and was exercised.",
            said(facts, section, "tested"),
            none,
            *cited,
        )
    taken = _taken(facts)
    open_ = [campaign for campaign in due if campaign not in taken]
    part = measured(
        facts, "campaigns.json", "campaigns that ask for a response", ", ".join(due[:8])
    )
    if open_:
        return not_met(
            f"No response is on record to {', '.join(open_[:8])}.",
            "respond, and record it under [[response.taken]] or in the evidence log",
            part,
            *cited,
        )
    return met("Each campaign met a response.", part, *(taken[c] for c in due[:8]), *cited)


def _taken(facts: Facts) -> dict[str, Citation]:
    """Return responses on record, by campaign: the evidence log before the declaration."""
    found: dict[str, Citation] = {}
    if facts.firm is not None:
        for row in facts.firm.taken:
            if row.at <= facts.as_of:
                found[row.campaign] = Citation(
                    "declared",
                    facts.firm.file,
                    f"response to {row.campaign}",
                    f"{row.action}, by {row.by}" if row.by else row.action,
                    row.at.isoformat(),
                    facts.firm.sha256,
                )
    if facts.evidence is not None:
        for entry in facts.evidence.operators:
            # reading, exporting and holding change nothing for the campaign
            if isinstance(entry.get("campaign"), str) and entry.get("action") in ACTIONS:
                found[entry["campaign"]] = Citation(
                    "measured",
                    facts.evidence.file,
                    f"response to {entry['campaign']}",
                    f"{entry['action']}, by {entry.get('by')}",
                    entry["time"],
                    facts.evidence.sha256,
                )
    return found


ACTIONS = ("block", "suspend", "throttle", "limit", "challenge", "degrade", "terminate", "enforce")
"""Actions of operator entries that count as a response."""
