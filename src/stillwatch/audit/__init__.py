"""The main job: from logs to campaigns; called, it runs one (`stillwatch.audit.job.audit`).

Python binds a package's name on its parent whenever any module of it is imported, so that a
function `stillwatch.audit` beside this room would be replaced by the room as soon as it ran. The
room itself is therefore what `from stillwatch import audit` gives, and it can be called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Room(ModuleType):
    def __call__(self, *args: Any, **options: Any) -> Any:
        """Audit logs: see `stillwatch.audit.job.audit`, which this calls."""
        from stillwatch.audit.job import audit

        return audit(*args, **options)


sys.modules[__name__].__class__ = _Room
