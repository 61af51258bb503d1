"""Legal holds that the account table declares: what counsel wrote there is held, too."""

from __future__ import annotations

from datetime import UTC, datetime

from stillwatch.ingest.accounts import AccountTable
from stillwatch.proof.evidence.log import EvidenceLog
from stillwatch.proof.evidence.record import CHUNK, operator
from stillwatch.proof.evidence.vault import Vault

MATTER = "account table"
"""Name of the hold, to be lifted by `stillwatch evidence release`."""


def hold_declared(log: EvidenceLog, vault: Vault, table: AccountTable, now: float) -> int:
    """Put the accounts under a hold whose row of now says `legal_hold`; return how many are new.

    A hold is never lifted by a row that is gone: that takes a person.

    Parameters
    ----------
    now
        Seconds since 1970.
    """
    moment = datetime.fromtimestamp(now, UTC)
    rows = ((account, table.row(account, moment)) for account in table.accounts())
    named = [account for account, row in rows if row is not None and row.legal_hold]
    if not named:
        return 0
    with vault.together():  # entered, then held for good
        held = vault.held_for(MATTER)
        new = [h for h in vault.handles((account, None) for account in named) if h not in held]
        for at in range(0, len(new), CHUNK):
            told = {"matter": MATTER, "handles": new[at : at + CHUNK]}
            operator(log, "hold", MATTER, told)
        vault.hold(new, MATTER, now)
    return len(new)
