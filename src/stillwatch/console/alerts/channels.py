"""Receivers of alerts: how each is written to, without yet sending anything."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from stillwatch.console.alerts import forms
from stillwatch.console.alerts.forms import Message
from stillwatch.console.alerts.guard import checked
from stillwatch.console.alerts.model import Alert
from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.operating import Alerts, AlertsSyslog, AlertsWebhook

_SHORT = 16  # bytes that a key has at least


@dataclass(frozen=True)
class Channel:
    """One receiver."""

    name: str
    """`webhook`, `slack` or `syslog`."""
    to: str
    """Its whole address, which may be a secret; empty: it is not set."""
    shown: str
    """Its address as it may be shown."""
    write: Callable[[Alert, float], Message]
    """Returns what is sent of an alert at a moment, seconds since 1970."""
    private: bool = False


def channels_of(settings: Alerts) -> list[Channel]:
    """Return the receivers that are set.

    Raises
    ------
    UsageError, InputError
        An address is none that alerts may go to, or a file cannot be read.
    """
    made = []
    for name, of, form in (
        ("webhook", settings.webhook, forms.webhook), ("slack", settings.slack, forms.slack)
    ):  # fmt: skip
        if of is not None:
            made.append(_posting(name, of, form))
    if settings.syslog is not None:
        made.append(_logging(settings.syslog))
    return made


def unset() -> list[Channel]:
    """Return a receiver of each form, of which only the form is known."""
    return [
        Channel("webhook", "", "(not set)", lambda alert, now: forms.webhook(alert, None, now)),
        Channel("slack", "", "(not set)", lambda alert, now: forms.slack(alert, None, now)),
        Channel("syslog", "", "(not set)", lambda alert, now: forms.syslog(alert, "daemon")),
    ]


def _posting(
    name: str, of: AlertsWebhook, form: Callable[[Alert, bytes | None, float], Message]
) -> Channel:
    setting = f"alerts.{name}"
    if (of.url is None) == (of.url_file is None):
        raise UsageError(f"{setting}: give one of url and url_file")
    url = of.url if of.url is not None else _text(of.url_file or "")
    checked(url, f"{setting}.url", of.private)
    secret = None if of.secret_file is None else _secret(of.secret_file)
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc}/…"
    return Channel(name, url, shown, lambda alert, now: form(alert, secret, now), of.private)


def _logging(of: AlertsSyslog) -> Channel:
    try:
        parts = urlsplit(of.to)
        if parts.scheme == "unix":
            usable = not parts.netloc and parts.path.startswith("/")
        else:
            usable = bool(parts.hostname and parts.port) and parts.path in ("", "/")
        usable = usable and parts.scheme in ("udp", "tcp", "unix") and not parts.username
    except ValueError:
        usable = False
    if not usable:
        expected = "expected udp://HOST:PORT, tcp://HOST:PORT or unix:///PATH"
        raise UsageError(f"alerts.syslog.to: {expected}")
    return Channel("syslog", of.to, of.to, lambda alert, now: forms.syslog(alert, of.facility))


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "no address"
        raise InputError(why.lower(), path=path) from None


def _secret(path: str) -> bytes:
    """Read a key; one that begins with `whsec_` is base64, as Standard Webhooks writes keys."""
    try:
        found = Path(path).read_bytes().strip()
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=path) from None
    if found.startswith(b"whsec_"):
        try:
            found = base64.b64decode(found.removeprefix(b"whsec_"), validate=True)
        except binascii.Error:
            raise InputError("whsec_ is followed by no base64", path=path) from None
    if len(found) < _SHORT:
        raise InputError(
            f"a key has at least {_SHORT} bytes", path=path, remedy="openssl rand -base64 32"
        )
    return found
