"""Country that the request came from."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class ClientCountry(Observable):
    """Country that the request came from."""

    name = "client_country"
    family = "infrastructure"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("client_country"))
