"""Fingerprint of the TLS client."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class Ja4(Observable):
    """Fingerprint of the TLS client."""

    name = "ja4"
    family = "infrastructure"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("ja4"))
