"""Whether the sealed text is what the log says was sealed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from stillwatch.proof.evidence.log import EvidenceLog
from stillwatch.proof.evidence.vault import Vault


@dataclass
class Sealed:
    """What a check of a vault against its log came to."""

    texts: int = 0
    """Texts that open and are what was committed to."""
    gone: int = 0
    """Texts that the log says were erased or are past their term."""
    errors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def check_sealed(log: EvidenceLog, vault: Vault) -> Sealed:
    """Open every sealed text, and compare with what was entered.

    A text that is not there without an entry is a remark and no error: an audit that was ended
    between entering and sealing leaves one, too.
    """
    found, kept, gone = Sealed(), set[str](), set[str]()
    for line in log.lines():
        if b'"commitments":' not in line and b'"kind":"kept"' not in line:
            continue
        entry = json.loads(line)
        if entry["kind"] == "kept":
            kept.update(commitment for _, commitment in entry["data"]["texts"])
        elif entry["kind"] in ("expired", "operator"):
            gone.update(entry["data"].get("commitments", ()))
    there = set()
    for commitment, opens in vault.check():
        there.add(commitment)
        found.texts += opens
        if not opens:
            found.errors.append(f"the sealed text of {commitment} was changed")
    found.gone = len(kept & gone)
    if strange := len(there - kept):
        found.errors.append(f"{strange:,} sealed texts are not in the log")
    if back := len(there & gone):
        found.errors.append(f"{back:,} sealed texts are there that the log says were destroyed")
    if lost := len(kept - gone - there):
        found.remarks.append(
            f"{lost:,} texts that were entered are not there, and no entry says why: lost, or "
            "their audit was ended before they were sealed"
        )
    return found
