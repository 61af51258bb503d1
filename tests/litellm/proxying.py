"""A real LiteLLM proxy in front of a local API; LiteLLM is in an environment of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from stillwatch.gateway.litellm.settings import VARIABLE

LITELLM = os.environ.get("STILLWATCH_LITELLM") or shutil.which("litellm")
"""The program, with what stillwatch needs beside it in its environment."""
WHY = "no LiteLLM: name its executable in STILLWATCH_LITELLM"
ROOT = Path(__file__).resolve().parent.parent.parent
USED = 30

_AUTH = """
from litellm.proxy._types import UserAPIKeyAuth, hash_token

async def authenticate(request, api_key):
    name = api_key.removeprefix("sk-")
    return UserAPIKeyAuth(
        api_key=hash_token(api_key), user_id=name, team_id="team-" + name, org_id="org-" + name,
        user_email=name + "@example.com", user_role="internal_user",
    )
"""
_OWN_LOG = """
import json
from litellm.integrations.custom_logger import CustomLogger

class Own(CustomLogger):
    async def async_log_success_event(self, kwargs, response_obj, start_time, end_time):
        with open("own.jsonl", "a") as file:
            file.write(json.dumps(kwargs["standard_logging_object"], default=str) + "\\n")

    async_log_failure_event = async_log_success_event

own = Own()
"""
_CONFIG = """
environment_variables:
  VARIABLE: stillwatch.toml
model_list:
  - {model_name: small, litellm_params: {model: openai/gpt-4o-mini, api_key: none, api_base: API/v1}}
  - {model_name: opus, litellm_params: {model: anthropic/claude-opus-4-1, api_key: none, api_base: API}}
  - {model_name: thinker, litellm_params: {model: openai/o3, api_key: none, api_base: API/v1}}
  - {model_name: vectors, litellm_params: {model: openai/text-embedding-3-small, api_key: none, api_base: API/v1}}
  - {model_name: mock, litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "Four."}}
  - {model_name: falls, litellm_params: {model: openai/gpt-4o-mini, api_key: none, api_base: API/broken}}
guardrails:
  - guardrail_name: stillwatch
    litellm_params: {guardrail: stillwatch.gateway.litellm.guardrail.Guardrail, mode: pre_call, default_on: true}
litellm_settings:
  callbacks: [stillwatch.gateway.litellm.callback.exchanges, own_log.own]
  num_retries: 0
  fallbacks: [{falls: [small]}]
general_settings: {custom_auth: custom_auth.authenticate}
"""  # noqa: E501


class Upstream:
    """A model API; keeps what it is sent."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, Any]]] = []
        seen = self.seen

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                seen.append((self.path, body))
                if self.path.startswith("/broken"):
                    return self.answer(500, b'{"error": {"message": "broken", "type": "x"}}')
                if body.get("stream"):
                    return self.answer(200, _stream(), "text/event-stream")
                self.answer(200, json.dumps(_reply(self.path, body)).encode())

            def answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _reply(path: str, body: dict[str, Any]) -> dict[str, Any]:
    if path.endswith("/messages"):
        return {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"],
                "content": [{"type": "text", "text": "Four."}], "stop_reason": "end_turn",
                "usage": {"input_tokens": 10, "output_tokens": 20}}  # fmt: skip
    if path.endswith("/responses"):
        said = {"type": "output_text", "text": "Four.", "annotations": []}
        item = {"type": "message", "id": "m", "role": "assistant", "status": "completed",
                "content": [said]}  # fmt: skip
        return {"id": "resp_1", "object": "response", "created_at": 1, "status": "completed",
                "model": body["model"], "output": [item], "parallel_tool_calls": True,
                "tools": [], "tool_choice": "auto", "temperature": 1.0, "top_p": 1.0,
                "usage": {"input_tokens": 10, "output_tokens": 20, "total_tokens": USED,
                          "input_tokens_details": {"cached_tokens": 0},
                          "output_tokens_details": {"reasoning_tokens": 0}}}  # fmt: skip
    if path.endswith("/embeddings"):
        return {"object": "list", "model": body["model"],
                "data": [{"object": "embedding", "index": 0, "embedding": [0.5, 0.25]}],
                "usage": {"prompt_tokens": USED, "total_tokens": USED}}  # fmt: skip
    message = {"role": "assistant", "content": "Four."}
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 10, "completion_tokens": 20,
                      "total_tokens": USED}}  # fmt: skip


