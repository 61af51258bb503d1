"""Certificates of clients: what in them names the account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stillwatch.gateway.identity.who import Who, named
from stillwatch.gateway.settings import Mtls

_SUBJECT = {"common_name": "commonName", "organization": "organizationName"}
_ALTERNATIVE = {"uri": "URI", "dns": "DNS"}


def named_by(certificate: Mapping[str, Any] | None, settings: Mtls) -> Who | None:
    """Return whom a certificate names; null where it does not, or names several.

    Parameters
    ----------
    certificate
        As `ssl.SSLSocket.getpeercert` returns it: the handshake has verified it.
    settings
        Which field counts.

    Examples
    --------
    >>> named = named_by({"subject": ((("commonName", "acme"),),)}, Mtls("ca.pem"))
    >>> named.account, named.how
    ('acme', 'certificate')
    """
    if not certificate or settings.account == "none":
        return None
    found = list(_values(certificate, settings.account))
    account = named(found[0]) if len(found) == 1 else None
    if account is None:
        return None
    return Who(account, key=named(certificate.get("serialNumber")), how="certificate")


def _values(certificate: Mapping[str, Any], field: str) -> Iterator[Any]:
    if field in _SUBJECT:
        for names in certificate.get("subject", ()):
            yield from (value for name, value in names if name == _SUBJECT[field])
    else:
        names = certificate.get("subjectAltName", ())
        yield from (value for name, value in names if name == _ALTERNATIVE[field])
