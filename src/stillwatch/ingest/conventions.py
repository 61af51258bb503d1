"""Conventions of spans beside OpenTelemetry's GenAI: what a span is, and that under GenAI's names.

Sources: OpenInference's semantic conventions (Arize Phoenix), the telemetry page of Vercel's AI SDK
(3.3 to 6), LangSmith's and Langfuse's OpenTelemetry exporters, LiteLLM's `otel` callback.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

OPENINFERENCE, VERCEL = "openinference.span.kind", "ai.operationId"
LANGSMITH, LANGFUSE = "langsmith.span.kind", "langfuse.observation.type"

CALLS = {
    "chat": "chat.completions",
    "text_completion": "completions",
    "generate_content": "generate_content",
    "completion": "completions",
    "responses": "responses",
    # what LiteLLM writes: names of its functions, whose asynchronous twins begin with an `a`
    "acompletion": "chat.completions",
    "atext_completion": "completions",
    "aresponses": "responses",
    "anthropic_messages": "messages",
    "aanthropic_messages": "messages",
    "agenerate_content": "generate_content",
}
"""`gen_ai.operation.name` (or OpenLLMetry's `llm.request.type`) of calls that generate text."""

TOOLS = frozenset({"execute_tool", "tool"})
EMBEDDINGS = frozenset(
    {"embeddings", "embedding", "aembedding", "retriever", "retrieval", "rerank", "reranker"}
)
AGENTS = frozenset(
    {"invoke_agent", "create_agent", "invoke_workflow", "agent", "chain", "workflow", "plan"}
)
"""Names of other operations."""

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "gen_ai.request.model": ("llm.request.model_name", "ai.model.id",
                             "langfuse.observation.model.name"),
    "gen_ai.response.model": ("llm.response.model_name", "llm.model_name", "ai.response.model"),
    "gen_ai.request.temperature": ("ai.settings.temperature", "langsmith.metadata.ls_temperature"),
    "gen_ai.request.top_p": ("ai.settings.topP",),
    "gen_ai.request.max_tokens": ("ai.settings.maxOutputTokens", "ai.settings.maxTokens",
                                  "langsmith.metadata.ls_max_tokens"),
    "gen_ai.request.seed": ("ai.settings.seed",),
    "gen_ai.request.stream": ("langsmith.request.streaming",),
    "gen_ai.response.finish_reasons": ("llm.finish_reason", "ai.response.finishReason",
                                       "ai.finishReason"),
    "gen_ai.usage.input_tokens": ("llm.token_count.prompt", "ai.usage.inputTokens",
                                  "ai.usage.promptTokens"),
    "gen_ai.usage.output_tokens": ("llm.token_count.completion", "ai.usage.outputTokens",
                                   "ai.usage.completionTokens"),
    "gen_ai.usage.reasoning.output_tokens": (
        "llm.token_count.completion_details.reasoning", "ai.usage.reasoningTokens"),
}  # fmt: skip
"""GenAI's name of an attribute, and those that others have for it."""

SETTINGS = ("llm.invocation_parameters", "langfuse.observation.model.parameters")
"""Attributes that hold the parameters of a request as JSON."""
_PARAMETERS = {
    "gen_ai.request.model": ("model",),
    "gen_ai.request.temperature": ("temperature",),
    "gen_ai.request.top_p": ("top_p",),
    "gen_ai.request.max_tokens": ("max_tokens", "max_completion_tokens", "max_output_tokens"),
    "gen_ai.request.choice.count": ("n",),
    "gen_ai.request.seed": ("seed",),
    "gen_ai.request.stream": ("stream",),
    "gen_ai.request.reasoning_effort": ("reasoning_effort", "reasoning"),
    "gen_ai.tool.definitions": ("tools",),
    "gen_ai.user": ("user",),
}
USAGE = "langfuse.observation.usage_details"
ASKED = ("ai.prompt.messages", "langfuse.observation.input", "input.value")
SAID = ("ai.response.text", "ai.result.text", "ai.response.object", "ai.result.object",
        "langfuse.observation.output", "output.value")  # fmt: skip
"""Where what was asked and said stands, but for OpenInference's numbered attributes."""
TOOL_LIST = "ai.prompt.tools"
"""Tool definitions, each of them JSON text."""

NUMBERED = re.compile(
    r"llm\.(?:(input_messages|output_messages)\.(\d{1,6})\.message\."
    r"(?:(role|content)$|contents\.(\d{1,6})\.message_content\.(type|text)$|.)"
    r"|(prompts|choices)\.(\d{1,6})\.(?:prompt|completion)\.text"
    r"|(tools)\.(\d{1,6})\.tool\.)"
)
"""OpenInference's attributes of lists."""

READ = frozenset(
    {OPENINFERENCE, VERCEL, LANGSMITH, LANGFUSE, USAGE, TOOL_LIST, *SETTINGS, *ASKED, *SAID}
    | {name for names in OTHER_NAMES.values() for name in names}
)
"""Names of attributes that are read here, but for numbered ones."""


