"""Sender constraints put together from the settings."""

from __future__ import annotations

import secrets
from pathlib import Path

from stillwatch.gateway.binding.binding import Binding
from stillwatch.gateway.binding.certificates import Certificates
from stillwatch.gateway.binding.holders import NAME, Holders
from stillwatch.gateway.binding.holding import Holding, Stores
from stillwatch.gateway.binding.nonces import Nonces
from stillwatch.gateway.binding.replays import Replays, store_of
from stillwatch.gateway.identity.identity import secret_of
from stillwatch.gateway.notes import Notes
from stillwatch.gateway.settings import Binding as BindingSettings
from stillwatch.gateway.settings import Settings

_PLACES = b"stillwatch proofs"  # all workers must find a proof in one place


def binding_of(settings: Settings, notes: Notes) -> Binding | None:
    """Return what holds requests against holders; null where the settings do not name it.

    Parameters
    ----------
    settings
        All settings.
    notes
        Takes faults.

    Raises
    ------
    InputError, UsageError
        A file or a setting is wrong.
    """
    of = settings.identity.binding
    if of is None:
        return None
    shared = secret_of(settings)
    secret = shared or secrets.token_bytes(32)  # then holders are written nowhere
    # a proof passes from when its client is ahead until it is too old
    seconds = of.max_age_seconds + of.leeway_seconds + 1.0
    stores = Stores(
        holders_of(settings, of),
        Replays(store_of(of.replays), seconds, shared or _PLACES),
        Nonces(secret, of.nonce_seconds) if of.nonces else None,
        secret,
    )
    urls = of.urls or [settings.listen.public_url or ""]
    return Binding(of, Holding(of, urls, Certificates(of, settings), stores, notes), notes)


def holders_of(settings: Settings, binding: BindingSettings) -> Holders:
    """Return what keeps the holders that were seen.

    Raises
    ------
    InputError
        Its file cannot be used.
    """
    path = Path(binding.store) if binding.store else None
    if path is None and settings.tap.out:
        path = Path(settings.tap.out) / NAME
    return Holders(path, binding.window_hours * 3600)
