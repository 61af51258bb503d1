"""What an endpoint's dialect knows: its path, and how its bodies become fields of the log."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Literal, NamedTuple

from stillwatch.gateway.dialects._hardening import Fields
from stillwatch.respond.decisions.model import Hardening

TEXT_LIMIT = 1 << 20
"""Characters kept of one text of a streamed reply."""
PARTS_LIMIT = 1024
"""Choices, blocks or tool calls that are kept of a streamed reply."""


class Reply(NamedTuple):
    """What the log says of a reply."""

    response: dict[str, Any]
    """`response.*`; null values are left out later."""
    usage: dict[str, Any]
    """`usage.*`."""


class Assembly(ABC):
    """Puts the events of a stream together to the body that the endpoint returns unstreamed."""

    @abstractmethod
    def feed(self, name: str, data: dict[str, Any]) -> None:
        """Take an event: its name, and its data decoded."""

    @abstractmethod
    def body(self) -> dict[str, Any]:
        """Return the body as far as it has come."""


class Dialect(ABC):
    """One endpoint of one API; subclasses are found by walking `stillwatch.gateway.dialects`."""

    name: ClassVar[str]
    endpoint: ClassVar[str]
    """`request.endpoint` in the log."""
    family: ClassVar[Literal["openai", "anthropic"]]
    """Whose errors its clients understand."""
    path: ClassVar[tuple[str, ...]]
    """The last segments of its path, in lower case."""
    generates: ClassVar[bool] = True
    """Whether its replies hold what a model has written."""
    asks_usage: ClassVar[bool] = False
    """Whether its streams tell their usage only with `stream_options.include_usage`."""

    @abstractmethod
    def request(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return `request.*` of the log, and `session` where the body names a conversation."""

    @abstractmethod
    def harden(self, fields: Fields, to: Hardening) -> None:
        """Take out of a request what gives a copy more.

        Parameters
        ----------
        fields
            The top of the body; changed.
        to
            What is still allowed.
        """

    @abstractmethod
    def reply(self, body: dict[str, Any]) -> Reply:
        """Read the body of a reply."""

    @abstractmethod
    def assembly(self) -> Assembly:
        """Return what puts a stream of this endpoint together."""


class Text:
    """A text that grows up to `TEXT_LIMIT` characters."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def add(self, part: Any) -> None:
        """Append a part, if it is text."""
        if isinstance(part, str) and self._size < TEXT_LIMIT:
            self._parts.append(part[: TEXT_LIMIT - self._size])
            self._size += len(part)

    def whole(self) -> str | None:
        """Return the text; null where nothing came."""
        return "".join(self._parts) if self._parts else None


def inside(body: Any, *names: str) -> Any:
    """Return a value within objects; null where one of them is none.

    >>> inside({"a": {"b": 1}}, "a", "b"), inside({"a": 3}, "a", "b")
    (1, None)
    """
    for name in names:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def picked(body: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return some fields of a body, where they are there."""
    return {name: body[name] for name in names if body.get(name) is not None}
