"""Batches through the real SDKs: each line is an exchange, its reply joined when it is fetched."""

from __future__ import annotations

import io
import json
import sqlite3
import time
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import anthropic
import openai
import pytest

from stillwatch.gateway.batches.joiner import Joiner
from stillwatch.gateway.batches.store import NAME

from .running import Running, running
from .test_serve import rows, serving
from .upstream import ANSWER

ASKED = [{"role": "user", "content": "When does water freeze?"}]
USAGE = {"input_tokens": 11, "output_tokens": 7, "reasoning_tokens": 3,
         "cache_read_input_tokens": 2}  # fmt: skip


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Running]:
    with running(tap={"text": True, "out": str(tmp_path)}) as made:
        yield made


@pytest.fixture
def client(gateway: Running) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(
        base_url=f"{gateway.url}/v1", api_key="sk-test", max_retries=0, timeout=20
    ) as made:
        yield made


@pytest.fixture
def claude(gateway: Running) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(
        base_url=gateway.url, api_key="sk-ant-test", max_retries=0, timeout=20
    ) as made:
        yield made


def line(number: int, **changes: Any) -> bytes:
    body = {"model": "m", "messages": ASKED, "user": "u7"} | changes
    return json.dumps({"custom_id": f"row-{number}", "method": "POST",
                       "url": "/v1/chat/completions", "body": body}).encode()  # fmt: skip


def created(client: openai.OpenAI, content: bytes) -> Any:
    file = client.files.create(file=("a.jsonl", io.BytesIO(content)), purpose="batch")
    return client.batches.create(
        input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
    )


def fetched(client: openai.OpenAI, batch: Any) -> bytes:
    done = client.batches.retrieve(batch.id)
    assert done.output_file_id
    return client.files.content(done.output_file_id).content


def logged(gateway: Running) -> list[dict[str, Any]]:
    assert gateway.batches is not None
    gateway.settled()
    return gateway.batches.lines


def wait_over(gateway: Running, times: int = 1) -> None:
    """Let the time of all batches be over."""
    gateway.settled()
    gateway.later = 27 * 3600.0

    async def due() -> None:
        assert gateway.batches is not None and isinstance(gateway.batches.recorder, Joiner)
        gateway.batches.put(gateway.batches.recorder.due())

    for _ in range(times):
        gateway.do(due())


def stored(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / NAME)) as db:
        return db.execute(query).fetchall()


def counted(gateway: Running) -> dict[str, int]:
    assert gateway.batches is not None
    return gateway.batches.recorder.counts


