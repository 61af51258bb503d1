"""First words of the text, with numbers, names, quotes and addresses masked."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_text
from stillwatch.features.context import Context
from stillwatch.features.scan import K_HEAD


class HeadTemplate(Observable):
    """First words of the text, with numbers, names, quotes and addresses masked."""

    name = "head_template"
    family = "content"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_text(ctx, self.name, ctx.text.keys[:, K_HEAD], ctx.excerpts[0])
