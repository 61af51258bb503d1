"""Does every flag say why, in facts of its own? Checked over audits of which the truth is known.

    python bench/reading.py FOLDER... [--sample N] [--seed S] [--record NAME --of VERSION]
    python bench/reading.py FOLDER... --flagged --record reading_third --of "this version"

A FOLDER is an audit's output with the world's `truth.json` in it, or in the folder above it, or a
folder of such folders. Every member of a campaign, end users too, is looked at for the flaws in
`FLAWS`, true and false positives apart, and every campaign for those in `told`; with `--flagged`
only of those that are named, at `likely` or above. `--sample N`
prints N true and N false positives to be read by a person, with what is told of them. `--record`
writes `bench/results/NAME.json`. No prompt is shown: none
is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterator
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

LESS = re.compile(
    r"^(?:It sends )?([\d.,]+)%? (?:of its [\d,]+ requests? read like|harvest-like requests? a day)"
    r".* as active ([\d.,]+)"
)
"""An account's share or number of harvest-like requests, and the least of what is usual."""

SAME = (re.compile(r"^It shares (.+?) with "), re.compile(r"^It does not share (.+?) that "))
"""What an account shares, and what it does not."""

OWNED = re.compile(r"^(?:Its traffic .*?: )?[Ii]t shares one (?:e-mail domain|organisation) with ")
"""What shows a customer, told as a reason."""

TIE = re.compile(
    r"[Ii]t shares .+? with (?:all |both )?([\d,]+|other)\b.*; of [\d,]+ others that were judged "
    r"(none|[\d,]+) do"
)
"""How many members share something with an account, and how many others do."""

WEAK = re.compile(r"a weak tie|only what more accounts outside share")
"""Says that more share it outside."""

PLACE = re.compile(r"one range of network addresses with .*, as the accounts of one")
"""What shows an office, told against an account."""

NUMBERS = re.compile(r"\d[\d,.]*%?(?: to \d[\d,.]*%?)?")
"""Figures and ranges of a statement."""

WEAKEST = 0.2
"""Share of a campaign's members, the weakest, among which false positives are looked for."""

LEAST = 8
"""Members from which on a place among them says something."""

READ = 30
"""Members of either side that are drawn, with the seed, for the flaws of a sample."""


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
    mostly: bool = True
    """Whether most members of the campaign are of a true one."""


FLAWS: dict[str, Callable[[Said], bool]] = {
    "no reason at all": lambda row: not row.reasons,
    "only places among others, no figure of its own with its base": lambda row: (
        not any(BASE.search(words) for words in row.reasons)
    ),
    "not told with whom it shares what": lambda row: (
        not any(SHARES.search(words) for words in (*row.reasons, *row.against))
    ),
    "told nothing that speaks against it": lambda row: not row.against,
    "jargon": lambda row: bool(JARGON.search("\n".join((*row.reasons, *row.against)))),
    "campaign says nothing on a legitimate cause": lambda row: not row.campaign.get("facts"),
    "fewer harvest-like requests than usual told as a reason": lambda row: any(
        map(_less, row.reasons)
    ),
    "told to share and not to share one kind of thing": lambda row: bool(
        _matched(SAME[0], row.reasons) & _matched(SAME[1], row.against)
    ),
    "a place above all of the others": lambda row: any(
        "than 100% of" in words
        for words in (*row.reasons, *(f["statement"] for f in row.campaign.get("facts") or ()))
    ),
    "what may be one customer's told as a reason": lambda row: (
        _fact(row, "one customer") and any(map(OWNED.search, row.reasons))
    ),
    "shares only what more accounts outside share, which is not said": lambda row: (
        _tied(row.reasons) and not any(map(WEAK.search, (*row.reasons, *row.against)))
    ),
    "one place told against it and not against its campaign": lambda row: (
        any(map(PLACE.search, row.against)) and "network addresses" not in _against(row)
    ),
    "most members are end users of one account, which is not said against them": lambda row: (
        _users(row.campaign) and not _fact(row, "one account's users")
    ),
}
"""What may mislead a reader of what is told of a member, and how it is seen."""


def _less(words: str) -> bool:
    match = LESS.search(words)
    return match is not None and _number(match[1]) < _number(match[2])


def _fact(row: Said, name: str) -> bool:
    return any(fact.get("name") == name for fact in row.campaign.get("facts") or ())


def _against(row: Said) -> str:
    facts = row.campaign.get("facts") or ()
    return "\n".join(fact["statement"] for fact in facts if fact["speaks"] == "against")


def _tied(reasons: list[str]) -> bool:
    """Whether an account is told what it shares, all of which more others share than members."""
    found = [match for words in reasons if (match := TIE.search(words))]
    counts = [(2 if m[1] == "other" else 1 + _number(m[1]), m[2]) for m in found]
    return bool(found) and all(n != "none" and _number(n) > here for here, n in counts)


def _users(campaign: dict[str, Any]) -> bool:
    passed = Counter(m["account"] for m in campaign["members"] if m.get("end_user"))
    return max(passed.values(), default=0) >= max(3, len(campaign["members"]) / 2)


def _number(words: str) -> float:
    return float(words.rstrip(".,").replace(",", ""))


def _matched(pattern: re.Pattern[str], said: list[str]) -> set[str]:
    return {match[1] for words in said if (match := pattern.search(words))}


