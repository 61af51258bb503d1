"""Public requests in other languages than English, from checkouts of repositories by their names.

`url-nlp` (google-research: MGSM, school problems in ten languages), `AlignBench` (THUDM), `BELLE`
(LianjiaTech), `WritingBench` (X-PLUG) and `awesome-chatgpt-prompts-zh` (PlexPt). Those that are
missing are left out. Requests are read from there, once each, and never printed nor kept.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

Row = dict[str, str]


def public(clones: Path) -> list[Row]:
    """Read requests with `lang`, `label` (harvest, ordinary or mixed), `source` and `text`.

    Parameters
    ----------
    clones
        Folder of checkouts.
    """
    rows: dict[tuple[str, str], Row] = {}
    for name, read in READERS.items():
        if (root := clones / name).is_dir():
            for row in read(root):
                rows.setdefault((row["source"], row["text"]), row)
    return list(rows.values())


def _mgsm(root: Path) -> Iterator[Row]:
    for path in sorted((root / "mgsm").glob("mgsm_*.tsv")):
        language = path.stem.removeprefix("mgsm_")
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if language != "en":  # GSM8K's, which the model was fitted on
                    yield _row(language, "harvest", "MGSM", row[0])


def _align(root: Path) -> Iterator[Row]:
    for line in (root / "data/data_v1.1_release.jsonl").read_text(encoding="utf-8").splitlines():
        yield _row("zh", "mixed", "AlignBench", json.loads(line)["question"])


def _belle(root: Path) -> Iterator[Row]:
    text = (root / "eval/eval_set.json").read_text(encoding="utf-8")
    for line in text.splitlines():
        yield _row("zh", "mixed", "BELLE", json.loads(line)["question"])


def _writing(root: Path) -> Iterator[Row]:
    folder = root / "benchmark_query/requirement/length"
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["query"]
            if _chinese(text):
                yield _row("zh", "ordinary", "WritingBench", text)


def _roles(root: Path) -> Iterator[Row]:
    for name, language in (("prompts-zh.json", "zh"), ("prompts-zh-TW.json", "zht")):
        for row in json.loads((root / name).read_text(encoding="utf-8")):
            yield _row(language, "ordinary", "prompts for roles", row["prompt"])


def _chinese(text: str) -> bool:
    return sum("\u4e00" <= sign <= "\u9fff" for sign in text) > len(text) / 3


def _row(language: str, label: str, source: str, text: str) -> Row:
    return {"lang": language, "label": label, "source": source, "text": text}


READERS = {
    "url-nlp": _mgsm, "AlignBench": _align, "BELLE": _belle, "WritingBench": _writing,
    "awesome-chatgpt-prompts-zh": _roles,
}  # fmt: skip
