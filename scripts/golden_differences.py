"""Compare parts of outputs field by field, words and numbers apart."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from golden_outputs import NUMBER

ABSENT = "(absent)"


class Difference(NamedTuple):
    """One field or passage that is not as committed."""

    file: str
    path: str
    expected: object
    got: object
    what: str
    """`words`: sentences of the same numbers; `numbers`; or `field`: an id, a value, structure."""

    def __str__(self) -> str:
        return (f"{self.file}: {self.path}: {self.what} differ\n"
                f"  expected {self.expected!r}\n  got      {self.got!r}")  # fmt: skip


def only_words(difference: Difference) -> bool:
    """Return whether no number, id or structure changed."""
    return difference.what == "words"


def numbers(text: str) -> list[str]:
    """Return the numbers, ids and moments of a text, in order; small ones in words, too."""
    return [one.rstrip(".,:").lower() for one in NUMBER.findall(text)]


def compare(file: str, expected: object, got: object) -> Iterator[Difference]:
    """Compare the parts of one output; None: there is no such output."""
    if isinstance(expected, list) and isinstance(got, list):
        yield from _lines(file, expected, got)
    elif expected is None or got is None or isinstance(expected, list) != isinstance(got, list):
        yield Difference(file, "", _said(expected), _said(got), "field")
    else:
        yield from _fields(file, (), expected, got)


def _said(part: object) -> object:
    return ABSENT if part is None else f"an output of {len(str(part))} characters"


def _lines(file: str, expected: list[str], got: list[str]) -> Iterator[Difference]:
    same = numbers("\n".join(expected)) == numbers("\n".join(got))
    for kind, a, b, c, d in SequenceMatcher(None, expected, got, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = "\n".join(expected[a:b]), "\n".join(got[c:d])
            words = same or numbers(old) == numbers(new)
            yield Difference(file, f"line {a + 1}", old, new, "words" if words else "numbers")


def _fields(file: str, path: tuple[str, ...], old: Any, new: Any) -> Iterator[Difference]:
    where = "/".join(path)
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old | new:
            yield from _fields(file, (*path, key), old.get(key, ABSENT), new.get(key, ABSENT))
        if (a := [k for k in old if k in new]) != (b := [k for k in new if k in old]):
            yield Difference(file, f"{where}/(order)", a, b, "field")
    elif old != new or type(old) is not type(new):
        yield Difference(file, where, old, new, _what(old, new))


def _what(old: Any, new: Any) -> str:
    if isinstance(old, bool | dict) or isinstance(new, bool | dict) or ABSENT in (old, new):
        return "field"
    if isinstance(old, int | float) and isinstance(new, int | float):
        return "numbers"
    if not isinstance(old, str) or not isinstance(new, str) or " " not in old or " " not in new:
        return "field"
    if "\u2026" in old and old[8:9] == "\u2026":  # a digest of words, then the numbers
        return "words" if old[9:] == new[9:] else "numbers"
    return "words" if numbers(old) == numbers(new) else "numbers"
