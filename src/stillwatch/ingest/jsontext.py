"""Text that may be the JSON of parts or items, told from an answer that is itself JSON."""

from __future__ import annotations

from typing import Any

from stillwatch.ingest.columns import as_text
from stillwatch.ingest.lenient import (
    ITEM,
    decoded,
    is_part,
    to_content,
    to_output,
    to_reply,
)
from stillwatch.ingest.wire import Message, Part


def content_of(raw: Any) -> str | list[Part | str] | None:
    """Read content, or a reply, that may stand as the JSON text of parts; other text is text.

    A column of strings holds parts so. An answer that is itself JSON stays the text that it is.

    Examples
    --------
    >>> content_of('[{"type": "text", "text": "Hi"}]')
    [Part(type='text', text='Hi', content=None)]
    >>> content_of('{"type": "refund"}'), content_of('[{"type": "refund"}]')
    ('{"type": "refund"}', '[{"type": "refund"}]')
    """
    if isinstance(raw, str):
        found = decoded(raw) if raw.lstrip()[:1] == "[" and '"type"' in raw[:200] else raw
        parts = isinstance(found, list) and found and all(map(_is_typed, found))
        return to_content(found) if parts else as_text(raw)
    return to_reply(raw)


def items_of(raw: Any) -> str | list[Message | str] | None:
    """Read items, or an output, that may stand as the JSON text of items; other text is text."""
    if isinstance(raw, str):
        found = decoded(raw)
        items = found if isinstance(found, list) else [found]
        if not items or not all(map(_is_listed, items)):
            return as_text(raw)
        raw = found
    return to_output(raw)


def _is_typed(raw: Any) -> bool:
    return isinstance(raw, dict) and "type" in raw and is_part(raw)


def _is_listed(raw: Any) -> bool:
    """Tell whether an object in JSON text is a part or item: by more than that it has a text."""
    return _is_typed(raw) or (isinstance(raw, dict) and bool(raw.keys() & ITEM))
