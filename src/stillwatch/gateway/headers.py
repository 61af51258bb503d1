"""Which headers pass: all but those of one connection (RFC 9110, section 7.6.1)."""

from __future__ import annotations

from collections.abc import Iterable

from multidict import CIMultiDict, MultiMapping

HOP = frozenset(
    {
        *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization"),
        *("proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"),
    }
)
"""Headers of one connection, in lower case."""
_WHOLE = frozenset({"content-encoding", "content-type", "authorization", "x-api-key", "api-key"})
"""Headers that a request is read and told apart by: they reach the API whatever `connection` names,
or it would read another request than was logged and judged (RFC 9110 lets none be named)."""


def passing(headers: MultiMapping[str], without: Iterable[str] = ()) -> CIMultiDict[str]:
    """Return the headers that are passed on, in order, several of one name included.

    Parameters
    ----------
    headers
        As they came.
    without
        Further names to leave out.
    """
    made = CIMultiDict(headers)
    for name in (*HOP, *without):
        made.popall(name, None)
    if "connection" in headers:
        # each once: a client may name one a million times
        for name in {n.strip() for n in ",".join(headers.getall("connection")).split(",")}:
            if name.lower() not in _WHOLE:
                made.popall(name, None)
    return made


def coding_of(headers: MultiMapping[str]) -> str | None:
    """Return the content codings of a body, in the order in which they were applied.

    Several headers of the name are one list (RFC 9110, section 5.3).

    Examples
    --------
    >>> coding_of(CIMultiDict([("content-encoding", "identity"), ("Content-Encoding", "gzip")]))
    'identity, gzip'
    """
    return ", ".join(headers.getall("content-encoding", ())) or None
