"""Prompts in models' own templates, as their makers publish them."""

from __future__ import annotations

import time

import pytest

from stillwatch.ingest.templates import turns

TALK = [("system", "Be brief."), ("user", "Wheels?"), ("assistant", "Four."), ("user", "A bus?")]


def llama(role: str, said: str, mark: str = "<|eot_id|>") -> str:
    return f"<|start_header_id|>{role}<|end_header_id|>\n\n{said}{mark}"


PROMPTS = {
    "llama 3": "<|begin_of_text|>" + "".join(llama(*turn) for turn in TALK)
    + llama("assistant", "", ""),
    "llama 4": "<|begin_of_text|>" + "".join(
        f"<|header_start|>{role}<|header_end|>\n\n{said}<|eot|>" for role, said in TALK)
    + "<|header_start|>assistant<|header_end|>\n\n",
    "llama 2": "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nWheels? [/INST] Four. </s>"
    "<s>[INST] A bus? [/INST]",
    "chatml": "".join(f"<|im_start|>{role}\n{said}<|im_end|>\n" for role, said in TALK)
    + "<|im_start|>assistant\n",
    "deepseek": "<｜begin▁of▁sentence｜>Be brief.<｜User｜>Wheels?<｜Assistant｜>Four."
    "<｜end▁of▁sentence｜><｜User｜>A bus?<｜Assistant｜><think>\n",
    "claude": "\n\nHuman: Wheels?\n\nAssistant: Four.\n\nHuman: A bus?\n\nAssistant:",
    "mistral": "<s>[INST] Wheels? [/INST] Four.</s>[INST] A bus? [/INST]",
}  # fmt: skip


@pytest.mark.parametrize("name", PROMPTS)
def test_turns_of_every_template(name: str) -> None:
    told = TALK[1:] if name in ("claude", "mistral") else TALK
    found = turns(PROMPTS[name])
    assert found is not None and [(m.role, m.content) for m in found] == told


def test_what_a_tool_returned_is_no_turn_of_the_customer() -> None:
    found = turns(llama("user", "Now?") + llama("ipython", "12:00") + llama("assistant", "", ""))
    assert found is not None
    assert [(m.role, m.content) for m in found] == [("user", "Now?"), ("tool", "12:00")]


@pytest.mark.parametrize(
    "prompt",
    ["Wheels?", "", "What does [INST] mean?", "a <| b", "Human: is a word\n\nAssistant: too",
     "[/INST] [INST]"],
    ids=range(6),
)  # fmt: skip
def test_what_is_in_no_template_stays_as_it_is(prompt: str) -> None:
    assert turns(prompt) is None


@pytest.mark.parametrize("piece", ["[INST]", "[/INST]", "<|start_header_id|>", "\n\nHuman:", "\n"])
def test_a_hostile_prompt_takes_no_long(piece: str) -> None:
    started = time.process_time()
    turns("\n\nHuman:" + piece * 20_000)
    turns("[/INST]" + piece * 20_000)
    turns("<|" + piece * 20_000)
    turns("[INST]<<SYS>>" + piece * 20_000 + "[/INST]")
    assert time.process_time() - started < 2
