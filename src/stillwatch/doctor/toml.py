"""Texts as a map in TOML has them: paths and values of a log, whatever characters they hold."""

from __future__ import annotations

_ESCAPED = {'"': '\\"', "\\": "\\\\"}


def quoted(text: str) -> str:
    r"""Return a text in quotation marks, in those that leave it as it is where there are any.

    >>> print(quoted("a b"), quoted('a."b.c"'), quoted("C:\\temp"), quoted("it's \"so\"\n"))
    "a b" 'a."b.c"' 'C:\temp' "it's \"so\"\u000a"
    """
    if text.isprintable() and "'" not in text and not _ESCAPED.keys().isdisjoint(text):
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    if sign.isprintable():
        return _ESCAPED.get(sign, sign)
    return f"\\u{ord(sign):04x}" if ord(sign) < 1 << 16 else f"\\U{ord(sign):08x}"
