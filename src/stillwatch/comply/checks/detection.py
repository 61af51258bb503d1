"""Whether the traffic was analysed for extraction: which tests, on how much, how recently."""

from __future__ import annotations

from stillwatch.comply.base import Answer, Citation, cannot_tell, measured, met, not_met
from stillwatch.comply.checks.declared import said
from stillwatch.comply.facts import Facts
from stillwatch.contract.summary import DetectorUse

NEEDS_AUDIT = "the folder of a recent `stillwatch audit`, as DIR"


def rows(facts: Facts) -> tuple[DetectorUse, ...]:
    """Return the detectors of the summary."""
    return facts.audit.summary.detectors if facts.audit is not None else ()


def ran(facts: Facts, *names: str, family: str = "") -> list[str]:
    """Return which detectors ran, of those named or of a family."""
    return [
        row.name for row in rows(facts) if row.ran and (row.name in names or row.family == family)
    ]


def fresh(facts: Facts) -> Answer | None:
    """Return the answer that the audit cannot speak for today, or nothing where it can."""
    if facts.audit is None:
        return cannot_tell("No audit was given.", NEEDS_AUDIT)
    age = facts.audit_age
    if age is None:
        return cannot_tell("The audit does not say of which time it is.", NEEDS_AUDIT)
    if age < -1:
        return cannot_tell("The audited traffic lies after the day of this report.", NEEDS_AUDIT)
    if age > facts.every_days:
        return cannot_tell(
            f"The audited traffic ends on {facts.audit_day}, {age} days before this report; it "
            f"speaks for {facts.every_days:g}.",
            NEEDS_AUDIT,
        )
    return None


def count(facts: Facts, name: str) -> int:
    """Return a count of the summary, or 0."""
    assert facts.audit is not None
    value = getattr(facts.audit.summary.counts, name)
    return value if isinstance(value, int) and value > 0 else 0


def share(facts: Facts, field: str) -> float | None:
    """Return the share of exchanges that carry a field, or null where it is not said."""
    value = facts.audit.summary.fields.get(field) if facts.audit is not None else None
    return value if value is not None and 0 <= value <= 1 else None


def found(facts: Facts) -> Citation:
    """Cite how many campaigns were found."""
    assert facts.audit is not None
    named = [c for c in facts.audit.campaigns if c.severity in ("likely", "confirmed")]
    return measured(facts, "campaigns.json", "campaigns at likely or above", f"{len(named):,}")


def analysed(facts: Facts) -> Answer:
    """Answer whether query patterns are analysed for extraction."""
    stale = fresh(facts)
    if stale is not None:
        return stale
    content, behaviour = ran(facts, family="content"), ran(facts, family="behaviour")
    looked = measured(facts, "summary.json", "exchanges analysed", f"{count(facts, 'exchanges'):,}")
    tests = measured(
        facts,
        "summary.json",
        "detectors that ran",
        f"{len(content)} on content, {len(behaviour)} on behaviour",
    )
    if not count(facts, "exchanges") or not content or not behaviour:
        return not_met(
            "The audit could not look at what was asked as well as at how.",
            "log text and timing: `stillwatch doctor LOG` says which fields are missing",
            looked,
            tests,
        )
    traffic = facts.section("traffic")
    if traffic is None or traffic.get("complete") is None:
        return cannot_tell(
            "Nobody says whether the audited log holds all traffic of the service.",
            "complete in [traffic] of the file of --config",
            looked,
            tests,
        )
    whole = said(facts, traffic, "complete")
    if not traffic.get("complete"):
        return not_met(
            "The firm declares that the audited log does not hold all traffic.",
            "audit the rest too",
            looked,
            tests,
            whole,
        )
    return met(
        "Query patterns of all traffic are analysed by an extraction detector.",
        looked,
        tests,
        found(facts),
        whole,
    )
