"""Client software as it names itself."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class UserAgent(Observable):
    """Client software as it names itself."""

    name = "user_agent"
    family = "infrastructure"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_column(ctx, self.name, ctx.coded("user_agent"))
