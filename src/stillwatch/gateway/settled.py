"""What stays for as long as a process runs, and is not looked at again and again."""

from __future__ import annotations

import gc


def settled() -> None:
    """Have the collector leave alone what there is: keys, decisions, the guard.

    It would hold up all requests for a tenth of a second, now and then, to find that nothing of it
    can go. This does so once, for what was left alone before and is gone by now.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
