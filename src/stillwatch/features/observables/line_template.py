"""The line of the text that reads most like an instruction, masked."""

from __future__ import annotations

from stillwatch.features.base import Keyed, Observable, keyed_text
from stillwatch.features.context import Context
from stillwatch.features.scan import K_LINE


class LineTemplate(Observable):
    """The line of the text that reads most like an instruction, masked."""

    name = "line_template"
    family = "content"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        return keyed_text(ctx, self.name, ctx.text.keys[:, K_LINE], ctx.excerpts[2])
