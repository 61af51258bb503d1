"""Who calls: by a front's word, else a certificate, a token or an API key, else nobody known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from multidict import MultiMapping

from stillwatch.core.errors import InputError
from stillwatch.gateway.configure import networks
from stillwatch.gateway.identity.address import ClientAddress, parsed
from stillwatch.gateway.identity.certificates import named_by
from stillwatch.gateway.identity.keys import KeyTable, Namer, read_secret
from stillwatch.gateway.identity.tokens import Tokens
from stillwatch.gateway.identity.who import Who, named
from stillwatch.gateway.settings import Front, Settings

_CREDENTIALS = ("authorization", "x-api-key", "api-key")
NOBODY = Who("unknown:none")
"""Who calls without any credential."""


class Claim(NamedTuple):
    """A credential that a request shows."""

    credential: str
    who: Who
    """Whose it is."""


class Identity:
    """Tells callers apart. In shadow mode nobody is refused: an unknown key is a name like others.

    Raises
    ------
    InputError, UsageError
        A file or a setting is wrong.
    """

    def __init__(self, settings: Settings) -> None:
        of = settings.identity
        self._more = tuple(of.key_headers)
        self._keys = KeyTable(Path(of.keys)) if of.keys else None
        if self._keys is not None and self._keys.binds and of.binding is None:
            raise InputError(
                "keys are bound to holders, and nothing looks at that", path=str(of.keys),
                remedy="add the section [identity.binding] to the settings",
            )  # fmt: skip
        self._tokens = Tokens(of.jwt) if of.jwt else None
        self._front, self._mtls = of.front, of.mtls
        self._networks = networks(of.front.cidrs, "identity.front.cidrs") if of.front else ()
        self._heads = _headers(of.front) if of.front else frozenset()
        self._namer = Namer(secret_of(settings) or bytes(32))  # then names are not written anywhere
        self._address = ClientAddress(settings.client)

    def who(
        self, headers: MultiMapping[str], peer: str | None,
        certificate: Mapping[str, Any] | None = None,
    ) -> Who:  # fmt: skip
        """Return who sent a request.

        Parameters
        ----------
        headers
            Of the request.
        peer
            Address at the other end of the connection.
        certificate
            Of the client, verified.
        """
        if self._front is not None and self._is_front(peer):
            account = self._said(headers, self._front.account)
            if account is not None:
                of = self._front
                names = (of.org, of.key, of.end_user, of.ja4)
                org, key, end_user, ja4 = (self._said(headers, name) for name in names)
                return Who(account, org, key, end_user, "front", ja4)
        if self._mtls is not None and (found := named_by(certificate, self._mtls)) is not None:
            return found
        shown = credentials(headers, self._more)
        for one in shown:
            # of several, whichever is known: another beside it hides nobody
            if (found := self._known(one)) is not None:
                return found
        if not shown:
            return NOBODY
        name = self._namer.name(shown[0])
        return Who(name, key=name)

    def beside(self, headers: MultiMapping[str], main: Who) -> list[Who]:
        """Return who else a request shows a credential of.

        Which of several the API heeds is not known here: what is decided about any of them counts.
        """
        if main.how not in ("key", "token", "unknown"):
            return []
        if sum(len(headers.getall(name, ())) for name in (*_CREDENTIALS, *self._more)) < 2:
            return []
        shown = credentials(headers, self._more)
        if len(shown) < 2:
            return []
        names = [(self._namer.name(one), one) for one in shown]
        found = [self._known(one) or Who(name, key=name) for name, one in names]
        return [who for who in dict.fromkeys(found) if who != main]

    def claims(self, headers: MultiMapping[str]) -> list[Claim]:
        """Return each credential that a request shows, once, and whose it is."""
        return [
            Claim(one, self._known(one) or Who(name := self._namer.name(one), key=name))
            for one in dict.fromkeys(credentials(headers, self._more))
        ]

    def name(self, shown: str) -> str:
        """Return what stands for a credential: a keyed hash, known or not."""
        return self._namer.name(shown)

    def _known(self, shown: str) -> Who | None:
        if self._tokens is not None and self._tokens.looks_like_one(shown):
            return self._tokens.find(shown)
        return self._keys.find(shown) if self._keys is not None else None

    def address(self, headers: MultiMapping[str], peer: str | None) -> str | None:
        """Return the client's address. Parameters as those of `who`."""
        return self._address.find(headers, peer)

    def not_passed(self, peer: str | None) -> Iterable[str]:
        """Return the headers that a peer may not send: those that only a front's word is in."""
        return () if not self._heads or self._is_front(peer) else self._heads

    def _is_front(self, peer: str | None) -> bool:
        address = parsed(peer) if peer else None
        return address is not None and any(address in network for network in self._networks)

    @staticmethod
    def _said(headers: MultiMapping[str], name: str | None) -> str | None:
        if name is None:
            return None
        values = headers.getall(name, [])
        return named(values[0]) if len(values) == 1 else None  # two: somebody added one


def credentials(headers: MultiMapping[str], more: Iterable[str] = ()) -> list[str]:
    """Return the keys or tokens that a request shows, as each API's clients send them.

    All of them: of many, the API may heed the last.

    Parameters
    ----------
    headers
        Of the request.
    more
        Further headers with keys; `Bearer` may stand before one.

    Examples
    --------
    >>> from multidict import CIMultiDict
    >>> credentials(CIMultiDict({"Authorization": "Bearer a", "x-api-key": "b"}))
    ['a', 'b']
    >>> credentials(CIMultiDict({"authorization": "Basic Zg=="}))
    []
    """
    found = []
    for value in headers.getall(_CREDENTIALS[0], ()):
        scheme, shown = schemed(value)
        found += [shown] if scheme in ("bearer", "dpop") else []
    for name in _CREDENTIALS[1:]:
        found += [value.strip() for value in headers.getall(name, ())]
    for name in more:
        for value in headers.getall(name, ()):
            scheme, shown = schemed(value)
            found.append(shown if scheme == "bearer" else value.strip())
    return [shown for shown in found if shown]


def schemed(value: str) -> tuple[str, str]:
    r"""Cut an `Authorization` header into its scheme, in lower case, and what is shown with it.

    Examples
    --------
    >>> schemed("Bearer a"), schemed("DPoP\t a "), schemed("a")
    (('bearer', 'a'), ('dpop', 'a'), ('a', ''))
    """
    scheme, *shown = value.split(None, 1) or [""]
    return scheme.lower(), shown[0].strip() if shown else ""


def _headers(front: Front) -> frozenset[str]:
    names = (front.account, front.org, front.key, front.end_user, front.ja4)
    return frozenset(name.lower() for name in names if name)


def secret_of(settings: Settings) -> bytes | None:
    """Return the key of names that go into the log; null where nothing is logged.

    Raises
    ------
    InputError
        It cannot be read or made.
    """
    if settings.identity.secret_file:
        return read_secret(Path(settings.identity.secret_file), make=False)
    if settings.tap.out:
        return read_secret(Path(settings.tap.out) / ".unknown-keys", make=True)
    return None
