"""What of a request and a reply may be logged: no binary data, and without leave no text."""

from __future__ import annotations

from typing import Any

from stillwatch.gateway.dialects.base import objects

_DEPTH = 40
_LONG = 300
_BINARY = ("image", "audio", "file", "document", "video")
_SEALED = frozenset({"signature", "encrypted_content", "thought_signature", "reasoning_details"})
"""Fields that only the API can read; what they hold is of no use here."""


def cleaned(value: Any, depth: int = 0, binary: bool = False) -> Any:
    """Return a value without images, sounds, files and what is sealed; the parts' types stay.

    Parameters
    ----------
    value
        Decoded JSON.
    depth
        How deep it lies; below forty levels nothing is kept.
    binary
        Whether it lies within a part that holds data.

    Examples
    --------
    >>> cleaned([{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}])
    [{'type': 'image_url', 'image_url': {}}]
    >>> cleaned({"type": "thinking", "thinking": "so", "signature": "AAAA"})
    {'type': 'thinking', 'thinking': 'so'}
    """
    if depth >= _DEPTH:
        return None
    if isinstance(value, list):
        return [cleaned(item, depth + 1, binary) for item in value]
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    if isinstance(kind, str):
        if kind == "text":
            binary = False
        elif any(word in kind for word in _BINARY):
            binary = True
    made = {}
    for name, item in value.items():
        if name in _SEALED or (binary and _is_data(item)):
            continue
        made[name] = cleaned(item, depth + 1, binary)
    return made


def _is_data(item: Any) -> bool:
    return isinstance(item, str) and (len(item) > _LONG or item.startswith("data:"))


def without_text(line: dict[str, Any]) -> dict[str, Any]:
    """Return a line of the log that holds no text of prompts, replies or tools.

    Roles stay (they tell turns), and that there were images; of tools their names.
    """
    request, response = dict(line["request"]), dict(line.get("response") or {})
    request["messages"] = [_bare(message) for message in objects(request.get("messages"))]
    request["tools"] = _names(request.get("tools"))
    for name in ("prompt", "metadata", "user", "safety_identifier"):
        request.pop(name, None)
    for name in ("content", "reasoning", "output"):
        response.pop(name, None)
    reasoning = request.get("reasoning")
    if isinstance(reasoning, dict):
        request["reasoning"] = {
            k: v for k, v in reasoning.items() if not isinstance(v, (dict, list))
        }
    return line | {"request": request, "response": response, "content_state": "absent"}


def _bare(message: dict[str, Any]) -> dict[str, Any]:
    made = {name: message[name] for name in ("role", "type") if isinstance(message.get(name), str)}
    content = message.get("content")
    images = [
        {"type": "image"}
        for part in (content if isinstance(content, list) else [])
        if isinstance(part, dict) and "image" in str(part.get("type"))
    ]
    return made | ({"content": images} if images else {})


def _names(tools: Any) -> list[dict[str, str]] | None:
    found = []
    for tool in tools if isinstance(tools, list) else []:
        if isinstance(tool, dict):
            function = tool.get("function")
            inner = function.get("name") if isinstance(function, dict) else None
            name = inner or tool.get("name") or tool.get("type")
            if isinstance(name, str):
                found.append({"name": name[:200]})
    return found or None
