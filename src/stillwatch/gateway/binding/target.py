"""The address that a proof is for (`htu`), in one spelling: RFC 3986, sections 6.2.2 and 6.2.3."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes, urlsplit

_LONGEST = 16 << 10
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(rb"[A-Za-z0-9._~\-]")
_PLAIN = re.compile(r"[!-~]+")
_PORTS = {"http": 80, "https": 443}


def normal(url: str) -> str | None:
    """Return an address without query and fragment, in its normal form; null where it is none.

    Examples
    --------
    >>> normal("HTTPS://API.example:443/v1/%7euser/./a/../b%2fc?q=1#f")
    'https://api.example/v1/~user/b%2Fc'
    >>> normal("https://api.example"), normal("https://u@api.example/"), normal("file:///a")
    ('https://api.example/', None, None)
    """
    if len(url) > _LONGEST or not _PLAIN.fullmatch(url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return None
    if scheme not in _PORTS or not host or "@" in parts.netloc:
        return None
    shown = f"[{host}]" if ":" in host else host
    at = "" if port in (None, _PORTS[scheme]) else f":{port}"
    return f"{scheme}://{shown}{at}{_path(parts.path)}"


def _path(path: str) -> str:
    plain = _ESCAPE.sub(_escape, path)
    made: list[str] = []
    parts = plain.split("/")[1:] or [""]
    for part in parts:
        if part == "..":
            del made[-1:]
        elif part != ".":
            made.append(part)
    if parts[-1] in (".", ".."):
        made.append("")  # it stays a folder
    return "/" + "/".join(made)


def _escape(found: re.Match[str]) -> str:
    byte = unquote_to_bytes(found[0])
    return byte.decode() if _UNRESERVED.fullmatch(byte) else found[0].upper()
