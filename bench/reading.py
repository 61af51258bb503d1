"""Does every flag say why, in facts of its own? Checked over audits of which the truth is known.

    python bench/reading.py FOLDER... [--sample N] [--seed S] [--record]

A FOLDER is an audit's output with the world's `truth.json` in it, or in the folder above it, or a
folder of such folders. Of every member of a campaign, end users too, it is checked that there is a
reason, that a reason has a figure with its base, that a reason says with whom it shares what (or
that it shares nothing), that its text is no other member's, and whether something is said against
it; of every campaign that there are facts against a legitimate common cause, that no statement
stands word for word in another campaign, that no two ranges of a statement read the same without
a word on that, and that no word is jargon. `--sample N` prints N true and N false positives to be
read by a person. `--record` writes `bench/results/reading.json`. No prompt is shown: none is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from _record import record

JARGON = re.compile(
    r"variance over mean|corpora|trainable form|squared distance|log odds|log likelihood|stratum|"
    r"quantile|\bstrength of its own\b|normal score|Shapley",
    re.IGNORECASE,
)
"""Words that a reader without statistics cannot be asked to know."""

RANK = re.compile(r"(above|than) [\d.]+% of (the )?accounts")
"""A place among others, which is no figure of the account's own."""

BASE = re.compile(r"\d.* of (its|the) [\d,]+|\d.*middle half|\d.*\bof all\b|first seen .*\d", re.S)
"""A figure and what it is a share of, or what is usual."""

SHARES = re.compile(r"\bshares? (one|another|nothing)\b")
"""Says with whom something is shared, or that nothing is."""

RANGES = re.compile(
    r"(?:is|were|stand at|send|varies|within) ([\d.,%]+(?: to [\d.,%]+)?)[^.;]*"
    r"(?:and|among|those)[^.;]*?([\d.,%]+(?: to [\d.,%]+)?)\b"
)

WEAKEST = 0.2
"""Share of a campaign's members, the weakest, among which false positives are looked for."""

LEAST = 8
"""Members from which on a place among them says something."""


@dataclass(frozen=True)
class Said:
    """What an audit says of one member of a campaign."""

    audit: str
    campaign: dict[str, Any]
    name: str
    reasons: list[str]
    against: list[str]
    place: float
    """Share of the campaign's other members whose own evidence is weaker."""
    population: str
    true: bool


