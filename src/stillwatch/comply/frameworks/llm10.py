"""OWASP LLM10:2025 Unbounded Consumption: its mitigations, as far as they bear on extraction."""

from __future__ import annotations

from stillwatch.comply.base import Answer, Control, all_of
from stillwatch.comply.checks.detection import analysed
from stillwatch.comply.checks.limits import bounded, limited
from stillwatch.comply.checks.outputs import reduced
from stillwatch.comply.checks.records import logged
from stillwatch.comply.checks.watermark import marked
from stillwatch.comply.facts import Facts


class Quotas(Control):
    """Input size, rate limits, quotas."""

    name = "LLM10 limits"
    source = "llm10"
    order = 0
    title = "Size of inputs, rates and quotas are bounded"
    asks = "No caller can use more than its share: inputs, rates and quotas have bounds."

    def answer(self, facts: Facts) -> Answer:
        """Join both kinds of bounds."""
        return all_of(bounded(facts), limited(facts))


class Monitoring(Control):
    """Logging, monitoring, anomalies."""

    name = "LLM10 monitoring"
    source = "llm10"
    order = 1
    title = "Use is logged and watched for unusual patterns"
    asks = "Use is logged, and unusual use is noticed."

    def answer(self, facts: Facts) -> Answer:
        """Join records and detection."""
        return all_of(logged(facts), analysed(facts))


class Exposure(Control):
    """Log probabilities."""

    name = "LLM10 exposure"
    source = "llm10"
    order = 2
    title = "Log probabilities and raw outputs are kept back"
    asks = "Responses hold no more detail than use needs."

    def answer(self, facts: Facts) -> Answer:
        """Look at what callers get."""
        return reduced(facts)


class Marks(Control):
    """Watermarking."""

    name = "LLM10 watermark"
    source = "llm10"
    order = 3
    title = "Outputs are watermarked"
    asks = "Unauthorised use of outputs can be recognised."

    def answer(self, facts: Facts) -> Answer:
        """Look at the declared mark."""
        return marked(facts)
