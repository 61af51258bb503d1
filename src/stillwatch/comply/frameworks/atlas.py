"""MITRE ATLAS: techniques that were looked for, mitigations that are in place."""

from __future__ import annotations

from typing import ClassVar

from stillwatch.comply.base import Answer, Control, all_of, measured, met, not_met
from stillwatch.comply.checks.detection import found, fresh, ran, share
from stillwatch.comply.checks.identity import identified
from stillwatch.comply.checks.limits import limited
from stillwatch.comply.checks.outputs import reduced
from stillwatch.comply.checks.records import logged, proved
from stillwatch.comply.checks.watermark import marked
from stillwatch.comply.facts import Facts


class _Technique(Control):
    """A technique: looked for in the traffic, by named tests."""

    source = "atlas"
    tests: ClassVar[tuple[str, ...]] = ()
    """Detectors, any of which looks for it."""
    fields: ClassVar[tuple[str, ...]] = ()
    """Fields of the log without which nothing can be seen of it."""

    def answer(self, facts: Facts) -> Answer:
        """Look which tests ran, on which fields."""
        stale = fresh(facts)
        if stale is not None:
            return stale
        tests = ran(facts, *self.tests)
        shares = {field: share(facts, field) or 0.0 for field in self.fields}
        cited = [
            measured(facts, "summary.json", f"exchanges with {field}", f"{100 * part:.1f} %")
            for field, part in shares.items()
        ]
        absent = [field for field, part in shares.items() if part < 0.5]
        if not tests or absent:
            return not_met(
                "The audit could not look for it.",
                f"log {', '.join(absent)}" if absent else f"run one of: {', '.join(self.tests)}",
                *cited,
            )
        looked = measured(facts, "summary.json", "tests that look for it", ", ".join(tests))
        return met("It was looked for in the traffic.", looked, *cited, found(facts))


class ExtractModel(_Technique):
    """The harvest itself."""

    name = "AML.T0024.002"
    order = 0
    title = "Extract AI Model: looked for"
    asks = "A model's function is copied through its API."
    tests = ("harvest_content", "multiplicity", "partition", "coverage", "elicitation")
    fields = ("text",)


class InferenceApi(_Technique):
    """Access by the API, as any customer has it."""

    name = "AML.T0040"
    order = 1
    title = "AI Model Inference API Access: looked for"
    asks = "The model is reached through its API, as any customer reaches it."
    tests = ("load", "pacing", "cadence", "breadth", "focus")
    fields = ("key",)


class Proxies(_Technique):
    """Resold access."""

    name = "AML.T0008.005"
    order = 2
    title = "AI Service Proxies: looked for"
    asks = "Access is bought from services that resell it."
    tests = ("shared_infrastructure",)
    fields = ("ip",)


class Accounts(_Technique):
    """Accounts made for the purpose."""

    name = "AML.T0021"
    order = 3
    title = "Establish Accounts: looked for"
    asks = "Accounts are opened to be used in the harvest, and replaced when closed."
    tests = ("account_age", "replacement", "synchrony")
    fields = ("created",)


class Theft(Control):
    """What is done about a copy."""

    name = "AML.T0048.004"
    source = "atlas"
    order = 4
    title = "AI Intellectual Property Theft: can be shown"
    asks = "A copy causes harm; the owner can recognise it and prove what was taken."

    def answer(self, facts: Facts) -> Answer:
        """Join the mark and the proof."""
        return all_of(marked(facts), proved(facts))


class Obfuscation(Control):
    """Reduced outputs."""

    name = "AML.M0002"
    source = "atlas"
    order = 5
    title = "Passive AI Output Obfuscation"
    asks = "Outputs are given with less fidelity than the model has."

    def answer(self, facts: Facts) -> Answer:
        """Look at what callers get."""
        return reduced(facts)


class Queries(Control):
    """Limits."""

    name = "AML.M0004"
    source = "atlas"
    order = 6
    title = "Restrict Number of AI Model Queries"
    asks = "The number and rate of queries are limited."

    def answer(self, facts: Facts) -> Answer:
        """Compare declared limits with the traffic."""
        return limited(facts)


class Access(Control):
    """Identity."""

    name = "AML.M0019"
    source = "atlas"
    order = 7
    title = "Control Access to AI Models and Data in Production"
    asks = "Users show who they are before they reach the model."

    def answer(self, facts: Facts) -> Answer:
        """Compare the declaration with the account table."""
        return identified(facts)


class Telemetry(Control):
    """Logging."""

    name = "AML.M0024"
    source = "atlas"
    order = 8
    title = "AI Telemetry Logging"
    asks = "Inputs and outputs are logged, so that abuse can be seen."

    def answer(self, facts: Facts) -> Answer:
        """Look at what the log holds."""
        return logged(facts)
