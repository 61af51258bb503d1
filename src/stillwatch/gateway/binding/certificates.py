"""Certificates that keys and tokens are bound to (RFC 8705), from TLS or a front that ended it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import ipaddress
import re
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from stillwatch.gateway.binding.jwk import encoded
from stillwatch.gateway.configure import networks
from stillwatch.gateway.identity.address import Address, parsed
from stillwatch.gateway.settings import Binding, Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_LONGEST = 32 << 10
_PEM = re.compile(r"-----BEGIN CERTIFICATE-----\s*([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----")


class Certificates:
    """Finds the certificate that a client has shown.

    Parameters
    ----------
    binding
        Settings of binding.
    settings
        All settings: they name the proxies in front, whose own certificates are no client's.

    Raises
    ------
    UsageError
        A network is none.
    """

    def __init__(self, binding: Binding, settings: Settings) -> None:
        self._header = binding.certificate_header
        self._fronts = networks(binding.certificate_cidrs, "identity.binding.certificate_cidrs")
        front = settings.identity.front
        self._behind = bool(settings.client.hops)
        self._proxies = (
            *self._fronts,
            *networks(settings.client.trusted, "client.trusted"),
            *networks(front.cidrs if front is not None else [], "identity.front.cidrs"),
        )

    def holder(self, request: web.BaseRequest) -> str | None:
        """Return the thumbprint of a client's certificate, as `x5t#S256:…`; null: it has none."""
        peer = parsed(request.remote) if request.remote else None
        der = None
        if self._header is not None and _among(peer, self._fronts):
            values = request.headers.getall(self._header, [])
            der = read_certificate(values[0]) if len(values) == 1 else None
        elif not self._behind and not _among(peer, self._proxies):
            wire = request.transport
            tls: Any = None if wire is None else wire.get_extra_info("ssl_object")
            der = None if tls is None else tls.getpeercert(binary_form=True)
        return None if not der else f"x5t#S256:{encoded(hashlib.sha256(der).digest())}"


def _among(peer: Address | None, these: tuple[Network, ...]) -> bool:
    return peer is not None and any(peer in network for network in these)


def read_certificate(value: str) -> bytes | None:
    """Read a header that holds a certificate; return its DER, or null.

    Examples
    --------
    >>> read_certificate(":MIIB:").hex(), read_certificate("MIIB")
    ('308201', None)
    """
    if len(value) > _LONGEST:
        return None
    value = value.strip()
    if len(value) > 2 and value[0] == value[-1] == ":":
        inner = value[1:-1]
    elif found := _PEM.fullmatch(unquote(value).strip()):
        inner = "".join(found[1].split())
    else:
        return None
    try:
        return base64.b64decode(inner, validate=True) or None
    except (binascii.Error, ValueError):
        return None
