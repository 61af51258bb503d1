"""Counts in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Return ``1 account``, ``2,000 accounts``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


APART = "the truth and the audit hardly belong together:"
"""How the note begins that says so: it is told before any figure."""
