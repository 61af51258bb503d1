"""An alert as its receiver reads it: a signed webhook, Slack's form, a line of syslog."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from typing import Any, NamedTuple

import msgspec

from stillwatch import __version__
from stillwatch.console.alerts.model import Alert
from stillwatch.report.wording import neutralise, shorten

SYMBOLS = {"critical": "\N{LARGE RED CIRCLE}", "warning": "\N{LARGE YELLOW CIRCLE}",
           "info": "\N{LARGE BLUE CIRCLE}"}  # fmt: skip
_OVER = "\N{WHITE HEAVY CHECK MARK}"
_FACILITIES = {"user": 1, "daemon": 3, "auth": 4} | {f"local{n}": 16 + n for n in range(8)}
_SEVERITIES = {"critical": 2, "warning": 4, "info": 6}
_NOTICE = 5
_LINE = 2000  # bytes of the longest text in a syslog message: receivers take 2,048


class Message(NamedTuple):
    """What goes over the wire."""

    body: bytes
    headers: dict[str, str]
    """Of HTTP; none for syslog."""


def webhook(alert: Alert, secret: bytes | None, now: float) -> Message:
    """Return an alert as JSON, signed as the Standard Webhooks specification has it.

    Parameters
    ----------
    alert
        What is told.
    secret
        Key; null: unsigned.
    now
        Seconds since 1970; signed, too, so that a receiver can refuse what is old.
    """
    return _posted(alert, msgspec.json.encode(alert), secret, now)


def slack(alert: Alert, secret: bytes | None, now: float) -> Message:
    """Return an alert as Slack's incoming webhooks take it.

    All of it is plain text: nothing in it can mention anybody, link or format.
    """
    mark = _OVER if alert.state == "resolved" else SYMBOLS[alert.severity]
    title, text = _safe(alert.title, 140), _safe(alert.text, 2800)
    foot = f"{_safe(alert.gateway, 80)} · {alert.at} · {alert.id} · {alert.runbook}"
    body: dict[str, Any] = {
        "text": f"{mark} {_escaped(title)}: {_escaped(text)}",
        "mrkdwn": False,
        "blocks": [
            {"type": "header", "text": _plain(f"{mark} {title}")},
            {"type": "section", "text": _plain(text)},
            {"type": "context", "elements": [_plain(foot)]},
        ],
    }
    return _posted(alert, json.dumps(body, ensure_ascii=True).encode(), secret, now)


def syslog(alert: Alert, facility: str) -> Message:
    """Return an alert as a message of RFC 5424, without what frames it."""
    level = _NOTICE if alert.state == "resolved" else _SEVERITIES[alert.severity]
    head = (
        f"<{_FACILITIES[facility] * 8 + level}>1 {alert.at} {_name(alert.gateway, 255)} stillwatch "
        f"{os.getpid()} {_name(alert.kind, 32)} -"
    )
    said = _safe(f"{alert.title}: {alert.text} (state={alert.state} id={alert.id} "
                 f"key={alert.key} runbook={alert.runbook})", _LINE)  # fmt: skip
    text = said.encode("utf-8", "replace")[:_LINE].decode("utf-8", "ignore").encode()
    return Message(head.encode() + b" \xef\xbb\xbf" + text, {})


def _posted(alert: Alert, body: bytes, secret: bytes | None, now: float) -> Message:
    headers = {"content-type": "application/json", "user-agent": f"stillwatch/{__version__}",
               "webhook-id": alert.id, "webhook-timestamp": str(int(now))}  # fmt: skip
    if secret is not None:
        headers["webhook-signature"] = signature(secret, alert.id, int(now), body)
    return Message(body, headers)


def signature(secret: bytes, id: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a message: `v1,` and HMAC-SHA256 of id, timestamp and body, base64.

    Examples
    --------
    >>> signature(b"a key of sixteen", "a-1", 1764000000, b"{}")[:10]
    'v1,PIa8bdd'
    """
    signed = b".".join((id.encode(), str(timestamp).encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _safe(text: str, longest: int) -> str:
    return neutralise(shorten(text, longest))


def _name(text: str, longest: int) -> str:
    """Return a name as the head of a syslog message takes it: visible ASCII."""
    return "".join(c if "!" <= c <= "~" else "_" for c in text[:longest]) or "-"