def operation(of: dict[str, Any]) -> Any:
    """Return what a span's attributes say that it did, as GenAI's operations are named; or None.

    Examples
    --------
    >>> operation({"openinference.span.kind": "LLM"}), operation({"ai.operationId": "ai.toolCall"})
    ('chat', 'execute_tool')
    """
    if (own := of.get(VERCEL)) is not None:
        return _of_vercel(str(own))
    run = of.get(LANGSMITH)
    if run is not None and run != "llm":  # of which some say `chat`, too: templates of prompts
        return run
    for name in ("gen_ai.operation.name", "llm.request.type"):
        if (found := of.get(name)) is not None and found != "":
            return found
    kind = of.get(OPENINFERENCE)
    if kind is None and (kind := of.get(LANGFUSE)) is None:
        return "chat" if run is not None else None
    kind = str(kind).lower()
    return "chat" if kind in ("llm", "generation") else kind


def _of_vercel(name: str) -> str:
    if name.endswith((".doGenerate", ".doStream")):
        return "chat"
    if name == "ai.toolCall":
        return "execute_tool"
    return "embeddings" if name.startswith(("ai.embed", "ai.rerank")) else "invoke_agent"


def standard(of: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes of a model call with GenAI's names for what others name otherwise.

    What stands under GenAI's own names stays; attributes that use no others are returned as they
    are.
    """
    if not (OPENINFERENCE in of or VERCEL in of or LANGFUSE in of or LANGSMITH in of):
        return of
    found: dict[str, Any] = {}
    for name, others in OTHER_NAMES.items():
        found[name] = first_of(of, *others)
    # of what LangSmith writes the whole request is the prompt
    for place in (*SETTINGS, "gen_ai.prompt") if LANGSMITH in of else SETTINGS:
        given = decoded(of.get(place))
        for name, inner in _PARAMETERS.items() if isinstance(given, dict) else ():
            if found.get(name) is None:
                found[name] = first_of(given, *inner)
    if found["gen_ai.request.model"] is None:  # of OpenInference the model that answered
        found["gen_ai.request.model"] = of.get("llm.model_name")
    if str(of.get(VERCEL)).endswith(".doStream"):
        found["gen_ai.request.stream"] = True
    counts = decoded(of.get(USAGE))
    if isinstance(counts, dict):
        found["gen_ai.usage.input_tokens"] = first_of(counts, "input", "input_tokens")
        found["gen_ai.usage.output_tokens"] = first_of(counts, "output", "output_tokens")
    found |= _listed(of)
    if found.get("gen_ai.input.messages") is None:
        found["gen_ai.input.messages"] = first_of(of, *ASKED)
    if found.get("gen_ai.output.messages") is None:
        found["gen_ai.output.messages"] = _once(of)
    if isinstance(tools := of.get(TOOL_LIST), list):
        found["gen_ai.tool.definitions"] = [decoded(tool) for tool in tools]
    return {name: value for name, value in found.items() if value is not None} | of


def _once(of: dict[str, Any]) -> Any:
    """Return what the model said; of an object that it wrote, the text and not its fields."""
    said = first_of(of, *SAID)
    plain = said is not None and VERCEL in of
    return [{"role": "assistant", "content": [{"type": "text", "text": said}]}] if plain else said


def _listed(of: dict[str, Any]) -> dict[str, Any]:
    """Return the messages that OpenInference has in numbered attributes."""
    messages: dict[str, dict[int, dict[str, Any]]] = {}
    parts: dict[tuple[str, int], dict[int, dict[str, Any]]] = {}
    plain: dict[str, dict[int, Any]] = {}
    for name, value in of.items():
        found = NUMBERED.match(name) if name.startswith("llm.") else None
        if found is None:
            continue
        place, at, field, part, inner, texts, number, tools, tool = found.groups()
        if texts or tools:
            known = plain.setdefault(texts or tools, {})
            if texts or name.endswith(".json_schema"):
                known[int(number or tool)] = value if texts else decoded(value)
            continue
        message = messages.setdefault(place, {}).setdefault(int(at), {})
        if field:
            message[field] = value
        elif part:
            parts.setdefault((place, int(at)), {}).setdefault(int(part), {})[inner] = value
    for (place, at_), held in parts.items():
        _join(messages[place][at_], [held[n] for n in sorted(held)])
    asked = _in_order(messages.get("input_messages")) or _in_order(plain.get("prompts"))
    said = _in_order(messages.get("output_messages")) or _in_order(plain.get("choices"))
    made = {"gen_ai.input.messages": asked, "gen_ai.output.messages": said}
    if tools_ := _in_order(plain.get("tools")):
        made["gen_ai.tool.definitions"] = tools_
    return made


def _in_order(held: dict[int, Any] | None) -> list[Any] | None:
    return [held[n] for n in sorted(held)] if held else None


def _join(message: dict[str, Any], parts: list[dict[str, Any]]) -> None:
    """Put the parts of a message in the place of its text, which may say the same."""
    own = message.get("content")
    if own and not any(part.get("type") == "text" for part in parts):
        parts = [*parts, {"type": "text", "text": own}]
    message["content"] = parts


def first_of(of: dict[str, Any], *names: str) -> Any:
    """Return the first of some attributes that is there and not empty, or None."""
    for name in names:
        value = of.get(name)
        if value is not None and value != "":
            return value
    return None


def decoded(value: Any) -> Any:
    """Decode the JSON text that an attribute, which can hold no objects, has in their place."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return msgspec.json.decode(value)
        except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
            return value
    return value
