"""Exchanges as LiteLLM's proxy logs them, in its `StandardLoggingPayload`.

Source: the fields of `StandardLoggingPayload` in litellm 1.108. It has no place
for when an account was
opened, its country, tariff and payment, networks, TLS fingerprints and batches: they are lost.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

_SETTINGS = ("temperature", "top_p", "max_tokens", "n", "seed", "logprobs", "tools")


def payloads(block: bytes) -> bytes:
    """Return lines of the exchange log as lines of payloads."""
    lines = map(msgspec.json.decode, block.splitlines())
    return b"".join(msgspec.json.encode(payload(line)) + b"\n" for line in lines)


def payload(exchange: dict[str, Any]) -> dict[str, Any]:
    """Return one exchange as a payload."""
    account, asked = exchange["account"], exchange["request"]
    client, said = exchange.get("client", {}), exchange.get("response", {})
    usage, domain = exchange.get("usage", {}), account.get("email_domain")
    start = datetime.fromisoformat(exchange["time"]).timestamp()
    seconds = (said.get("latency_ms") or 0) / 1000
    failed = said.get("status") not in (None, "ok", "success", "completed") and (
        said.get("content") is None
    )
    settings = {name: asked[name] for name in _SETTINGS if asked.get(name) is not None}
    if reasoning := asked.get("reasoning"):
        settings["reasoning_effort"] = reasoning if len(reasoning) > 1 else reasoning.get("effort")
    message = {"role": "assistant", "content": said.get("content")}
    choice = {"index": 0, "finish_reason": said.get("finish_reason"), "message": message}
    return {
        "id": exchange["id"],
        "litellm_call_id": exchange["id"],
        "trace_id": exchange["id"],
        "session_id": exchange.get("session") or "",
        "call_type": "acompletion",
        "stream": asked.get("stream"),
        "status": "failure" if failed else "success",
        "custom_llm_provider": "hosted_vllm",
        "startTime": start,
        "endTime": start + seconds,
        "completionStartTime": start + seconds,
        "response_time": seconds,
        "model": asked["model"],
        "model_group": asked["model"],
        "metadata": {
            "user_api_key_hash": account["id"],
            "user_api_key_org_id": account.get("org"),
            "user_api_key_user_email": f"owner@{domain}" if domain else None,
        },
        "prompt_tokens": usage.get("input_tokens"),
        "completion_tokens": usage.get("output_tokens"),
        "total_tokens": (usage.get("input_tokens") or 0) + (usage.get("output_tokens") or 0),
        "end_user": account.get("end_user"),
        "requester_ip_address": client.get("ip"),
        "user_agent": client.get("user_agent"),
        "messages": asked.get("messages"),
        "response": None if failed else {"model": said.get("model"), "choices": [choice]},
        "error_information": {"error_code": str(said.get("status"))} if failed else None,
        "model_parameters": settings,
        "hidden_params": {},
    }
