"""How it is asked, robust to paraphrase: the asks and modifiers named, in any wording."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from stillwatch.features.base import Keyed, Observable
from stillwatch.features.context import Context


class Frame(Observable):
    """How it is asked, robust to paraphrase: the asks and modifiers named, in any wording."""

    name = "frame"
    family = "content"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        modifiers = sum(
            1 << bit for bit, concept in enumerate(ctx.lexicon.concepts) if concept.weight >= 0.3
        )
        asked = ctx.concepts & np.uint64(modifiers)
        # one modifier alone is everyday language
        some = np.bitwise_count(asked) >= 2
        raw = np.where(some, asked, np.uint64(0))
        keys = ctx.rekey(raw, self.name)
        masks, first = np.unique(raw, return_index=True)
        first, masks = first[masks != 0], masks[masks != 0]
        names = [_show(int(mask), ctx) for mask in masks]
        return Keyed(keys, keys[first], pa.array(names, pa.string()))


def _show(mask: int, ctx: Context) -> str:
    concepts = ctx.lexicon.concepts
    return " + ".join(c.name for bit, c in enumerate(concepts) if mask >> bit & 1)
