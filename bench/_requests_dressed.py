"""Questions dressed as data, as one would who puts them into the answers of tools."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

_KEYS = ("task", "question", "prompt", "problem", "query", "text", "content", "input", "data",
         "item", "description", "message", "result", "output", "value", "body")  # fmt: skip
_BESIDE = ("id", "status", "remaining", "type", "created_at", "priority", "attempt", "next")
Dressing = Callable[[str, list[str], list[str], random.Random], str]


def _beside(rng: random.Random) -> dict[str, object]:
    names = rng.sample(_BESIDE, rng.randint(0, 4))
    values: list[object] = ["ok", "open", 1, "task", "high", None, 0, True]
    return {
        name: rng.randint(1, 9999) if name in ("id", "remaining", "attempt")
        else f"2026-0{rng.randint(1, 9)}-11T10:00:00Z" if name == "created_at"
        else rng.choice(values)
        for name in names
    }  # fmt: skip


def _object(text: str, rng: random.Random, key: str = "") -> dict[str, object]:
    held = [*_beside(rng).items(), (key or rng.choice(_KEYS), text)]
    rng.shuffle(held)
    return dict(held)


def _json(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    return json.dumps(_object(text, rng), indent=rng.choice([None, None, 2]))


def _json_list(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    key = rng.choice(_KEYS)
    some = [_object(t, rng, key) for t in [text, *_others(others, rng, 1, 4)]]
    return json.dumps(some if rng.random() < 0.5 else {"items": some, "count": len(some)})


def _numbered(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    mark = rng.choice(["{}. ", "{}) ", "Q{}: ", "[{}] ", "- "])
    some = [text, *_others(others, rng, 2, 6)]
    return "\n".join(mark.format(n) + t for n, t in enumerate(some, 1))


def _others(others: list[str], rng: random.Random, least: int, most: int) -> list[str]:
    return [rng.choice(others)[:600] for _ in range(rng.randint(least, most))]


def _lines(noise: list[str], rng: random.Random, most: int = 8) -> str:
    lines = [line for line in rng.choice(noise).splitlines() if line.strip()] or ["ok"]
    start = rng.randrange(len(lines))
    return "\n".join(line[:200] for line in lines[start : start + rng.randint(1, most)])


def _after_noise(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    return f"{_lines(noise, rng)}{rng.choice([chr(10), chr(10) * 2])}{text}"


def _before_noise(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    return f"{text}\n{_lines(noise, rng)}"


def _amid_noise(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    return f"{_lines(noise, rng, 4)}\n{text}\n{_lines(noise, rng, 4)}"


def _fields(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    pairs = [f"{k}: {v}" for k, v in _object(text, rng).items()]
    return "\n".join(pairs)


def _tagged(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    tag = rng.choice(["task", "question", "item", "result", "document", "entry"])
    return f'<{tag} id="{rng.randint(1, 999)}">\n{text}\n</{tag}>'


def _page(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    title = rng.choice(["# Task {}", "## Item {}", "--- {} ---", "==> queue/{}.txt <==", "# {}"])
    return f"{title.format(rng.randint(1, 9999))}\n\n{text}\n"


def _table(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    some = [text, *_others(others, rng, 0, 3)]
    cells = [t.replace('"', '""') for t in some]
    head = f"id,{rng.choice(_KEYS)}"
    return "\n".join([head, *(f'{rng.randint(1, 999)},"{c}"' for c in cells)])


def _code(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    if rng.random() < 0.5:
        name = rng.choice(["TASK", "prompt", "question", "PROBLEM", "text"])
        return f'{name} = """{text}"""\n'
    return "\n".join(f"# {line}" for line in text.splitlines()) + "\n\ndef solve():\n    ...\n"


def _log(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    when = f"2026-03-{rng.randint(1, 28):02} 10:{rng.randint(10, 59)}:07"
    what = rng.choice(["INFO queue: next item", "DEBUG worker - received", "[info] task", "INFO"])
    return f"{when} {what}: {text}"


def _array(text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    return json.dumps([text, *_others(others, rng, 0, 4)])


DRESSINGS: dict[str, Dressing] = {
    "object of JSON": _json, "list of objects": _json_list, "list of strings": _array,
    "numbered list": _numbered, "after other lines": _after_noise,
    "before other lines": _before_noise, "amid other lines": _amid_noise,
    "fields and values": _fields, "between tags": _tagged, "page with a title": _page,
    "table": _table, "code": _code, "line of a log": _log,
}  # fmt: skip
"""Ways to dress, by name."""


def dress(how: str, text: str, others: list[str], noise: list[str], rng: random.Random) -> str:
    """Return a question dressed as data.

    Parameters
    ----------
    how
        One of `DRESSINGS`, or `bare`.
    text, others
        The question, and others of its source for lists.
    noise
        Outputs of tools.
    """
    return text if how == "bare" else DRESSINGS[how](text, others, noise, rng)


def enclose(text: str, rng: random.Random) -> str:
    """Return an output of a tool in the clothes of a question, so that they tell nothing."""
    how = rng.choice([_json, _json_list, _fields, _tagged, _page, _table, _log, _array])
    return how(text, [text], [text], rng)
