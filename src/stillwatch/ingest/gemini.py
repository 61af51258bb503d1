"""Gemini's wire form, turned into that of a chat: `contents` and `candidates`, whole or streamed.

Source: Google's references of `generateContent`, `GenerationConfig` and `GenerateContentResponse`.
"""

from __future__ import annotations

from typing import Any

from stillwatch.ingest.lenient import to_json
from stillwatch.ingest.provider_reply import first, first_object

_ROLES = {"model": "assistant", "function": "tool"}


def request_of(body: dict[str, Any]) -> dict[str, Any]:
    """Return a request as a chat has it: messages, a system text, settings, tools."""
    said = body.get("contents")
    turns = [said] if isinstance(said, (dict, str)) else said
    settings = first_object(body, "generationConfig", "generation_config") or {}
    system = first(body, "systemInstruction", "system_instruction")
    return {
        "model": body.get("model"),
        "messages": [_message(turn) for turn in turns] if isinstance(turns, list) else None,
        "system": _message(system)["content"] if system is not None else None,
        "temperature": settings.get("temperature"),
        "top_p": first(settings, "topP", "top_p"),
        "max_tokens": first(settings, "maxOutputTokens", "max_output_tokens"),
        "n": first(settings, "candidateCount", "candidate_count"),
        "seed": settings.get("seed"),
        "reasoning": first(settings, "thinkingConfig", "thinking_config"),
        "tools": _tools(body.get("tools")),
    }


def reply_of(body: dict[str, Any]) -> dict[str, Any]:
    """Return a response, or one piece of a stream, as a chat has it; without the thoughts."""
    found = body.get("candidates")
    choices = [
        {"message": {"content": _said(one)}, "finish_reason": first(one, "finishReason")}
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, dict)
    ]
    usage = first_object(body, "usageMetadata", "usage_metadata") or {}
    thought = usage.get("thoughtsTokenCount")
    spoken = usage.get("candidatesTokenCount")
    counts = [n for n in (spoken, thought) if isinstance(n, int)]
    return {
        "choices": choices,
        "finish_reason": (first_object(body, "promptFeedback") or {}).get("blockReason"),
        "model": body.get("modelVersion"),
        "error": body.get("error"),
        "usage": {
            "input_tokens": usage.get("promptTokenCount"),
            "output_tokens": sum(counts) if counts else None,
            "output_tokens_details": {"reasoning_tokens": thought},
        },
    }


def _message(turn: Any) -> dict[str, Any]:
    if not isinstance(turn, dict):
        return {"role": "user", "content": turn if isinstance(turn, str) else None}
    role, parts = turn.get("role"), turn.get("parts")
    held = [parts] if isinstance(parts, dict) else parts if isinstance(parts, list) else []
    role = _ROLES.get(role, role) if isinstance(role, str) else "user"
    return {"role": role, "content": [part for one in held if (part := _part(one))]}


def _part(part: Any) -> dict[str, Any] | None:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    if not isinstance(part, dict):
        return None
    if isinstance(text := part.get("text"), str):
        return None if part.get("thought") is True else {"type": "text", "text": text}
    if data := first_object(part, "inlineData", "inline_data", "fileData", "file_data"):
        kind = str(first(data, "mimeType", "mime_type") or "").partition("/")[0]
        return {"type": kind if kind in ("image", "audio", "video") else "file"}
    if first_object(part, "functionCall", "function_call"):
        return {"type": "tool_use"}
    if told := first_object(part, "functionResponse", "function_response"):
        return {"type": "tool_result", "content": to_json(told.get("response"))}
    return None


def _said(candidate: dict[str, Any]) -> list[dict[str, Any]]:
    content = candidate.get("content")
    found = _message(content)["content"] if isinstance(content, dict) else []
    return [part for part in found or () if part.get("type") == "text"]


def _tools(tools: Any) -> list[Any] | None:
    """Return what tools declare, one entry a function; of others (`googleSearch`) the object."""
    made: list[Any] = []
    for tool in tools if isinstance(tools, list) else ():
        held = tool if isinstance(tool, dict) else {}
        declared = first(held, "functionDeclarations", "function_declarations")
        made += declared if isinstance(declared, list) else [tool]
    return made or None
