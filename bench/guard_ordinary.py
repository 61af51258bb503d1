"""Write `src/stillwatch/guard/ordinary.npy`: ``python bench/guard_ordinary.py``.

Scores of the bundled `report` prompts that the shipped guard was not fitted on, and their words, by
which accounts are judged (`stillwatch.guard.accounts`). To be made again whenever
``bench/train_guard.py`` is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from _guard_accounts import sized
from _record import ROOT
from guard import REPORT
from train_guard import scores

from stillwatch.guard.judge import Guard


def main() -> None:
    """Score and write."""
    among = sized(scores(Guard(), REPORT), REPORT)
    np.save(ROOT / "src/stillwatch/guard/ordinary.npy", among.astype(np.float32))
    print(f"{len(among):,} ordinary prompts")


if __name__ == "__main__":
    main()
