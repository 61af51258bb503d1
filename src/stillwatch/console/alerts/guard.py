"""Where alerts may go: https, no redirect, and no network that was not meant."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from stillwatch.core.errors import UsageError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked(url: str, setting: str, private: bool) -> str:
    """Return an address that alerts may be posted to.

    Parameters
    ----------
    url
        `https://HOST[:PORT]/PATH`, or http to this machine.
    setting
        What errors call it; they never hold the address, which may be a secret.
    private
        Whether the host may be in a private network.

    Raises
    ------
    UsageError
        It is none of these.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError(f"{setting}: no address such as https://HOST/PATH") from None
    odd = not url.isascii() or any(c <= " " or c in '<>"\\' for c in url)
    if odd or not host or port == 0 or parts.fragment:
        raise UsageError(f"{setting}: no address such as https://HOST/PATH")
    if parts.username or parts.password:
        raise UsageError(f"{setting}: a password has no place in it")
    here = is_here(host)
    if parts.scheme != "https" and not (parts.scheme == "http" and here):
        raise UsageError(f"{setting}: alerts are posted over https, or over http to this machine")
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        return url
    if not here and (why := refused(literal, private)):
        raise UsageError(f"{setting}: {why}")
    return url


def is_here(host: str) -> bool:
    """Whether a host is this machine, by its own words and no name server's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refused(address: Address, private: bool) -> str | None:
    """Return why nothing is posted to an address that a name stands for; null: it may be.

    Examples
    --------
    >>> refused(ipaddress.ip_address("169.254.169.254"), True)
    'a link-local, multicast or reserved address is never asked'
    >>> refused(ipaddress.ip_address("::ffff:10.0.0.1"), False)
    'a private network: say private = true if that is meant'
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        else:
            address = address.ipv4_mapped or address.sixtofour or address
    if (
        address.is_link_local or address.is_multicast or address.is_unspecified
        or (address.is_reserved and not address.is_loopback)
    ):  # fmt: skip
        return "a link-local, multicast or reserved address is never asked"
    if address.is_loopback and not private:
        return "a name that stands for this machine: say 127.0.0.1, or private = true"
    if not address.is_global and not private:
        return "a private network: say private = true if that is meant"
    return None


def too_far(address: Address) -> str | None:
    """Return why no plain text is sent to an address; null: it stays in a private network."""
    if why := refused(address, True):
        return why
    return "plain text does not leave private networks" if address.is_global else None
