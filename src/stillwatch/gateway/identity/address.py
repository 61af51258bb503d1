"""The client's address, read from the right: what a client writes itself is never believed."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

from multidict import MultiMapping

from stillwatch.gateway.configure import networks
from stillwatch.gateway.settings import Client

_LONGEST = 64  # entries of a header that are looked at, from the right
_FOR = re.compile(r'(?:^|;)\s*for\s*=\s*("[^"]*"|[^;,\s]+)', re.IGNORECASE)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ClientAddress:
    """Finds where a request comes from.

    Each proxy in front appends the address that connected to it. From the connection's own
    address backwards, entries are believed as long as they were written by a proxy that is
    trusted: by its network, or by its place.
    """

    def __init__(self, settings: Client) -> None:
        self._header, self._hops = settings.header, settings.hops
        self._trusted = networks(settings.trusted, "client.trusted")

    def find(self, headers: MultiMapping[str], peer: str | None) -> str | None:
        """Return the client's address; null where even the connection has none.

        Parameters
        ----------
        headers
            Of the request.
        peer
            Address at the other end of the connection.
        """
        if not peer:
            return None
        if self._header not in headers or not (self._hops or self._trusted):
            return _written(peer)
        found = parsed(peer)
        if found is None:
            return None
        chain = self._entries(headers)
        if self._hops:
            # fewer entries than proxies: it did not come through all of them
            given = parsed(chain[-self._hops]) if len(chain) >= self._hops else None
            return str(given or found)
        while chain and self._trusts(found):
            given = parsed(chain.pop())
            if given is None:
                break
            found = given
        return str(found)

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)

    def _entries(self, headers: MultiMapping[str]) -> list[str]:
        whole = ",".join(headers.getall(self._header))
        entries = [entry.strip() for entry in whole.split(",")[-_LONGEST:]]
        if self._header == "x-forwarded-for":
            return entries
        found = [_FOR.search(entry) for entry in entries]
        return [match[1].strip('"') if match else "" for match in found]


@lru_cache(maxsize=4096)
def _written(peer: str) -> str | None:
    found = parsed(peer)
    return None if found is None else str(found)


@lru_cache(maxsize=4096)
def parsed(text: str) -> Address | None:
    """Read an address, with or without a port; null where it is none.

    Examples
    --------
    >>> parsed("192.0.2.1:443"), parsed("[2001:db8::1]:80"), parsed("::ffff:192.0.2.1")
    (IPv4Address('192.0.2.1'), IPv6Address('2001:db8::1'), IPv4Address('192.0.2.1'))
    >>> parsed("unknown")
    """
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