def _stream() -> bytes:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": "Fo"}, {"content": "ur."}]
    made = [{"index": 0, "delta": d, "finish_reason": None} for d in deltas]
    made.append({"index": 0, "delta": {}, "finish_reason": "stop"})
    events = [head | {"choices": [choice]} for choice in made]
    usage = {"prompt_tokens": 10, "completion_tokens": 20, "total_tokens": USED}
    events.append(head | {"choices": [], "usage": usage})
    text = "".join(f"data: {json.dumps(event)}\n\n" for event in events)
    return f"{text}data: [DONE]\n\n".encode()


class Proxy:
    """A proxy that runs."""

    def __init__(self, folder: Path, api: Upstream, settings: str) -> None:
        assert LITELLM is not None
        self.folder, self.api, self.out = folder, api, folder / "log"
        config = _CONFIG.replace("API", api.url).replace("VARIABLE", VARIABLE)
        texts = {"config.yaml": config, "stillwatch.toml": settings, "custom_auth.py": _AUTH,
                 "own_log.py": _OWN_LOG}  # fmt: skip
        for name, text in texts.items():
            (folder / name).write_text(text)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        environment = os.environ | {
            "PYTHONPATH": str(ROOT / "src"), "LITELLM_MASTER_KEY": f"sk-{secrets.token_hex(24)}",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False",
            "NO_DOCS": "True",
        }  # fmt: skip
        self._said = (folder / "proxy.log").open("w")
        self.process = subprocess.Popen(
            [LITELLM, "--config", "config.yaml", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=folder, env=environment, stdout=self._said, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def said(self) -> str:
        return (self.folder / "proxy.log").read_text()

    def wait(self) -> None:
        """Wait until it serves; loading takes LiteLLM minutes where others use the machine."""

        def up() -> bool:
            assert self.process.poll() is None, self.said()[-3000:]
            try:
                with urllib.request.urlopen(f"{self.url}/health/liveliness", timeout=20) as reply:
                    return bool(reply.status == 200)
            except urllib.error.HTTPError as error:
                error.close()
                return False
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                return False

        until(up, 1800)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(60)
        finally:
            self.process.kill()
            self._said.close()

    def lines(self, name: str, count: int = 1) -> list[dict[str, Any]]:
        """Return what the log has of one key once it has so many lines."""
        account = account_of(name)

        def found() -> list[dict[str, Any]]:
            return [line for line in self.every() if line["account"]["id"] == account]

        until(lambda: len(found()) >= count, 600)
        return found()

    def every(self) -> list[dict[str, Any]]:
        import pyarrow as pa

        made = []
        for path in sorted(self.out.glob("exchanges-*.zst")):
            with pa.input_stream(path, compression="zstd") as file:
                made += [json.loads(line) for line in file.read().splitlines()]
        return made


@contextmanager
def proxying(folder: Path, settings: str) -> Iterator[Proxy]:
    """Run a proxy."""
    api = Upstream()
    try:
        proxy = Proxy(folder, api, settings)
        try:
            proxy.wait()
            yield proxy
        finally:
            proxy.stop()
    finally:
        api.close()


def account_of(name: str) -> str:
    """The account of a test's key: its hash, as LiteLLM makes it."""
    return sha256(f"sk-{name}".encode()).hexdigest()


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for something that comes by itself."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
