"""An hour of the sample, sent through `stillwatch serve` to a local API that repeats it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyarrow as pa

HOUR = "2026-03-06T08"
NIGHTS = ("2026-03-06", "2026-03-09", "2026-03-12")
"""Days before which the three parts of the log end."""


def hour(folder: Path) -> dict[str, str]:
    """Split the log into three nights, and take an hour of it; return who is slowed down."""
    path = next((folder / "sample").glob("*.zst"))
    lines = pa.input_stream(path, compression="zstd").read().decode().splitlines()
    timed = [(json.loads(line)["time"], line) for line in lines]
    (folder / "nights").mkdir()
    since = ""
    for number, until in enumerate(NIGHTS, start=1):
        part = [line for time, line in timed if since <= time < until]
        (folder / "nights" / f"{number}.jsonl").write_text("\n".join(part) + "\n")
        since = until
    part = sorted(one for one in timed if one[0].startswith(HOUR))
    (folder / "hour.jsonl").write_text("".join(f"{line}\n" for _, line in part))
    accounts = [json.loads(line)["account"]["id"] for _, line in part]
    return {"slowed": max(sorted(set(accounts)), key=accounts.count)}


def replay(command: list[str], folder: Path) -> tuple[int, str, str]:
    """Run the gateway, send the hour through it, and write what clients and the log have."""
    exchanges = [json.loads(line) for line in (folder / "hour.jsonl").read_text().splitlines()]
    now: dict[str, Any] = {}

    class Api(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            body = json.dumps(_reply(now["exchange"])).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _settings(folder, f"http://127.0.0.1:{server.server_port}", exchanges)
    process = subprocess.Popen(
        [*command, "--config", "gateway.toml"], cwd=folder, text=True,
        env=os.environ | {"TZ": "UTC"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["listening"]
        answers = []
        for now["exchange"] in exchanges:
            answers.append(_ask(url, now["exchange"]))
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        server.shutdown()
        server.server_close()
    (folder / "answers.jsonl").write_text("".join(json.dumps(a) + "\n" for a in answers))
    with (folder / "exchanges.jsonl").open("w", encoding="utf-8") as file:
        for segment in sorted((folder / "passed").glob("exchanges-*.zst")):
            written = pa.input_stream(segment, compression="zstd").read().decode()
            for line in written.splitlines():
                file.write(json.dumps(_short(json.loads(line))) + "\n")
    return process.returncode, out, err


def _settings(folder: Path, url: str, exchanges: list[dict[str, Any]]) -> None:
    """Write the gateway's settings, and its keys: an account's key is its id."""
    accounts = sorted({one["account"]["id"] for one in exchanges})
    keys = [{"sha256": hashlib.sha256(a.encode()).hexdigest(), "account": a} for a in accounts]
    (folder / "keys.jsonl").write_text("".join(json.dumps(key) + "\n" for key in keys))
    (folder / "gateway.toml").write_text(
        f'[upstream]\nurl = "{url}"\n[listen]\nat = "127.0.0.1:0"\n'
        '[identity]\nkeys = "keys.jsonl"\n[client]\nhops = 1\n[tap]\nout = "passed"\ntext = true\n'
    )


def _reply(exchange: dict[str, Any]) -> dict[str, Any]:
    response = exchange["response"]
    usage = exchange.get("usage") or response.get("usage") or {}
    message = {"role": "assistant", "content": response.get("content")}
    choice = {"index": 0, "message": message, "finish_reason": response.get("finish_reason")}
    counts = {
        "prompt_tokens": usage.get("input_tokens", 0),
        "completion_tokens": usage.get("output_tokens", 0),
    }
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "choices": [choice],
            "model": exchange["request"]["model"], "usage": counts}  # fmt: skip


def _ask(url: str, exchange: dict[str, Any]) -> dict[str, Any]:
    """Send a request as its account would; return what the client sees."""
    request = exchange["request"]
    kept = ("model", "messages", "temperature", "top_p", "max_tokens", "tools", "n")
    body = json.dumps({k: v for k, v in request.items() if k in kept}).encode()
    account, client = exchange["account"]["id"], exchange["client"]
    head = {"content-type": "application/json", "authorization": f"Bearer {account}",
            "x-forwarded-for": client["ip"], "user-agent": client["user_agent"]}  # fmt: skip
    asked = urllib.request.Request(f"{url}/v1/chat/completions", body, head)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            status, said = answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            status, said = error.code, error.read().decode()
    text = said if status != 200 else hashlib.sha256(said.encode()).hexdigest()[:8]
    return {"request": exchange["id"], "account": account, "status": status, "answer": text}


def _short(value: Any, key: str = "") -> Any:
    """Keep a digest of what was asked and answered, and no ids and times that chance makes."""
    if isinstance(value, dict):
        return {k: _short(v, k) for k, v in value.items() if k not in ("id", "time", "session")}
    if isinstance(value, list):
        return [_short(one, key) for one in value]
    if key in ("content", "text") and isinstance(value, str):
        return f"{len(value)}:{hashlib.sha256(value.encode()).hexdigest()[:8]}"
    return value
