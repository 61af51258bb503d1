"""How many requests each rule and each decision touched: plain additions, bounded in number."""

from __future__ import annotations

from collections import Counter

from stillwatch.gateway.telemetry.meters import BETWEEN
from stillwatch.respond.decisions.model import Decision

RULES = 512
"""Combinations of rule, action and effect that are told apart; names are the operator's."""
DECISIONS = 4096
"""Decisions that are told apart; beyond, those with the fewest requests are forgotten."""
TOLD = 1024
"""Decisions in one snapshot, those with the most requests."""
OTHERS = "(others)"


class Tally:
    """Counts requests by rule, action and effect, and by decision.

    An effect is `refused` or `passed`, or, where a decision is only noted, `would_refuse` or
    `would_pass`.
    """

    def __init__(self) -> None:
        self._rules = Counter[tuple[str, str, str]]()
        self._decisions = Counter[str]()

    def count(
        self, decision: Decision, action: str, refused: bool, real: bool, number: int = 1
    ) -> None:
        """Count requests that fell under a decision."""
        effect = ("refused" if refused else "passed") if real else (
            "would_refuse" if refused else "would_pass"
        )  # fmt: skip
        key = (decision.rule, action, effect)
        if key not in self._rules and len(self._rules) >= RULES:
            key = (OTHERS, action, effect)
        self._rules[key] += number
        self._decisions[decision.id] += number
        if len(self._decisions) > DECISIONS:
            self._decisions = Counter(dict(self._decisions.most_common(DECISIONS // 2)))

    def counters(self) -> dict[str, dict[str, float]]:
        """Return `decisions` by rule, action and effect, and `touched` by decision."""
        rules: dict[str, float] = {}
        for (rule, action, effect), number in self._rules.items():
            labels = BETWEEN.join((_label(rule), action, effect))
            rules[labels] = rules.get(labels, 0) + number
        return {"decisions": rules, "touched": dict(self._decisions.most_common(TOLD))}


def _label(rule: str) -> str:
    """Return a rule's name as one line of text that encodes."""
    plain = "".join(c if c.isprintable() else "?" for c in rule[:120])
    return plain.encode("utf-8", "replace").decode()
