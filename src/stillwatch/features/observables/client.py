"""TLS fingerprint and client software together."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Coded, Context


class Client(Observable):
    """TLS fingerprint and client software together."""

    name = "client"
    family = "infrastructure"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        prints, agents = ctx.coded("ja4"), ctx.coded("user_agent")
        pair = prints.codes * (len(agents.values) + 1) + agents.codes
        pair[(prints.codes < 0) | (agents.codes < 0)] = -1
        distinct, first, codes = np.unique(pair, return_index=True, return_inverse=True)
        rows = pa.array(first)
        names = pc.binary_join_element_wise(
            ctx.column("ja4").take(rows), ctx.column("user_agent").take(rows), " "
        )
        missing = int(len(distinct) > 0 and distinct[0] < 0)
        return keyed_column(ctx, self.name, Coded(codes - missing, names[missing:]))
