"""The tests of a policy: facts in, decisions out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.respond.policy.document import Trial, Trials, convert
from stillwatch.respond.policy.facts import FACTS, Fact
from stillwatch.respond.policy.rules import Policy
from stillwatch.respond.policy.yamlfile import read_yaml

_ZERO: dict[str, Any] = {"bool": False, "int": 0, "double": 0.0, "string": "", "list": []}
_USUAL: dict[str, Any] = {
    "campaign.id": "c-test", "campaign.level": "watch", "campaign.status": "active",
    "campaign.size": 5, "campaign.touchable": 5, "campaign.exchanges": 500,
    "account.id": "account-test", "account.level": "likely", "account.campaigns": 1,
    "member.level": "likely", "firm.accounts": 1_000, "firm.exchanges": 100_000,
    "firm.campaigns": 1,
}  # fmt: skip
"""Facts that a test need not give, and that are not zero."""


class Outcome(NamedTuple):
    """What became of one test."""

    name: str
    file: str
    line: int
    missing: tuple[str, ...]
    """Decisions that were expected and not made: `rule: action of scope`."""
    surplus: tuple[str, ...]
    """Decisions that were made and not expected."""

    @property
    def passed(self) -> bool:
        """Whether what was decided is what was expected."""
        return not self.missing and not self.surplus


def beside(policy: Path) -> Path:
    """Return where the tests of a policy may stand.

    Examples
    --------
    >>> str(beside(Path("a/policy.yaml")))
    'a/policy.test.yaml'
    """
    return policy.with_name(f"{policy.stem}.test{policy.suffix}")


def run(policy: Policy, path: Path | None = None) -> list[Outcome]:
    """Run the tests in a policy's file, and those in the file beside it.

    Parameters
    ----------
    path
        File of the policy; null where there is nothing beside it.

    Raises
    ------
    InputError
        A test gives what is no fact, or expects a rule that is not there.
    UsageError
        There are no tests: that would pass unseen.
    """
    trials = list(policy.trials)
    if path is not None and beside(path).exists():
        file = beside(path)
        read = read_yaml(file)
        found = convert(read, Trials, shown(file))
        trials += [
            (trial, shown(file), read.line(f"$.tests[{n}]")) for n, trial in enumerate(found.tests)
        ]
    if not trials:
        raise UsageError(f"{policy.path} has no tests: write some under tests:, or beside it")
    return [_outcome(policy, *trial) for trial in trials]


def _outcome(policy: Policy, trial: Trial, file: str, line: int) -> Outcome:
    for one in trial.expect:
        if policy.rule(one.rule) is None:
            raise InputError(f"no rule {one.rule[:60]!r}", path=file, line=line,
                             remedy="name a rule of the policy")  # fmt: skip
    facts = {of: _given(of, trial, file, line) for of in FACTS}
    wanted = {f"{one.rule}: {one.action} of {one.scope}" for one in trial.expect}
    apart = "account" if trial.end_user else "end_user"
    made = {
        f"{rule.name}: {do.action} of {do.scope}"
        for rule in policy.rules
        if rule.condition.ask(facts).holds
        for do in rule.do
        if do.scope != apart
    }
    return Outcome(
        trial.name, file, line, tuple(sorted(wanted - made)), tuple(sorted(made - wanted))
    )


def _given(of: str, trial: Trial, file: str, line: int) -> dict[str, Any]:
    known = FACTS[of]
    facts = {
        name: _USUAL.get(f"{of}.{name}", _ZERO[fact.kind])
        for name, fact in known.items()
        if fact.known
    }
    for name, value in trial.given.get(of, {}).items():  # type: ignore[call-overload]
        fact = known.get(name)
        if fact is None:
            raise InputError(f"nothing is called {of}.{name[:40]}", path=file, line=line,
                             remedy=f"known are {', '.join(known)}")  # fmt: skip
        if not _fits(value, fact):
            words = f", one of {', '.join(fact.words)}" if fact.words else ""
            raise InputError(f"{of}.{name} is a {fact.kind}{words}", path=file, line=line,
                             remedy="give it such a value")  # fmt: skip
        facts[name] = float(value) if fact.kind == "double" else value
    return facts


def _fits(value: Any, fact: Fact) -> bool:
    if fact.kind == "bool":
        return isinstance(value, bool)
    if fact.kind in ("int", "double"):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole or (fact.kind == "double" and isinstance(value, float))
    if fact.kind == "list":
        return isinstance(value, list) and all(
            isinstance(v, str) and (not fact.words or v in fact.words) for v in value
        )
    return isinstance(value, str) and (not fact.words or value in fact.words)
