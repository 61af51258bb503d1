"""Text of a request and of its response: which of it is new, who said it, what is no text.

Messages repeat the history of a conversation; only what came after the model's last reply is
new. Of that, what a tool returned is kept apart: an agent sends it by itself, turn after turn, and
it reads like a sandbox and not like its customer, unless it asks something (see
`stillwatch.features.requests`). Placeholders that a logger put in place of text are told apart from
text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from stillwatch.contract.exchange import ANSWERS_END, EARLIER_HEAD
from stillwatch.ingest.wire import Message, Part, Request, decoded

OUTPUT_CAP = 4000
"""Characters kept of a reply."""
ANSWER_HEAD, ANSWER_TAIL = 3000, 1000
"""Characters kept of what a tool returned, from its beginning and its end: as much as is read."""
MOST_ANSWERS = 32
"""Answers of tools that are kept of an exchange, half of them the first ones and half the last."""

_NEW, _SYSTEM, _ASSISTANT, _TOOL = 0, 1, 2, 3
_ROLES = {
    "user": _NEW,
    "human": _NEW,
    "tool": _TOOL,
    "function": _TOOL,
    "system": _SYSTEM,
    "developer": _SYSTEM,
    "assistant": _ASSISTANT,
    "model": _ASSISTANT,
    "ai": _ASSISTANT,
}


class Talk(NamedTuple):
    """What `read_messages` finds in a request."""

    system: str | None
    text: str | None
    """What the customer wrote that is new, newline separated; null where there is none, as where
    only tools have answered, or a placeholder stands for it."""
    answers: str | None
    """What tools returned since then, `ANSWERS_END` between two of them."""
    earlier: str | None
    """What the customer last wrote before the model's last reply, as the history has it: its
    beginning. Null where there is none."""
    turns: int | None
    """Assistant messages in the history; null where the log carries no messages."""
    images: int | None
    """Image parts in what is new."""
    state: str
    """`full`, `redacted`, `hashed` or `absent`: of what a tool returned, where that is all."""


NOTHING = Talk(None, None, None, None, None, None, "absent")


def talk_of(request: Request) -> Talk:
    """Read the text of a request, whichever of the endpoints' forms it takes."""
    system: list[str] = []
    _gather(request.instructions, system)
    _gather(request.system, system)
    messages = request.messages
    if messages is None:
        messages = _as_messages(request.input if request.prompt is None else request.prompt)
        if messages is None and not system:
            return NOTHING
    return read_messages(messages or [], system)


def _as_messages(said: str | list[Message | str] | list[str] | None) -> list[Message] | None:
    """Responses' `input` and the completion endpoints' `prompt` as messages."""
    if said is None:
        return None
    if isinstance(said, str):
        return [Message("user", said)]
    return [Message("user", item) if isinstance(item, str) else item for item in said]


def read_messages(messages: list[Message], system: list[str]) -> Talk:
    """Split a request's messages into instructions, history and what is new.

    An assistant message at the end is a prefill, not a turn. Items of the Responses API without
    a role (tool calls, reasoning) are the assistant's, and a run of them is one turn.

    Parameters
    ----------
    messages
        In the order of the request.
    system
        Instructions that stand outside the messages, first.
    """
    end = len(messages)
    while end and _kind(messages[end - 1]) == _ASSISTANT:
        end -= 1
    new: list[Message] = []
    before: list[list[Message]] = []
    turns, inside = 0, False
    for message in messages[:end]:
        kind = _ROLES.get(message.role) if message.role else None
        if kind is None:
            kind = _kind(message)
        if kind == _ASSISTANT:
            turns += 0 if inside and message.role is None else 1
            if new:
                before.append(new)
            new, inside = [], True
            continue
        inside = False
        if kind == _SYSTEM:
            _gather(message.content, system)
        else:
            new.append(message)
    pieces: list[str] = []
    answers: list[list[str]] = []
    images = 0
    for message in new:
        if _kind(message) == _TOOL:
            answer: list[str] = []
            answers.append(answer)
            _gather(message.content, answer, answers)
            _gather(message.output, answer, answers)
            continue
        images += _gather(message.content, pieces, answers)
        if message.role is None and message.text:
            pieces.append(message.text)
    state, text = real_text(pieces)
    if answers and text is None and state == "absent":
        state = real_text([piece for answer in answers for piece in answer])[0]
    told = _told(answers) if answers and state == "full" else None
    earlier = _earlier(before) if before else None
    return Talk(real_text(system)[1] if system else None, text, told, earlier, turns, images, state)


