"""Whether inputs and outputs are logged, kept, and protected against change."""

from __future__ import annotations

from stillwatch.comply.base import Answer, Citation, cannot_tell, measured, met, not_met
from stillwatch.comply.checks.declared import document, said, usable
from stillwatch.comply.checks.detection import fresh, share
from stillwatch.comply.facts import Facts

MOST = 0.95
"""Share of exchanges whose input and output have to be in the log."""


def logged(facts: Facts) -> Answer:
    """Answer whether telemetry of inputs and outputs is kept."""
    stale = fresh(facts)
    if stale is not None:
        return stale
    text, output = share(facts, "text"), share(facts, "output")
    if text is None or output is None:
        return cannot_tell("The audit does not say which fields the log has.", "a whole audit")
    cited = (
        measured(facts, "summary.json", "exchanges with their input", f"{100 * text:.1f} %"),
        measured(facts, "summary.json", "exchanges with their output", f"{100 * output:.1f} %"),
    )
    if text < MOST or output < MOST:
        return not_met(
            "Part of the exchanges is logged without input or output.",
            "log both, as far as the law that binds the firm lets it",
            *cited,
        )
    section = usable(facts, "logging")
    if isinstance(section, Answer):
        return cannot_tell(
            f"The log has inputs and outputs. {section.because}", section.needs, *cited
        )
    if not section.get("retention_days"):
        return cannot_tell(
            "How long the log is kept is not declared.", "retention_days in [logging]", *cited
        )
    return met(
        "Inputs and outputs are logged and kept.",
        *cited,
        said(facts, section, "retention_days"),
        *document(section),
        *entered(facts),
    )


def entered(facts: Facts) -> tuple[Citation, ...]:
    """Cite the evidence log, if it holds, and that this audit is entered in it, where it is."""
    log = facts.evidence
    if log is None or log.wrong or log.last is None:
        return ()
    whose = "by a trusted key" if log.trusted else "by its own key; give --trust to check whose"
    day, total = log.last.isoformat(), sum(log.kinds.values())
    figures = [(f"signed entries ({whose})", f"{total:,}")]
    if facts.audit is not None and log.knows(facts.audit.outputs):
        figures.append(
            ("audit.end names these campaigns.json", facts.audit.sha256["campaigns.json"])
        )
    return tuple(
        Citation("measured", log.file, figure, value, day, log.sha256) for figure, value in figures
    )


def proved(facts: Facts) -> Answer:
    """Answer whether what was found could be shown to others later."""
    log = facts.evidence
    if log is None:
        return cannot_tell(
            "No evidence log was given.", "--evidence HOME: see `stillwatch evidence init`"
        )
    if log.wrong:
        return not_met(
            f"The evidence log does not hold: {log.wrong}.", "see `stillwatch evidence verify`"
        )
    if log.last is None:
        return cannot_tell(
            "The evidence log has no signed entry of the day of this report or before.",
            "evidence that was kept at the time",
        )
    if facts.audit is None:
        return cannot_tell("No audit was given.", "the folder of an audit, as DIR", *entered(facts))
    if log.knows(facts.audit.outputs):
        return met(
            "This audit is entered in a log that shows changes, and signed.", *entered(facts)
        )
    if log.knows(facts.audit.outputs, signed=False):
        return not_met(
            "This audit is entered in the evidence log, and no signed checkpoint is over it yet.",
            "`stillwatch evidence checkpoint`",
            *entered(facts),
        )
    return not_met(
        "This audit is not entered in the evidence log, or its outputs were changed since.",
        "run the audit with --evidence HOME, and leave its outputs as they are",
        *entered(facts),
    )
