"""Verdicts: kept, appended whole, and read with care."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.contract import verdicts
from stillwatch.contract.verdicts import FILE, Verdict, append, latest, locked, read, snapshot
from stillwatch.core.errors import InputError

CAMPAIGN: dict[str, Any] = {
    "id": "c-1",
    "severity": "likely",
    "accounts": ["b", "a"],
    "guarantee": {"log_odds_harvest": 3.2},
}


def said(word: str, at: str = "2026-03-01T00:00:00Z", **more: Any) -> Verdict:
    return snapshot(CAMPAIGN | more, word, at)


def test_a_verdict_keeps_the_campaign_as_it_stood(tmp_path: Path) -> None:
    made = snapshot(CAMPAIGN, "false", "2026-03-01T00:00:00Z", by="ann", note="A class.",
                    version="0.1.0")  # fmt: skip
    append(tmp_path, made)
    (found,) = read(tmp_path)
    assert found == made
    assert (found.severity, found.log_odds, found.accounts) == ("likely", 3.2, 2)
    assert found.members == verdicts.digest({"accounts": ["a", "b"]})
    assert not found.held_back
    held = {"guarantee": {"kept_at_watch": "because"}}
    assert snapshot(CAMPAIGN | held, "true", "").held_back


def test_a_digest_tells_end_users_of_one_account_apart() -> None:
    def of(*users: str | None) -> str:
        rows = [{"account": "shop", "end_user": user} for user in users]
        told = {"id": "c-1", "accounts": ["shop"], "members": rows}
        units = {"group": "g-1", "accounts": ["shop"], "members": len(rows), "units": rows}
        assert verdicts.digest(told) == verdicts.digest(units)
        return verdicts.digest(told)

    assert of("a", "b") == of("b", "a") != of("a", "c")
    assert of("a\nb") != of("a", "b")
    assert of("\ud800") != of("a"), "what is no Unicode has one, too"
    assert of(None) == verdicts.digest({"accounts": ["shop"]}) != of("a")
    odd = {"accounts": ["shop"], "members": ["x", 3]}
    assert verdicts.digest(odd) == of(None)


def test_verdicts_are_appended_and_private_and_nothing_else_is_left(tmp_path: Path) -> None:
    for word in ("true", "false", "licensed"):
        append(tmp_path, said(word))
    assert [v.verdict for v in read(tmp_path)] == ["true", "false", "licensed"]
    assert [p.name for p in tmp_path.iterdir()] == [FILE]
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    first = (tmp_path / FILE).read_bytes().split(b"\n")[0]
    append(tmp_path, said("true"))
    assert (tmp_path / FILE).read_bytes().split(b"\n")[0] == first


def test_a_last_line_without_its_newline_is_not_run_together(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(msgspec.json.encode(said("true")))
    append(tmp_path, said("false"))
    assert [v.verdict for v in read(tmp_path)] == ["true", "false"]


def test_the_last_word_counts() -> None:
    early, late = said("true"), said("false", "2026-03-02T00:00:00Z")
    other = said("true", id="c-2")
    assert latest([early, late, other]) == {"c-1": late, "c-2": other}
    assert latest([late, early])["c-1"] is late
    assert latest([early, said("licensed")])["c-1"].verdict == "licensed"
    assert latest([]) == {}


def test_no_file_is_no_verdict(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    assert read(tmp_path / "missing") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", r"verdicts.jsonl:2: not a verdict"),
        (b'{"campaign": "c"}', r":2: not a verdict"),
        (b"\xff", r":2: not a verdict"),
        (b"[" * 100_000, r":2: not a verdict"),
        (msgspec.json.encode(said("perhaps")), r":2: a verdict that this release does not know"),
        (msgspec.json.encode(msgspec.structs.replace(said("true"), version=2)),
         r":2: a verdict that this release does not know"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_one_clear_line_and_is_not_written_over(
    tmp_path: Path, line: bytes, message: str
) -> None:
    data = msgspec.json.encode(said("true")) + b"\n" + line + b"\n"
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(InputError, match=message):
        read(tmp_path)
    with pytest.raises(InputError, match=message):
        append(tmp_path, said("true"))
    assert (tmp_path / FILE).read_bytes() == data


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_PATIENCE_S", 0.0)
    held = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    with pytest.raises(InputError, match="an audit is writing here"), locked(tmp_path):
        pass
    os.close(held)
    with locked(tmp_path):
        append(tmp_path, said("true"))
    with pytest.raises(InputError, match="no such file or directory"), locked(tmp_path / "no"):
        pass


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    try:
        assert read(tmp_path) == []
    except InputError as error:
        assert FILE in str(error)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_noted_comes_back(tmp_path: Path, by: str, note: str) -> None:
    (tmp_path / FILE).unlink(missing_ok=True)
    append(tmp_path, made := snapshot(CAMPAIGN, "true", "2026-03-01T00:00:00Z", by=by, note=note))
    append(tmp_path, made)
    assert read(tmp_path) == [made, made]


def test_a_name_with_a_newline_is_one_member() -> None:
    one, two = [("a\nb", None), ("c", None)], [("a", None), ("b", None), ("c", None)]
    assert verdicts.digest_of(one) != verdicts.digest_of(two)
    assert verdicts.digest({"accounts": ["a\nb", "c"]}) == verdicts.digest_of(one)
    assert verdicts.digest_of([("a", "u\nv")]) != verdicts.digest_of([("a", "u"), ("a", "v")])
