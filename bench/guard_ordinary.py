"""Write `src/stillwatch/guard/ordinary.npy`: ``python bench/guard_ordinary.py CORPORA``.

Scores of ordinary prompts in CORPORA (``KIND/SOURCE.jsonl.gz``) of sources that the shipped guard
was not fitted on, and their words, by which accounts are judged (`stillwatch.guard.accounts`). To
be made again whenever ``bench/train_guard.py`` is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from _guard_accounts import sized
from _record import ROOT
from guard import everyday
from guard_corpora import folder
from train_guard import scores

from stillwatch.guard.judge import Guard


def main() -> None:
    """Score and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    requests = everyday(folder(parser.parse_args().corpora))
    among = sized(scores(Guard(), requests), requests)
    np.save(ROOT / "src/stillwatch/guard/ordinary.npy", among.astype(np.float32))
    print(f"{len(among):,} ordinary prompts")


if __name__ == "__main__":
    main()
