"""Fetching the indicators of a TAXII 2.1 collection, and no more than that.

The server is not trusted: no redirect is followed (so none leads into the firm's own network), a
page and a collection have a largest size, a connection a longest time. Only https is spoken, or
plain http to this machine.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from taxii2client.common import TokenAuth
from taxii2client.exceptions import TAXIIServiceException
from taxii2client.v21 import Collection

from stillwatch.core.errors import InputError, UsageError
from stillwatch.proof.share.bundle import Origin, Unread, Watched, parse
from stillwatch.proof.share.files import MEGABYTE
from stillwatch.proof.share.watch import MOST

PAGE = 8 * MEGABYTE
"""Bytes of the largest response, decompressed."""
PAGES = 200
"""Most pages of one collection."""
TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two packets."""
PATIENCE = 60.0
"""Seconds for one response as a whole."""
WHOLE = 900.0
"""Seconds for a collection."""
PER_PAGE = 1000

Fetched = tuple[Origin, list[Watched | Unread]]


class TooMuch(requests.RequestException):
    """A response is larger, or takes longer, than is allowed."""


class _Bounded(HTTPAdapter):
    """Reads responses up to a size and a time."""

    def send(
        self, request: Any, stream: bool = False, timeout: Any = None, verify: Any = True,
        cert: Any = None, proxies: Any = None,
    ) -> Any:  # fmt: skip
        """Send a request and read what comes, within the bounds."""
        response = super().send(request, True, TIMEOUT, verify, cert, proxies)
        body, end = bytearray(), time.monotonic() + PATIENCE
        for chunk in response.iter_content(65_536):
            body += chunk
            if len(body) > PAGE or time.monotonic() > end:
                response.close()
                raise TooMuch(f"a response of more than {PAGE // MEGABYTE} MB or {PATIENCE:.0f} s")
        response._content, response._content_consumed = bytes(body), True
        return response


def checked(url: str) -> str:
    """Return a collection's address, or say why it is not used.

    Raises
    ------
    UsageError
        It is not https (or http to this machine), or holds a password.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise UsageError("not an address of a TAXII collection") from None
    if parts.username or parts.password:
        raise UsageError("an address holds no password: give it with --auth FILE")
    if parts.scheme != "https" and not (parts.scheme == "http" and _loopback(host)):
        raise UsageError("a TAXII collection is read over https, or over http from this machine")
    if "/collections/" not in parts.path:
        raise UsageError("give the address of a collection: https://HOST/ROOT/collections/ID/")
    return url


def fetch(url: str, auth: str | None = None) -> Fetched:
    """Read the indicators of a collection.

    Parameters
    ----------
    url
        Of the collection: `https://HOST/ROOT/collections/ID/`.
    auth
        `user:password`, or a token; None for neither.

    Raises
    ------
    InputError
        The server cannot be reached, refuses, redirects, or sends too much.
    UsageError
        The address is not one that is used.
    """
    user, colon, password = (auth or "").partition(":")
    given: dict[str, Any] = {}
    if colon:
        given = {"user": user, "password": password}
    elif user:
        given = {"auth": TokenAuth(user)}
    checked(url)
    return _in_time(lambda: _fetch(url, given), url)


def _fetch(url: str, given: dict[str, Any]) -> Fetched:
    collection = Collection(url, **given)
    session = collection._conn.session
    session.max_redirects = 0
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Bounded())
    digest, count, rows, names = hashlib.sha256(), 0, [], dict[str, str]()
    try:
        for page in _pages(collection):
            data = json.dumps({"type": "bundle", "objects": page}).encode()
            digest.update(data)
            # what was added first comes first: a sharer may stand pages before its indicators
            part, found = parse(data, url, names)
            count += part.indicators
            rows += found
            if len(rows) > MOST or len(names) > MOST:
                raise TooMuch(f"more than {MOST:,} observables, or sharers")
    except requests.TooManyRedirects:
        raise InputError("it redirects elsewhere, which is not followed", path=url) from None
    except (requests.RequestException, TAXIIServiceException, ValueError, TypeError) as error:
        raise InputError(f"cannot be read: {_first(error)}", path=url) from error
    except (KeyError, AttributeError, RecursionError):
        raise InputError("it answers with something that is not TAXII 2.1", path=url) from None
    finally:
        collection.close()
    return Origin(name=url, sha256=digest.hexdigest(), indicators=count), rows


def _in_time(work: Callable[[], Fetched], url: str) -> Fetched:
    """Do something for at most `WHOLE` seconds, after which it is left to itself.

    A server that sends a byte now and then lets no timeout of a connection pass.
    """
    done: list[Fetched | BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            done.append(error)

    thread = threading.Thread(target=run, name="taxii", daemon=True)
    thread.start()
    thread.join(WHOLE)
    if not done:
        raise InputError(f"not read within {WHOLE:.0f} seconds", path=url)
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]


def _pages(collection: Collection) -> Iterator[list[Any]]:
    """Yield indicators and identities, page after page."""
    asked: dict[str, Any] = {"limit": PER_PAGE, "type": "indicator,identity"}
    for _ in range(PAGES):
        page = collection.get_objects(**asked)
        objects, following = page.get("objects") or [], page.get("next")
        yield objects
        if not page.get("more") or not isinstance(following, str) or not objects:
            return
        asked["next"] = following
    raise TooMuch(f"more than {PAGES} pages")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _first(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
