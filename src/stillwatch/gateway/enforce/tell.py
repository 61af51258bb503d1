"""What a refusal tells the one who is refused: as little as the operator chooses."""

from __future__ import annotations

import hmac
import math
import time
from datetime import UTC, datetime
from typing import Literal

from stillwatch.gateway.answers import Family, Refused
from stillwatch.gateway.limits.gcra import Charge
from stillwatch.respond.decisions.model import Decision

Told = Literal["nothing", "action", "reference"]
_PATIENT = 120.0  # seconds that SDKs wait at most before they try again
_SHARED = ("campaign", "observable")  # their numbers would tell that others share the budget


class Teller:
    """Words refusals.

    Parameters
    ----------
    tell
        How much they say.
    secret
        Key of the references: the same decision has another reference for each account, so that
        two customers cannot learn from it that they are held for one campaign.
    """

    def __init__(self, tell: Told, secret: bytes) -> None:
        self._tell, self._secret = tell, secret

    def reference(self, decision: Decision, account: str) -> str | None:
        """Return what a client may quote; null where nothing is told."""
        if self._tell != "reference":
            return None
        named = f"{decision.id}\0{account}".encode("utf-8", "replace")
        return "ref-" + hmac.digest(self._secret, named, "sha256")[:6].hex()

    def refusal(self, counted: str, said: str, decision: Decision, account: str) -> Refused:
        """Return a refusal for good.

        Parameters
        ----------
        counted
            Under what name it is counted.
        said
            What it tells where the action is told.
        decision, account
            What it rests on, and whose request it is.
        """
        if self._tell == "nothing":
            said = "The request was refused."
        made = Refused(403, "permission_denied", self._quoted(said, decision, account), False)
        made.counted = counted
        return made

    def limited(
        self, charge: Charge, unit: str, wait: float, decision: Decision, account: str,
        family: Family,
    ) -> Refused:  # fmt: skip
        """Return a refusal for now.

        Parameters
        ----------
        charge
            That had no room.
        unit
            `requests` or `tokens`.
        wait
            Seconds until it has.
        decision, account
            As for `refusal`.
        family
            Whose headers the client understands.
        """
        seconds = max(1, math.ceil(wait))
        headers = {"retry-after": str(seconds)}
        if family == "openai":
            headers["retry-after-ms"] = str(math.ceil(wait * 1000))
        if self._tell != "nothing" and decision.scope.kind not in _SHARED:
            headers |= _numbers(family, unit, 60.0 / charge.interval, wait)
        said = "Rate limit reached" + (f" for {unit}" if self._tell != "nothing" else "")
        said = self._quoted(f"{said}. Try again in {seconds} s.", decision, account)
        made = Refused(429, "rate_limit_exceeded", said, wait <= _PATIENT, headers)
        made.counted = "throttled"
        return made

    def challenge(self, url: str, decision: Decision, account: str) -> Refused:
        """Return a refusal until the customer has been at an address."""
        said = f"Verification is required. Open {url} and send the proof with your requests."
        made = Refused(403, "verification_required", self._quoted(said, decision, account), False,
                       {"link": f'<{url}>; rel="help"'})  # fmt: skip
        made.counted = "challenged"
        return made

    def _quoted(self, said: str, decision: Decision, account: str) -> str:
        reference = self.reference(decision, account)
        return said if reference is None else f"{said} Reference: {reference}"


def overloaded(counted: str) -> Refused:
    """Return a refusal for a fault of ours, which tells nothing of it.

    Parameters
    ----------
    counted
        Under what name it is counted.
    """
    made = Refused(503, "overloaded", "The service is overloaded. Try again.", True)
    made.counted = counted
    return made


def _numbers(family: Family, unit: str, rate: float, wait: float) -> dict[str, str]:
    """Return the rate-limit headers of an API family."""
    limit = str(max(1, round(rate)))
    if family == "anthropic":
        names = [f"anthropic-ratelimit-{unit}-{part}" for part in ("limit", "remaining", "reset")]
        reset = datetime.fromtimestamp(math.ceil(time.time() + wait), UTC)
        until = reset.strftime("%Y-%m-%dT%H:%M:%SZ")
    else:
        names = [f"x-ratelimit-{part}-{unit}" for part in ("limit", "remaining", "reset")]
        until = f"{math.ceil(wait * 1000)}ms" if wait < 1 else f"{wait:.3f}s"
    return dict(zip(names, (limit, "0", until), strict=True))