def main() -> None:
    """Check, print, and record if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    audits = sorted({path for folder in asked.folders for path in found(folder)})
    if not audits:
        sys.exit("no audit with its truth there")
    said = [row for path in audits for row in members(path)]
    campaigns = {(row.audit, row.campaign["id"]): row.campaign for row in said}
    figures = {
        "audits": len(audits),
        "flagged": checked([r for r in said if r.campaign["severity"] != "watch"]),
        "watched": checked([r for r in said if r.campaign["severity"] == "watch"]),
        "campaigns": told(list(campaigns.values())),
    }
    print(json.dumps(figures, indent=1))
    if asked.sample:
        sample(said, asked.sample, asked.seed)
    if asked.record:
        command = shlex.join(["python", "bench/reading.py", *sys.argv[1:]])
        print(record("reading", figures, command))


def found(folder: Path) -> Iterator[Path]:
    """Yield the audits in a folder that have their truth."""
    for path in [folder, *sorted(folder.glob("*")), *sorted(folder.glob("*/*"))]:
        if (path / "campaigns.json").is_file() and _truth(path):
            yield path


def _truth(audit: Path) -> Path | None:
    near = (audit / "truth.json", audit.parent / "truth.json")
    return next((path for path in near if path.is_file()), None)


def members(audit: Path) -> Iterator[Said]:
    """Yield what an audit says of each member of its campaigns."""
    path = _truth(audit)
    assert path is not None
    known = {(a["account"], a.get("end_user")): a for a in json.loads(path.read_text())["accounts"]}
    table = pq.read_table(audit / "accounts.parquet").to_pylist()
    rows = {row["account"]: row for row in table}
    for campaign in json.loads((audit / "campaigns.json").read_text())["campaigns"]:
        strengths = [m["log_e"] for m in campaign["members"]]
        for member in campaign["members"]:
            account, user = member["account"], member.get("end_user")
            truth = known.get((account, user)) or known.get((account, None))
            if truth is None:
                continue
            row = member if user else rows[account]
            weaker = sum(x < member["log_e"] for x in strengths)
            yield Said(
                audit=audit.name,
                campaign=campaign,
                name=account + (f" / {user}" if user else ""),
                reasons=list(row.get("reasons") or ()),
                against=list(row.get("against") or ()),
                place=weaker / max(len(strengths) - 1, 1),
                population=truth["population"],
                true=bool(truth.get("campaign")),
            )


def checked(rows: list[Said]) -> dict[str, Any]:
    """Count what members are told, true positives and false ones apart."""
    return {
        side: _side([row for row in rows if row.true == true], rows)
        for side, true in (("true", True), ("false", False))
    }


def _side(mine: list[Said], every: list[Said]) -> dict[str, Any]:
    texts = Counter("\n".join(row.reasons) for row in every)
    crowded = [row for row in mine if len(row.campaign["members"]) >= LEAST]
    return {
        "members": len(mine),
        "without_a_reason": sum(not row.reasons for row in mine),
        "without_a_figure_and_its_base": sum(not _figured(row.reasons) for row in mine),
        "with_ranks_alone": sum(
            bool(row.reasons) and all(RANK.search(w) and not BASE.search(w) for w in row.reasons)
            for row in mine
        ),
        "not_told_what_is_shared": sum(
            not any(SHARES.search(w) for w in (*row.reasons, *row.against)) for row in mine
        ),
        "same_text_as_another": sum(texts["\n".join(row.reasons)] > 1 for row in mine),
        "with_something_against": sum(bool(row.against) for row in mine),
        "facts_for": round(sum(len(row.reasons) for row in mine) / max(len(mine), 1), 2),
        "facts_against": round(sum(len(row.against) for row in mine) / max(len(mine), 1), 2),
        "in_groups_of_8_or_more": len(crowded),
        "of_these_among_the_weakest_fifth": sum(row.place < WEAKEST for row in crowded),
        "with_jargon": sum(bool(JARGON.search("\n".join(row.reasons))) for row in mine),
    }


def _figured(reasons: list[str]) -> bool:
    return any(BASE.search(words) for words in reasons)


def told(campaigns: list[dict[str, Any]]) -> dict[str, Any]:
    """Count what campaigns are told."""
    statements = [
        [e["statement"] for e in c["evidence"]] + [f["statement"] for f in c.get("facts") or ()]
        for c in campaigns
    ]
    often = Counter(words for rows in statements for words in set(rows))
    flat = [words for rows in statements for words in rows]
    sides = [Counter(f["speaks"] for f in c.get("facts") or ()) for c in campaigns]
    return {
        "campaigns": len(campaigns),
        "without_facts_on_a_legitimate_cause": sum(not c.get("facts") for c in campaigns),
        "with_something_against": sum(side["against"] > 0 for side in sides),
        "statements": len(flat),
        "statements_word_for_word_in_another_campaign": sum(often[words] > 1 for words in flat),
        "statements_whose_ranges_read_the_same": sum(_same(words) for words in flat),
        "statements_with_jargon": sum(bool(JARGON.search(words)) for words in flat),
    }


def _same(words: str) -> bool:
    """Whether members and others show the same, and nothing is said of it."""
    if "read alike" in words:
        return False
    found = RANGES.search(words)
    return found is not None and found[1] == found[2]


def sample(rows: list[Said], size: int, seed: int) -> None:
    """Print members of campaigns to be read, with what is told of them and of their campaign."""
    for side in (True, False):
        mine = [row for row in rows if row.true == side]
        for row in random.Random(seed).sample(mine, min(size, len(mine))):
            c = row.campaign
            print(f"\n## {'true' if side else 'false'} positive: {row.name} ({row.population})")
            print(f"{row.audit}, {c['id']}, {c['severity']}, {len(c['members'])} members, "
                  f"stronger than {row.place:.0%} of the others")  # fmt: skip
            for sign, told_ in (("+", row.reasons), ("-", row.against)):
                print(*(f"  {sign} {words}" for words in told_), sep="\n")
            for fact in (c.get("facts") or ())[:8]:
                print(f"    {fact['speaks']} {fact['weight']:+.2f} {fact['statement']}")


if __name__ == "__main__":
    main()
