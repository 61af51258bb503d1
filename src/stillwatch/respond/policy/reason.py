"""The sentence of a rule, with facts filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from stillwatch.respond.policy.facts import FACTS
from stillwatch.respond.policy.lexer import Wrong

_FIELD = re.compile(r"\{([^{}]*)\}")
LONGEST = 80
"""Characters of one value: names come from outside."""


def names(template: str, objects: Collection[str]) -> tuple[str, ...]:
    """Return the facts that a sentence names.

    Raises
    ------
    Wrong
        It names what is no fact of these objects, or has a bracket too many.
    """
    if set(_FIELD.sub("", template)) & set("{}"):
        raise Wrong("a { or } that is not closed", "facts stand in brackets: {campaign.size}")
    found = tuple(_FIELD.findall(template))
    for name in found:
        of, _, what = name.partition(".")
        if of not in objects or what not in FACTS[of]:
            raise Wrong(f"{{{name[:60]}}} is no fact that the rule can ask about",
                        "see the reference of policies")  # fmt: skip
    return found


def filled(template: str, facts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the sentence with the facts in it.

    Examples
    --------
    >>> filled("{campaign.size} accounts, {campaign.exchanges_share} of traffic",
    ...        {"campaign": {"size": 1200, "exchanges_share": 0.034}})
    '1,200 accounts, 3.4 % of traffic'
    """

    def said(match: re.Match[str]) -> str:
        of, _, what = match.group(1).partition(".")
        return _words(what, facts.get(of, {}).get(what))

    return _FIELD.sub(said, template)


def _words(name: str, value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{100 * value:.3g} %" if name.endswith("_share") else f"{value:,.1f}"
    text = ", ".join(value) if isinstance(value, (list, tuple)) else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