def _earlier(runs: list[list[Message]]) -> str | None:
    """Return what the customer wrote last, of what stands between the model's replies."""
    for run in reversed(runs):
        pieces: list[str] = []
        for message in run:
            if _kind(message) != _TOOL:
                _gather(message.content, pieces)
                if message.role is None and message.text:
                    pieces.append(message.text)
        if pieces and (said := real_text(pieces)[1]) is not None:
            return said[:EARLIER_HEAD]
    return None


def _told(answers: list[list[str]]) -> str | None:
    """Join answers of tools, each cut to its ends, without those that placeholders stand for."""
    if len(answers) > MOST_ANSWERS:
        answers = answers[: MOST_ANSWERS // 2] + answers[-MOST_ANSWERS // 2 :]
    kept: list[str] = []
    for pieces in answers:
        said = real_text(pieces)[1] if pieces else None
        if said is None:
            continue
        if len(said) > ANSWER_HEAD + ANSWER_TAIL:
            said = said[:ANSWER_HEAD] + said[-ANSWER_TAIL:]
        kept.append(said.replace(ANSWERS_END, " ") if ANSWERS_END in said else said)
    return ANSWERS_END.join(kept) or None


def real_text(pieces: list[str]) -> tuple[str, str | None]:
    """Return the content state of some pieces of text, and the text if it is `full`."""
    text = pieces[0] if len(pieces) == 1 else "\n".join(pieces)
    if not text or text.isspace():
        return "absent", None
    if len(text) <= 160 or (len(pieces) > 1 and max(map(len, pieces)) <= 160):
        states = {placeholder(piece) for piece in pieces if piece}
        if "" not in states:
            return max(states), None  # `redacted` before `hashed`, should both occur
    return "full", text


def reply_text(content: str | list[Part | str] | None, output: Any) -> str | None:
    """Return the text of a reply, at most `OUTPUT_CAP` characters; null if there is none.

    Parameters
    ----------
    content
        `response.content`.
    output
        `response.output`: a string, or Responses items, parts, or all choices.
    """
    if type(content) is str:
        return real_text([content[:OUTPUT_CAP]])[1]
    pieces: list[str] = []
    _gather(content, pieces)
    if not pieces and output:
        for item in [output] if isinstance(output, str) else output:
            if isinstance(item, str):
                pieces.append(item)
                continue
            message = item.message or item
            _gather(message.content, pieces)
            if message.text:
                pieces.append(message.text)
    said = real_text(pieces)[1] if pieces else None
    return said[:OUTPUT_CAP] if said else None


def _kind(message: Message) -> int:
    role = message.role
    if role:
        return _ROLES.get(role) or _ROLES.get(role.strip().lower(), _NEW)
    kind = message.type or ""
    if kind in ("reasoning", "item_reference") or kind.endswith("_call"):
        return _ASSISTANT
    return _TOOL if kind.endswith("_call_output") else _NEW


def _gather(
    content: str | list[Part | str] | None,
    into: list[str],
    answers: list[list[str]] | None = None,
) -> int:
    """Append the text of some content to `into`; return the number of its image parts.

    What a tool returned, which Anthropic's messages hold as parts of the user's, goes to `answers`.
    """
    if content is None:
        return 0
    if type(content) is str:
        into.append(content)
        return 0
    images = 0
    for part in content:
        if isinstance(part, str):
            into.append(part)
            continue
        if part.type == "tool_result":
            if answers is not None:
                answer = [part.text] if part.text else []
                _gather(part.content, answer)
                answers.append(answer)
            continue
        if part.text:
            into.append(part.text)
        elif part.type is not None and "image" in part.type:
            images += 1
        if part.content is not None:
            images += _gather(part.content, into, answers)
    return images


_REDACTED = re.compile(
    r"""[\W_]* (?: redacted (?:[-_ ](?:by|for|due|content|text|message|prompt|data|pii)[\w .-]*)?
        | (?:content|text|message|prompt|data|pii)[-_ ]redacted ) [\W_]*
      | (?: [\[<({*]+ | __ ) \s* (?:(?:content|text|message|prompt|data|value|pii)[-_ ])?
        (?:filtered|removed|masked|hidden|scrubbed|withheld|omitted|deleted|anonymi[sz]ed)
        [\w .-]* (?: [\]>)}*]+ | __ )
      | [*█xX•]{4,} """,
    re.VERBOSE | re.IGNORECASE,
)
_HASHED = re.compile(
    r"(?:(?:sha-?\d{1,3}|md5|hmac(?:-sha\d+)?|blake\w+|hash(?:ed)?)[:=_-][0-9a-fA-F+/=]{16,}"
    r"|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})",
    re.IGNORECASE,
)


def placeholder(text: str) -> str:
    """Return `redacted` or `hashed` where a logger's placeholder stands for text, else empty.

    >>> placeholder("[REDACTED]"), placeholder("redacted-by-litellm"), placeholder("removed")
    ('redacted', 'redacted', '')
    """
    if len(text) > 150:
        return ""
    text = text.strip()
    if _REDACTED.fullmatch(text):
        return "redacted"
    return "hashed" if _HASHED.fullmatch(text) else ""


def tool_names(tools: bytes) -> str | None:
    """Return the sorted names of tool definitions, newline separated; null if there are none."""
    return _tool_names(tools) if len(tools) < 1 << 16 else name_tools(_of_raw(tools))


@lru_cache(maxsize=512)
def _tool_names(tools: bytes) -> str | None:
    return name_tools(_of_raw(tools))


def name_tools(tools: Any) -> str | None:
    """Return the sorted names of decoded tool definitions, newline separated.

    They may stand as JSON text, as columns of strings hold them.
    """
    tools = decoded(tools)
    names: set[str] = set()
    for tool in tools if isinstance(tools, list) else [tools]:
        if isinstance(tool, str):
            names.add(tool)
        elif isinstance(tool, dict):
            function = tool.get("function")
            inner = function.get("name") if isinstance(function, dict) else None
            name = inner or tool.get("name") or tool.get("type")
            if isinstance(name, str):
                names.add(name)
    return "\n".join(sorted(names)) or None


def reasoning_setting(value: bytes) -> str | None:
    """Return a reasoning setting as its effort, or as compact JSON if it says more."""
    return _setting(value) if len(value) < 1 << 10 else name_reasoning(_of_raw(value))


@lru_cache(maxsize=4096)
def _setting(value: bytes) -> str | None:
    return name_reasoning(_of_raw(value))


def name_reasoning(value: Any) -> str | None:
    """Return a decoded reasoning setting as its effort, or as compact JSON if it says more.

    It may stand as JSON text, as columns of strings hold it.
    """
    value = decoded(value)
    if isinstance(value, dict):
        value = {name: setting for name, setting in value.items() if setting is not None}
        if not value:
            return None
        if set(value) == {"effort"} and isinstance(value["effort"], str):
            return value["effort"] or None
    if value is None or isinstance(value, str):
        return value or None
    try:
        return msgspec.json.encode(value, order="sorted").decode()[:OUTPUT_CAP]
    except RecursionError:
        return None


def _of_raw(value: bytes) -> Any:
    """Decode a field that was kept as it was sent; null where it is nested too deeply.

    What passed as part of its line may be too deep here, further down the stack.
    """
    try:
        return msgspec.json.decode(value)
    except RecursionError:
        return None
