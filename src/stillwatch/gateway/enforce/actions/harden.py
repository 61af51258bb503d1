"""Harden: the request asks for less than a copy could use; replies are never rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.dialects._hardening import Fields
from stillwatch.gateway.enforce.actions.base import Measure, Refusal
from stillwatch.gateway.enforce.asked import Asked
from stillwatch.gateway.enforce.elicitation import Elicitation
from stillwatch.gateway.enforce.tell import Teller
from stillwatch.respond.decisions.model import Decision, Hardening

_HARMLESS = frozenset(
    ("count_tokens", "input_tokens", "files", "uploads", "parts", "complete", "cancel",
     "moderations", "tokenize")
)  # fmt: skip
"""Last segments of what may be posted unread: nothing that a model writes comes back."""

_MORE = ("encrypted_content", "logprobs")


class Harden(Measure):
    """Rewrites requests, and refuses those that coax out what is hidden.

    What passes unread cannot be hardened: posts that may have a model write are refused. Requests
    of batches are read, each by itself.
    """

    def __init__(self, teller: Teller, elicitation: Elicitation) -> None:
        self._teller, self._elicitation = teller, elicitation

    async def take(self, asked: Asked, decisions: Sequence[Decision], real: bool) -> Refusal | None:
        """See `Measure.take`."""
        first = decisions[0]
        if asked.dialect is None:
            if self._harmless(asked):
                return None
            said = "This endpoint is not available to this account."
            return Refusal(first, self._teller.refusal("unread", said, first, asked.account))
        to = strictest([d.hardening or Hardening() for d in decisions])
        fields = await asked.aside(asked.fields)
        if fields is None:
            # whatever it is, it must not pass as it is
            bad = Refused(400, "bad_body", "the body is no JSON object that can be read", False)
            return Refusal(first, bad)
        if (
            not to.elicitation
            and asked.dialect.generates
            and await self._elicitation.found(
                asked.dialect, await asked.aside(asked.whole), len(asked.plain() or b"")
            )
        ):
            said = "The request asks for what this account may not have."
            return Refusal(first, self._teller.refusal("elicitation", said, first, asked.account))
        await asked.aside(lambda: self._harden(asked, fields, to, real))
        return None

    @staticmethod
    def _harden(asked: Asked, fields: Fields, to: Hardening, real: bool) -> None:
        assert asked.dialect is not None
        asked.dialect.harden(fields, to)
        if real:
            asked.rewrite(fields)

    @staticmethod
    def _harmless(asked: Asked) -> bool:
        if asked.method in ("GET", "HEAD", "OPTIONS", "DELETE"):
            # a reply that is kept may be asked for again, with more in it
            query = unquote(asked.target.partition("?")[2]).lower()
            return not any(name in query for name in _MORE)
        parts = asked.segments()
        if parts[-1:] == ("complete",) and "uploads" not in parts:
            return False  # an old endpoint of that name has a model write
        return bool(parts) and parts[-1] in _HARMLESS


def strictest(several: Sequence[Hardening]) -> Hardening:
    """Return what all of several allow.

    Examples
    --------
    >>> strictest([Hardening(max_tokens=None, logprobs=True), Hardening(max_tokens=9)]).max_tokens
    9
    """
    bounds = [h.max_tokens for h in several if h.max_tokens is not None]
    return Hardening(
        logprobs=all(h.logprobs for h in several),
        max_choices=min(h.max_choices for h in several),
        max_tokens=min(bounds) if bounds else None,
        reasoning=all(h.reasoning for h in several),
        elicitation=all(h.elicitation for h in several),
    )
