"""A local API that speaks OpenAI's and Anthropic's dialects as the real ones do, for the tests."""

from __future__ import annotations

import asyncio
import gzip
import json
from typing import Any

from aiohttp import web
from multidict import CIMultiDict

from stillwatch.gateway.routes import segments

from .batch_api import Batches

WORDS = ["Water ", "freezes ", "at ", "zero ", "degrees — ", "0 °C."]
ANSWER = "".join(WORDS)
SIGNATURE = "EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYds//+=="
CACHED = {"prompt_tokens_details": {"cached_tokens": 2}}
OPENAI_USAGE = {
    "prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18,
    "completion_tokens_details": {"reasoning_tokens": 3}, **CACHED,
}  # fmt: skip
ERRORS = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit_error",
          500: "api_error", 529: "overloaded_error"}  # fmt: skip


class Api:
    """Answers requests; keeps what it saw."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.connections: set[object] = set()
        """Ports that requests came from."""
        self.gone = asyncio.Event()
        """Set when a client left before its stream had ended."""
        self.go_on = asyncio.Event()
        """What a stream that pauses waits for."""
        self.url = ""
        self.batches = Batches(self)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(client_max_size=1 << 30)
        app.router.add_route("*", "/{rest:.*}", self._answer)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, auto_decompress=False
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        assert self._runner is not None
        self.go_on.set()
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        assert request.transport is not None
        self.connections.add(request.transport.get_extra_info("peername"))
        self.seen.append((request.method, request.raw_path, dict(request.headers), body))
        path = "/" + "/".join(segments(request.raw_path.partition("?")[0]))
        if (made := await self.batches.answer(request, body)) is not None:
            return made
        if (
            request.method != "POST"
            or b"multipart" in request.headers.get("content-type", "").encode()
        ):
            cookies = [("set-cookie", "a=1"), ("set-cookie", "b=2"), ("x-twice", "1")]
            plain = {"object": "list", "data": [], "size": len(body)}
            return web.json_response(plain, headers=CIMultiDict(cookies))
        if request.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict) or not isinstance(asked.get("model"), str):
            return _error(400, path.endswith("/messages"))
        model = str(asked.get("model", ""))
        anthropic = path.endswith("/messages")
        if model.startswith("error-"):
            return _error(int(model.split("-")[1]), anthropic)
        if model == "silent":
            try:
                await self.go_on.wait()
            except asyncio.CancelledError:
                self.gone.set()
                raise
        if model == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if path.endswith("/embeddings"):
            data = [{"object": "embedding", "index": 0, "embedding": [0.5, 0.25]}]
            usage = {"prompt_tokens": 4, "total_tokens": 4}
            return web.json_response(
                {"object": "list", "data": data, "model": model, "usage": usage}
            )
        if model == "flood":
            return await self._stream(request, [b"data: " + b"a" * 65536 + b"\n\n"] * 2000, model)
        if not asked.get("stream"):
            return self._whole(path, asked)
        return await self._stream(request, _events(path, asked), model)

    def _whole(self, path: str, asked: dict[str, Any]) -> web.Response:
        if path.endswith("/messages"):
            made = anthropic_message(asked)
        elif path.endswith("/responses"):
            made = openai_response(asked)
        elif path.endswith("/chat/completions"):
            made = openai_chat(asked)
        else:
            choice = {"index": 0, "text": ANSWER, "finish_reason": "stop", "logprobs": None}
            made = {"id": "cmpl-1", "object": "text_completion", "model": asked["model"],
                    "created": 1, "choices": [choice], "usage": OPENAI_USAGE}  # fmt: skip
        headers = {"x-request-id": "req-1", "openai-organization": "org-1"}
        if asked["model"] == "long":
            made["padding"] = "a" * 60_000
        if asked["model"] == "longer":
            made["padding"] = "a" * 300_000
        if asked["model"] == "packed":
            packed = gzip.compress(json.dumps(made).encode())
            headers |= {"content-encoding": "gzip", "content-type": "application/json"}
            return web.Response(body=packed, headers=headers)
        return web.json_response(made, headers=headers)

    async def _stream(
        self, request: web.Request, events: list[bytes], model: str
    ) -> web.StreamResponse:
        out = web.StreamResponse(headers={"content-type": "text/event-stream; charset=utf-8"})
        await out.prepare(request)
        half = len(events) // 2
        try:
            for at, event in enumerate(events):
                if at == half and model == "pause":
                    await self.go_on.wait()
                if at == half and model == "reset-midway":
                    assert request.transport is not None
                    await asyncio.sleep(0.05)
                    request.transport.abort()
                    return out
                if model == "bytewise":
                    for byte in event:
                        await out.write(bytes([byte]))
                else:
                    await out.write(event)
        except (asyncio.CancelledError, ConnectionError):
            self.gone.set()
            raise
        await out.write_eof()
        return out


def _error(status: int, anthropic: bool) -> web.Response:
    kind = ERRORS[status]
    error = {"type": kind, "message": "as asked"}
    headers = {"request-id": "req-e"} | ({"retry-after-ms": "1"} if status == 429 else {})
    made = {"type": "error", "error": error} if anthropic else {
        "error": error | {"param": None, "code": kind}
    }  # fmt: skip
    return web.json_response(made, status=status, headers=headers)


def _count(given: Any) -> int:
    return given if isinstance(given, int) else 1


def openai_chat(asked: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": ANSWER, "refusal": None}
    finish = "stop"
    if isinstance(asked.get("tools"), list):
        function = {"name": "lookup", "arguments": '{"q":"ice"}'}
        message |= {
            "content": None,
            "tool_calls": [{"id": "c1", "type": "function", "function": function}],
        }
        finish = "tool_calls"
    choices = [{"index": at, "message": message, "finish_reason": finish, "logprobs": None}
               for at in range(_count(asked.get("n")))]  # fmt: skip
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": asked["model"],
            "choices": choices, "usage": OPENAI_USAGE}  # fmt: skip


def openai_response(asked: dict[str, Any]) -> dict[str, Any]:
    text = {"type": "output_text", "text": ANSWER, "annotations": []}
    summary = {"type": "summary_text", "text": "Think of ice."}
    usage = {"input_tokens": 11, "output_tokens": 7, "total_tokens": 18,
             "input_tokens_details": {"cached_tokens": 2},
             "output_tokens_details": {"reasoning_tokens": 3}}  # fmt: skip
    output = [
        {"type": "reasoning", "id": "rs_1", "summary": [summary], "encrypted_content": "gAAA"},
        {
            "type": "message",
            "id": "msg_1",
            "role": "assistant",
            "status": "completed",
            "content": [text],
        },
    ]
    return {"id": "resp_1", "object": "response", "created_at": 1, "status": "completed",
            "error": None, "incomplete_details": None, "instructions": None,
            "model": asked["model"], "output": output, "parallel_tool_calls": True,
            "tool_choice": "auto", "tools": [], "metadata": {},
            "temperature": 1.0, "top_p": 1.0, "usage": usage}  # fmt: skip


def anthropic_message(asked: dict[str, Any]) -> dict[str, Any]:
    content: list[dict[str, Any]] = [
        {"type": "thinking", "thinking": "Think of ice.", "signature": SIGNATURE},
        {"type": "text", "text": ANSWER},
    ]
    if asked.get("tools"):
        content.append({"type": "tool_use", "id": "t1", "name": "lookup", "input": {"q": "ice"}})
    usage = {"input_tokens": 6, "output_tokens": 7, "cache_read_input_tokens": 2,
             "cache_creation_input_tokens": 3}  # fmt: skip
    return {"id": "msg_1", "type": "message", "role": "assistant", "model": asked["model"],
            "content": content, "stop_reason": "tool_use" if asked.get("tools") else "end_turn",
            "stop_sequence": None, "usage": usage}  # fmt: skip


def _events(path: str, asked: dict[str, Any]) -> list[bytes]:
    if path.endswith("/messages"):
        return [_event(e, e["type"]) for e in _anthropic(asked)]
    if path.endswith("/responses"):
        return [_event(e, e["type"]) for e in _responses(asked)]
    chat = path.endswith("/chat/completions")
    options = asked.get("stream_options")
    wants = isinstance(options, dict) and bool(options.get("include_usage"))
    return [*(_event(e) for e in _chunks(asked, chat, wants)), b"data: [DONE]\n\n"]


def _event(data: dict[str, Any], name: str = "") -> bytes:
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (f"event: {name}\n" if name else "").encode() + f"data: {line}\n\n".encode()


def _chunks(asked: dict[str, Any], chat: bool, wants: bool) -> list[dict[str, Any]]:
    kind = "chat.completion.chunk" if chat else "text_completion"
    head = {"id": "chatcmpl-1", "object": kind, "created": 1, "model": asked["model"]}
    null = {"usage": None} if wants else {}

    def chunk(part: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        said = {"delta": part} if chat else {"text": part.get("content", "")}
        return head | {"choices": [{"index": 0, **said, "finish_reason": finish}]} | null

    made = [chunk({"role": "assistant", "content": ""}), *(chunk({"content": w}) for w in WORDS)]
    if asked.get("tools"):
        function = {"name": "lookup", "arguments": ""}
        call = {"index": 0, "id": "c1", "type": "function", "function": function}
        made = [chunk({"role": "assistant", "content": None, "tool_calls": [call]})]
        made += [chunk({"tool_calls": [{"index": 0, "function": {"arguments": part}}]})
                 for part in ('{"q":', '"ice"}')]  # fmt: skip
    made.append(chunk({}, "tool_calls" if asked.get("tools") else "stop"))
    if wants:
        made.append(head | {"choices": [], "usage": OPENAI_USAGE})
    return made


def _responses(asked: dict[str, Any]) -> list[dict[str, Any]]:
    whole = openai_response(asked)
    begun = whole | {"status": "in_progress", "output": [], "usage": None}
    at = {"item_id": "msg_1", "output_index": 1, "content_index": 0}
    made: list[dict[str, Any]] = [{"type": "response.created", "response": begun}]
    made += [
        {"type": "response.output_text.delta", "delta": w, "logprobs": [], **at} for w in WORDS
    ]
    made.append({"type": "response.output_text.done", "text": ANSWER, "logprobs": [], **at})
    made.append({"type": "response.completed", "response": whole})
    return [event | {"sequence_number": number} for number, event in enumerate(made)]


def _anthropic(asked: dict[str, Any]) -> list[dict[str, Any]]:
    whole = anthropic_message(asked)
    start = {"input_tokens": 6, "output_tokens": 1, "cache_read_input_tokens": 2,
             "cache_creation_input_tokens": 3}  # fmt: skip
    begun = whole | {"content": [], "stop_reason": None, "usage": start}
    made: list[dict[str, Any]] = [{"type": "message_start", "message": begun}, {"type": "ping"}]
    for index, block in enumerate(whole["content"]):
        kind = block["type"]
        empty = {"thinking": {"thinking": "", "signature": ""}, "text": {"text": ""},
                 "tool_use": {"input": {}}}[kind]  # fmt: skip
        deltas = {
            "thinking": [{"type": "thinking_delta", "thinking": "Think of ice."},
                         {"type": "signature_delta", "signature": SIGNATURE}],
            "text": [{"type": "text_delta", "text": word} for word in WORDS],
            "tool_use": [{"type": "input_json_delta", "partial_json": part}
                         for part in ('{"q":', ' "ice"}')],
        }[kind]  # fmt: skip
        made.append({"type": "content_block_start", "index": index, "content_block": block | empty})
        made += [
            {"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas
        ]
        made.append({"type": "content_block_stop", "index": index})
    delta = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
    made.append({"type": "message_delta", "delta": delta, "usage": {"output_tokens": 7}})
    return [*made, {"type": "message_stop"}]
