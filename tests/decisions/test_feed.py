"""A file of decisions: read whole or refused, with the line that is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.core.errors import InputError
from stillwatch.respond.decisions.feed import JsonlFeed, read_decisions
from stillwatch.respond.decisions.model import Action

ROW: dict[str, Any] = {
    "id": "d-00000000000000a1", "scope": {"kind": "account", "value": "a"}, "action": "block",
    "reason": "so", "rule": "r", "start": 0, "expires": 9, "simulated": False,
}  # fmt: skip


def lines(*rows: dict[str, Any]) -> bytes:
    return b"\n".join(json.dumps(row).encode() for row in rows)


def test_a_file_is_read_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(lines(ROW, {"campaign": "c", "account": "a"}))
    feed = JsonlFeed(path)
    first = feed.changes(0)
    assert first is not None and first.whole and first.switch.enforcing
    assert first.decisions[0].action is Action.BLOCK and first.joined[0].campaign == "c"
    assert feed.changes(first.revision) is None
    aside = tmp_path / "aside"
    aside.write_bytes(lines({"paused": True}))
    os.replace(aside, path)
    second = feed.changes(first.revision)
    assert second is not None and not second.switch.enforcing and second.revision > first.revision
    assert feed.changes(0) is not None, "who begins anew gets all"
    path.unlink()
    with pytest.raises(InputError, match=r"decisions\.jsonl: no such file"):
        feed.changes(second.revision)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"action": "destroy"}, "no action 'destroy'"),
        ({"action": 9}, "Invalid enum value 9"),
        ({"expires": 0}, "expires before it starts"),
        ({"scope": {"kind": "end_user", "value": "u"}}, "without an account"),
        ({"scope": {"kind": "planet", "value": "u"}}, "scope.kind"),
        ({"action": "throttle"}, "without limits"),
        ({"action": "throttle", "limits": {"requests_per_minute": -1}}, "limits"),
        ({"id": "d-00000000000000a0"}, "there twice"),
        ({"id": "d-1"}, "16 hexadecimal digits"),
        ({"expires": 367 * 86_400}, "longer than 366 days"),
        ({"limits": {"requests_per_minute": 1}}, "limits belong to throttle"),
    ],
)
def test_a_line_that_is_wrong_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=r"f\.jsonl:2: no decision") as caught:
        read_decisions(lines(ROW | {"id": "d-00000000000000a0"}, ROW | change), "f.jsonl")
    assert said in str(caught.value)


@given(st.binary(max_size=200) | st.sampled_from([b'{"action":[]}', b"[" * 5000, b'{"paused":1}']))
def test_whatever_it_holds_it_is_one_clear_error(data: bytes) -> None:
    try:
        read_decisions(data, "f")
    except InputError as error:
        assert "\n" not in str(error)
