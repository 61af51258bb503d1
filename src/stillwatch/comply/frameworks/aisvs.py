"""OWASP AISVS 1.0, C11.3 (model extraction) and 11.2.2."""

from __future__ import annotations

from stillwatch.comply.base import Answer, Control
from stillwatch.comply.checks.detection import analysed
from stillwatch.comply.checks.limits import limited
from stillwatch.comply.checks.outputs import reduced
from stillwatch.comply.checks.response import responded
from stillwatch.comply.checks.watermark import marked
from stillwatch.comply.facts import Facts


class RateLimits(Control):
    """Level 1."""

    name = "AISVS 11.2.2"
    source = "aisvs"
    order = 0
    title = "Limits sized to the extraction threat"
    asks = "Rate limits for each principal and for all together follow the firm's threat model."

    def answer(self, facts: Facts) -> Answer:
        """Compare declared limits with the traffic."""
        return limited(facts)


class Detection(Control):
    """Level 1."""

    name = "AISVS 11.3.1"
    source = "aisvs"
    order = 1
    title = "Query patterns feed an extraction detector"
    asks = "Patterns of queries are analysed to detect attempts at extraction."

    def answer(self, facts: Facts) -> Answer:
        """Look at what the audit analysed."""
        return analysed(facts)


class RawOutputs(Control):
    """Level 2."""

    name = "AISVS 11.3.2"
    source = "aisvs"
    order = 2
    title = "Raw outputs stay behind the application"
    asks = "Callers get responses that are reduced in line with the risk of extraction."

    def answer(self, facts: Facts) -> Answer:
        """Look at what callers are declared to get, and ask for."""
        return reduced(facts)


class Watermark(Control):
    """Level 3."""

    name = "AISVS 11.3.3"
    source = "aisvs"
    order = 3
    title = "Watermark or fingerprint"
    asks = "Copies made without leave can be recognised by a watermark or fingerprint."

    def answer(self, facts: Facts) -> Answer:
        """Look at the declared mark, its test, and the models that were aimed at."""
        return marked(facts)


class Response(Control):
    """Level 3."""

    name = "AISVS 11.3.4"
    source = "aisvs"
    order = 4
    title = "Suspicion triggers a response"
    asks = "When extraction is suspected, something is done about it."

    def answer(self, facts: Facts) -> Answer:
        """Compare what was found with what was done."""
        return responded(facts)
