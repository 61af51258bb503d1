"""Bodies of serving containers, turned into those of a chat or a completion.

Source: Databricks' and MLflow's pages on a served model's input (`dataframe_records`,
`dataframe_split`, `instances`, `inputs`) and on agents; Vertex AI's on `predict` (`instances`,
`predictions`); Hugging Face's on Text Generation Inference and SageMaker JumpStart's
on its models (`inputs`, `parameters`, `generated_text`, `generation`).
"""

from __future__ import annotations

from typing import Any

from stillwatch.ingest import gemini
from stillwatch.ingest.paths import unpacked
from stillwatch.ingest.provider_reply import first_object

_ROWS = ("instances", "dataframe_records", "dataframe_split", "inputs")
"""Names under which a body holds the calls that it is of."""
_DEPTH = 6
"""How deep bodies stand in one another."""


def request_of(body: Any, depth: int = 0) -> dict[str, Any]:
    """Return a request's body as the APIs of chat and completion have it; empty if it is none.

    Of several prompts in one body all are kept; of several conversations the first.

    Examples
    --------
    >>> request_of({"inputs": "Hi", "parameters": {"max_new_tokens": 8}})
    {'max_new_tokens': 8, 'prompt': 'Hi'}
    >>> request_of({"instances": [{"prompt": "A"}, {"prompt": "B"}]})
    {'prompt': ['A', 'B']}
    """
    if isinstance(body, str) and depth:
        return {"prompt": body}
    if isinstance(body, list):
        return _first(body, depth)
    if not isinstance(body, dict) or depth > _DEPTH:
        return {}
    if "contents" in body:
        return gemini.request_of(body)
    for name in _ROWS:
        if (held := body.get(name)) is not None:
            rows = _split(held) if name == "dataframe_split" else held
            rest = {k: v for k, v in body.items() if k not in (name, "parameters")}
            settings = first_object(body, "parameters") or {}
            return {**rest, **settings, **request_of(rows, depth + 1)}
    return body


def _first(rows: list[Any], depth: int) -> dict[str, Any]:
    if depth > _DEPTH:
        return {}
    if any(isinstance(row, dict) and "role" in row for row in rows):
        return {"messages": rows}
    read = [request_of(unpacked(r) if isinstance(r, str) else r, depth + 1) for r in rows]
    one = next((body for body in read if body), {})
    prompts = [p for body in read if isinstance(p := body.get("prompt"), str)]
    return {**one, "prompt": prompts} if len(prompts) > 1 else one


def _split(frame: Any) -> list[Any]:
    """Return the rows of a data frame that is given as columns and data."""
    columns, data = (frame.get(n) if isinstance(frame, dict) else None for n in ("columns", "data"))
    if not isinstance(columns, list) or not isinstance(data, list):
        return []
    return [dict(zip(map(str, columns), row, strict=False)) for row in data
            if isinstance(row, list)]  # fmt: skip


def reply_of(body: Any, depth: int = 0) -> list[Any]:
    """Return a response's body as the pieces of a reply, which `read_reply` joins.

    Examples
    --------
    >>> reply_of([{"generated_text": "Yes"}])
    [{'text': 'Yes', 'stop_reason': None, 'usage': {'output_tokens': None}}]
    """
    if depth > _DEPTH:
        return []
    if isinstance(body, list):
        inner = (unpacked(item) if isinstance(item, str) else item for item in body)
        return [piece for item in inner for piece in reply_of(item, depth + 1)]
    if isinstance(body, str):
        return [{"text": body}] if depth else []
    if not isinstance(body, dict):
        return []
    if "predictions" in body:
        return reply_of(body["predictions"], depth + 1)
    if "candidates" in body or "usageMetadata" in body:
        return [gemini.reply_of(body)]
    details = first_object(body, "details") or {}
    ended = {"stop_reason": details.get("finish_reason"),
             "usage": {"output_tokens": details.get("generated_tokens")}}  # fmt: skip
    if token := first_object(body, "token"):  # the last piece has the whole text once more
        return [{"text": None if token.get("special") else token.get("text"), **ended}]
    if isinstance(text := body.get("generated_text"), str):
        return [{"text": text, **ended}]
    if message := first_object(body, "generation"):
        return [{"message": message}]
    said = body.get("messages")
    if isinstance(said, list) and "choices" not in body:  # an agent's
        said = [m for m in said if isinstance(m, dict) and m.get("role") == "assistant"]
        return [{**body, "choices": [{"message": m} for m in said]}]
    return [body]
