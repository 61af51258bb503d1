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
            made.popall(name, None)
    return made
