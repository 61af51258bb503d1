"""Which field of the exchange log somebody may have meant by a name that it does not know."""

from __future__ import annotations

import difflib
import re

from stillwatch.ingest.account_rows import OVERRIDES
from stillwatch.ingest.wire import KNOWN

USUAL = {
    "id": "request_id req_id uuid trace_id log_id event_id exchange_id litellm_call_id call_id",
    "time": "timestamp ts @timestamp created_at datetime date start_time starttime received_at "
    "request_time event_time logged_at",
    "account.id": "account_id accountid account customer customer_id tenant tenant_id team_id "
    "user_id userid client_id workspace_id project_id subscriber",
    "account.end_user": "end_user enduser end_user_id safety_identifier user",
    "account.org": "org_id organization organization_id organisation organisation_id",
    "account.key": "api_key apikey key_id api_key_id token_id hashed_token key_hash "
    "user_api_key_hash",
    "account.created": "account_created signup_date signed_up_at registered_at account_created_at",
    "account.email_domain": "email_domain domain",
    "account.payment": "payment_id payment_hash card_hash card_fingerprint billing_id",
    "client.ip": "ip ip_address client_ip remote_addr remote_ip source_ip requester_ip_address "
    "x_forwarded_for src_ip",
    "client.user_agent": "user_agent useragent ua",
    "client.ja4": "ja4 ja4_hash tls_fingerprint",
    "client.asn": "asn as_number",
    "session": "session_id conversation_id thread_id",
    "request.model": "model model_id model_name deployment engine",
    "request.messages": "messages conversation chat_messages",
    "request.prompt": "prompt input_text question query",
    "request.endpoint": "endpoint path route call_type operation",
    "request.max_tokens": "max_tokens",
    "request.temperature": "temperature",
    "response.content": "response_text completion output_text answer reply",
    "response.output": "choices candidates",
    "usage": "usage token_usage token_counts",
    "response.latency_ms": "latency duration_ms latency_ms response_time_ms",
    "response.status": "status status_code http_status",
    "usage.input_tokens": "prompt_tokens input_tokens tokens_in promptTokens",
    "usage.output_tokens": "completion_tokens output_tokens tokens_out completionTokens",
}
"""Field to the names under which gateways and loggers often have it."""


_CONVENTIONS = ("event.", "gen_ai.", "llm.", "server.", "service.", "host.", "process.", "k8s.",
                "telemetry.", "cloud.", "container.", "http.", "url.", "network.")  # fmt: skip
"""What attributes begin with that say nothing of who asked."""


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


_USUAL = {_plain(alias): field for field, names in USUAL.items() for alias in names.split()}
_FIELDS = [
    f"{top}.{inner}" if inner else top
    for top, known in KNOWN.items()
    for inner in sorted(known or ("",))
]
_PLAIN = {_plain(field): field for field in _FIELDS}
_COLUMNS = [
    *("account", "valid_from", "legal_name", "owners", "jurisdictions", "reseller", "legal_hold"),
    *("licence_scope", "licence_document", "licence_valid_until", "allow_by", "allow_until"),
    *OVERRIDES,
]


def meant(unknown: str) -> str | None:
    """Return the field that an unknown one (dotted, as in the log) may stand for, or None.

    >>> meant("account_id"), meant("request.max_token"), meant("clientIp"), meant("weather")
    ('account.id', 'request.max_tokens', 'client.ip', None)
    >>> meant("respone"), meant("account.api_key"), meant("response.choices")
    ('response', 'account.key', 'response.output')
    >>> meant("response.usage"), meant("usage.prompt_tokens")
    ('usage', 'usage.input_tokens')
    """
    top, _, leaf = unknown.rpartition(".")
    for name in (_plain(unknown), *([] if top in KNOWN else [_plain(leaf)])):
        if name in _PLAIN or name in _USUAL:
            return _PLAIN.get(name) or _USUAL[name]
    inside = [f for f in (*_FIELDS, *KNOWN) if f.rpartition(".")[0] == top]
    near = difflib.get_close_matches(unknown, inside, 1, 0.85)
    if near:
        return near[0]
    moved = _USUAL.get(_plain(leaf)) if top in KNOWN else None
    return moved if moved != unknown else None


def guess(name: str) -> str | None:
    """Say what a name that a firm chose may mean: one of its metadata, or an attribute of a span.

    >>> guess("app.tenant.id"), guess("parent.app.user"), guess("gen_ai.agent.id")
    ('account.id', 'account.end_user', None)
    """
    if name.startswith("metadata."):
        return meant(name)
    own = name
    for place in ("parent.", "resource.", "scope."):
        own = own.removeprefix(place)
    if own.startswith(_CONVENTIONS) or ("." not in name):
        return None
    found = meant("_".join(own.split(".")[-2:])) or meant(own)
    return found if found and found.startswith(("account.", "client.")) else None


def meant_column(unknown: str) -> str | None:
    """Return the column of an account table that an unknown one may stand for, or None.

    >>> meant_column("licence_valid_till"), meant_column("is_reseller"), meant_column("colour")
    ('licence_valid_until', 'reseller', None)
    """
    if _USUAL.get(_plain(unknown)) == "account.id":
        return "account"
    near = difflib.get_close_matches(unknown.lower().replace(".", "_"), _COLUMNS, 1, 0.75)
    return near[0] if near else None
