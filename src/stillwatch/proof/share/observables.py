"""Which observables mean the same at another firm, and the one form in which each is written.

A card's hash, an organisation or a sign-up day mean nothing elsewhere, or are personal: they are
never shared. What is left are values that both firms see alike, in a canonical form, so that equal
ones are equal byte for byte.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import NamedTuple

INFRASTRUCTURE = ("ip_prefix", "asn", "ja4", "user_agent", "email_domain")
"""Types that are watched by their value."""

TEMPLATES = ("head_template", "line_template", "system_template", "tail_template")
"""Types that are shared as a digest: 64 bits over the masked words, made by the same rules at every
firm (`stillwatch.features.keys`), never as text."""

TYPES = INFRASTRUCTURE + TEMPLATES

LONGEST = 512
"""Characters of the longest value."""

WIDEST = {4: 16, 6: 40}
"""Shortest network prefix that is watched, by version of IP: a wider one is half a country."""

STORED = {4: 24, 6: 48}
"""Length of the prefixes that an audit keeps of addresses, by version of IP."""

RESERVED_AS = (
    (0, 0), (23_456, 23_456), (64_496, 65_551), (4_200_000_000, 4_294_967_295),
)  # fmt: skip
"""Numbers of autonomous systems that are nobody's: for documentation, private use, transition
(IANA's registry of special-purpose numbers)."""

_ASN = re.compile(r"(?:AS)?(\d{1,10})")
_JA4 = re.compile(r"[a-z0-9]{10}_[0-9a-f]{12}_[0-9a-f]{12}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_DIGEST = re.compile(r"[0-9a-f]{16}")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Value(NamedTuple):
    """An observable that other firms can see, too."""

    type: str
    """One of `TYPES`."""
    value: str
    """In canonical form."""


def canonical(type: str, value: str) -> Value | None:
    """Return a value in canonical form, or None where another firm could do nothing with it.

    Pseudonyms, private addresses, control characters and what is no value of its type are None.

    Examples
    --------
    >>> canonical("asn", "AS15169"), canonical("ip_prefix", "8.8.8.7/24")
    (Value(type='asn', value='15169'), Value(type='ip_prefix', value='8.8.8.0/24'))
    >>> canonical("email_domain", "Example.ORG"), canonical("ip_prefix", "10.0.0.0/24")
    (Value(type='email_domain', value='example.org'), None)
    """
    if len(value) > LONGEST:
        return None
    found = _FORMS[type](value) if type in _FORMS else None
    return None if found is None else Value(type, found)


def network(value: str) -> Network | None:
    """Return a public network of a length that is watched, or None."""
    try:
        found = ipaddress.ip_network(value, strict=False)
    except ValueError:
        return None
    mapped = getattr(found.network_address, "ipv4_mapped", None)
    if mapped is not None or not found.is_global or found.prefixlen < WIDEST[found.version]:
        return None
    return found


def stored(value: str) -> list[str]:
    """Return the prefixes that an audit keeps for the addresses of a canonical `ip_prefix`.

    A wider network is all of them in it (at most 256); a narrower one is the one around it.
    """
    found = ipaddress.ip_network(value)
    length = STORED[found.version]
    if found.prefixlen >= length:
        return [str(found.supernet(new_prefix=length))]
    return [str(net) for net in found.subnets(new_prefix=length)]


def _prefix(value: str) -> str | None:
    found = network(value)
    return None if found is None else str(found)


def _asn(value: str) -> str | None:
    found = _ASN.fullmatch(value)
    number = int(found[1]) if found else 0
    reserved = any(low <= number <= high for low, high in RESERVED_AS)
    return str(number) if number < 1 << 32 and not reserved else None


def _ja4(value: str) -> str | None:
    return value if _JA4.fullmatch(value) else None


def _domain(value: str) -> str | None:
    lower = value.lower().rstrip(".")
    return lower if len(lower) <= 253 and _DOMAIN.fullmatch(lower) else None


def _agent(value: str) -> str | None:
    hidden = any(unicodedata.category(char)[0] == "C" for char in value)
    return None if hidden or not value.strip() or "[address]" in value else value


def _digest(value: str) -> str | None:
    return value if _DIGEST.fullmatch(value) and int(value, 16) else None


_FORMS = {
    "ip_prefix": _prefix, "asn": _asn, "ja4": _ja4, "user_agent": _agent, "email_domain": _domain,
    **dict.fromkeys(TEMPLATES, _digest),
}  # fmt: skip
