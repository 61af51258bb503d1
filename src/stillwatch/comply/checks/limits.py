"""Whether requests are limited, per principal and in all, and the traffic keeps to it."""

from __future__ import annotations

from stillwatch.comply.base import Answer, cannot_tell, measured, met, not_met
from stillwatch.comply.checks.declared import document, said, usable
from stillwatch.comply.checks.detection import count, fresh
from stillwatch.comply.facts import Facts


def limited(facts: Facts) -> Answer:
    """Answer whether rate limits are set to the extraction threat, and kept.

    Mean requests a day over the audited time can only be too low a reading of the busiest day, so
    that a mean above the limit shows that it is not enforced.
    """
    section = usable(facts, "limits", basis=True)
    if isinstance(section, Answer):
        return section
    each, whole = section.get("requests_per_day"), section.get("global_requests_per_day")
    if not each or not whole:
        return not_met(
            "The declaration has no limit for each principal and for all together.",
            "requests_per_day and global_requests_per_day in [limits], as enforced",
            *document(section),
        )
    cited = (
        said(facts, section, "requests_per_day"),
        said(facts, section, "global_requests_per_day"),
        *document(section),
    )
    stale = fresh(facts)
    if stale is not None:
        return cannot_tell(
            f"Limits are declared; whether traffic keeps to them is not known. {stale.because}",
            stale.needs,
            *cited,
        )
    audit, days = facts.audit, facts.audit.days if facts.audit is not None else None
    assert audit is not None
    if days is None or not audit.accounts:
        return cannot_tell("The audit names no time or no accounts.", "a whole audit", *cited)
    busiest = max(row.exchanges for row in audit.accounts.values()) / max(days, 1.0)
    total = count(facts, "exchanges") / max(days, 1.0)
    top = measured(facts, "accounts.parquet", "busiest account, mean a day", f"{busiest:,.1f}")
    all_ = measured(facts, "summary.json", "all accounts, mean a day", f"{total:,.1f}")
    if busiest > each or total > whole:
        return not_met(
            "Traffic exceeds the declared limits, so that they are not enforced.",
            "enforce the limits, or declare those that are",
            top,
            all_,
            *cited,
        )
    under = [c for c in audit.campaigns if c.severity in ("likely", "confirmed")]
    if under:
        widest = max(under, key=lambda c: len(c.accounts))
        size = max(len(widest.accounts), 1)
        spent = max((widest.last_seen - widest.first_seen).total_seconds() / 86400, 1.0)
        rate = measured(
            facts,
            "campaigns.json",
            f"{widest.id}: requests of an account over the days of the whole campaign, a day",
            f"{widest.exchanges / size / spent:,.1f} by {size:,} accounts",
        )
        return cannot_tell(
            "A campaign stayed below the declared limits: limits by account do not bound it. "
            "Whether they fit the firm's threat model is for people to say.",
            "a limit that counts accounts of a campaign together, or a threat model that names "
            "what the present limits are to stop",
            rate,
            top,
            all_,
            *cited,
        )
    return met(
        "Limits are declared with their reasons, and traffic keeps to them.", top, all_, *cited
    )


def bounded(facts: Facts) -> Answer:
    """Answer whether the size of one request is bounded."""
    section = usable(facts, "limits")
    if isinstance(section, Answer):
        return section
    if not section.get("input_tokens"):
        return not_met(
            "The declaration bounds no request's size.", "input_tokens in [limits], as enforced"
        )
    return met(
        "The size of a request is bounded.",
        said(facts, section, "input_tokens"),
        *document(section),
    )
