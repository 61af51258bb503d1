"""An interrupt as such, whatever a library made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts() -> Iterator[None]:
    """Raise an interrupt that came during a query as what it is.

    DuckDB raises ``RuntimeError("Query interrupted")`` from the ``KeyboardInterrupt``, which
    would be shown as a failure of ours.
    """
    try:
        yield
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise error.__cause__ from None
        raise
