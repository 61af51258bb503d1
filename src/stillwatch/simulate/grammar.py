r"""Phrase banks: a context-free grammar in which a number names a text.

`texts(rule, ids)` is a pure function: the same id always gives the same text, so that a work
queue, a popular question or a homework sheet is a set of ids, and nothing has to be kept.
Each slot of a text takes the next of a row of hashes of the id (SplitMix64, Steele, Lea and
Flood, OOPSLA 2014, doi 10.1145/2660193.2660195), computed for a whole block at once.

A bank is a text file. `[rule]` opens a rule, every following line is one alternative, `{name}`
is a slot that another rule fills, a leading `3*` repeats an alternative, `\n` is a new line and
`|` at the end of a line joins the next one to it. `[rule@tune]` and `[rule@report]` hold
alternatives of one split only. `{#100}` is a whole number from 1 to 100. `{name/1}` is a name
that stays the same wherever `{name/1}` stands in the text (for rules of plain words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from stillwatch.core.errors import InputError
from stillwatch.simulate.corpus import Prompt

Ids = npt.NDArray[np.uint64]
_WIDTH = 24  # hashes a text: a text with more slots reuses them from the start
_GOLDEN, _M1, _M2 = (
    np.uint64(x) for x in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)
_SLOT = re.compile(r"\{([a-zA-Z#][\w.#/]*)\}")
_WEIGHT = re.compile(r"^(\d+)\* ")


def mix(values: Ids) -> Ids:
    """Return the SplitMix64 finaliser of each value."""
    z = (values ^ (values >> np.uint64(30))) * _M1
    z = (z ^ (z >> np.uint64(27))) * _M2
    out: Ids = z ^ (z >> np.uint64(31))
    return out


def hashes(ids: Ids, width: int = _WIDTH) -> npt.NDArray[np.int64]:
    """Return `width` independent non-negative 31-bit numbers for each id: shape (n, width)."""
    steps = np.arange(1, width + 1, dtype=np.uint64) * _GOLDEN
    grid = mix(mix(ids + _GOLDEN)[:, None] + steps[None, :])
    return (grid >> np.uint64(33)).astype(np.int64)


def escape(text: str) -> bytes:
    """Return a text as the inside of a JSON string."""
    return msgspec.json.encode(text)[1:-1]


class _Node(Protocol):
    """Something that writes itself into `out` and returns the next place in the row."""

    def __call__(self, row: list[int], at: int, out: list[bytes]) -> int: ...


class Grammar:
    """Phrase banks of one split, with the prompts of the corpus as further alternatives."""

    def __init__(self, split: str, prompts: Iterable[Prompt] = ()) -> None:
        self._raw: dict[str, list[str | list[str]]] = {}
        self._nodes: dict[str, _Node] = {}
        for file in sorted(files("stillwatch.simulate").joinpath("banks").iterdir(), key=str):
            if file.name.endswith(".txt"):
                self._add(file.name, file.read_text(encoding="utf-8"), split)
        for prompt in prompts:
            self._raw.setdefault(f"{prompt.domain}.pool", []).append(varied(prompt))

    def _add(self, name: str, text: str, split: str) -> None:
        rule: list[str | list[str]] | None = None
        for number, line in enumerate(text.replace("|\n", "").split("\n"), 1):
            if line.startswith("[") and line.endswith("]"):
                title, _, only = line[1:-1].partition("@")
                rule = self._raw.setdefault(title, []) if only in ("", split) else []
            elif line and not line.startswith("# "):
                if rule is None:
                    raise InputError("a line before the first [rule]", path=name, line=number)
                weight = _WEIGHT.match(line)
                body = line[weight.end() :] if weight else line
                rule += [body.replace("\\n", "\n")] * (int(weight[1]) if weight else 1)

    def size(self, rule: str) -> int:
        """Return the number of alternatives of a rule, 0 where there is none."""
        return len(self._raw.get(rule, ()))

    def texts(self, rule: str, ids: Ids) -> list[bytes]:
        """Return the texts that ids name under a rule, escaped for a JSON string."""
        node, out = self._node(rule), []
        for row in hashes(ids).tolist():
            parts: list[bytes] = []
            node(row, 0, parts)
            out.append(b"".join(parts))
        return out

    def text(self, rule: str, number: int) -> str:
        """Return one text, as text."""
        (escaped,) = self.texts(rule, np.array([number], np.uint64))
        out: str = msgspec.json.decode(b'"' + escaped + b'"')
        return out

    def _node(self, rule: str) -> _Node:
        if rule not in self._nodes:
            if rule.startswith("#"):
                top = int(rule[1:])
                self._nodes[rule] = _choice([str(i).encode() for i in range(1, top + 1)])
            elif "/" in rule:
                base, _, place = rule.partition("/")
                self._nodes[rule] = _fixed(self._node(base), _WIDTH - int(place))
            elif not self._raw.get(rule):
                raise KeyError(f"the phrase banks have no rule {rule!r}")
            else:
                # a rule may reach itself only through its own placeholder, set first
                self._nodes[rule] = lambda row, at, out: self._nodes[rule](row, at, out)
                self._nodes[rule] = self._compile(self._raw[rule])
        return self._nodes[rule]

    def _compile(self, alternatives: Sequence[str | list[str]]) -> _Node:
        # prompt sources need not have every domain: what waits for a missing pool is left out
        compiled = [self._parts(a) for a in alternatives if not self._lacks_pool(a)]
        if all(len(parts) == 1 and isinstance(parts[0], bytes) for parts in compiled):
            return _choice([parts[0] for parts in compiled])
        return _expansion(compiled)

    def _lacks_pool(self, alternative: str | list[str]) -> bool:
        names = _SLOT.findall(alternative) if isinstance(alternative, str) else []
        return any(name.endswith(".pool") and not self._raw.get(name) for name in names)

    def _parts(self, alternative: str | list[str]) -> list[Any]:
        # a prompt arrives split already (its braces are its own); a bank line is split here
        pieces = _SLOT.split(alternative) if isinstance(alternative, str) else alternative
        parts = [self._node(p) if i % 2 else escape(p) for i, p in enumerate(pieces)]
        return [p for p in parts if p != b""] or [b""]


def _choice(values: list[bytes]) -> _Node:
    size = len(values)

    def node(row: list[int], at: int, out: list[bytes]) -> int:
        out.append(values[row[at % _WIDTH] % size])
        return at + 1

    return node


def _fixed(inner: _Node, place: int) -> _Node:
    def node(row: list[int], at: int, out: list[bytes]) -> int:
        inner(row, place, out)
        return at

    return node


def _expansion(alternatives: list[list[Any]]) -> _Node:
    size = len(alternatives)

    def node(row: list[int], at: int, out: list[bytes]) -> int:
        parts = alternatives[row[at % _WIDTH] % size]
        at += 1
        for part in parts:
            if part.__class__ is bytes:
                out.append(part)
            else:
                at = part(row, at, out)
        return at

    return node


_FIRST_NAMES = (
    "Natalia Betty Julie James Mark Albert Ken Alexis Tina Toby John Mary Sam Tom Mike Sara Joan "
    "Tim Sally Dan Fred Jason Keith Melanie Benny Alyssa Mary Nancy Sandy Jessica Paul Edward Faye "
    "Robin Haley Allan Jake Bryan Janet Wendi Randy Carla Emily Henry Adam Lisa Jerry Rachel Bob "
    "Alice Olivia Michael Jack Kevin Kelly David Lucy Maria Carlos Peter Anna Emma Bill Jane Steve"
)
_VARIED = re.compile(
    r"(?<![\w.,/\\^_{}$])(\d{1,4})(?![\w.,/\\^_{}$%])|\b(" + "|".join(_FIRST_NAMES.split()) + r")\b"
)
_VARIES = frozenset(("math", "chat", "general", "business"))


def varied(prompt: Prompt) -> list[str]:
    """Split a prompt at its free-standing numbers and first names, which then vary.

    Returns text and rule names in turn, text first. A name that occurs twice may become two:
    the texts are material to look at, not exercises to solve.
    """
    if prompt.domain not in _VARIES:
        return [prompt.text]
    pieces, last = [], 0
    for found in _VARIED.finditer(prompt.text):
        pieces += [prompt.text[last : found.start()], _slot_for(found[1])]
        last = found.end()
    return [*pieces, prompt.text[last:]]


def _slot_for(number: str | None) -> str:
    if number is None:
        return "name"
    return "#9" if len(number) == 1 else "#99" if len(number) == 2 else "#999"
