"""Build the small prompt corpus that `stillwatch simulate` ships, from a folder of sources.

    python bench/build_corpus.py SOURCES_FOLDER src/stillwatch/simulate/corpus

The folder holds `<kind>/<source>.jsonl.gz`, one `{"text": …}` a line. Whole sources go to
`tune` or to `report`. Left out: sources whose upstream licence forbids commercial use, texts
that ask for harm (the simulator has mild placeholders of its own), and long texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from pathlib import Path

from stillwatch.simulate.corpus import domain_of

TUNE = {
    "autoj_real_queries": 700,
    "awesome_chatgpt_prompts": 500,
    "vicuna_bench": 77,
    "gsm8k_train": 1500,
    "svamp": 250,
    "mawps": 250,
    "bbh": 350,
    "glaive_toolcall": 300,
    "gpteacher_toolformer": 200,
    "self_instruct_user_oriented": 250,
    "fastchat_judge_templates": 8,
    "banking77_classifier_tenant": 300,
    "bfcl_sql_tenant": 100,
    "spec_bench_qa": 80,
    "t0_templates": 900,
}
REPORT = {
    "arena_hard_v01": 500,
    "mt_bench": 160,
    "writingbench": 300,
    "math_test": 1100,
    "asdiv": 400,
    "gsm_hard": 200,
    "ocw_minerva": 270,
    "biggen_bench": 600,
    "apibench": 500,
    "agentbench_os": 118,
    "clinc150_router_tenant": 200,
    "clinc150_raw": 700,
    "imdb_sentiment_tenant": 100,
    "spec_bench_summarization": 60,
}
_LONGEST = 1_600
_UNWANTED = re.compile(
    r"\b(sex\w*|porn\w*|rape\w*|nude|fuck\w*|shit\w*|bitch\w*|suicid\w*|kill\w*|murder\w*|bomb\w*"
    r"|drug\w*|weapon\w*|terroris\w*|nazi\w*|racis\w*|slur\w*|explosiv\w*|poison\w*|hack\w*"
    r"|jailbreak\w*|DAN|genocid\w*|abus\w*|dead|death|gun\w*)\b",
    re.IGNORECASE,
)


def texts(path: Path, limit: int) -> list[dict[str, str]]:
    """Return at most `limit` clean texts of one source, chosen by a fixed seed."""
    kind, source = path.parent.name, path.name.removesuffix(".jsonl.gz")
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["text"].strip()
            skip = row["meta"].get("capability") == "safety" or _UNWANTED.search(text)
            if len(text) > _LONGEST or skip:
                continue
            rows.append(
                {
                    "text": text,
                    "source": source,
                    "kind": kind,
                    "domain": domain_of(kind, source, row["meta"]),
                }
            )
    # drop the same text met twice, keep order, then sample
    unique = list({row["text"]: row for row in rows}.values())
    random.Random(source).shuffle(unique)
    return unique[:limit]


def main() -> None:
    """Write `tune.jsonl.gz` and `report.jsonl.gz`, byte for byte the same each time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    for split, wanted in (("tune", TUNE), ("report", REPORT)):
        rows = []
        for source, limit in wanted.items():
            (path,) = args.sources.glob(f"*/{source}.jsonl.gz")
            rows += [row | {"split": split} for row in texts(path, limit)]
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        target = args.out / f"{split}.jsonl.gz"
        target.write_bytes(gzip.compress(data.encode(), compresslevel=9, mtime=0))
        print(f"{target}: {len(rows)} texts, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
