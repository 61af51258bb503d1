"""Replies of the operator's listener: never cached, never framed, with nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    # "no-referrer" would have browsers say of our own forms that they come from nowhere
    "x-frame-options": "DENY", "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin", "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
}  # fmt: skip
"""Of every reply."""


def html(text: str, status: int = 200) -> web.Response:
    """Return a page."""
    return web.Response(text=text, content_type="text/html", charset="utf-8", status=status,
                        headers=HEADERS)  # fmt: skip


def told(data: Mapping[str, Any], status: int = 200) -> web.Response:
    """Return JSON; other letters than ASCII as escapes, so that nothing in it can act."""
    body = json.dumps(data, indent=1, ensure_ascii=True, allow_nan=False)
    return web.Response(text=body + "\n", content_type="application/json", status=status,
                        headers=HEADERS)  # fmt: skip


def file(data: bytes, kind: str) -> web.Response:
    """Return a file that the page is made with."""
    return web.Response(body=data, content_type=kind, charset="utf-8", headers=HEADERS)


def to(place: str) -> web.Response:
    """Send a browser to another of our pages."""
    return web.Response(status=303, headers=HEADERS | {"location": place})


def said(request: web.BaseRequest, status: int, words: str) -> web.Response:
    """Return why something is not done, as JSON where JSON was asked for."""
    if request.path.startswith("/api/"):
        return told({"version": 1, "error": {"message": words, "status": status}}, status)
    return web.Response(text=f"{words}\n", status=status, headers=HEADERS)
