"""NIST AI 100-2 E2025: model extraction."""

from __future__ import annotations

from stillwatch.comply.base import Answer, Control, all_of
from stillwatch.comply.checks.detection import analysed
from stillwatch.comply.checks.limits import limited
from stillwatch.comply.checks.response import responded
from stillwatch.comply.facts import Facts


class Extraction(Control):
    """NISTAML.031."""

    name = "NISTAML.031"
    source = "nist"
    order = 0
    title = "Model Extraction"
    asks = "The attack is known to the firm: it is limited, looked for, and met with a response."

    def answer(self, facts: Facts) -> Answer:
        """Join limits, detection and response."""
        return all_of(limited(facts), analysed(facts), responded(facts))
