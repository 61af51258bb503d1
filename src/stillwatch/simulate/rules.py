"""Styles as columns: what is asked, and which rules of the phrase banks go with it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.simulate.grammar import Grammar, Ids, mix
from stillwatch.simulate.stream import Style

Ints = npt.NDArray[np.int64]
LANGUAGES = ("en", "es", "de", "zh", "ar", "hi", "ja")


class _Domain(NamedTuple):
    """What conversations of a domain are like after the first prompt."""

    follow: str
    reply: str
    tokens: str


_DOMAINS = {
    "math": _Domain("followup", "reply.math", "reasoning"),
    "logic": _Domain("followup", "reply.math", "reasoning"),
    "homework": _Domain("followup", "reply.math", "reasoning"),
    "coding": _Domain("followup.code", "reply.code", "chat"),
    "agentic": _Domain("followup.code", "reply.code", "chat"),
    "tool": _Domain("followup.code", "reply.code", "code"),
    "grading": _Domain("followup", "reply.grade", "chat"),
    "business": _Domain("followup", "reply.short", "code"),
}
_CHAT = _Domain("followup", "reply.chat", "chat")


class Rule(NamedTuple):
    """A rule of the banks, with the domain's rules that go with it, in its language."""

    name: str
    follow: str
    """Rule of later turns."""
    reply: str
    """Rule of answers."""
    tokens: str
    """Class of output tokens in the fit."""
    tools: bool
    """Whether requests of this kind define tools."""


def rule(name: str, grammar: Grammar) -> Rule:
    """Return a rule with those that go with it; `name` may end in a language."""
    base, _, last = name.rpartition(".")
    language = last if last in LANGUAGES else "en"
    topic = (base or name).split(".")[0]
    domain = _DOMAINS.get(topic, _CHAT)
    reply = f"{domain.reply}.{language}"
    return Rule(
        name,
        domain.follow if language == "en" and "code" in domain.follow else f"followup.{language}",
        reply if grammar.size(reply) else f"reply.chat.{language}",
        domain.tokens,
        topic in ("agentic", "tool"),
    )


class StyleColumns:
    """Styles as columns, so that a block is drawn without looking at any of them.

    Parameters
    ----------
    styles
        The styles in use, each once.
    grammar
        Phrase banks.
    unique
        Whether ordinary prompts never repeat: shares of repetition are then 0.
    """

    def __init__(self, styles: list[Style], grammar: Grammar, unique: bool) -> None:
        self.styles, self._grammar = styles, grammar
        self.rules: list[Rule] = []
        self._numbers: dict[str, int] = {}
        often = 0.0 if unique else 1.0
        self.one_shot = np.array([s.one_shot for s in styles])
        self.turns = np.array([s.turns for s in styles])
        self.think = np.array([s.think_s for s in styles])
        self.popular = np.array([s.popular for s in styles]) * often
        self.common = np.array([s.common for s in styles]) * often
        self.repeat = np.array([s.repeat for s in styles]) * often
        self.tool_turns = np.array([s.tool_turns for s in styles])
        languages = [s.content[0][0].rpartition(".")[2] for s in styles]
        known = [code if code in LANGUAGES else "en" for code in languages]
        self.popular_rule = np.array([self._number(f"popular.{c}") for c in known], np.int64)
        width = max((len(s.content) for s in styles), default=1)
        self._rules = np.zeros((len(styles), width), np.int64)
        self._bounds = np.ones((len(styles), width))
        for i, style in enumerate(styles):
            weights = np.cumsum([w for _, w in style.content])
            self._rules[i, : len(weights)] = [self._number(name) for name, _ in style.content]
            self._bounds[i, : len(weights) - 1] = weights[:-1] / weights[-1]

    def rule(self, style: Ints, ids: Ids) -> Ints:
        """Return the rule of each item: a function of its id, so that an item stays itself."""
        u = (mix(ids ^ np.uint64(0xA5A5)) >> np.uint64(11)).astype(float) / 2**53
        place = (self._bounds[style] <= u[:, None]).sum(1)
        found: Ints = self._rules[style, place]
        return found

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self.rules)
            self.rules.append(rule(name, self._grammar))
        return self._numbers[name]
