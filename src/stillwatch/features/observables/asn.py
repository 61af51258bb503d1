"""Autonomous system that the request came from."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Coded, Context


class Asn(Observable):
    """Autonomous system that the request came from."""

    name = "asn"
    family = "infrastructure"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        encoded = ctx.column("asn").dictionary_encode()
        codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        names = encoded.dictionary.cast(pa.string())
        shown = pc.binary_join_element_wise("AS", names, "")
        return keyed_column(ctx, self.name, Coded(codes, names), shown)
