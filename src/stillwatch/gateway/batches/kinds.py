"""Which requests carry batches. Paths are read generously, as those of other requests."""

from __future__ import annotations

from stillwatch.gateway.routes import resolved

UPLOAD = "batch:upload"
"""`POST …/files`: a form with a file of requests, a line each (OpenAI)."""
CREATE = "batch:create"
"""`POST …/batches`: a batch of an uploaded file begins."""
STATE = "batch:state"
"""`GET …/batches`, `…/batches/ID`: which files a batch's results are in."""
CONTENT = "batch:content"
"""`GET …/files/ID/content`: results, a line each, or any other file."""
INLINE = "batch:inline"
"""`POST …/messages/batches`: a batch with its requests (Anthropic)."""
INLINE_STATE = "batch:inline_state"
"""`GET …/messages/batches`, `…/messages/batches/ID`: where its results are."""
RESULTS = "batch:results"
"""`GET …/messages/batches/ID/results`: results, a line each."""

ADDRESSED = (INLINE, INLINE_STATE)
"""Kinds whose replies name an address that clients go to."""
FETCHED = (CONTENT, RESULTS)
"""Kinds whose replies may be large."""


def kind_of(method: str, target: str) -> str | None:
    """Return what a request has to do with batches; null: nothing.

    Parameters
    ----------
    method, target
        As sent.

    Examples
    --------
    >>> kind_of("POST", "/v1/files"), kind_of("GET", "/v1//files/file-A/content?x=1")
    ('batch:upload', 'batch:content')
    >>> kind_of("POST", "/v1/messages/batches"), kind_of("GET", "/v1/models")
    ('batch:inline', None)
    """
    parts = [part.lower() for part in resolved(target.partition("?")[0])][-4:]
    if "files" in parts:
        if method == "POST" and parts[-1:] == ["files"]:
            return UPLOAD
        if method == "GET" and parts[-1] == "content" and parts[-3:-2] == ["files"]:
            return CONTENT
        return None
    if "batches" not in parts:
        return None
    at = len(parts) - 1 - parts[::-1].index("batches")
    inline, after = parts[at - 1 : at] == ["messages"], parts[at + 1 :]
    if method == "POST" and not after:
        return INLINE if inline else CREATE
    if after[1:] == ["results"]:
        return RESULTS if inline and method == "GET" else None
    if (method == "GET" and len(after) < 2) or (method == "POST" and after[1:] == ["cancel"]):
        return INLINE_STATE if inline else STATE
    return None


def named_in(target: str) -> str:
    """Return the file or batch that a target of `FETCHED` names, as it is spelled.

    >>> named_in("/v1/files/file-Ab/content")
    'file-Ab'
    """
    return resolved(target.partition("?")[0])[-2]
