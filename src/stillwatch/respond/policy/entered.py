"""Decisions in the evidence log: who decided what about whom, and under which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from stillwatch.core.errors import InputError
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.log import Entry, EvidenceLog
from stillwatch.proof.evidence.record import CHUNK, canonical, checkpoint, sha256
from stillwatch.proof.evidence.vault import Vault
from stillwatch.respond.decisions.model import Action, Decision, Membership
from stillwatch.respond.decisions.store import Ended

WORDS = {Action.HARDEN: "degrade"}
"""Actions that `stillwatch comply report` knows by another word."""


class Entered(NamedTuple):
    """What was entered."""

    entries: int
    signed: bool
    """Whether the key was at hand; else `stillwatch evidence checkpoint` has to sign."""


def enter(
    home: Home,
    by: str,
    decisions: Sequence[Decision],
    members: Sequence[Membership] = (),
    ended: Sequence[Ended] = (),
) -> Entered:
    """Enter decisions, before they are written to the store.

    A simulated decision is entered as `simulate`, so that nothing counts as a response that was
    none. Accounts and end users stand as their handles.

    Raises
    ------
    InputError
        Nothing can be entered there.
    """
    with home.log() as log, home.vault() as vault:
        with vault.together():
            rows = [entry for one in decisions for entry in _entries(one, by, members, vault)]
            rows += [
                Entry("operator", {"action": "end", "by": by, "decision": one.id}) for one in ended
            ]
            if rows:
                log.append(rows)
        return Entered(len(rows), _signed(home, log))


def _signed(home: Home, log: EvidenceLog) -> bool:
    try:
        checkpoint(home, log)
    except InputError:  # the key is elsewhere: stillwatch evidence checkpoint signs there
        return False
    return True


def _entries(
    one: Decision, by: str, members: Sequence[Membership], vault: Vault
) -> Iterator[Entry]:
    word = "simulate" if one.simulated else WORDS.get(one.action, one.action.name.lower())
    told = {
        "action": word, "by": by, "decision": one.id, "does": one.action.name.lower(),
        "scope": one.scope.kind, "rule": one.rule, "policy": one.policy, "campaign": one.campaign,
        "expires": int(one.expires), "sha256": sha256(canonical(msgspec.to_builtins(one))),
    }  # fmt: skip
    told = {name: value for name, value in told.items() if value is not None}
    units = _units(one, members)
    handles = vault.handles(units)
    for at in range(0, max(len(handles), 1), CHUNK):
        part = handles[at : at + CHUNK]
        yield Entry("operator", told | ({"handles": part} if part else {}))


def _units(one: Decision, members: Sequence[Membership]) -> list[tuple[str, str | None]]:
    scope = one.scope
    if scope.kind == "account":
        return [(scope.value, None)]
    if scope.kind == "end_user" and scope.within is not None:
        return [(scope.within, scope.value)]
    if scope.kind == "campaign":
        return [(m.account, m.end_user) for m in members if m.campaign == scope.value]
    return []
