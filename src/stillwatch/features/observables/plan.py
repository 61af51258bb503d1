"""Tariff of the account."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class Plan(Observable):
    """Tariff of the account."""

    name = "plan"
    family = "infrastructure"
    static = True

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("plan"))
