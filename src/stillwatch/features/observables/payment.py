"""Hash of the payment instrument."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class Payment(Observable):
    """Hash of the payment instrument."""

    name = "payment"
    family = "infrastructure"
    static = True

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("payment"))
