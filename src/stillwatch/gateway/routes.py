"""Which API a request is for. Paths are read generously, so that none slips past by spelling."""

from __future__ import annotations

from urllib.parse import unquote

from stillwatch.core.registry import discover
from stillwatch.gateway.dialects.base import Dialect


class Routes:
    """The endpoints that are read, by the last segments of their path.

    Prefixes do not matter: `/v1/chat/completions`, `/openai/deployments/x/chat/completions`.
    """

    def __init__(self) -> None:
        found = discover("stillwatch.gateway.dialects", Dialect)
        made = [cls() for cls in found.values()]
        # the longer path first: `chat/completions` before `completions`
        self._ordered = sorted(made, key=lambda d: -len(d.path))
        self._known: dict[str, Dialect | None] = {}
        self.named = {dialect.name: dialect for dialect in made}
        """The dialects by their names."""

    def find(self, method: str, target: str) -> Dialect | None:
        """Return the dialect that a request is read with; null: it is passed on unread.

        Parameters
        ----------
        method
            As sent.
        target
            Path and query as sent.
        """
        if method != "POST":
            return None
        path = target.partition("?")[0]
        if path in self._known:
            return self._known[path]
        parts = segments(path)
        found = next((d for d in self._ordered if parts[-len(d.path) :] == d.path), None)
        if len(self._known) < 1024 and len(path) < 256:
            self._known[path] = found
        return found


def segments(path: str) -> tuple[str, ...]:
    r"""Return the segments that the most tolerant server would see.

    Examples
    --------
    >>> segments("/v1//x/../chat%2Fcompletions/")
    ('v1', 'chat', 'completions')
    >>> segments("/v1/%63hat\\completions;a=1")
    ('v1', 'chat', 'completions')
    """
    return tuple(part.lower() for part in resolved(path))


def resolved(path: str) -> tuple[str, ...]:
    """Return the same with each letter's case as it was sent."""
    # twice: something between here and the model may decode, too
    plain = unquote(unquote(path)).replace("\\", "/").partition("#")[0]
    made: list[str] = []
    for part in plain.split("/"):
        name = part.partition(";")[0].strip()
        if name == "..":
            del made[-1:]
        elif name not in ("", "."):
            made.append(name)
    return tuple(made)
