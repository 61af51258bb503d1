"""An interrupt as such, whatever Python or a library made of it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

AGAIN = 0.05
"""Seconds after which an interrupt that was dropped comes again."""


@contextmanager
def interrupts() -> Iterator[None]:
    """Raise an interrupt as what it is.

    DuckDB raises ``RuntimeError("Query interrupted")`` from the ``KeyboardInterrupt`` of a query,
    which would be shown as a failure of ours. And Python drops what is raised while it finalises
    an object, so that a Ctrl-C at that moment would be lost: it is sent once more.
    """
    before = sys.unraisablehook

    def dropped(told: Any) -> None:
        if issubclass(told.exc_type, KeyboardInterrupt):
            main = threading.main_thread().ident
            later = threading.Timer(AGAIN, signal.pthread_kill, (main, signal.SIGINT))
            later.daemon = True
            later.start()
        else:
            before(told)

    sys.unraisablehook = dropped
    try:
        yield
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise error.__cause__ from None
        raise
    finally:
        sys.unraisablehook = before
