"""Which settings can change while the gateway runs; the others stay, and that is said."""

from __future__ import annotations

from msgspec import structs

from stillwatch.gateway.settings import Settings

FIXED = {
    "listen": ("at", "tls_cert", "tls_key", "behind_front", "workers", "drain_seconds"),
    "identity": ("mtls", "binding"),
    "tap": (),
    "admin": (),
    "log": (),
    "enforce": (),
    "alerts": (),
    "traces": (),
}
"""Section to fields that stay; no field: all of them. Certificates' files are read anew, though."""
BOUND = {"listen": ("public_url",), "client": ()}
"""What else stays where `identity.binding` is set: proofs and certificates are judged by it."""


def applied(old: Settings, new: Settings) -> tuple[Settings, list[str]]:
    """Return the settings that hold from now on, and the names of those that would have changed.

    Examples
    --------
    >>> from stillwatch.gateway.settings import Listen, Tap
    >>> was = Settings(listen=Listen(at="127.0.0.1:1"), tap=Tap(out="a"))
    >>> now, kept = applied(was, Settings(listen=Listen(at="127.0.0.1:2", request_mb=8)))
    >>> kept, now.listen.at, now.listen.request_mb, now.tap.out
    (['listen.at', 'tap.out'], '127.0.0.1:1', 8, 'a')
    """
    kept: list[str] = []
    fixed = [*FIXED.items(), *(BOUND.items() if old.identity.binding else ())]
    for section, fields in fixed:
        was, now = getattr(old, section), getattr(new, section)
        stay = {}
        for name in fields or was.__struct_fields__:
            if getattr(was, name) != getattr(now, name):
                kept.append(f"{section}.{name}")
                stay[name] = getattr(was, name)
        new = structs.replace(new, **{section: structs.replace(now, **stay)})
    return new, kept
