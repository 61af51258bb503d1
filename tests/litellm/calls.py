"""Requests and payloads as LiteLLM makes them, and decisions about their callers."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from stillwatch.core.errors import InputError
from stillwatch.ingest.litellm import Metadata
from stillwatch.respond.decisions.changes import Changes, Switch
from stillwatch.respond.decisions.model import Action, Decision, Membership, Scope

KEY = "6cb9b97054a7581b061237873eaaf81333879847f2769ca5d6b9b59b9618a213"
WHO = Metadata(
    user_api_key_hash=KEY, user_api_key_user_id="anna", user_api_key_team_id="team-a",
    user_api_key_org_id="org-1",
)  # fmt: skip
MESSAGES = [{"role": "user", "content": "When does it freeze?"}]


def decided(
    action: Action, value: str = KEY, kind: Any = "account", within: str | None = None, **more: Any
) -> Decision:
    """A decision that holds."""
    now = time.time()
    said = f"{action.name} {kind} {value}"
    made: dict[str, Any] = {
        "id": "d-" + hashlib.sha256(said.encode()).hexdigest()[:16], "action": action,
        "scope": Scope(kind, value, within), "reason": "a secret reason", "rule": "a secret rule",
        "start": now - 60, "expires": now + 3600, "simulated": False,
    }  # fmt: skip
    return Decision(**made | more)


class Fixed:
    """A feed that tests write to."""

    def __init__(self, *decisions: Decision) -> None:
        self.now = Changes(1, True, decisions)
        self.broken = False

    def tell(self, *decisions: Decision, members: tuple[Membership, ...] = (),
             paused: bool = False) -> None:  # fmt: skip
        self.now = Changes(
            self.now.revision + 1, True, decisions, joined=members, switch=Switch(not paused)
        )

    def changes(self, since: int) -> Changes | None:
        if self.broken:
            raise InputError("disk image is malformed", path="decisions.db")
        return self.now if self.now.revision > since else None

    def close(self) -> None:
        pass


def request(holder: str = "metadata", route: str = "/v1/chat/completions", **fields: Any) -> Any:
    """A request as the proxy hands it to guardrails."""
    fields = {"model": "small", "messages": [dict(m) for m in MESSAGES]} | fields
    head = {"user-agent": "neutral-client/1.0", "X-Forwarded-For": "203.0.113.9"}
    came = {"url": f"http://127.0.0.1:4000{route}", "method": "POST", "headers": head,
            "body": dict(fields)}  # fmt: skip
    own = {"requester_ip_address": "198.51.100.7", "user_agent": "neutral-client/1.0",
           "user_api_key_hash": KEY}  # fmt: skip
    return fields | {
        holder: own, "proxy_server_request": came, "secret_fields": {"raw_headers": {}},
        "litellm_call_id": "call-1", "litellm_logging_obj": object(),
    }  # fmt: skip


def payload(**changes: Any) -> dict[str, Any]:
    """A `StandardLoggingPayload`, with things in it that no log may hold."""
    made: dict[str, Any] = {
        "id": "chatcmpl-1", "litellm_call_id": "call-1", "session_id": "s-1",
        "call_type": "acompletion", "status": "success", "startTime": 1795697567.25,
        "response_time": 0.5, "model": "openai/gpt-4o-mini", "model_group": "small",
        "end_user": "u1", "requester_ip_address": "198.51.100.7",
        "user_agent": "neutral-client/1.0", "stream": None, "prompt_tokens": 10,
        "completion_tokens": 20, "total_tokens": 30,
        "metadata": {
            "user_api_key_hash": KEY, "user_api_key_user_id": "anna",
            "user_api_key_team_id": "team-a", "user_api_key_org_id": "org-1",
            "user_api_key_user_email": "anna@example.com",
            "user_api_key_auth_metadata": {"upstream": "sk-SECRET-1"},
            "requester_custom_headers": {"x-api-key": "sk-SECRET-2"},
        },
        "model_parameters": {"logprobs": True, "n": 3, "max_tokens": 50, "temperature": 0.2,
                             "api_key": "sk-SECRET-3"},
        "messages": [{"role": "system", "content": "Be brief."}, *MESSAGES],
        "response": {"model": "small", "choices": [
            {"finish_reason": "stop", "message": {"role": "assistant", "content": "At zero."}}]},
        "hidden_params": {"additional_headers": {"authorization": "Bearer sk-SECRET-4"}},
        "error_information": {"error_code": ""}, "api_base": "https://sk-SECRET-5@example.com",
    }  # fmt: skip
    return made | changes
