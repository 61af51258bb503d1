"""Whether customers are identified before they use the model."""

from __future__ import annotations

from stillwatch.compliance.base import Answer, Citation, cannot_tell, met, not_met
from stillwatch.compliance.checks.declared import document, said, usable
from stillwatch.compliance.facts import Facts


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
    overrides = table.overrides()
    names, values = (
        overrides.column("account").to_pylist(),
        overrides.column("verified").to_pylist(),
    )
    last = dict(zip(names, values, strict=True))  # rows are sorted by account and valid_from
    unsaid = sum(value is None for value in last.values())
    without = sum(value is False for value in last.values())
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
            f"{without:,} accounts are not verified, though it is declared required.",
            "verify them, or close them",
            part,
            *cited,
        )
    if unsaid:
        return cannot_tell(
            f"The account table does not say it of {unsaid:,} accounts.",
            "verified in every row of --accounts",
            part,
            *cited,
        )
    return met("All accounts of the table are verified.", part, *cited)
