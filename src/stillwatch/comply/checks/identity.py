"""Whether customers are identified before they use the model."""

from __future__ import annotations

from datetime import UTC, datetime, time

from stillwatch.comply.base import Answer, Citation, cannot_tell, met, not_met
from stillwatch.comply.checks.declared import document, said, usable
from stillwatch.comply.facts import Facts
from stillwatch.report.wording import plural


def identified(facts: Facts) -> Answer:
    """Answer whether identity is verified, against the account table."""
    section = usable(facts, "identity")
    if isinstance(section, Answer):
        return section
    required = section.get("required")
    if required is None:
        return cannot_tell(
            "Whether identity is verified is not declared.", "required in [identity]"
        )
    cited = (said(facts, section, "required"), *document(section))
    if not required:
        return not_met("Identity need not be verified.", "verify identity before use", *cited)
    table, day = facts.accounts, facts.as_of.isoformat()
    if table is None or not len(table):
        return cannot_tell(
            "Identity is declared required; no account table shows that it is.",
            "--accounts FILE with a column verified",
            *cited,
        )
    end = datetime.combine(facts.as_of, time.max, UTC)
    held = (table.row(account, end) for account in table.accounts())
    # a row that begins after the day of the report says nothing of it
    last = [row.details.get("verified") for row in held if row is not None]
    if not last:
        return cannot_tell(
            "No row of the account table holds on the day of this report.",
            "--accounts FILE of that day",
            *cited,
        )
    unsaid = sum(value is None for value in last)
    without = sum(value is False for value in last)
    part = Citation(
        "measured",
        facts.file("accounts").name,
        "accounts verified, not verified, not said",
        f"{len(last) - unsaid - without:,}, {without:,}, {unsaid:,}",
        day,
        facts.file("accounts").sha256,
    )
    if without:
        return not_met(
            f"{plural(without, 'account')} not verified, though it is declared required.",
            "verify them, or close them",
            part,
            *cited,
        )
    if unsaid:
        return cannot_tell(
            f"The account table does not say it of {plural(unsaid, 'account')}.",
            "verified in every row of --accounts",
            part,
            *cited,
        )
    return met("All accounts of the table are verified.", part, *cited)
