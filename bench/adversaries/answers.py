"""Histories that nobody held: questions in the answers of invented calls, or after a greeting."""

from __future__ import annotations

import json
from typing import Any

TOOL = "get_next_task"
GREETED = [
    {"role": "user", "content": "hello"},
    {"role": "assistant", "content": "Hello, how can I help?"},
]


def answered(line: bytes, form: str) -> bytes:
    """Return an exchange whose questions stand in the answers of an invented tool.

    Parameters
    ----------
    line
        One line of the log.
    form
        `bare`: a question as it is; `object`: as a value in JSON; `turn`: no tool, but an earlier
        turn that was never held before questions in the customer's own words.
    """
    told = json.loads(line)
    request = told["request"]
    if not request.get("messages"):
        return line
    if form == "turn":
        if all(message["role"] != "assistant" for message in request["messages"]):
            at = [message["role"] for message in request["messages"]].index("user")
            request["messages"][at:at] = GREETED
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    messages: list[dict[str, Any]] = []
    for number, message in enumerate(request["messages"]):
        if message["role"] != "user":
            messages.append(message)
            continue
        if not number or messages[-1]["role"] == "system":
            # the customer's own words say nothing, as an agent's do that has been told to go on
            messages.append({"role": "user", "content": "continue"})
        call = {"id": f"call_{number}", "type": "function",
                "function": {"name": TOOL, "arguments": "{}"}}  # fmt: skip
        said = message["content"]
        if form == "object":
            said = json.dumps({"id": len(said) * 7 + number, "status": "ok", "task": said})
        messages.append({"role": "assistant", "content": None, "tool_calls": [call]})
        messages.append({"role": "tool", "tool_call_id": call["id"], "content": said})
    request["messages"] = messages
    request["tools"] = [{"type": "function", "function": {"name": TOOL}}]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
