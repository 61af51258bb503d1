"""Request bodies in the forms of model providers, and of Bedrock's Converse.

Source: Bedrock's user guide, its pages on Converse and on each provider's inference parameters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stillwatch.ingest import wire
from stillwatch.ingest.lenient import to_content, to_items, to_json, to_raw
from stillwatch.ingest.provider_reply import first, first_object
from stillwatch.ingest.templates import turns

if TYPE_CHECKING:
    from stillwatch.ingest import unknown

_TEXT_OPERATIONS = {
    "Converse": "converse",
    "ConverseStream": "converse",
    "InvokeModel": "invoke_model",
    "InvokeModelWithResponseStream": "invoke_model",
    "InvokeModelWithBidirectionalStream": "invoke_model",
    "ChatCompletions": "chat.completions",
    "Responses": "responses",
}
_STREAM = {
    "Converse": False,
    "ConverseStream": True,
    "InvokeModel": False,
    "InvokeModelWithResponseStream": True,
    "InvokeModelWithBidirectionalStream": True,
}
_MORE = "additionalModelRequestFields"
"""What Converse passes on to a model as it is."""
_LIMITS = ("inferenceConfig", "textGenerationConfig")
_TOP_P = ("topP", "top_p", "p")
_MOST = (
    *("maxTokens", "max_tokens", "max_new_tokens", "max_gen_len", "maxTokenCount"),
    *("max_completion_tokens", "max_output_tokens", "max_tokens_to_sample"),
)
_REASONING = ("thinking", "reasoning_effort", "reasoning_config", "reasoningConfig", "reasoning")
_SETTINGS = frozenset(("temperature", *_TOP_P, *_MOST, *_REASONING))
_USERS = ("user", "safety_identifier", "metadata")
_COHERE = ("message", "chat_history", "tool_results", "preamble")
ASKED: unknown.Known = {
    **dict.fromkeys((*_SETTINGS, *_USERS, *_COHERE, "n", "num_generations", "seed", "stream")),
    **dict.fromkeys(("messages", "system", "prompt", "inputText", "tools", "input")),
    **dict.fromkeys(("instructions", "previous_response_id", "anthropic_version")),
    **dict.fromkeys(_LIMITS, _SETTINGS),
    "toolConfig": frozenset({"tools"}),
    _MORE: frozenset(_REASONING),
}
"""Names that are read of a request's body."""


def read_request(body: dict[str, Any], operation: str, model: str | None) -> wire.Request:
    """Read a request body.

    Parameters
    ----------
    body
        Decoded; empty where it is not known.
    operation
        As the record has it: `Converse`, `InvokeModel`, …
    model
        The model that was asked.
    """
    limits = first_object(body, *_LIMITS) or body
    more = first_object(body, _MORE) or {}
    thinks = (first(of, *_REASONING) for of in (body, more, limits))
    messages = body.get("messages")
    prompt = body.get("prompt") or body.get("inputText")
    if isinstance(messages, list):
        said: list[wire.Message] | None = [_message(m) for m in messages]
    else:
        said = (turns(prompt) if isinstance(prompt, str) else None) or _cohere(body)
    return wire.Request(
        endpoint=_TEXT_OPERATIONS.get(operation),
        model=model,
        previous_response_id=body.get("previous_response_id"),
        temperature=limits.get("temperature"),
        top_p=first(limits, *_TOP_P),
        max_tokens=first(limits, *_MOST),
        n=first(body, "n", "num_generations"),
        seed=body.get("seed"),
        stream=_STREAM.get(operation, body.get("stream")),
        reasoning=to_raw(next((setting for setting in thinks if setting is not None), None)),
        tools=to_raw(_tools(body)),
        messages=said,
        system=to_content(_parts(body.get("system") or body.get("preamble"))),
        instructions=to_content(body.get("instructions")),
        input=to_items(body.get("input")),
        prompt=prompt if isinstance(prompt, str) else None,
        safety_identifier=body.get("safety_identifier"),
        user=body.get("user"),
        metadata=to_raw(body.get("metadata")),
    )


def _cohere(body: dict[str, Any]) -> list[wire.Message] | None:
    """Return the messages of a Command R request: a history, a message, answers of tools."""
    message, history, told = (body.get(n) for n in ("message", "chat_history", "tool_results"))
    if not (isinstance(message, str) or isinstance(told, list)):
        return None
    made = []
    for turn in history if isinstance(history, list) else ():
        if isinstance(turn, dict) and isinstance(role := turn.get("role"), str):
            role = "assistant" if role.upper() == "CHATBOT" else role.lower()
            made.append(wire.Message(role, to_content(turn.get("message"))))
    if isinstance(message, str) and message:
        made.append(wire.Message("user", message))
    for result in told if isinstance(told, list) else ():
        if isinstance(result, dict):
            made.append(wire.Message("tool", to_json(result.get("outputs"))))
    return made


def _message(raw: Any) -> wire.Message:
    if not isinstance(raw, dict):
        return wire.Message("user", raw if isinstance(raw, str) else None)
    role = raw.get("role")
    return wire.Message(
        role if isinstance(role, str) else None, to_content(_parts(raw.get("content")))
    )


def _parts(content: Any) -> Any:
    """Return content with Converse's parts (`{"image": …}`) as typed ones."""
    if not isinstance(content, list):
        return content
    made: list[Any] = []
    for part in content:
        if not isinstance(part, dict) or "type" in part or "text" in part:
            made.append(part)
        elif "image" in part:
            made.append({"type": "image"})
        elif isinstance(result := part.get("toolResult"), dict):
            made.append({"type": "tool_result", "content": _returned(result.get("content"))})
        elif isinstance(guarded := part.get("guardContent"), dict):
            inner = guarded.get("text")
            made.append(inner if isinstance(inner, dict) else {"type": "image"})
    return made


def _returned(content: Any) -> Any:
    """Return what a tool returned with its objects as JSON text."""
    if not isinstance(content, list):
        return content
    return [
        to_json(part["json"]) if isinstance(part, dict) and part.get("json") is not None else part
        for part in content
    ]


def _tools(body: dict[str, Any]) -> Any:
    config = body.get("toolConfig")
    if isinstance(config, dict) and isinstance(config.get("tools"), list):
        return [t.get("toolSpec", t) if isinstance(t, dict) else t for t in config["tools"]]
    return body.get("tools")