def main() -> None:
    """Check, print, and record if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flagged", action="store_true", help="only members that are named")
    parser.add_argument("--record", metavar="NAME")
    parser.add_argument(
        "--of", default="", metavar="VERSION", help="what the audits were made with"
    )
    asked = parser.parse_args()
    audits = sorted({path for folder in asked.folders for path in found(folder)})
    if not audits:
        sys.exit("no audit with its truth there")
    said = [row for path in audits for row in members(path)]
    if asked.flagged:
        said = [row for row in said if row.campaign["severity"] != "watch"]
    campaigns = {(row.audit, row.campaign["id"]): row.campaign for row in said}
    figures = {
        "of": asked.of,
        "audits": [_called(path) for path in audits],
        "sample": {side: checked(rows) for side, rows in drawn(said, READ, asked.seed).items()},
        "every": {side: checked(rows) for side, rows in drawn(said, len(said), 0).items()},
        "campaigns": told(list(campaigns.values())),
    }
    print(json.dumps(figures, indent=1))
    if asked.sample:
        sample(said, asked.sample, asked.seed)
    if asked.record:
        # where the audits lie is nobody's business
        options = ["--record", asked.record, "--of", asked.of, "--seed", str(asked.seed)]
        options += ["--flagged"] * asked.flagged
        command = f"python bench/reading.py FOLDER... {shlex.join(options)}"
        print(record(asked.record, figures, command))


def drawn(said: list[Said], size: int, seed: int) -> dict[str, list[Said]]:
    """Draw members of either side; all of them where there are no more."""
    out = {}
    for side, true in (("true", True), ("false", False)):
        mine = sorted((r for r in said if r.true == true), key=lambda r: (r.audit, r.name))
        out[side] = random.Random(seed).sample(mine, min(size, len(mine)))
    return out


def found(folder: Path) -> Iterator[Path]:
    """Yield the audits in a folder that have their truth."""
    for path in [folder, *sorted(folder.glob("*")), *sorted(folder.glob("*/*"))]:
        if (path / "campaigns.json").is_file() and _truth(path):
            yield path


def _called(audit: Path) -> str:
    """Name the world of an audit: `bench/unseen.py` keeps audits in its worlds' folders."""
    return audit.parent.name if audit.name.startswith("audit-") else audit.name


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
        truths = [
            known.get((m["account"], m.get("end_user"))) or known.get((m["account"], None))
            for m in campaign["members"]
        ]
        mostly = 2 * sum(bool(t and t.get("campaign")) for t in truths) > len(truths)
        for member, truth in zip(campaign["members"], truths, strict=True):
            account, user = member["account"], member.get("end_user")
            if truth is None:
                continue
            row = member if user else rows[account]
            weaker = sum(x < member["log_e"] for x in strengths)
            yield Said(
                audit=_called(audit),
                campaign=campaign,
                name=account + (f" / {user}" if user else ""),
                reasons=list(row.get("reasons") or ()),
                against=list(row.get("against") or ()),
                place=weaker / max(len(strengths) - 1, 1),
                population=truth["population"],
                true=bool(truth.get("campaign")),
                mostly=mostly,
            )


def checked(rows: list[Said]) -> dict[str, Any]:
    """Count flaws over members, and where those lie that could be told to be weak."""
    texts = Counter("\n".join(row.reasons) for row in rows)
    crowded = [row for row in rows if len(row.campaign["members"]) >= LEAST]
    return {
        "members": len(rows),
        "at_watch": sum(row.campaign["severity"] == "watch" for row in rows),
        "flaws": {name: sum(map(seen, rows)) for name, seen in FLAWS.items()},
        "same_text_as_another": sum(texts["\n".join(row.reasons)] > 1 for row in rows),
        "populations": dict(sorted(Counter(row.population for row in rows).items())),
        "facts_for": round(sum(len(row.reasons) for row in rows) / max(len(rows), 1), 2),
        "facts_against": round(sum(len(row.against) for row in rows) / max(len(rows), 1), 2),
        "flagged_in_groups_of_8_or_more": sum(r.campaign["severity"] != "watch" for r in crowded),
        "of_these_among_the_weakest_fifth": sum(
            row.place < WEAKEST and row.campaign["severity"] != "watch" for row in crowded
        ),
        "flagged_beside_mostly_harvesters": sum(
            row.mostly and row.campaign["severity"] != "watch" for row in crowded
        ),
        "of_those_among_the_weakest_fifth": sum(
            row.mostly and row.place < WEAKEST and row.campaign["severity"] != "watch"
            for row in crowded
        ),
    }


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
    plain = re.sub(r"\([^)]*\)", "", words)
    found = [figure.rstrip(".,") for figure in NUMBERS.findall(plain)]
    return "middle half" in words and len(found) > 1 and found[0] == found[-1]


def sample(rows: list[Said], size: int, seed: int) -> None:
    """Print members of campaigns to be read, with what is told of them and of their campaign."""
    for side, mine in drawn(rows, size, seed).items():
        for row in mine:
            c = row.campaign
            print(f"\n## {side} positive: {row.name} ({row.population})")
            print(f"{row.audit}, {c['id']}, {c['severity']}, {len(c['members'])} members, "
                  f"stronger than {row.place:.0%} of the others")  # fmt: skip
            for sign, words in [("+", w) for w in row.reasons] + [("-", w) for w in row.against]:
                print(f"  {sign} {words}")
            for fact in c.get("facts") or ():
                print(f"    {fact['speaks']} {fact['weight']:+.2f} {fact['statement']}")


if __name__ == "__main__":
    main()
