"""Prompt sources: the bundled corpus, or a folder of the user's."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.core.errors import InputError, UsageError, shown

SPLITS = ("tune", "report")
"""Whole sources belong to one or the other: figures are reported on sources never tuned on."""


class Prompt(NamedTuple):
    """One text of a prompt source."""

    text: str
    """The prompt as it was published."""
    source: str
    """Name of the public source it comes from."""
    domain: str
    """What it asks for: the name of the rule of the phrase banks that it joins."""


_MATH = ("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva")
_BY_SOURCE = {
    **dict.fromkeys(_MATH, "math"),
    "bbh": "logic",
    "glaive_toolcall": "tool",
    "gpteacher_toolformer": "tool",
    "apibench": "tool",
    "agentbench_os": "agentic",
    "fastchat_judge_templates": "grading",
    "arena_hard_v01": "chat",
    "awesome_chatgpt_prompts": "writing",
    "writingbench": "writing",
}
_BY_KIND = {
    "benign": "chat",
    "distillation": "general",
    "enterprise_template": "business",
    "reasoning_extraction": "logic",
    "refusal_boundary": "refusals",
}
_BY_CAPABILITY = {"reasoning": "logic", "planning": "logic", "tool_usage": "tool"}


def domain_of(kind: str, source: str, meta: Mapping[str, Any]) -> str:
    """Return the domain of a text from its folder, its source and what is known about it."""
    if meta.get("lang", "en") not in ("en", "None"):
        return f"{_BY_KIND.get(kind, 'general')}.{meta['lang']}"
    if source in _BY_SOURCE:
        return _BY_SOURCE[source]
    return _BY_CAPABILITY.get(str(meta.get("capability")), _BY_KIND.get(kind, "general"))


def bundled(split: str) -> list[Prompt]:
    """Read the corpus shipped with the package.

    Raises
    ------
    UsageError
        `split` is neither `tune` nor `report`.
    """
    if split not in SPLITS:
        raise UsageError(f"--sources must be one of {', '.join(SPLITS)}, not {split!r}")
    packed = files(__package__).joinpath(f"{split}.jsonl.gz").read_bytes()
    # not splitlines: texts hold line separators of their own
    rows = map(json.loads, gzip.decompress(packed).decode().rstrip("\n").split("\n"))
    return [Prompt(row["text"], row["source"], row["domain"]) for row in rows]


def from_folder(folder: Path, split: str) -> list[Prompt]:
    """Read `<kind>/<source>.jsonl[.gz]` from a folder, whole sources of one split only.

    A source's split is a hash of its name, so that any folder has both.

    Raises
    ------
    InputError
        The folder holds no source of this split, or a line is not an object with `text`.
    """
    found = sorted(
        path
        for kind in _BY_KIND
        for pattern in ("*.jsonl", "*.jsonl.gz")
        for path in (folder / kind).glob(pattern)
    )
    prompts = [p for path in found if _split_of(path) == split for p in _read(path)]
    if not prompts:
        kinds = ", ".join(_BY_KIND)
        raise InputError(
            f"no prompt source for --sources {split}",
            path=shown(folder),
            remedy=f"expected KIND/NAME.jsonl.gz with a field 'text', KIND being one of {kinds}",
        )
    return prompts


def _source(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".jsonl")


def _split_of(path: Path) -> str:
    return SPLITS[zlib.crc32(_source(path).encode()) % 2]


def _read(path: Path) -> Iterator[Prompt]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = json.loads(line)
                    text, meta = row["text"].strip(), row.get("meta") or {}
                    text.encode(), meta.get("lang")
                except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
                    raise InputError(
                        "not an object with a text field 'text'", path=shown(path), line=number
                    ) from error
                if text:
                    source = _source(path)
                    yield Prompt(text, source, domain_of(path.parent.name, source, meta))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", path=shown(path)) from error
