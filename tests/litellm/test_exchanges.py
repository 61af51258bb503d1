"""The log that the callback writes: what LiteLLM's own log says, bounded, and without secrets."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.enforce.asked import Mark
from stillwatch.gateway.litellm.exchanges import Exchanges
from stillwatch.gateway.litellm.settings import Log, Settings
from stillwatch.gateway.litellm.ticket import Ticket
from stillwatch.gateway.settings import Client
from stillwatch.ingest.read import open_logs

from .calls import KEY, MESSAGES, payload

FIXTURE = Path(__file__).parent.parent / "fixtures" / "logs" / "litellm.jsonl"


def lines(folder: Path) -> list[dict[str, Any]]:
    import pyarrow as pa

    made = []
    for path in sorted(folder.glob("exchanges-*.zst")):
        with pa.input_stream(path, compression="zstd") as file:
            made += [json.loads(line) for line in file.read().splitlines()]
    return made


def logged(
    folder: Path, *calls: dict[str, Any], text: bool = True, **settings: Any
) -> tuple[list[dict[str, Any]], Exchanges]:
    """What a log holds after some calls."""
    log = Exchanges(Settings(log=Log(str(folder), text), **settings), lambda note: None)
    for call in calls:
        log.take(call)
    log.close()
    return lines(folder), log


def call(ticket: Ticket | None = None, **changes: Any) -> dict[str, Any]:
    """What LiteLLM hands to a logger."""
    came = {"headers": {"x-forwarded-for": "203.0.113.9", "authorization": "Bearer sk-SECRET-6"}}
    own = {"stillwatch": ticket, "user_api_key": KEY}
    parameters = {"metadata": own, "proxy_server_request": came, "api_key": "sk-SECRET-7"}
    return {"standard_logging_object": payload(**changes), "litellm_params": parameters}


def test_a_call(tmp_path: Path) -> None:
    (line,), log = logged(tmp_path, call())
    ident, own = line.pop("id").split(":")
    assert ident.startswith("call-1-") and own
    assert line == {
        "time": "2026-11-26T12:52:47.250000+00:00", "session": "s-1",
        "account": {"id": KEY, "key": KEY, "org": "org-1", "end_user": "u1",
                    "email_domain": "example.com"},
        "client": {"ip": "198.51.100.7", "user_agent": "neutral-client/1.0"},
        "request": {
            "endpoint": "chat.completions", "model": "small", "logprobs": True, "n": 3,
            "max_tokens": 50, "temperature": 0.2,
            "messages": [{"role": "system", "content": "Be brief."}, *MESSAGES],
        },
        "response": {"model": "small", "status": 200, "finish_reason": "stop",
                     "latency_ms": 500.0,
                     "output": [{"role": "assistant", "content": "At zero."}]},
        "usage": {"input_tokens": 10, "output_tokens": 20},
    }  # fmt: skip
    assert log.counts == {"exchanges": 1}


def test_no_secret_and_without_leave_no_text(tmp_path: Path) -> None:
    logged(tmp_path / "a", call())
    logged(tmp_path / "b", call(), text=False)
    said = json.dumps(lines(tmp_path / "a"))
    assert "SECRET" not in said and "freeze" in said
    (bare,) = lines(tmp_path / "b")
    assert not any(word in json.dumps(bare) for word in ("SECRET", "freeze", "brief", "zero"))
    assert bare["content_state"] == "absent" and bare["request"]["logprobs"] is True
    assert [m["role"] for m in bare["request"]["messages"]] == ["system", "user"]
    for folder in (tmp_path / "a", tmp_path / "b"):
        for file in folder.iterdir():
            assert file.stat().st_mode & 0o077 == 0


def test_the_log_and_litellms_own_name_the_same_accounts(tmp_path: Path) -> None:
    """Calls of a real proxy, read from its log and from ours."""
    payloads = [json.loads(line) for line in FIXTURE.read_text().splitlines()]
    calls = [{"standard_logging_object": one, "litellm_params": {}} for one in payloads]
    _, log = logged(tmp_path / "ours", *calls)
    own = tmp_path / "own"
    own.mkdir()
    (own / "litellm.jsonl").write_bytes(FIXTURE.read_bytes())

    def rows(folder: Path) -> list[Any]:
        reader = open_logs([folder])
        found = [row | {"id": None} for batch in reader for row in batch.to_pylist()]
        assert reader.report.malformed == 0
        assert folder == own or not reader.report.unknown_fields
        return sorted(found, key=lambda row: str(row["time"]))

    assert rows(tmp_path / "ours") == rows(own)
    assert log.counts["exchanges"] == len(rows(own)) > 4
    assert log.counts["skipped"] == 1, "embeddings generate no text"


def test_what_was_decided(tmp_path: Path) -> None:
    ticket = Ticket([
        Mark("d-00000000000000a1", "tag", True, False),
        Mark("d-00000000000000a2", "block", True, True, "ref-1"),
    ])  # fmt: skip
    (line,), _ = logged(tmp_path, call(ticket, status="failure", response=None,
                                       error_information={"error_code": "403"}))  # fmt: skip
    assert line["enforcement"] == {"decisions": [
        {"id": "d-00000000000000a1", "action": "tag", "done": True, "refused": False},
        {"id": "d-00000000000000a2", "action": "block", "done": True, "refused": True,
         "reference": "ref-1"},
    ]}  # fmt: skip
    assert line["response"] == {"status": 403, "finish_reason": "refused", "latency_ms": 500.0}


def test_a_client_that_gives_all_its_calls_one_id_is_counted_each_time(tmp_path: Path) -> None:
    found, _ = logged(tmp_path, call(), call(), call(litellm_call_id="c" * 10_000))
    assert len({line["id"] for line in found}) == 3
    assert max(len(line["id"]) for line in found) < 200


@pytest.mark.parametrize(("kind", "expected"), [("user", "anna"), ("team", "team-a")])
def test_another_kind_of_account(tmp_path: Path, kind: str, expected: str) -> None:
    without = payload()["metadata"] | {"user_api_key_user_id": None, "user_api_key_team_id": None}
    found, log = logged(tmp_path, call(), call(metadata=without), account=kind)
    assert [line["account"]["id"] for line in found] == [expected]
    assert log.counts == {"exchanges": 1, "nobodys": 1}


def test_the_address_behind_proxies(tmp_path: Path) -> None:
    (line,), _ = logged(tmp_path, call(), client=Client(hops=1))
    assert line["client"]["ip"] == "203.0.113.9"
    odd = call(requester_ip_address="203.0.113.9, 10.0.0.1")
    (line,), _ = logged(tmp_path / "odd", odd)
    assert "ip" not in line["client"], "a header that clients begin is no address"


def test_what_cannot_be_logged_is_counted_and_stops_nothing(tmp_path: Path) -> None:
    class Odd:
        pass

    found, log = logged(
        tmp_path, {}, call(messages=Odd()), call(call_type="aembedding"),
        call(metadata={}, end_user=None), call(model=None, model_group=None),
        call(startTime="never", messages=[{"role": "user", "content": "\ud83d"}]),
        call(call_type=7), call(messages=[{"role": "user", "content": "a \ud83d"}]),
    )  # fmt: skip
    assert log.counts["failed"] == 1 and log.counts["skipped"] == 2
    assert log.counts["refused"] == log.counts["nobodys"] == 1
    assert len(found) == log.counts["exchanges"] == 2


def test_what_cannot_be_logged_takes_no_room(tmp_path: Path) -> None:
    odd = call(messages=[{"role": "user", "content": "x" * 300_000}])
    odd["litellm_params"]["proxy_server_request"] = {"headers": {7: "no name of a header"}}
    log = Exchanges(Settings(log=Log(str(tmp_path), True, buffer_mb=1)), lambda note: None)
    for one in (odd, odd, odd, odd, call()):
        log.take(one)
    log.close()
    assert log.counts == {"failed": 4, "exchanges": 1}


def test_calls_without_an_account_are_said(tmp_path: Path) -> None:
    notes: list[str] = []
    log = Exchanges(Settings(account="team", log=Log(str(tmp_path), True)), notes.append)
    without = payload()["metadata"] | {"user_api_key_team_id": None}
    # what is no JSON has no model either: clients send such things, and nobody is told
    odd = call(metadata=without, model=None, model_group=None)
    for one in (odd, call(metadata=without), call(metadata=without), call()):
        log.take(one)
    log.close()
    assert log.counts == {"exchanges": 1, "nobodys": 2, "refused": 1}
    assert notes == ['log: calls left out so far, as they have no account (account = "team"): 1']


def test_what_does_not_fit_is_dropped_and_counted(tmp_path: Path, monkeypatch: Any) -> None:
    notes: list[str] = []
    settings = Settings(log=Log(str(tmp_path), True, buffer_mb=1))
    log = Exchanges(settings, notes.append)
    held, go_on = threading.Event(), threading.Event()
    write = log._segments.write

    def slow(data: bytes) -> None:
        held.set()
        assert go_on.wait(60)
        write(data)

    monkeypatch.setattr(log._segments, "write", slow)
    large = call(messages=[{"role": "user", "content": "x" * 300_000}])
    log.take(large)
    assert held.wait(60)
    for _ in range(5):
        log.take(large)
    go_on.set()
    log.close()
    assert log.counts == {"exchanges": 4, "dropped": 2}
    assert len(lines(tmp_path)) == 4
    assert notes == ["log: 1 exchanges dropped so far: the log is written more slowly than "
                     "traffic comes"]  # fmt: skip


def test_a_full_disk_is_said_and_the_log_goes_on(tmp_path: Path, monkeypatch: Any) -> None:
    notes: list[str] = []
    log = Exchanges(Settings(log=Log(str(tmp_path), True)), notes.append)
    write, full = log._segments.write, [True]

    def refusing(data: bytes) -> None:
        if full.pop() if full else False:
            raise OSError(28, "No space left on device")
        write(data)

    monkeypatch.setattr(log._segments, "write", refusing)
    log.take(call())
    log.take(call())
    log.close()
    assert log.counts == {"not_written": 1, "exchanges": 1}
    assert notes == ["log: No space left on device: exchanges are lost"]


def test_several_workers_write_to_one_folder(tmp_path: Path) -> None:
    settings = Settings(log=Log(str(tmp_path), True))
    several = [Exchanges(settings, lambda note: None) for _ in range(3)]
    for log in several:
        log.take(call())
    for log in several:
        log.close()
    assert len({line["id"] for line in lines(tmp_path)}) == 3


def test_a_log_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"log\.out"):
        Exchanges(Settings(), lambda note: None)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError):
        Exchanges(Settings(log=Log(str(tmp_path / "file" / "log"))), lambda note: None)
