"""Ways to hide a request: those that the guard undoes, those that it does not, and padding."""

from __future__ import annotations

import base64
import codecs
import html
import random
import re
from collections.abc import Callable

from guard_corpora import Request, single

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


def padded(requests: list[Request], filler: list[Request]) -> list[Request]:
    """Put attacks of one message in the middle of ordinary text."""
    rng = random.Random(11)
    out = []
    for request in requests:
        before, after = (rng.choice(filler).text[:1500] for _ in range(2))
        out.append(single(f"{before}\n{request.text}\n{after}", request.family, True))
    return out
