"""What log, truth and audit say of each account and end user of a world, for `bench/sizes.py`."""

from __future__ import annotations

import gzip
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from _cases import Case, Foreign, _write, audit_code

from stillwatch.score.audit import FoundUnit, read_audit
from stillwatch.score.truth import Unit, read_truth

READ, LETTERS = 5, 400
"""Requests of an account, and letters of each, whose language and writing system are looked at."""
WORDS = {
    "de": {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "für", "mit", "wie"},
    "es": {"el", "la", "los", "que", "de", "por", "una", "para", "con", "cómo", "del"},
    "en": {"the", "of", "and", "to", "is", "in", "for", "what", "with", "that", "how"},
}
"""Frequent words of the languages written in Latin script."""
SCRIPTS = (
    ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"), ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"), ("ru", "\u0400", "\u04ff"), ("ko", "\uac00", "\ud7af"),
)  # fmt: skip
"""Languages of other scripts, by their first and last letters."""
SYSTEMS = {"CJK": "Han", "HIRAGANA": "kana", "KATAKANA": "kana", "FULLWIDTH": "Latin"} | {
    name.upper(): name
    for name in ("Latin Cyrillic Greek Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Tamil "
                 "Telugu Kannada Malayalam Sinhala Thai Lao Khmer Myanmar Hangul Georgian Armenian "
                 "Ethiopic").split()
}  # fmt: skip
"""Writing systems, by the first word of the names that Unicode gives their letters."""
DENSE = {"Han": 3, "kana": 3, "Hangul": 2}
"""Letters of an alphabet that say as much as one of these."""


@dataclass(frozen=True)
class Seen:
    """One account, or one end user of a reseller, of one audit."""

    end_user: bool
    campaign: str
    """Empty: ordinary."""
    level: int
    """Rank of its severity; 2 is `likely`."""
    queued: bool
    """Whether it stands in the review queue: by itself, in a group, in a campaign at `watch`."""
    named_in: str
    """Campaign of the audit at `likely` or above that it is a member of."""
    population: str
    country: str
    plan: str
    language: str
    script: str


@dataclass(frozen=True)
class Planned:
    """A campaign as the generator was asked for it."""

    id: str
    """Empty: nobody of it sent anything in this log."""
    kind: str
    size: int
    exchanges: int
    """Requests of the harvest in the log."""


@dataclass(frozen=True)
class World:
    """One audited log."""

    name: str
    seen: tuple[Seen, ...]
    campaigns: tuple[Planned, ...]
    said: Mapping[str, Any]
    """What the audit says of what it cannot know: `notes`, `controlled`, and `alone`, what the
    guarantees of campaigns say that were named though the first null stands."""


def language(texts: Sequence[str], letters: Mapping[str, int]) -> str:
    """Guess what language texts are in: by script, and by frequent words in Latin script."""
    counts: Counter[str] = Counter()
    for letter, often in letters.items():
        for name, low, high in SCRIPTS:
            counts[name] += 3 * often * (low <= letter <= high)
    for text in texts:
        words = text[:LETTERS].lower().split()
        for name, frequent in WORDS.items():
            counts[name] += 10 * sum(word in frequent for word in words)
    if counts["ja"] > 0.1 * counts["zh"]:
        counts["zh"] = 0  # Chinese letters are part of Japanese
    found, most = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("none", 0))
    return found if most else "none"


def script(letters: Mapping[str, int]) -> str:
    """Tell the writing system of most letters: of all that was said where it is dense."""
    counts: Counter[str] = Counter()
    for letter, often in letters.items():
        if name := _system(letter):
            counts[name] += often * DENSE.get(name, 1)
    if counts["kana"] > 0.1 * counts["Han"]:
        counts["kana"] += counts.pop("Han", 0)  # Japanese is written in both
    found, most = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return {"kana": "kana and Han"}.get(found, found) if most else "no letters"


@cache
def _system(letter: str) -> str:
    if not letter.isalpha():
        return ""
    return SYSTEMS.get(unicodedata.name(letter, "").partition(" ")[0], "")


