"""Whether raw outputs are kept back: log probabilities, reasoning, the model itself."""

from __future__ import annotations

from stillwatch.comply.base import Answer, cannot_tell, measured, met, not_met
from stillwatch.comply.checks.declared import document, said, usable
from stillwatch.comply.checks.detection import fresh, share
from stillwatch.comply.facts import Facts


def reduced(facts: Facts) -> Answer:
    """Answer whether outputs give away no more than they have to."""
    section = usable(facts, "outputs")
    if isinstance(section, Answer):
        return section
    backend, logprobs, reasoning = map(section.get, ("via_backend", "logprobs", "reasoning"))
    missing = [n for n in ("via_backend", "logprobs", "reasoning") if section.get(n) is None]
    cited = tuple(
        said(facts, section, name)
        for name in ("via_backend", "logprobs", "reasoning")
        if name not in missing
    ) + document(section)
    raw = [
        name
        for name, value in (("logprobs", logprobs), ("reasoning", reasoning))
        if value == "full"
    ]
    if backend is False or raw:
        given = ", ".join([*raw, *(["direct access to the model"] if backend is False else [])])
        return not_met(
            f"Callers get {given} in full.", "keep it back, or reduce it to what use needs", *cited
        )
    if missing:
        return cannot_tell(
            f"The declaration does not say {', '.join(missing)}.",
            f"{', '.join(missing)} in [outputs]",
            *cited,
        )
    stale, asked = fresh(facts), share(facts, "logprobs")
    if logprobs == "off" and stale is None and asked:
        part = measured(
            facts, "summary.json", "exchanges whose request names logprobs", f"{100 * asked:.2g} %"
        )
        return cannot_tell(
            "Callers ask for log probabilities; the log does not say what they were given.",
            "show by a test call that no log probabilities are returned",
            part,
            *cited,
        )
    if section.basis is None:
        return cannot_tell(
            "Outputs are declared reduced, with nothing that shows why this fits the risk.",
            "basis in [outputs]: a document",
            *cited,
        )
    return met("Outputs are reduced, with the reasons on record.", *cited)
