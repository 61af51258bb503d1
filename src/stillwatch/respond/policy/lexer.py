"""Conditions as tokens: the part of CEL that policies use, bounded."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 2_000
"""Characters of a condition."""
MOST = 400
"""Tokens of a condition."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<double>\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)
    |(?P<int>\d+)
    |(?P<string>"(?:[^"\\\r\n]|\\["'\\nrt])*"|'(?:[^'\\\r\n]|\\["'\\nrt])*')
    |(?P<name>[A-Za-z_]\w*)
    |(?P<mark>\|\||&&|==|!=|<=|>=|[-<>+*/%!?:.,()\[\]])""",
    re.VERBOSE | re.ASCII,
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


class Wrong(Exception):
    """What is wrong with a condition, and how to mend it.

    Parameters
    ----------
    reason
        What is wrong, in plain words.
    remedy
        What to write instead.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class Token(NamedTuple):
    """A word of a condition."""

    kind: str
    """`double`, `int`, `string`, `name`, `mark`, or `end`."""
    text: str
    at: int
    """Column, from 1."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a condition, the last of kind `end`.

    Raises
    ------
    Wrong
        It is too long, or holds what a policy does not need: other letters, comments, bytes.
    """
    if len(text) > LONGEST:
        raise Wrong(f"longer than {LONGEST:,} characters", "split the rule")
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Wrong(f"{text[at : at + 12]!r} at column {at + 1} is not understood",
                        "strings stand in quotes, comments in YAML (#)")  # fmt: skip
        kind = str(match.lastgroup)
        if kind != "space":
            before = found[-1] if found else None
            stuck = before is not None and before.at + len(before.text) == at + 1
            if before and stuck and before.kind in ("int", "double") and kind == "name":
                raise Wrong(f"{before.text}{match.group()} is no number",
                            "plain numbers: 3, 0.5, 1e6")  # fmt: skip
            found.append(Token(kind, match.group(), at + 1))
        at = match.end()
        if len(found) > MOST:
            raise Wrong(f"more than {MOST} words", "split the rule")
    return [*found, Token("end", "", len(text) + 1)]


def unquoted(text: str) -> str:
    r"""Return what a string token says.

    Examples
    --------
    >>> unquoted(r'"a\tb"')
    'a\tb'
    """
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), text[1:-1])
