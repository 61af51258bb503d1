"""Precision by people's verdicts, where no truth is known.

Only campaigns that were reported can be reviewed. So this says how many of these were right, and
nothing of what was missed: no recall.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from stillwatch.contract import verdicts
from stillwatch.contract.audit import read_audit
from stillwatch.contract.results import SEVERITIES
from stillwatch.contract.verdicts import Verdict
from stillwatch.core.errors import InputError, UsageError, shown
from stillwatch.score.audit import found_in, queue_of
from stillwatch.score.intervals import lower_bound, upper_bound

CONFIDENCE = 0.95
"""Confidence of the two-sided intervals (Clopper and Pearson 1934): 2.5 % on each side."""

LEVELS = SEVERITIES[1:]

CASES = ("group", "shared")
"""Kinds of cases of the review queue that people give verdicts on beside campaigns."""


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """Verdicts on campaigns or groups that stood at one level when they were reviewed."""

    level: str
    """A severity, or `likely or confirmed`; `none`: groups of the review queue."""
    true: int
    false: int
    licensed: int
    """Harvests that are permitted: right about the traffic, and in no figure here."""
    precision: float | None
    """True among true and false; None where there is neither."""
    low: float | None
    """Exact 95 % interval, lower end."""
    high: float | None
    """Exact 95 % interval, upper end."""
    reported: int
    """Campaigns that stand at the level now."""
    unreviewed: int
    """Of these, how many nobody has reviewed."""


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """What verdicts say of some audits."""

    audits: int
    verdicts: int
    """Campaigns with a verdict: the last word on each."""
    revised: int
    """Campaigns on which people changed their minds, or disagreed."""
    vanished: tuple[str, ...]
    """Campaigns that were reviewed and that no audit reports now."""
    levels: tuple[Level, ...]
    notes: tuple[str, ...]
    """How to read it."""


def gather(folders: Sequence[Path]) -> list[Verdict]:
    """Return all verdicts in some folders: the same line in two of them counts once.

    Raises
    ------
    InputError
        There is no such folder, or a file cannot be read.
    UsageError
        Nobody has judged anything.
    """
    found: dict[Verdict, None] = {}
    for folder in folders:
        if not folder.is_dir():  # else a mistyped one would go unnoticed beside others
            raise InputError(
                "no such folder", path=shown(folder),
                remedy="give folders that `stillwatch audit --out` wrote",
            )  # fmt: skip
        found |= dict.fromkeys(verdicts.read(folder))
    if not found:
        where = ", ".join(map(str, folders))
        raise UsageError(f"no verdict in {where}: record one with stillwatch review verdict")
    return sorted(found, key=lambda verdict: verdict.at)


def judge(folders: Sequence[Path]) -> Reviewed:
    """Measure audits by the verdicts in their folders.

    Parameters
    ----------
    folders
        `--out` folders of audits. A campaign that several of them report counts once.

    Raises
    ------
    InputError
        A folder holds no audit, or a file cannot be read.
    UsageError
        Nobody has judged anything.
    """
    standing: dict[str, str] = {}
    for folder in folders:
        audit = read_audit(folder)
        found = found_in(audit)
        queue = queue_of(audit, found) or ()
        standing |= {case.name: "none" for case in queue if case.kind in CASES and case.name}
        standing |= {campaign.id: SEVERITIES[campaign.level] for campaign in found}
    given = gather(folders)
    last = verdicts.latest(given)
    words = {(v.campaign, v.verdict) for v in given}
    names = [*((name,) for name in LEVELS), LEVELS[1:], ("none",)]
    return Reviewed(
        audits=len(folders),
        verdicts=len(last),
        revised=len(words) - len(last),
        vanished=tuple(sorted(set(last) - set(standing))),
        levels=tuple(_level(group, last, standing) for group in names),
        notes=(
            "This is precision among the campaigns that people reviewed. It is not recall: what "
            "was never reported was never reviewed.",
            "It speaks for the campaigns that nobody reviewed only if those that were reviewed "
            "were not picked for looking right or wrong.",
            "A campaign's verdict is about the group. A member can be wrong in a campaign that is "
            "right.",
        ),
    )


def _level(names: Sequence[str], last: dict[str, Verdict], standing: dict[str, str]) -> Level:
    count = {
        word: sum(v.verdict == word and v.severity in names for v in last.values())
        for word in verdicts.WORDS
    }
    true, n = count["true"], count["true"] + count["false"]
    side = 1 - (1 - CONFIDENCE) / 2
    reported = [campaign for campaign, level in standing.items() if level in names]
    return Level(
        level=" or ".join(names),
        **count,
        precision=true / n if n else None,
        low=lower_bound(true, n, side) if n else None,
        high=upper_bound(true, n, side) if n else None,
        reported=len(reported),
        unreviewed=sum(campaign not in last for campaign in reported),
    )
