"""System message with numbers, names, quotes and addresses masked."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from stillwatch.features.base import Keyed, Observable
from stillwatch.features.context import Context
from stillwatch.features.scan import describe


class SystemTemplate(Observable):
    """System message with numbers, names, quotes and addresses masked."""

    name = "system_template"
    family = "content"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        raw = np.where(ctx.full, ctx.system_key, np.uint64(0))
        keys = ctx.rekey(raw, self.name)
        shown, first = np.unique(keys, return_index=True)
        first, shown = first[shown != 0], shown[shown != 0]
        if not ctx.settings.excerpts:
            return Keyed(keys, shown, pa.nulls(len(shown), pa.string()))
        texts = ctx.column("system").take(pa.array(first))
        heads = describe(texts, np.arange(len(first)), ctx.lexicon)[0]
        return Keyed(keys, shown, pa.array(heads, pa.string()))
