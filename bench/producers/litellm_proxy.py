"""Run a LiteLLM proxy with mock responses, send it calls of several customers, keep its own log.

    python bench/producers/litellm_proxy.py tests/fixtures/logs

The proxy's `generic_api` logger posts its `StandardLoggingPayload`s to a server of this script,
which writes them as they come. Keys are told apart by a custom authenticator, since virtual keys
need LiteLLM's database. What is cut afterwards: prices and the map of models, to save space.
"""
# ruff: noqa: E501

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

CONFIG = """
model_list:
  - model_name: small
    litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "Four."}
  - model_name: vectors
    litellm_params: {model: openai/text-embedding-3-small, api_key: none, mock_response: [0.1, 0.2]}
  - model_name: broken
    litellm_params: {model: openai/gpt-4o-mini, api_key: none, mock_response: "litellm.RateLimitError"}
litellm_settings:
  callbacks: ["generic_api"]
  turn_off_message_logging: REDACT
  num_retries: 0
general_settings:
  custom_auth: custom_auth.authenticate
"""
AUTH = """
from litellm.proxy._types import UserAPIKeyAuth, hash_token

TEAMS = {"sk-anna": ("anna", "team-a", "org-1"), "sk-ben": ("ben", "team-b", "org-1")}

async def authenticate(request, api_key):
    user, team, org = TEAMS[api_key]
    return UserAPIKeyAuth(
        api_key=hash_token(api_key), user_id=user, team_id=team, org_id=org,
        user_email=user + "@example.com", user_role="internal_user",
    )
"""
CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("sk-anna", "/chat/completions", {"model": "small", "user": "customer-7", "temperature": 0.2,
     "max_tokens": 50, "messages": [
         {"role": "system", "content": "Answer in one word."},
         {"role": "user", "content": "How many wheels has a car?"}]}),
    ("sk-ben", "/chat/completions", {"model": "small", "stream": True, "messages": [
         {"role": "user", "content": [
             {"type": "text", "text": "How many legs has a horse?"},
             {"type": "text", "text": "One word, please."}]}]}),
    ("sk-ben", "/chat/completions", {"model": "small", "tools": [
         {"type": "function", "function": {"name": "clock", "parameters": {"type": "object"}}}],
         "messages": [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hi."},
                      {"role": "user", "content": "How many seasons has a year?"}]}),
    ("sk-anna", "/embeddings", {"model": "vectors", "input": "a sentence"}),
    ("sk-anna", "/chat/completions", {"model": "broken", "messages": [
         {"role": "user", "content": "How many sides has a square?"}]}),
    ("sk-ben", "/v1/messages", {"model": "small", "max_tokens": 30, "system": "Be brief.",
     "messages": [{"role": "user", "content": "How many corners has a box lid?"}]}),
    ("sk-anna", "/v1/responses", {"model": "small", "instructions": "Be brief.",
     "input": "How many sides has a rhombus?"}),
]  # fmt: skip
_CUT = ("cost_breakdown", "model_map_information", "guardrail_information", "response_cost")


def main() -> None:
    """Write both logs."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, redact in (("litellm", False), ("litellm-redacted", True)):
        payloads = run(redact)[: 3 if redact else None]
        text = "".join(json.dumps(cut(p)) + "\n" for p in payloads)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
        print(
            name, len(payloads), "payloads,", len(text), "bytes", [p["call_type"] for p in payloads]
        )


def cut(payload: dict[str, Any]) -> dict[str, Any]:
    """Leave prices, headers and the metadata's nulls out; the names at the top stay."""
    payload["hidden_params"] = {"model_id": payload["hidden_params"].get("model_id")}
    payload["metadata"] = {
        name: value
        for name, value in payload["metadata"].items()
        if value not in (None, {}, []) and name != "requester_metadata"
    }
    if payload.get("error_information"):
        payload["error_information"].pop("traceback", None)
    return {name: None if name in _CUT else value for name, value in payload.items()}


def run(redact: bool) -> list[dict[str, Any]]:
    """Run the proxy once; return what it logged."""
    got: list[dict[str, Any]] = []

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            got.extend(body if isinstance(body, list) else [body])
            self.send_response(200)
            self.send_header("content-length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: Any) -> None:
            pass

    sink = ThreadingHTTPServer(("127.0.0.1", 0), Keep)
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "config.yaml").write_text(CONFIG.replace("REDACT", str(redact).lower()))
        (Path(work) / "custom_auth.py").write_text(AUTH)
        port = 4123
        env = os.environ | {
            "GENERIC_LOGGER_ENDPOINT": f"http://127.0.0.1:{sink.server_port}/log",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False",
            "LITELLM_MASTER_KEY": f"sk-{secrets.token_hex(24)}",
            "NO_DOCS": "True", "DEFAULT_FLUSH_INTERVAL_SECONDS": "1",
        }  # fmt: skip
        log = (Path(work) / "proxy.log").open("w+")
        proxy = subprocess.Popen(
            [str(Path(sys.executable).parent / "litellm"), "--config", "config.yaml", "--host", "127.0.0.1",
             "--port", str(port)], cwd=work, env=env, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
            for _ in range(120):
                try:
                    client.get("/health/liveliness")
                    break
                except httpx.TransportError:
                    time.sleep(1)
            for key, route, body in CALLS:
                head = {"authorization": f"Bearer {key}", "user-agent": "neutral-client/1.0"}
                answer = client.post(route, json=body, headers=head)
                print(route, answer.status_code, answer.text[:80].replace("\n", " "))
            time.sleep(8)
        finally:
            proxy.terminate()
            proxy.wait(20)
            log.seek(0)
            print("\n".join(line for line in log.read().splitlines() if "rror" in line)[-1500:])
    return got


if __name__ == "__main__":
    main()
