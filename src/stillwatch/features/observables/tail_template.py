"""Last words of the text, with numbers, names, quotes and addresses masked."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_text
from stillwatch.features.context import Context
from stillwatch.features.scan import K_TAIL


class TailTemplate(Observable):
    """Last words of the text, with numbers, names, quotes and addresses masked."""

    name = "tail_template"
    family = "content"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_text(ctx, self.name, ctx.text.keys[:, K_TAIL], ctx.excerpts[1])
