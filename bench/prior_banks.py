r"""Written texts for capabilities and ordinary uses that public corpora lack.

`prior_banks.txt` is a small grammar: ``[rule]`` opens a rule, each line is an alternative, and
``{rule}`` is filled from another; ``{#99}`` is a number up to 99; ``\n`` is a new line. Rules
called ``bank_…`` are sources. The wraps put elicitation around harvest texts, and everyday
politeness around ordinary ones, so that neither stands for one kind alone.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path

from prior_corpora import Text, labelled

SIZES = {
    "bank_chat": 1500,
    "bank_followup": 500,
    "bank_business": 1300,
    "bank_homework": 700,
    "bank_developer": 900,
}
"""Texts of a bank, 500 where not said."""
FILE = Path(__file__).with_suffix(".txt")
_SLOT = re.compile(r"\{([a-z_]+|#\d+)\}")


def grammar(path: Path = FILE) -> dict[str, list[str]]:
    """Read the rules."""
    rules: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
        elif line == "-":
            rules[name].append("")
        elif line and not line.startswith("# "):
            rules[name].append(line)
    return dict(rules)


def fill(rules: dict[str, list[str]], line: str, rng: random.Random) -> str:
    """Fill the slots of a line."""

    def one(found: re.Match[str]) -> str:
        slot = found[1]
        if slot.startswith("#"):
            return str(rng.randint(1, int(slot[1:])))
        return fill(rules, rng.choice(rules[slot]), rng)

    return _SLOT.sub(one, line).replace("\\n", "\n")


def banks(rng: random.Random) -> list[Text]:
    """All banks, deterministic from `rng`."""
    rules = grammar()
    out = []
    for name in sorted(rules):
        if name.startswith("bank_"):
            found = {fill(rules, rng.choice(rules[name]), rng) for _ in range(SIZES.get(name, 500))}
            out += [labelled(text, name) for text in sorted(found)]
    return out


def wrapped(texts: list[Text], rng: random.Random) -> list[Text]:
    """Put wraps around a share of the texts."""
    rules = grammar()
    out = []
    for text in texts:
        chance = rng.random()
        kind = "wrap_harvest" if text.harvest else "wrap_ordinary"
        if chance < (0.35 if text.harvest else 0.2):
            wrap = fill(rules, rng.choice(rules[kind]), rng)
            text = text._replace(text=wrap.replace("<<>>", text.text))
        out.append(text)
    return out
