"""What a client is told whose request is not shown to be its key's holder's."""

from __future__ import annotations

from collections.abc import Sequence

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.binding.nonces import Nonces

_TOKEN = ("other_holder", "unbound", "unknown_key", "bearer", "several_credentials")


class Unheld(Exception):
    """A request that is not shown to be of its key's holder.

    Parameters
    ----------
    outcome
        Under what it is counted.
    said
        What a developer reads; nothing of what was sent.
    holder
        Name of who has sent it; null: that is not known.
    """

    def __init__(self, outcome: str, said: str, holder: str | None = None) -> None:
        super().__init__(said)
        self.outcome, self.said, self.holder = outcome, said, holder


def refusal(unheld: Unheld, algorithms: Sequence[str], nonces: Nonces | None) -> Refused:
    """Return the answer to a request (RFC 9449, section 7.1; RFC 6750, section 3).

    Parameters
    ----------
    unheld
        What is wrong with it.
    algorithms
        That proofs may be signed with.
    nonces
        Of this server, where proofs need one.
    """
    if unheld.outcome == "store_down":
        return Refused(503, "proofs_unavailable", unheld.said, True)
    headers: dict[str, str] = {}
    code = "invalid_token" if unheld.outcome in _TOKEN else "invalid_dpop_proof"
    if nonces is not None:
        headers["dpop-nonce"] = nonces.now()
    if unheld.outcome == "nonce":
        code = "use_dpop_nonce"
    headers["www-authenticate"] = (
        f'DPoP error="{code}", error_description="{unheld.said}", algs="{" ".join(algorithms)}"'
    )
    headers["cache-control"] = "no-store"
    # SDKs that do not know of nonces try again, with what signs for them knowing it by then
    return Refused(401, code, unheld.said, unheld.outcome == "nonce", headers)
