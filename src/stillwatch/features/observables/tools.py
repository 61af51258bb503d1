"""Set of tools offered to the model, by name."""

from __future__ import annotations

import pyarrow.compute as pc

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Context


class Tools(Observable):
    """Set of tools offered to the model, by name."""

    name = "tools"
    family = "behaviour"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        coded = ctx.coded("tools")
        shown = pc.utf8_slice_codeunits(
            pc.replace_substring(coded.values, "\n", ", "), start=0, stop=120
        )
        return keyed_column(ctx, self.name, coded, shown)
