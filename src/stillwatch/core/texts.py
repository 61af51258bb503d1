"""What a text can be written as."""

from __future__ import annotations


def encodable(text: str) -> bool:
    """Return whether text can be written as UTF-8 (a lone surrogate cannot)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
