"""Who calls, as the log and the policy know them."""

from __future__ import annotations

from typing import NamedTuple

from stillwatch.gateway.settings import Mode

_LONGEST = 512  # characters of a name


class Bound(NamedTuple):
    """What a credential itself says of who may use it."""

    holders: frozenset[str] = frozenset()
    """Thumbprints, base64url, with their kind: `jkt:…` of a key (RFC 7638), `x5t#S256:…` of a
    certificate. Any one of them; empty: it does not say."""
    mode: Mode | None = None
    """What is to be done about it; null: what the settings say."""


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
    bound: Bound = Bound()


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
    if value.isascii() and len(value) <= _LONGEST:
        return value.strip() or None
    return value.strip()[:_LONGEST].encode("utf-8", "replace").decode() or None
