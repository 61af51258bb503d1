"""What was told of the past and is told differently now."""

from __future__ import annotations

from collections.abc import Sized

from stillwatch.audit.describe import stamp
from stillwatch.audit.told import HOUR_US, Results, Told
from stillwatch.contract.results import SEVERITIES


def changes(earlier: Results, now: Results) -> list[dict[str, str]]:
    """Tell what was said of the past and is said differently now: `campaign, change, statement`.

    Only campaigns that stand, or stood, at `likely` or above: what is watched comes and goes.
    """
    here, there = {t.id: t for t in now.told}, {t.id: t for t in earlier.told}
    aged = {p.id for p in now.past}
    found = [_pair(told, here.get(told.id), now, earlier.end) for told in earlier.told
             if told.raised and told.id not in aged]  # fmt: skip
    found += [_new(told, earlier.end) for told in now.told
              if told.raised and told.id not in there]  # fmt: skip
    return [change for some in found for change in some]


def _pair(told: Told, now: Told | None, every: Results, end: int) -> list[dict[str, str]]:
    if now is None:
        words = f"{told.id}, {told.severity} with {_count(told.accounts)} before, is not found now"
        heirs = {t.id: len(set(t.accounts) & set(told.accounts)) for t in every.told}
        heir = max(heirs, key=lambda name: heirs[name], default="")
        if heir and heirs[heir]:
            words += f"; {heirs[heir]} of them are in {heir}"
        return [_change(told.id, "gone", words)]
    out = []
    if SEVERITIES.index(now.severity) < SEVERITIES.index(told.severity):
        words = f"{told.id} was {told.severity} before and is {now.severity} now"
        out.append(_change(told.id, "level", words))
    if now.detected_at != told.detected_at and now.raised:
        words = f"{told.id} was raised at {now.detected_at}, not at {told.detected_at}"
        out.append(_change(told.id, "raised_at", words))
    early = {unit for unit, hour in now.joined.items() if hour < end and unit in set(now.units)}
    if more := len(early - set(told.units) - set(told.joined)):
        words = f"{_count(range(more))} belonged to {told.id} before {stamp(end * HOUR_US)}"
        out.append(_change(told.id, "joined", f"{words} and had not been named"))
    if fewer := len(set(told.accounts) - set(now.accounts)):
        words = f"{_count(range(fewer))} named in {told.id} before do not belong to it now"
        out.append(_change(told.id, "left", words))
    return out


def _new(told: Told, end: int) -> list[dict[str, str]]:
    if told.detected is None or told.detected >= end:
        return []
    words = f"{told.id} was raised at {told.detected_at}, which the audit before did not know"
    return [_change(told.id, "added", words)]


def _change(name: str, kind: str, words: str) -> dict[str, str]:
    return {"campaign": name, "change": kind, "statement": words}


def _count(accounts: Sized) -> str:
    return "1 account" if len(accounts) == 1 else f"{len(accounts):,} accounts"
