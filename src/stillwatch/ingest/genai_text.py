"""Where a span keeps what was asked and what was said, and its messages as ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from stillwatch.ingest import wire
from stillwatch.ingest.conventions import decoded, first_of
from stillwatch.ingest.lenient import to_content, to_json, to_message

NUMBERED = re.compile(
    r"(gen_ai\.prompt|gen_ai\.completion|llm\.request\.functions)\.(\d{1,6})\.(\w+)"
)
"""OpenLLMetry's attributes of lists."""
_PLACES = ("gen_ai.prompt.", "gen_ai.completion.", "llm.request.functions.")
ASKED = ("gen_ai.input.messages", "gen_ai.prompt", "gcp.vertex.agent.llm_request")
SAID = ("gen_ai.output.messages", "gen_ai.completion", "gcp.vertex.agent.llm_response")
"""Attributes that hold all that was asked, or said; the last is what Google's ADK writes."""
INSTRUCTIONS = "gen_ai.system_instructions"
TOOLS = "gen_ai.tool.definitions"
EVENT = "gen_ai.event.content"
LISTED = "events"
"""Attribute that holds message events as JSON, as Pydantic AI wrote them."""

_WHOLE = ("messages", "contents", "choices", "generations", "output", "prompts", "prompt", "input")

_ROLE = re.compile(r"gen_ai\.(system|user|assistant|tool|developer)\.message")
_ROLES = ("human", "ai", "system", "tool", "function")
"""What LangChain's messages say as their `type`."""
_NO_TEXT = ("reasoning", "tool_call", "tool_use", "thinking", "tool-call")
_ANSWERS = ("tool_call_response", "tool-result")


class Text:
    """Where a span keeps what was asked and said: in one of several places.

    Parameters
    ----------
    of
        Its attributes, under GenAI's names.
    events
        Names and attributes of its events.
    """

    def __init__(self, of: dict[str, Any], events: Iterable[tuple[Any, dict[str, Any]]]) -> None:
        self._of, self._numbered = of, dict[str, dict[int, dict[str, Any]]]()
        for name, value in of.items():
            if name.startswith(_PLACES) and (found := NUMBERED.match(name)):
                place, number, inner = found.groups()
                self._numbered.setdefault(place, {}).setdefault(int(number), {})[inner] = value
        self._asked: list[Any] = []
        self._said: list[Any] = []
        self._held: dict[str, Any] = {}
        for name, inside in events:
            self._held |= inside
            self._take(name, inside)
        listed = decoded(of.get(LISTED)) if LISTED in of else None
        for inside in listed if isinstance(listed, list) else ():
            if isinstance(inside, dict):
                self._take(inside.get("event.name"), inside)

    def _take(self, name: Any, inside: dict[str, Any]) -> None:
        role = _ROLE.fullmatch(name) if isinstance(name, str) else None
        body = decoded(inside.get(EVENT)) or inside
        if role and isinstance(body, dict):
            self._asked.append({"role": role.group(1), "content": body.get("content")})
        elif name == "gen_ai.choice" and isinstance(body, dict):
            message = decoded(body.get("message"))
            self._said.append(message if isinstance(message, dict) else {"content": message})

    def _find(self, *names: str) -> Any:
        for of in (self._of, self._held):
            if (found := decoded(first_of(of, *names))) is not None:
                return found
        return None

    def asked(self) -> list[wire.Message] | None:
        """Return the messages of the request."""
        found = _unwrapped(self._find(*ASKED))
        if found is None:
            numbered = self._numbered.get("gen_ai.prompt", {})
            found = [numbered[n] for n in sorted(numbered)] or self._asked or None
        return _messages(found, "user")

    def said(self) -> list[wire.Message | str] | None:
        """Return the messages of the response."""
        found = _unwrapped(self._find(*SAID))
        if found is None:
            numbered = self._numbered.get("gen_ai.completion", {})
            found = [numbered[n] for n in sorted(numbered)] or self._said or None
        return list(_messages(found, "assistant") or ()) or None

    def tools(self) -> Any:
        """Return the tool definitions."""
        named = self._numbered.get("llm.request.functions", {})
        return self._find(TOOLS) or [named[n] for n in sorted(named)] or None

    def system(self) -> Any:
        """Return the instructions that stand beside the messages."""
        return _parts(decoded(self._of.get(INSTRUCTIONS)))


def _unwrapped(found: Any) -> Any:
    """Return the messages of a whole request, or response, that stands in their place.

    LangSmith and Google's ADK write such; of one whose fields are others nothing is taken.
    """
    if not isinstance(found, dict) or "role" in found:
        return found
    config = found.get("config")
    system = first_of(found, "system", "instructions")
    if system is None and isinstance(config, dict):
        system = config.get("system_instruction")
    for name in _WHOLE:
        inner = found.get(name)
        if not inner:
            continue
        while isinstance(inner, list) and inner and isinstance(inner[0], list):
            inner = inner[0]
        inner = inner if isinstance(inner, list) else [inner]
        return [{"role": "system", "content": system}, *inner] if system else inner
    content = found.get("content")
    if isinstance(content, dict):
        return content
    return found if not found.keys().isdisjoint(("content", "parts", "text")) else None


def _messages(found: Any, role: str) -> list[wire.Message] | None:
    if found is None:
        return None
    return [_message(item, role) for item in (found if isinstance(found, list) else [found])]


def _message(item: Any, role: str) -> wire.Message:
    if not isinstance(item, dict):
        return wire.Message(role, to_content(item))
    for wrap in ("message", "kwargs"):  # of a choice, and of what LangChain has serialised
        if isinstance(inner := item.get(wrap), dict):
            item = inner
    content = item.get("parts") if "parts" in item else item.get("content", item.get("text"))
    kind = item.get("type")
    said = item.get("role") or (kind if kind in _ROLES else role)
    return to_message({"role": said, "content": _parts(decoded(content))})


def _parts(content: Any) -> Any:
    """Return message parts as content parts: reasoning and calls are no text, images count."""
    if not isinstance(content, list):
        return content
    made: list[Any] = []
    for part in content:
        if not isinstance(part, dict):
            made.append(part)
            continue
        kind = part.get("type")
        if kind in _NO_TEXT:
            continue
        if part.get("modality") == "image":
            made.append({"type": "image"})
        elif kind in _ANSWERS:
            made.append({"type": "tool_result", "content": _answer(part)})
        else:
            made.append(part)
    return made


def _answer(part: dict[str, Any]) -> Any:
    """Return what a tool returned: a text, a list of parts, or an object as JSON text."""
    answer = first_of(part, "response", "result", "output")
    if isinstance(answer, dict) and "value" in answer and part.get("type") == "tool-result":
        answer = answer["value"]
    return to_json(answer) if isinstance(answer, dict) else answer
