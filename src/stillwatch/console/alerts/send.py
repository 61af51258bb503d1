"""Sending one message: bounded in time and size, following no redirect, asking no odd network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from stillwatch.console.alerts.channels import Channel
from stillwatch.console.alerts.forms import Message
from stillwatch.console.alerts.guard import is_here, refused, too_far

SECONDS = 10.0
"""Longest that one try may take."""
_PATIENT = 300.0  # most seconds of a receiver's `retry-after` that are heeded


class Undelivered(Exception):
    """A message did not arrive.

    Parameters
    ----------
    why
        In plain words, without the address.
    again
        Whether it pays to try again.
    after
        Seconds that the receiver asks to wait.
    """

    def __init__(self, why: str, *, again: bool = True, after: float = 0.0) -> None:
        super().__init__(why)
        self.again, self.after = again, after


async def send(channel: Channel, message: Message) -> None:
    """Send a message.

    Raises
    ------
    Undelivered
        It did not arrive, as far as that can be known: UDP tells nothing.
    """
    if channel.name == "syslog":
        try:
            async with asyncio.timeout(SECONDS):  # `wait_for` of 3.11 may swallow a cancellation
                await asyncio.to_thread(_log, channel.to, message.body)
        except (OSError, TimeoutError) as error:
            raise Undelivered(_why(error)) from None
        return
    try:
        await _post(channel, message)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        raise Undelivered(_why(error)) from None


async def _post(channel: Channel, message: Message) -> None:
    here = is_here(urlsplit(channel.to).hostname or "")
    resolver = _Guarded(channel.private or here)
    connector = aiohttp.TCPConnector(resolver=resolver, limit=1, force_close=True)
    async with (
        aiohttp.ClientSession(
            connector=connector, timeout=aiohttp.ClientTimeout(total=SECONDS), trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        ) as session,
        session.post(
            channel.to, data=message.body, headers=message.headers, allow_redirects=False
        ) as answer,
    ):  # fmt: skip
        status = answer.status
        if 200 <= status < 300:
            return
        if 300 <= status < 400:
            raise Undelivered(f"it redirects ({status}), which is not followed", again=False)
        again = status >= 500 or status in (408, 425, 429)
        raise Undelivered(f"it answers {status}", again=again, after=_after(answer))


class _Guarded(AbstractResolver):
    """Resolves names, and leaves out addresses that must not be asked."""

    def __init__(self, private: bool) -> None:
        self._private, self._inner = private, ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """See `AbstractResolver.resolve`."""
        found = await self._inner.resolve(host, port, family)
        why = ""
        kept = []
        for one in found:
            no = refused(ipaddress.ip_address(one["host"].partition("%")[0]), self._private)
            why = no or why
            if no is None:
                kept.append(one)
        if not kept:
            raise OSError(None, why or "no address")
        return kept

    async def close(self) -> None:
        """See `AbstractResolver.close`."""
        await self._inner.close()


def _log(to: str, line: bytes) -> None:
    """Send a line of syslog; runs in a thread."""
    parts = urlsplit(to)
    if parts.scheme == "unix":
        _local(parts.path, line)
        return
    kind = socket.SOCK_DGRAM if parts.scheme == "udp" else socket.SOCK_STREAM
    found = socket.getaddrinfo(parts.hostname, parts.port, type=kind)
    last: OSError = OSError(None, "no address")
    for family, _, _, _, address in found:
        if why := too_far(ipaddress.ip_address(str(address[0]).partition("%")[0])):
            last = OSError(None, why)
            continue
        with socket.socket(family, kind) as made:
            made.settimeout(SECONDS / 2)
            try:
                _sent(made, address, line)
                return
            except OSError as error:
                last = error
    raise last


def _sent(made: socket.socket, address: Any, line: bytes) -> None:
    if made.type == socket.SOCK_DGRAM:
        made.sendto(line, address)
        return
    made.connect(address)
    made.sendall(str(len(line)).encode() + b" " + line)  # octet counting, RFC 6587
    made.shutdown(socket.SHUT_WR)


def _local(path: str, line: bytes) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
        made.settimeout(SECONDS / 2)
        try:
            made.connect(path)
        except OSError as error:
            if error.errno != 91:  # EPROTOTYPE: it is one of streams
                raise
        else:
            made.send(line)
            return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as made:
        made.settimeout(SECONDS / 2)
        made.connect(path)
        made.sendall(str(len(line)).encode() + b" " + line)


def _after(answer: aiohttp.ClientResponse) -> float:
    given = answer.headers.get("retry-after", "")
    return min(_PATIENT, float(given)) if given.isascii() and given.isdecimal() else 0.0


def _why(error: BaseException) -> str:
    """Return what went wrong, in words that hold no address."""
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, aiohttp.ClientConnectorError):
        inner = error.os_error
        return (inner.strerror or "it cannot be reached").lower()
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be reached").lower()
    return f"the connection failed ({type(error).__name__})"
