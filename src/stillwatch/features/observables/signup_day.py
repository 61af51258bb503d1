"""Day on which the account was opened (UTC)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Coded, Context


class SignupDay(Observable):
    """Day on which the account was opened (UTC)."""

    name = "signup_day"
    family = "infrastructure"
    static = True

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        days = ctx.column("created").cast(pa.date32(), safe=False)
        encoded = days.dictionary_encode()
        codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        names = encoded.dictionary.cast(pa.string())
        return keyed_column(ctx, self.name, Coded(codes, names))