def described(logs: Iterable[Path]) -> dict[Unit, tuple[str, str, str, str]]:
    """Country, plan, language and script of accounts and end users, as the log shows them.

    An account's texts are those of its end users, too; country and plan of these are its own.
    """
    decode = msgspec.json.Decoder().decode
    told: dict[Unit, tuple[str, str]] = {}
    texts: dict[Unit, list[str]] = defaultdict(list)
    for log in logs:
        with gzip.open(log) as lines:
            for line in lines:
                exchange = decode(line)
                account = exchange["account"]
                whose = {Unit(account["id"]), Unit(account["id"], account.get("end_user"))}
                for unit in whose:
                    told.setdefault(unit, (account.get("country") or "", account.get("plan") or ""))
                    if len(texts[unit]) < READ:
                        texts[unit].append(_asked(exchange["request"]))
    out = {}
    for unit, (country, plan) in told.items():
        letters = Counter("".join(text[:LETTERS] for text in texts[unit]))
        out[unit] = (country, plan, language(texts[unit], letters), script(letters))
    return out


def _asked(request: Mapping[str, Any]) -> str:
    """Return the text of the last message of a request that is the customer's."""
    messages = request.get("messages") or ()
    own = [m for m in messages if m.get("role") == "user"] or messages
    content = own[-1].get("content") if own else None
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        return " ".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def read(case: Case | Foreign) -> World:
    """Make and audit a world, unless that is done, and return what is seen of it."""
    kept = case.folder / f"units-{audit_code()}.json"
    if not kept.exists():
        if isinstance(case, Foreign):
            case.generate()
        else:
            case.simulate()
        audit = case.audit()
        words = described(case.logs() if isinstance(case, Foreign) else case._logs())
        _write(kept, {"units": [astuple(seen) for seen in _units(case.truth, audit, words)],
                      "campaigns": [astuple(one) for one in planned(case.truth)],
                      "said": said(audit)})  # fmt: skip
    if isinstance(case, Case):
        case.drop_log()
    told = json.loads(kept.read_text())
    return World(
        case.folder.name,
        tuple(Seen(*row) for row in told["units"]),
        tuple(Planned(*row) for row in told["campaigns"]),
        told["said"],
    )


def _units(
    truth: Path, audit: Path, words: Mapping[Unit, tuple[str, str, str, str]]
) -> Iterable[Seen]:
    """Everybody in the log, but who is licensed, and members that sent nothing but cover."""
    found = read_audit(audit)
    named = {unit: c.id for c in reversed(found.campaigns) if c.level >= 2 for unit in c.units}
    queued = {unit for case in found.queue or () for unit in case.units}
    for unit, true in read_truth(truth).units.items():
        if true.licensed or true.population == "campaign_idle":
            continue
        level = found.units.get(unit, FoundUnit(0, None)).level
        yield Seen(
            unit.end_user is not None, true.campaign or "", level, unit in queued or level == 1,
            named.get(unit, ""), true.population,
            *words.get(unit, ("", "", "none", "no letters")),
        )  # fmt: skip


def planned(truth: Path) -> list[Planned]:
    """Return the campaigns that were asked for; of another author, those its truth tells of."""
    told = json.loads(truth.read_text())
    left = list(told["campaigns"])
    asked = told.get("settings", {}).get("campaigns")
    if asked is None:
        return [Planned(c["campaign"], c["kind"], c["accounts"], c["exchanges"]) for c in left]
    out = []
    for kind, size in asked:
        one = next((c for c in left if c["kind"] == kind), None)
        if one is not None:
            left.remove(one)
        there = one or {"campaign": "", "exchanges": 0}
        out.append(Planned(there["campaign"], kind, size, there["exchanges"]))
    return out


def said(audit: Path) -> dict[str, Any]:
    """Return what the audit says of what it cannot know."""
    summary = json.loads((audit / "summary.json").read_text())
    campaigns = json.loads((audit / "campaigns.json").read_text())["campaigns"]
    alone = [
        c["guarantee"] for c in campaigns
        if c["severity"] != "watch" and c["guarantee"].get("level") is None
    ]  # fmt: skip
    return {
        "notes": summary["notes"],
        "controlled": summary["guarantee"]["controlled"],
        "alone": [{name: told.get(name, "") for name in ("controlled", "measured")}
                  for told in alone],
    }  # fmt: skip
