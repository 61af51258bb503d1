"""Key or certificate that requests are proven with (DPoP, mutual TLS)."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class Holder(Observable):
    """Key or certificate that requests are proven with (DPoP, mutual TLS).

    Whoever holds it sent them: accounts that have one in common are in one hand.
    """

    name = "holder"
    family = "infrastructure"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("holder"))
