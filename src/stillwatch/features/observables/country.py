"""Country declared at sign-up."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class Country(Observable):
    """Country declared at sign-up."""

    name = "country"
    family = "infrastructure"
    static = True

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("country"))
