"""What is new in a conversation, who says it, and what is no text at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stillwatch.contract.exchange import ANSWERS_END
from stillwatch.ingest.conversation import MOST_ANSWERS, OUTPUT_CAP, placeholder

from .logs import asking, exchange, read, write, write_parquet

SYSTEM = {"role": "system", "content": "S"}
IMAGE = {"type": "image_url", "image_url": {"url": "data:"}}
RESULT = {"type": "tool_result", "content": [{"type": "text", "text": "42"}, {"type": "image"}]}


def user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def assistant(content: Any) -> dict[str, Any]:
    return {"role": "assistant", "content": content}


def parts(*texts: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": text} for text in texts]


CALL = {"type": "function_call", "name": "f", "arguments": "{}"}
ANSWER = {"type": "function_call_output", "output": "42"}

CASES: dict[str, tuple[list[Any], tuple[str | None, str | None, int, int]]] = {
    "one question": ([user("Q")], (None, "Q", 0, 0)),
    "system first": ([SYSTEM, user("Q")], ("S", "Q", 0, 0)),
    "developer": ([{"role": "developer", "content": parts("D")}, user("Q")], ("D", "Q", 0, 0)),
    "history is not new": ([user("old"), assistant("A"), user("new")], (None, "new", 1, 0)),
    "two turns": (
        [user("1"), assistant("A"), user("2"), assistant("B"), user("3")],
        (None, "3", 2, 0),
    ),
    "two questions in a row": ([user("1"), user("2")], (None, "1\n2", 0, 0)),
    "tool result is no request": (
        [user("Q"), assistant(None), {"role": "tool", "content": "42"}],
        (None, None, 1, 0),
    ),
    "words beside a tool result are": (
        [user("Q"), assistant(None), {"role": "tool", "content": "42"}, user("and now?")],
        (None, "and now?", 1, 0),
    ),
    "words beside an anthropic tool result": (
        [user("Q"), assistant([{"type": "tool_use"}]), user([RESULT, *parts("and now?")])],
        (None, "and now?", 1, 0),
    ),
    "prefill is no turn": ([user("Q"), assistant("Sure:")], (None, "Q", 0, 0)),
    "parts": ([user(parts("a", "b"))], (None, "a\nb", 0, 0)),
    "image": ([user([*parts("look"), IMAGE])], (None, "look", 0, 1)),
    "old image is not new": ([user([IMAGE]), assistant("A"), user("Q")], (None, "Q", 1, 0)),
    "anthropic tool result": (
        [user("Q"), assistant([{"type": "tool_use"}]), user([RESULT])],
        (None, None, 1, 0),
    ),
    "input_text": ([user([{"type": "input_text", "text": "Q"}])], (None, "Q", 0, 0)),
    "bare strings among parts": ([user(["a", "b"])], (None, "a\nb", 0, 0)),
    "capital role": ([{"role": " User ", "content": "Q"}], (None, "Q", 0, 0)),
    "no messages": ([], (None, None, 0, 0)),
    "empty text": ([user("")], (None, None, 0, 0)),
    "two empty texts": ([SYSTEM | {"content": ""}, user(""), user("")], (None, None, 0, 0)),
    "only space": ([SYSTEM | {"content": " "}, user(" \n")], (None, None, 0, 0)),
    "content object": ([user({"type": "text", "text": "Q"})], (None, "Q", 0, 0)),
    "text with a value": ([user([{"type": "text", "text": {"value": "Q"}}])], (None, "Q", 0, 0)),
    "number as content": ([user(5), user("Q")], (None, "Q", 0, 0)),
}


@pytest.mark.parametrize("name", CASES)
def test_messages(tmp_path: Path, name: str) -> None:
    messages, expected = CASES[name]
    row = read(write(tmp_path / "a.jsonl", [asking(messages)]))[0][0]
    assert (row["system"], row["text"], row["turns"], row["images"]) == expected


@pytest.mark.parametrize(
    ("messages", "earlier"),
    [
        ([user("Q")], None),
        ([user("1"), assistant("A"), user("2")], "1"),
        ([user("1"), assistant("A"), user("2"), assistant("B"), user("3")], "2"),
        ([user("1"), user("2"), assistant("A"), user("3")], "1\n2"),
        ([user("1"), assistant("A"), user([RESULT]), assistant("B"), user([RESULT])], "1"),
        ([user("1"), assistant("A"), {"role": "tool", "content": "4"}, assistant("B")], "1"),
        ([user("1"), assistant("A"), {"role": "tool", "content": "4"}], "1"),
        ([assistant("Hello!"), user("Q")], None),
        ([user("[REDACTED]"), assistant("A"), user("Q")], None),
        ([user([IMAGE]), assistant("A"), user("Q")], None),
        ([user("x" * 5000), assistant("A"), user("Q")], "x" * 4000),
    ],
    ids=["first", "second", "third", "in two", "results between", "prefill", "tool between",
         "greeting", "redacted", "image", "long"],
)  # fmt: skip
def test_what_the_history_says_was_written_before(
    tmp_path: Path, messages: list[dict[str, Any]], earlier: str | None
) -> None:
    row = read(write(tmp_path / "a.jsonl", [asking(messages)]))[0][0]
    assert row["earlier"] == earlier


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"system": "S", "messages": [user("Q")]}, ("S", "Q", 0)),
        ({"system": parts("S", "T"), "messages": [SYSTEM, user("Q")]}, ("S\nT\nS", "Q", 0)),
        ({"instructions": "I", "input": "Q"}, ("I", "Q", 0)),
        ({"input": [user("Q"), CALL, CALL, ANSWER]}, (None, None, 1)),
        ({"input": [user("1"), {"type": "reasoning"}, CALL, ANSWER, CALL]}, (None, None, 1)),
        ({"input": [{"type": "message", "role": "user", "content": "Q"}]}, (None, "Q", 0)),
        ({"input": ["a", "b"]}, (None, "a\nb", 0)),
        ({"prompt": "Q"}, (None, "Q", 0)),
        ({"prompt": ["a", "b"]}, (None, "a\nb", 0)),
        ({"prompt": [[1, 2], [3]]}, (None, None, 0)),
        ({}, (None, None, None)),
        ({"messages": "text"}, (None, None, None)),
    ],
)
def test_endpoints(tmp_path: Path, request_: dict[str, Any], expected: tuple[Any, ...]) -> None:
    line = exchange(request={"model": "m"} | request_)
    row = read(write(tmp_path / "a.jsonl", [line]))[0][0]
    assert (row["system"], row["text"], row["turns"]) == expected


def tool(content: Any) -> dict[str, Any]:
    return {"role": "tool", "content": content}


END = ANSWERS_END
ANSWERS: dict[str, tuple[list[Any], str | None, str | None, str]] = {
    "none": ([user("Q")], "Q", None, "full"),
    "a tool's": ([user("Q"), assistant(None), tool("42")], None, "42", "full"),
    "a function's": ([assistant(None), {"role": "Function", "content": "42"}], None, "42", "full"),
    "with words beside": ([tool("42"), user("continue")], "continue", "42", "full"),
    "several": ([tool("1"), tool(parts("2", "3"))], None, f"1{END}2\n3", "full"),
    "anthropic": ([user([RESULT, RESULT, *parts("go on")])], "go on", f"42{END}42", "full"),
    "anthropic, a string": ([user([{"type": "tool_result", "content": "R"}])], None, "R", "full"),
    "old ones are not new": ([tool("1"), assistant("A"), tool("2")], None, "2", "full"),
    "before a prefill": ([tool("1"), assistant("Sure:")], None, "1", "full"),
    "empty": ([tool(""), tool(" \n")], None, None, "absent"),
    "redacted": ([tool("[REDACTED]")], None, None, "redacted"),
    "redacted, with words": ([tool("[REDACTED]"), user("Q")], "Q", None, "full"),
    "one redacted": ([tool("[REDACTED]"), tool("42")], None, "42", "full"),
    "words redacted": ([tool("42"), user("[REDACTED]")], None, None, "redacted"),
    "hashed": ([tool("sha256:" + "ab" * 32)], None, None, "hashed"),
    "long": ([tool("x" * 3000 + "y" * 9000 + "z" * 1000)], None, "x" * 3000 + "z" * 1000, "full"),
    "the mark itself": ([tool(f"a{END}b")], None, "a b", "full"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(tmp_path: Path, name: str) -> None:
    messages, text, answers, state = ANSWERS[name]
    rows = read(write(tmp_path / "a.jsonl", [asking(messages)]))[0]
    rows += read(write_parquet(tmp_path / "a.parquet", [asking(json.dumps(messages))]))[0]
    for row in rows:
        assert (row["text"], row["answers"], row["content_state"]) == (text, answers, state)


def test_answers_of_the_responses_api(tmp_path: Path) -> None:
    given = [CALL, ANSWER, ANSWER | {"output": parts("a", "b")}]
    line = exchange(request={"model": "m", "input": given})
    assert read(write(tmp_path / "a.jsonl", [line]))[0][0]["answers"] == f"42{END}a\nb"


def test_answers_are_bounded(tmp_path: Path) -> None:
    line = asking([tool(str(n)) for n in range(MOST_ANSWERS + 10)])
    kept = read(write(tmp_path / "a.jsonl", [line]))[0][0]["answers"].split(END)
    assert len(kept) == MOST_ANSWERS
    assert (kept[0], kept[-1]) == ("0", str(MOST_ANSWERS + 9))


@pytest.mark.parametrize("state", ["redacted", "hashed", "absent"])
def test_no_answers_where_the_log_says_that_there_is_no_text(tmp_path: Path, state: str) -> None:
    line = asking([tool("42")]) | {"content_state": state}
    assert read(write(tmp_path / "a.jsonl", [line]))[0][0]["answers"] is None


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ({"content": "A"}, "A"),
        ({"content": parts("a", "b")}, "a\nb"),
        ({"output": "A"}, "A"),
        ({"output": [{"type": "message", "content": [{"type": "output_text", "text": "A"}]}]}, "A"),
        ({"output": [{"index": 0, "message": {"role": "assistant", "content": "A"}}]}, "A"),
        ({"output": [{"type": "text", "text": "A"}]}, "A"),
        ({"output": ["a", "b"]}, "a\nb"),
        ({"output": [{"type": "function_call", "name": "f"}]}, None),
        ({"content": "[REDACTED]"}, None),
        ({"content": "x" * (OUTPUT_CAP + 5)}, "x" * OUTPUT_CAP),
        ({"content": ""}, None),
        ("text", None),
    ],
)
def test_replies(tmp_path: Path, response: Any, expected: str | None) -> None:
    row = read(write(tmp_path / "a.jsonl", [exchange(response=response)]))[0][0]
    assert row["output"] == expected


REDACTED = [
    *(
        "[REDACTED]",
        "redacted",
        "<redacted>",
        "redacted-by-litellm",
        "**REDACTED**",
        "REDACTED_PII",
    ),
    *("[content removed]", "[Filtered]", "<masked>", "{{redacted}}", "content redacted", "*****"),
    *("[redacted by policy]", "████████", "__hidden__", "[Prompt withheld for privacy]"),
]
HASHED = ["sha256:" + "ab" * 32, "ab" * 32, "hmac-sha256=" + "0f" * 16, "md5:" + "0" * 32]
TEXTS = [
    *("removed", "What does [REDACTED] mean?", "Is this hidden?", "**bold**", "***", "filtered"),
    *("Summarise the redacted memo.", "deadbeef", "[removed] the cat from the mat", "hash this"),
    "__init__",
]


@pytest.mark.parametrize("text", REDACTED)
def test_redacted(text: str) -> None:
    assert placeholder(text) == "redacted"


@pytest.mark.parametrize("text", HASHED)
def test_hashed(text: str) -> None:
    assert placeholder(text) == "hashed"


@pytest.mark.parametrize("text", TEXTS)
def test_look_alikes_are_text(text: str) -> None:
    assert placeholder(text) == ""


@pytest.mark.parametrize(
    ("messages", "given", "state", "text"),
    [
        ([user("[REDACTED]")], None, "redacted", None),
        ([user("[REDACTED]")], "full", "redacted", None),
        ([user("[REDACTED]"), user("<redacted>")], None, "redacted", None),
        ([user("[REDACTED]"), user("but this")], None, "full", "[REDACTED]\nbut this"),
        ([user("sha256:" + "ab" * 32)], None, "hashed", None),
        ([user("Q")], "redacted", "redacted", None),
        ([user("Q")], "hashed", "hashed", None),
        ([user("Q")], "absent", "absent", None),
        ([user("Q")], "full", "full", "Q"),
        ([user("Q")], "nonsense", "full", "Q"),
        ([], "full", "absent", None),
    ],
)
def test_content_state(
    tmp_path: Path, messages: list[Any], given: str | None, state: str, text: str | None
) -> None:
    line = asking(messages) | {"response": {"content": "A"}, "content_state": given}
    rows, report = read(write(tmp_path / "a.jsonl", [line]))
    assert (rows[0]["content_state"], rows[0]["text"]) == (state, text)
    assert {name for name, count in report.content_states.items() if count} == {state}
    if given in ("redacted", "hashed", "absent"):
        assert rows[0]["output"] is None


@pytest.mark.parametrize(
    ("reasoning", "expected"),
    [
        ({"effort": "high"}, "high"),
        ({"effort": "high", "summary": None}, "high"),
        ({"summary": "auto", "effort": "low"}, '{"effort":"low","summary":"auto"}'),
        ({"budget_tokens": 1024}, '{"budget_tokens":1024}'),
        ("medium", "medium"),
        ({}, None),
        (None, None),
    ],
)
def test_reasoning(tmp_path: Path, reasoning: Any, expected: str | None) -> None:
    line = asking([user("Q")], reasoning=reasoning)
    assert read(write(tmp_path / "a.jsonl", [line]))[0][0]["reasoning"] == expected


@pytest.mark.parametrize(
    ("tools", "expected"),
    [
        ([{"type": "function", "function": {"name": "b"}}, {"name": "a"}], "a\nb"),
        ([{"type": "function", "name": "b"}, {"type": "web_search"}], "b\nweb_search"),
        (["a", "a"], "a"),
        ([], None),
        ([{}], None),
    ],
)
def test_tools(tmp_path: Path, tools: Any, expected: str | None) -> None:
    line = asking([user("Q")], tools=tools)
    assert read(write(tmp_path / "a.jsonl", [line]))[0][0]["tools"] == expected
