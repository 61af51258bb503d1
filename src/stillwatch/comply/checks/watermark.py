"""Whether outputs or models are marked so that a copy can be recognised."""

from __future__ import annotations

from stillwatch.comply.base import (
    Answer,
    cannot_tell,
    days_between,
    measured,
    met,
    not_met,
)
from stillwatch.comply.checks.declared import document, said, usable
from stillwatch.comply.facts import Facts


def marked(facts: Facts) -> Answer:
    """Answer whether a watermark or fingerprint is in use, tested, on the models that matter."""
    section = usable(facts, "watermark", basis=True)
    if isinstance(section, Answer):
        plain = facts.section("watermark")
        if plain is not None and plain.get("used") is False:
            return not_met(
                "The firm declares that it uses no watermark or fingerprint.",
                "mark outputs, or fingerprint models",
                said(facts, plain, "used"),
            )
        return section
    if section.get("used") is False:
        return not_met(
            "The firm declares that it uses no watermark or fingerprint.",
            "mark outputs, or fingerprint models",
            said(facts, section, "used"),
        )
    scheme, models, tested = map(section.get, ("scheme", "models", "tested"))
    if not scheme or not models:
        return cannot_tell(
            "Which scheme marks which models is not declared.",
            "scheme and models in [watermark]",
            *document(section),
        )
    cited = (said(facts, section, "scheme"), said(facts, section, "models"), *document(section))
    if tested is None or days_between(tested, facts.as_of) > 365 or tested > facts.as_of:
        return cannot_tell(
            "The mark was not tested within a year.",
            "tested in [watermark]: the day on which it was detected in outputs",
            *cited,
        )
    if facts.audit is not None:
        aimed = sorted({m.model for c in facts.audit.campaigns for m in c.models} - set(models))
        if aimed:
            part = measured(
                facts,
                "campaigns.json",
                "models that campaigns took from, unmarked",
                ", ".join(aimed[:8]),
            )
            return not_met(
                "Campaigns took from models that carry no mark.",
                "mark these models too",
                part,
                *cited,
            )
    return met("Outputs carry a mark that was tested.", said(facts, section, "tested"), *cited)
