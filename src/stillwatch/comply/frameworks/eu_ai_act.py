"""EU AI Act, Article 50: transparency of generated content."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from stillwatch.comply.facts import Facts
from stillwatch.comply.laws import Law

GRACE_ENDS = date(2026, 12, 2)


class Marking(Law):
    """Article 50(2)."""

    name = "AI Act Art. 50(2)"
    source = "eu_ai_act"
    order = 1
    title = "Machine-readable marking of generated content"
    asks = "Outputs are marked, in a form that machines read, as generated or manipulated."
    scope = "eu_ai_act"
    section = "marking"
    wants: ClassVar[dict[str, str]] = {
        "machine_readable": "how outputs are marked",
        "since": "the day from which",
    }

    def starts(self, facts: Facts) -> date | None:
        """Return the end of the grace period for systems that were on the market before it."""
        scope = facts.section("scope")
        older = scope is not None and scope.get("eu_on_market_before_2026_08_02")
        return GRACE_ENDS if older else super().starts(facts)


class Disclosure(Law):
    """Article 50(1)."""

    name = "AI Act Art. 50(1)"
    source = "eu_ai_act"
    order = 0
    title = "People are told that they deal with an AI system"
    asks = (
        "Systems that deal with people directly tell them that they are AI, unless that is plain."
    )
    scope = "eu_ai_act"
    section = "marking"
    wants: ClassVar[dict[str, str]] = {"disclosure": "where people are told"}