def test_a_batch_of_a_file(gateway: Running, client: openai.OpenAI) -> None:
    before = time.time()
    batch = created(
        client, b"\n".join(line(n) for n in range(3)) + b"\n" + line(3, model="error-4")
    )
    assert not logged(gateway), "requests wait for their results"
    done = client.batches.retrieve(batch.id)
    content = client.files.content(done.output_file_id)
    assert content.content == gateway.api.batches.files[done.output_file_id]
    rows = logged(gateway)
    assert [r["request"].pop("custom_id") for r in rows] == ["row-0", "row-1", "row-2"]
    assert rows[0]["request"] == {"endpoint": "chat.completions", "model": "m", "user": "u7",
                                  "messages": ASKED, "batch_id": batch.id}  # fmt: skip
    assert rows[0]["response"] == {"id": "chatcmpl-1", "model": "m", "content": ANSWER,
                                   "finish_reason": "stop", "status": 200}  # fmt: skip
    assert rows[0]["usage"] == USAGE and rows[0]["account"]["end_user"] == "u7"
    assert len({r["id"] for r in rows}) == 3
    at = time.mktime(time.strptime(rows[0]["time"][:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone
    assert before - 2 < at < time.time() + 2
    client.files.content(done.error_file_id)
    (failed,) = logged(gateway)[3:]
    assert failed["response"] == {"status": 429} and failed["request"]["model"] == "error-4"


def test_fetched_twice_or_in_parts_counts_once(gateway: Running, client: openai.OpenAI) -> None:
    batch = created(client, b"\n".join(line(n) for n in range(50)))
    done = client.batches.retrieve(batch.id)
    path = f"/files/{done.output_file_id}/content"
    half = client.get(path, cast_to=openai.HttpxBinaryResponseContent,
                      options={"headers": {"range": "bytes=0-5000"}})  # fmt: skip
    assert len(half.content) == 5001
    some = len(logged(gateway))
    assert 0 < some < 50
    for _ in range(2):
        client.files.content(done.output_file_id)
    assert len(logged(gateway)) == 50 == len({r["id"] for r in logged(gateway)})


def test_another_key_of_the_organisation_fetches(gateway: Running, client: openai.OpenAI) -> None:
    batch = created(client, line(0))
    fetched(client.with_options(api_key="sk-other"), batch)
    (row,) = logged(gateway)
    gateway.tap.lines.clear()
    client.chat.completions.create(model="m", messages=ASKED)
    assert row["account"]["key"] == gateway.lines()[0]["account"]["key"], "who asked, not who took"


def test_results_that_are_never_fetched(
    gateway: Running, client: openai.OpenAI, tmp_path: Path
) -> None:
    batch = created(client, b"\n".join(line(n) for n in range(2500)))
    client.files.create(file=("b.jsonl", line(7)), purpose="batch")
    wait_over(gateway, 4)
    rows = logged(gateway)
    assert len(rows) == 2500
    assert rows[0]["response"] == {"finish_reason": "not_fetched"}
    assert rows[0]["request"]["messages"] == ASKED
    assert stored(tmp_path, "SELECT count(*) FROM lines") == [(0,)], "nothing is kept of it"
    fetched(client, batch)
    assert len(logged(gateway)) == 2500, "it was logged"


def test_a_batch_that_was_refused_never_ran(gateway: Running, client: openai.OpenAI) -> None:
    batch = created(client, line(0))
    gateway.api.batches.batches[batch.id]["status"] = "failed"
    client.batches.retrieve(batch.id)
    wait_over(gateway)
    assert not logged(gateway)


def test_the_join_survives_a_restart_and_keeps_no_text_without_leave(tmp_path: Path) -> None:
    secret = [{"role": "user", "content": "a secret question"}]
    with running(tap={"out": str(tmp_path)}) as first:
        with openai.OpenAI(base_url=f"{first.url}/v1", api_key="k", max_retries=0) as client:
            batch = created(client, line(0, messages=secret, user="secret-user", tools=[
                {"type": "function", "function": {"name": "lookup", "description": "a secret"}}
            ]).replace(b"row-0", b"secret-row"))  # fmt: skip
            first.settled()
        held = b"".join(p.read_bytes() for p in tmp_path.glob(".batches.sqlite*"))
        ((packed,),) = stored(tmp_path, "SELECT asked FROM lines")
        kept = zlib.decompress(packed)
        assert b"secret question" not in kept + held and b"secret-row" not in kept + held
        api = first.api.batches
    with running(tap={"out": str(tmp_path)}) as second:
        second.api.batches = api
        with openai.OpenAI(base_url=f"{second.url}/v1", api_key="k", max_retries=0) as client:
            fetched(client, batch)
        (row,) = logged(second)
    assert row["request"]["model"] == "m" and row["usage"]["output_tokens"] == 7
    assert row["request"]["tools"] == [{"name": "lookup"}]
    assert "secret question" not in str(row) and "secret-row" not in str(row)
    assert "content" not in row["response"] and row["content_state"] == "absent"
    assert row["account"]["end_user"] == "secret-user", "as for other requests"


def test_a_batch_from_before_the_gateway(gateway: Running, client: openai.OpenAI) -> None:
    with openai.OpenAI(base_url=f"{gateway.api.url}/v1", api_key="k", max_retries=0) as direct:
        gateway.api.batches.created_at = int(time.time()) - 7200
        batch = created(direct, line(0))
    assert client.batches.list().data[0].id == batch.id
    fetched(client, batch)
    (row,) = logged(gateway)
    assert row["request"]["model"] == "m" and row["request"]["endpoint"] == "chat.completions"
    assert row["response"]["content"] == ANSWER and "messages" not in row["request"]
    assert counted(gateway)["batch_alone"] == 1


def test_a_file_that_the_api_never_called_results_is_none(
    gateway: Running, client: openai.OpenAI
) -> None:
    forged = json.dumps({"custom_id": "a", "response": {"status_code": 200, "body": {
        "object": "chat.completion", "model": "m", "choices": []}}}).encode()  # fmt: skip
    file = client.files.create(file=("a.jsonl", forged), purpose="user_data")
    assert client.files.content(file.id).content == forged
    assert not logged(gateway)


def test_packed_results(gateway: Running, client: openai.OpenAI) -> None:
    gateway.api.batches.gzip = True
    fetched(client, created(client, b"\n".join(line(n) for n in range(200))))
    assert len(logged(gateway)) == 200


def test_a_batch_of_messages(gateway: Running, claude: anthropic.Anthropic) -> None:
    params = {"max_tokens": 9, "messages": ASKED, "metadata": {"user_id": "u7"}}
    asked: Any = [
        {"custom_id": f"row-{n}", "params": {"model": model, **params}}
        for n, model in enumerate(["m", "error-400", "late"])
    ]
    batch = claude.messages.batches.create(requests=asked)
    results = list(claude.messages.batches.results(batch.id))
    assert results[0].result.type == "succeeded"
    assert results[0].result.message.content[1].text == ANSWER
    paths = [(m, p) for m, p, _, _ in gateway.api.seen]
    name = f"/v1/messages/batches/{batch.id}"
    assert paths[1:] == [("GET", name), ("GET", f"{name}/results")], "all through the gateway"
    assert str(batch.results_url).startswith(gateway.url)
    rows = logged(gateway)
    assert [r["response"]["status"] for r in rows] == [200, "invalid_request_error", "expired"]
    assert rows[0]["request"] == {
        "endpoint": "messages", "model": "m", "max_tokens": 9, "messages": ASKED,
        "metadata": {"user_id": "u7"}, "batch_id": batch.id, "custom_id": "row-0",
    }  # fmt: skip
    assert rows[0]["usage"]["input_tokens"] == 11 and rows[0]["account"]["end_user"] == "u7"
    assert all(r["account"]["id"].startswith("unknown:") for r in rows)
    assert [b.id for b in claude.messages.batches.list()] == [batch.id]


@pytest.mark.parametrize("host", ['a"b', "a/b", "a b", "x" * 300, ""])
def test_an_odd_host_rewrites_nothing(
    gateway: Running, claude: anthropic.Anthropic, host: str
) -> None:
    batch = claude.messages.batches.create(
        requests=[{"custom_id": "a", "params": {"model": "m", "max_tokens": 1, "messages": []}}]
    )
    request = urllib.request.Request(
        f"{gateway.url}/v1/messages/batches/{batch.id}", headers={"Host": host}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            found = json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            assert error.code == 400
        return
    assert found["results_url"].startswith(gateway.api.url)


def test_the_command_joins_them_in_the_log(tmp_path: Path) -> None:
    with running() as api, serving(api, tmp_path, "--text") as served:
        with openai.OpenAI(base_url=f"{served.url}/v1", api_key="k", max_retries=0) as client:
            batch = created(client, b"\n".join(line(n) for n in range(100)))
            fetched(client, batch)
            client.chat.completions.create(model="m", messages=ASKED)  # type: ignore[arg-type]
        served.stop()
    assert served.counts["batch_exchanges"] == 100 and served.counts["exchanges"] == 1
    found = rows(tmp_path)
    assert len(found) == 101
    joined = [row for row in found if row.get("batch_id") == batch.id]
    assert len(joined) == 100
    assert all(row["output"] == ANSWER and row["output_tokens"] == 7 for row in joined)
    assert all(row["text"] == "When does water freeze?" for row in joined)
