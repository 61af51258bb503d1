"""Who calls, as the log and the policy know them."""

from __future__ import annotations

from typing import NamedTuple


class Who(NamedTuple):
    """A caller."""

    account: str
    """The unit that is judged."""
    org: str | None = None
    key: str | None = None
    """Name of the key, never the key."""
    end_user: str | None = None
    """The customer's own user."""
    how: str = "unknown"
    """`key`, `token`, `front`, `certificate` or `unknown`."""
    ja4: str | None = None
    """TLS fingerprint, where a front tells it."""


def named(value: object) -> str | None:
    """Return a value as a name: text or a number, at most 512 characters; else null.

    Bytes of a header that are no UTF-8, and half surrogate pairs, become question marks.

    >>> named(" a "), named(7), named(True), named("")
    ('a', '7', None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return None
    return value.strip()[:512].encode("utf-8", "replace").decode() or None
