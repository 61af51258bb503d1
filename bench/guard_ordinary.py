"""Write `src/stillwatch/guard/ordinary.npy`: ``python bench/guard_ordinary.py``.

Scores of the bundled `report` prompts that the shipped guard was not fitted on, by which accounts
are judged (`stillwatch.guard.accounts`). To be made again whenever ``bench/train_guard.py`` is.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from _record import ROOT
from guard import REPORT
from train_guard import scores

from stillwatch.guard.judge import Guard


def main() -> None:
    """Score and write."""
    score = np.sort(scores(Guard(), REPORT)).astype(np.float32)
    np.save(ROOT / "src/stillwatch/guard/ordinary.npy", score)
    print(f"{len(score):,} ordinary prompts")


if __name__ == "__main__":
    main()
