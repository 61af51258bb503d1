"""How well screening tells disguised listed names from ordinary ones. All names are invented.

    python bench/screening.py                 # 10,000 listed names
    python bench/screening.py --listed 1000 --no-record

Listed and ordinary names are made by one generator, from syllables and from business words that
both share, so that ordinary names are as close to listed ones as chance makes them. Disguises are
made from listed names, kind by kind. The threshold was chosen on the names of seed 1; figures are
of seed 2. Synthetic: real lists hold more names of one family and script, and more aliases.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import record

from stillwatch.comply.screening.match import Matcher
from stillwatch.comply.screening.names import name_of

THRESHOLDS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
ONSETS = "b br ch d dr f g gr h j k kh kr l m n p pr r s sh st t tr v vl w y z zh".split()
VOWELS = "a a e i o u ai ei ou ya".split()
CODAS = ["", "", "n", "r", "l", "s", "m", "k", "v", "t", "ng", "sk"]
BUSINESS = (
    "trading industrial technology global group international services energy logistics digital "
    "systems electronics marine capital holding engineering research solutions materials science"
).split()
FORMS = ["Ltd", "LLC", "GmbH", "JSC", "Co., Ltd.", "Inc.", "S.A.", "OOO", ""]
SOUNDS = [("kh", "h"), ("zh", "j"), ("ya", "ia"), ("v", "w"), ("y", "i"), ("k", "c"), ("ei", "ey"),
          ("sh", "s"), ("ou", "u"), ("ch", "tch")]  # fmt: skip
CYRILLIC = dict(zip("abdefghijklmnoprstuvwyz", "абдефгхийклмнопрстуввыз", strict=True))


def made_word(draw: random.Random) -> str:
    """Return an invented proper word of two or three syllables."""
    syllables = (
        draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS)
        for _ in range(draw.choice((2, 2, 3)))
    )
    return "".join(syllables).capitalize()


def made_name(draw: random.Random) -> str:
    """Return an invented company: one or two proper words, up to two business words, a form."""
    proper = [made_word(draw) for _ in range(draw.choice((1, 1, 2)))]
    rest = [word.capitalize() for word in draw.sample(BUSINESS, draw.choice((0, 1, 1, 2)))]
    return " ".join(filter(None, [*proper, *rest, draw.choice(FORMS)]))


def _body(name: str) -> list[str]:
    return [word for word in name.replace(",", "").split() if word not in FORMS and word != "Co"]


def _typo(draw: random.Random, word: str) -> str:
    place = draw.randrange(1, len(word))
    kind = draw.randrange(4)
    if kind == 0:
        return word[:place] + draw.choice("aeinrst") + word[place + 1 :]
    if kind == 1:
        return word[:place] + draw.choice("aeinrst") + word[place:]
    if kind == 2:
        return word[:place] + word[place + 1 :]
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]


def _typos(count: int) -> Callable[[random.Random, str], str]:
    def disguise(draw: random.Random, name: str) -> str:
        words = _body(name)
        for _ in range(count):
            place = draw.randrange(len(words))
            words[place] = _typo(draw, words[place])
        return " ".join(words)

    return disguise


def _order(draw: random.Random, name: str) -> str:
    words = _body(name)
    return " ".join([*words[1:], words[0]])


def _sound(draw: random.Random, name: str) -> str:
    found = name.lower()
    usable = [pair for pair in SOUNDS if pair[0] in found]
    for a, b in draw.sample(usable, min(2, len(usable))):
        found = found.replace(a, b)
    return found


def _joined(draw: random.Random, name: str) -> str:
    words = _body(name)
    if len(words) > 1:
        return " ".join([words[0] + words[1].lower(), *words[2:]])
    half = len(words[0]) // 2
    return f"{words[0][:half]} {words[0][half:]}"


def _fewer(draw: random.Random, name: str) -> str:
    words = _body(name)
    return " ".join(words[:-1] if len(words) > 1 else words)


def _more(draw: random.Random, name: str) -> str:
    return " ".join([*_body(name), draw.choice(BUSINESS)])


def _script(draw: random.Random, name: str) -> str:
    return "".join(CYRILLIC.get(letter, letter) for letter in " ".join(_body(name)).lower())


DISGUISES: dict[str, Callable[[random.Random, str], str]] = {
    "another legal form": lambda d, n: " ".join([*_body(n), d.choice(FORMS)]),
    "words in another order": _order,
    "one slip of the pen": _typos(1),
    "two slips": _typos(2),
    "another spelling of sounds": _sound,
    "words joined or split": _joined,
    "last word left out": _fewer,
    "a business word added": _more,
    "in Cyrillic letters": _script,
}


def wilson(hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * ((share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(seed: int, listed: int, ordinary: int, disguised: int) -> dict[str, Any]:
    """Return scores: of ordinary names their closest match, of disguises that of their original."""
    draw = random.Random(seed)
    names = [made_name(draw) for _ in range(listed)]
    known = {name_of(name).joined for name in names}
    matcher = Matcher(name_of(name) for name in names)
    others = list[str]()
    while len(others) < ordinary:
        name = made_name(draw)
        if name_of(name).joined not in known:
            others.append(name)
    lowest = min(THRESHOLDS)
    false = [max((m.score for m in matcher.find(name_of(n), lowest)), default=0.0) for n in others]
    found: dict[str, list[float]] = {}
    for kind, disguise in DISGUISES.items():
        scores = found.setdefault(kind, [])
        for index in draw.sample(range(listed), min(disguised, listed)):
            same = name_of(names[index]).joined
            matches = matcher.find(name_of(disguise(draw, names[index])), lowest)
            hits = [m.score for m in matches if matcher.names[m.place].joined == same]
            scores.append(max(hits, default=0.0))
    return {"false": false, "found": found}


def shares(scores: list[float]) -> dict[str, dict[str, float]]:
    """Return by threshold the share of scores that reach it, with its interval."""
    rows = {}
    for threshold in THRESHOLDS:
        hits = sum(score >= threshold for score in scores)
        low, high = wilson(hits, len(scores))
        rows[f"{threshold:.2f}"] = {"share": hits / len(scores), "low": low, "high": high}
    return rows


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listed", type=int, default=10_000)
    parser.add_argument("--ordinary", type=int, default=2_000)
    parser.add_argument("--disguised", type=int, default=300)
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    parts = {}
    for part, seed in (("chosen on", 1), ("reported", 2)):
        got = measure(seed, options.listed, options.ordinary, options.disguised)
        parts[part] = {
            "ordinary": shares(got["false"]),
            "disguised": {kind: shares(scores) for kind, scores in got["found"].items()},
        }
    command = (
        f"python bench/screening.py --listed {options.listed} --ordinary {options.ordinary} "
        f"--disguised {options.disguised}"
    )
    print(json.dumps(parts, indent=1))
    if not options.no_record:
        counts = {k: getattr(options, k) for k in ("listed", "ordinary", "disguised")}
        record("screening", {**counts, "parts": parts}, command)


if __name__ == "__main__":
    main()
