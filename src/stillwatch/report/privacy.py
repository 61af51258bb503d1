"""What the page leaves out unless asked: client addresses and text of exchanges."""

from __future__ import annotations

import hashlib
import ipaddress
import re
from typing import Any

from stillwatch.report.wording import shorten

ADDRESS_TYPES = frozenset({"ip", "ip_prefix", "address", "egress", "egress_prefix"})
"""Observable types whose value is a client address."""

TEXT_TYPES = re.compile(r"template|skeleton|system|prompt|text|payload")
"""Observable types whose value may be words that somebody wrote."""

TEXT_KEYS = re.compile(r"excerpt|text|prompt|template|example|sample|message|quote|skeleton")
"""Names of evidence values that may hold words that somebody wrote."""

EXCERPT = 160
"""Longest excerpt of text shown when asked for, in characters."""

MOST = 2000
"""Characters of a sentence or value that are looked at, and so shown: these patterns take time that
grows with the square of the length."""

_CANDIDATES = (
    re.compile(r"(?<![\w:.])[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:/\d{1,3})?(?![\w:])"),
    # not what follows a product's name and a slash: Chrome/120.0.0.0 is a version
    re.compile(r"(?<![\d.])(?<![A-Za-z]/)\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?!\.?\d)"),
)
_PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+|\d[\d -]{5,}\d")
_OPAQUE = re.compile(r"(?:[A-Za-z_]{1,12}[-:_])?[0-9a-f]{6,64}|\d{1,20}")


_WITHHELD = re.compile(r"text [0-9a-f]{8} \(withheld\)")


def withheld(value: str) -> bool:
    """Whether an observable, as `Redactor.observable` gives it, stands for text not shown.

    >>> withheld("text 00b8b664 (withheld)"), withheld("gmx.de")
    (True, False)
    """
    return _WITHHELD.fullmatch(value) is not None


class Redactor:
    """Redacts values from a log, the same value always to the same label.

    Parameters
    ----------
    show_addresses
        Show client addresses as they are.
    show_text
        Show text as redacted excerpts of at most `EXCERPT` characters.
    """

    def __init__(self, *, show_addresses: bool = False, show_text: bool = False) -> None:
        self.show_addresses, self.show_text = show_addresses, show_text
        self._labels: dict[str, str] = {}

    def observable(self, kind: str, value: str, digest: str = "") -> str:
        """Return an observable's value as the page may show it.

        What is told of a text is its beginning: by its `digest` two that begin alike are told
        apart.
        """
        if kind in ADDRESS_TYPES and not self.show_addresses:
            return self._label(value)
        if TEXT_TYPES.search(kind.lower()) and not _OPAQUE.fullmatch(value):
            if self.show_text:
                return f"{self.excerpt(value)} ({digest[:8]})" if digest else self.excerpt(value)
            digest = digest or hashlib.sha256(value.encode(errors="replace")).hexdigest()
            return f"text {digest[:8]} (withheld)"
        return self.line(value)

    def line(self, text: str) -> str:
        """Return a sentence or short value without client addresses."""
        text = text[:MOST]
        for candidate in () if self.show_addresses else _CANDIDATES:
            text = candidate.sub(self._address, text)
        return text

    def excerpt(self, text: str) -> str:
        """Return an excerpt of text with personal details and addresses masked."""
        return shorten(_PERSONAL.sub("[…]", self.line(" ".join(text[:MOST].split()))), EXCERPT)

    def value(self, key: str, value: Any) -> Any:
        """Return one of the figures of evidence, redacted through and through.

        Text is dropped to a note unless asked for. Containers are copied.
        """
        if isinstance(value, dict):
            return {self.line(str(k)): self.value(str(k), v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(key, item) for item in value]
        if not isinstance(value, str):
            return value
        if key.lower() in ADDRESS_TYPES and not self.show_addresses:
            return self._label(value)
        if TEXT_KEYS.search(key.lower()) and not _OPAQUE.fullmatch(value):
            return self.excerpt(value) if self.show_text else "text withheld"
        return self.line(value)

    def _address(self, match: re.Match[str]) -> str:
        text = match[0].rstrip(".")
        for found in (text, text.removesuffix(":")):  # a colon may be the sentence's
            try:
                ipaddress.ip_network(found, strict=False)
            except ValueError:
                continue
            return self._label(found) + match[0][len(found) :]
        return match[0]

    def _label(self, value: str) -> str:
        # numbered in order of appearance: what is shared stays visible, the address does not
        return self._labels.setdefault(value, f"address {len(self._labels) + 1} (withheld)")
