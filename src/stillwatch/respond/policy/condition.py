"""One condition: checked, compiled once, and asked about facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from stillwatch.core.errors import UsageError
from stillwatch.respond.policy.check import check
from stillwatch.respond.policy.lexer import Wrong

Facts = Mapping[str, Mapping[str, Any]]
"""Object to its facts; what is not known is absent."""


class Answer(NamedTuple):
    """What a condition says of some facts."""

    holds: bool
    unknown: str = ""
    """Why it could not be told: a fact that is not known, or a sum that overflows. Then it does
    not hold."""


class Condition:
    """A condition in CEL.

    Parameters
    ----------
    text
        The condition.
    objects
        What it may ask about (`OF_SCOPE`).

    Raises
    ------
    Wrong
        It is no condition.

    Examples
    --------
    >>> likely = Condition('campaign.level == "likely" && campaign.size >= 5', ("campaign",))
    >>> likely.ask({"campaign": {"level": "likely", "size": 9}}).holds
    True
    """

    def __init__(self, text: str, objects: Collection[str]) -> None:
        self.text = text
        self.facts = check(text, objects).facts
        """Facts that it asks about, sorted."""

    @cached_property
    def _program(self) -> Any:
        try:
            import cel
        except ModuleNotFoundError:
            raise UsageError(
                "policies need common-expression-language: pip install 'stillwatch[policy]'"
            ) from None
        try:
            return cel.compile(self.text)
        except ValueError:
            # our check is the stricter one: this is a difference between the two
            raise Wrong("CEL does not take it", "write it in a simpler way") from None

    def compiled(self) -> Condition:
        """Compile now, so that nothing fails later; return itself."""
        _ = self._program
        return self

    def ask(self, facts: Facts) -> Answer:
        """Tell whether it holds."""
        try:
            return Answer(self._program.execute(facts) is True)
        except KeyError:
            missing = [name for name in self.facts if value_of(facts, name) is None]
            return Answer(False, f"not known: {', '.join(missing)}")
        except (ArithmeticError, TypeError, RuntimeError, ValueError) as error:
            return Answer(False, f"could not be told: {type(error).__name__}")

    def values(self, facts: Facts) -> dict[str, Any]:
        """Return the facts that it asks about, with their values; null where not known."""
        return {name: value_of(facts, name) for name in self.facts}


def value_of(facts: Facts, name: str) -> Any:
    """Return the value of a fact such as `campaign.size`; null where it is not known."""
    of, _, what = name.partition(".")
    return facts.get(of, {}).get(what)
