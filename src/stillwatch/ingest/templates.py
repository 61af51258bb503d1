r"""Prompts that a caller wrote in a model's own template, with roles and turns in one text.

`InvokeModel` takes them so: Llama's headers, Mistral's and Llama 2's `[INST]`, DeepSeek-R1's and
ChatML's marks, and `\n\nHuman:` of Claude's old completions. Source: the prompt formats that Meta,
Mistral, DeepSeek, Qwen and Anthropic publish, and the user guide's examples.
"""

from __future__ import annotations

import re

from stillwatch.ingest.wire import Message

_TURN = re.compile(
    r"<\|(?:start_header_id|header_start)\|>\s*(\w+)\s*<\|(?:end_header_id|header_end)\|>"
    r"|<\|im_start\|>(\w+)\n"
    r"|<｜(User|Assistant)｜>"
)
_MARK = re.compile(
    r"<\|(?:begin_of_text|end_of_text|eot_id|eom_id|eot|im_end)\|>|<｜(?:begin|end)▁of▁sentence｜>"
)
_CLAUDE = re.compile(r"\n\n(Human|Assistant):")
_INSTRUCTION = re.compile(r"\[(/?)INST\]")
_SYSTEM = re.compile(r"\s*<<SYS>>(.*?)<</SYS>>", re.DOTALL)
_ROLES = {"human": "user", "ipython": "tool"}
_THINK = "<think>"


def turns(prompt: str) -> list[Message] | None:
    r"""Return the messages of a prompt in a template; null where it is in none.

    Examples
    --------
    >>> [(m.role, m.content) for m in turns("<s>[INST] Hello [/INST] Hi</s>[INST] Bye [/INST]")]
    [('user', 'Hello'), ('assistant', 'Hi'), ('user', 'Bye')]
    >>> turns("What does [INST] mean?")
    """
    if prompt.startswith("\n\nHuman:"):
        return _split(_CLAUDE, prompt)
    if "[/INST]" in prompt:
        return _instructions(prompt)
    if "<|" in prompt or "<｜" in prompt:
        return _split(_TURN, prompt)
    return None


def _split(heads: re.Pattern[str], prompt: str) -> list[Message] | None:
    """Cut at the heads of turns; what stands before the first are instructions."""
    found, made = list(heads.finditer(prompt)), list[Message]()
    if not found:
        return None
    _add(made, "system", prompt[: found[0].start()])
    ends = [head.start() for head in found[1:]] + [len(prompt)]
    for head, end in zip(found, ends, strict=True):
        role = head[head.lastindex or 0].lower()
        _add(made, _ROLES.get(role, role), prompt[head.end() : end])
    return made


def _instructions(prompt: str) -> list[Message] | None:
    """Cut at `[INST]`, which a customer's turn follows, and `[/INST]`, which a reply does."""
    before, *pieces = _INSTRUCTION.split(prompt)
    if pieces[0]:
        return None
    made = list[Message]()
    _add(made, "system", before)
    for slash, said in zip(pieces[::2], pieces[1::2], strict=True):
        if not slash and (system := _SYSTEM.match(said)):
            _add(made, "system", system[1])
            said = said[system.end() :]
        _add(made, "assistant" if slash else "user", said)
    return made or None


def _add(made: list[Message], role: str, said: str) -> None:
    said = _MARK.sub("", said).strip().removeprefix("<s>").removesuffix("<s>").strip()
    said = said.removesuffix("</s>").removeprefix("<s>").strip()
    if said and not (role == "assistant" and said == _THINK):
        made.append(Message(role, said))
