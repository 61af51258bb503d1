"""Domain of the sign-up address (shared by many at free providers; prevalence weighs)."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class EmailDomain(Observable):
    """Domain of the sign-up address (shared by many at free providers; prevalence weighs)."""

    name = "email_domain"
    family = "infrastructure"
    static = True

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("email_domain"))
