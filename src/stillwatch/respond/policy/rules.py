"""A policy: its rules compiled, and its version."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from stillwatch.core.errors import InputError, shown
from stillwatch.respond.decisions.model import Action
from stillwatch.respond.policy import document, reason
from stillwatch.respond.policy.condition import Condition
from stillwatch.respond.policy.document import Do, Document, Trial
from stillwatch.respond.policy.facts import OF_SCOPE
from stillwatch.respond.policy.lexer import Wrong
from stillwatch.respond.policy.yamlfile import Read, parse, read_yaml

DEFAULT = Path(__file__).parent / "default.yaml"
"""The policy that is shipped."""


class Rule(NamedTuple):
    """A rule that was checked."""

    name: str
    condition: Condition
    do: tuple[Do, ...]
    seconds: float
    """How long its decisions hold."""
    reason: str
    line: int
    """Where it stands in the file."""


class Policy(NamedTuple):
    """A policy that was checked."""

    name: str
    version: str
    """The first 16 hexadecimal digits of the SHA-256 of its file."""
    rules: tuple[Rule, ...]
    document: Document
    text: str
    """The file, whole."""
    path: str
    trials: tuple[tuple[Trial, str, int], ...]
    """Tests in the file, with file and line."""

    def rule(self, name: str) -> Rule | None:
        """Return a rule by its name, if there is one."""
        return next((rule for rule in self.rules if rule.name == name), None)


def load(path: Path) -> Policy:
    """Read and check a policy.

    Raises
    ------
    InputError
        It cannot be read, or something in it is wrong: file, line and remedy are told.
    UsageError
        A library that policies need is not installed.
    """
    return _policy(read_yaml(path), shown(path))


def loaded(text: str, name: str) -> Policy:
    """Check a policy that is at hand as text, such as that of a version before."""
    return _policy(parse(text.encode(), name), name)


def _policy(read: Read, path: str) -> Policy:
    found = document.convert(read, Document, path)
    rules: list[Rule] = []
    for number, raw in enumerate(found.rules):
        at = f"$.rules[{number}]"
        if raw.name in {rule.name for rule in rules}:
            raise _at(read, path, f"{at}.name", Wrong("two rules of one name", "rename one"))
        rules.append(_rule(raw, read, path, at))
    trials = tuple(
        (trial, path, read.line(f"$.tests[{number}]")) for number, trial in enumerate(found.tests)
    )
    version = hashlib.sha256(read.data).hexdigest()[:16]
    return Policy(found.name, version, tuple(rules), found, read.data.decode("utf-8"), path, trials)


def _rule(raw: document.Rule, read: Read, path: str, at: str) -> Rule:
    do = raw.do if isinstance(raw.do, tuple) else (raw.do,)
    if not do:
        raise _at(read, path, f"{at}.do", Wrong("nothing to do", "name a scope and an action"))
    for number, one in enumerate(do):
        why = _unfit(one)
        if why is not None:
            where = f"{at}.do[{number}]" if isinstance(raw.do, tuple) else f"{at}.do"
            raise _at(read, path, where, why)
        if (one.scope, one.action) in [(other.scope, other.action) for other in do[:number]]:
            raise _at(read, path, f"{at}.do", Wrong("one action twice", "merge the two"))
    lasting = document.seconds(raw.hold)
    if lasting is None:
        raise _at(read, path, f"{at}.for",
                  Wrong(f"{raw.hold[:40]!r} is no duration", "such as 30m, 24h or 7d, at most 366d"))  # fmt: skip  # noqa: E501
    objects = min((OF_SCOPE[one.scope] for one in do), key=len)
    where = f"{at}.when"
    try:
        condition = Condition(raw.when, objects).compiled()
        where = f"{at}.reason"
        reason.names(raw.reason, objects)
    except Wrong as wrong:
        raise _at(read, path, where, wrong, raw.name) from None
    return Rule(raw.name, condition, do, lasting, raw.reason, read.line(f"{at}.name"))


def _unfit(one: Do) -> Wrong | None:
    kind = document.action(one.action)
    limits = one.limits
    told = limits and (limits.requests_per_minute or limits.tokens_per_minute or limits.pace)
    if kind is Action.THROTTLE and not told:
        return Wrong("throttle without limits", "limits: {requests_per_minute: 60}")
    if limits is not None and limits.pace is not None:
        if one.scope == "end_user":
            return Wrong("pace of an end user", "an audit does not count its requests")
        if limits.requests_per_minute is not None:
            return Wrong("pace and requests_per_minute", "give one of them")
    if limits is not None and kind is not Action.THROTTLE:
        return Wrong(f"limits of {one.action}", "limits belong to throttle")
    if one.hardening is not None and kind is not Action.HARDEN:
        return Wrong(f"hardening of {one.action}", "hardening belongs to harden")
    return None


def _at(read: Read, path: str, at: str, wrong: Wrong, rule: str = "") -> InputError:
    said = f"rule {rule}: {wrong.reason}" if rule else wrong.reason
    return InputError(said, path=path, line=read.line(at), remedy=wrong.remedy)
