"""Counts in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Return ``1 account``, ``2,000 accounts``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
