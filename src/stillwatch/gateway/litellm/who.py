"""Who calls, as LiteLLM knows it: the same names in the log and for decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from multidict import CIMultiDict

from stillwatch.gateway.identity.address import ClientAddress, parsed
from stillwatch.gateway.identity.who import named
from stillwatch.ingest import litellm, wire
from stillwatch.ingest.end_users import lasting
from stillwatch.respond.decisions.index import Caller

Kind = Literal["key", "user", "team"]


def account_of(who: litellm.Metadata, end_user: Any, kind: Kind) -> wire.Account:
    """Return whose call it is.

    Parameters
    ----------
    who
        Who called, as the proxy knows it.
    end_user
        The customer's own user, where the call names one.
    kind
        What an account is.

    Examples
    --------
    >>> who = litellm.Metadata(user_api_key_hash="k", user_api_key_team_id="t")
    >>> account_of(who, None, "key").id, account_of(who, None, "team").id
    ('k', 't')
    """
    found = litellm.account_of(who, end_user)
    if kind == "key":
        return found
    # never another kind in its place: one administrator's keys would become one account
    ident = who.user_api_key_user_id if kind == "user" else who.user_api_key_team_id
    return msgspec.structs.replace(found, id=ident)


def caller_of(account: wire.Account, client: str | None, user_agent: Any) -> Caller:
    """Return who decisions are looked up for.

    Parameters
    ----------
    account
        Whose call it is; without an id, no decision about an account holds.
    client
        Address.
    user_agent
        As sent.
    """
    user = _text(account.end_user)
    return Caller(
        _text(account.id) or "", _text(account.org), _text(account.key),
        lasting(user) if user else None, parsed(client) if client else None,
        None, named(user_agent),
    )  # fmt: skip


class Address:
    """Finds the client's address, as the gateway does.

    Parameters
    ----------
    finder
        Knows what stands in front.
    """

    def __init__(self, finder: ClientAddress) -> None:
        self._finder = finder

    def find(self, headers: Mapping[str, str], peer: Any) -> str | None:
        """Return the address; null where it is not known.

        Parameters
        ----------
        headers
            Of the request.
        peer
            What LiteLLM takes for the address: that of the connection, or, as it may be told to,
            the whole header of a proxy in front, which is believed only where it is one address.
        """
        return self._finder.find(multiple(headers), peer) if isinstance(peer, str) else None


def multiple(headers: Mapping[str, Any]) -> CIMultiDict[str]:
    """Return headers as the gateway reads them: by names in any case."""
    return CIMultiDict({name: text for name, text in headers.items() if isinstance(text, str)})


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)
