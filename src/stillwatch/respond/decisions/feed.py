"""A file of decisions, a line each, as a feed."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from stillwatch.core.errors import InputError, shown
from stillwatch.respond.decisions.changes import Changes, Switch
from stillwatch.respond.decisions.fit import unfit
from stillwatch.respond.decisions.model import Action, Decision, Membership

PAUSE = 256
"""Lines read at a time; in between, other threads have their turn."""


class _Pause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    paused: bool


class JsonlFeed:
    """Decisions of a file of JSON lines, read anew whenever it changes.

    A line is a `Decision` (with its action's name in lower case), a `Membership`, or
    `{"paused": true}`, the kill switch. Who writes it writes aside and renames; a file that is
    wrong is refused whole, and the one before stays in force.

    Parameters
    ----------
    path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._revision = path, 0
        self._seen: tuple[int, int, int] | None = None

    def changes(self, since: int) -> Changes | None:
        """See `Feed.changes`. Raises `InputError` with the line that is wrong."""
        try:
            found = self._path.stat()
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if seen == self._seen and since == self._revision:
                return None
            data = self._path.read_bytes()
        except OSError as error:
            raise InputError(
                (error.strerror or "cannot be read").lower(), path=shown(self._path)
            ) from None
        made = read_decisions(data, shown(self._path))
        self._revision = max(self._revision, since) + 1
        self._seen = seen
        return msgspec.structs.replace(made, revision=self._revision)

    def close(self) -> None:
        """See `Feed.close`."""


def read_decisions(data: bytes, name: str) -> Changes:
    """Read decisions, memberships and the kill switch from JSON lines; the revision is 0.

    Parameters
    ----------
    data
        The lines.
    name
        What errors call the file.

    Raises
    ------
    InputError
        A line is none of these, or an id is there twice.

    Examples
    --------
    >>> read_decisions(b'{"paused": true}', "decisions.jsonl").switch.enforcing
    False
    """
    decisions: dict[str, Decision] = {}
    members: list[Membership] = []
    paused = False
    for number, line in enumerate(data.split(b"\n"), 1):
        if not number % PAUSE:
            time.sleep(0)
        if not line.strip():
            continue
        try:
            if b'"action"' in line:
                made = decision_of(line)
                if decisions.setdefault(made.id, made) is not made:
                    raise ValueError(f"the id {made.id[:40]!r} is there twice")
            elif b'"paused"' in line:
                paused = _pause(line).paused
            else:
                members.append(_member(line))
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise InputError(
                f"no decision: {error}", path=name, line=number,
                remedy="see docs/how-to/enforce.md for what a line holds",
            ) from None  # fmt: skip
    return Changes(
        0, True, tuple(decisions.values()), joined=members, switch=Switch(enforcing=not paused)
    )


def decision_of(line: bytes) -> Decision:
    """Read a decision from JSON, its action by name or number.

    Raises
    ------
    ValueError
        It is none that may be looked up with (see `unfit`).
    """
    fields = _fields(line)
    action = fields.get("action", msgspec.Raw(b""))
    if bytes(action)[:1] == b'"':
        word = msgspec.json.decode(action, type=str)
        if word not in _ACTIONS:
            raise ValueError(f"no action {word[:40]!r}: known are {', '.join(_ACTIONS)}")
        fields["action"] = msgspec.Raw(str(int(_ACTIONS[word])).encode())
    made = _decision(msgspec.json.encode(fields))
    if why := unfit(made):
        raise ValueError(why)
    return made


_ACTIONS = {action.name.lower(): action for action in Action}
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_decision = msgspec.json.Decoder(Decision).decode
_pause = msgspec.json.Decoder(_Pause).decode


class _Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    campaign: str
    account: str
    end_user: str | None = None


_member_row = msgspec.json.Decoder(_Member).decode


def _member(line: bytes) -> Membership:
    row = _member_row(line)
    return Membership(row.campaign, row.account, row.end_user)
