"""What a response's body says of a call that failed, in the forms that platforms have for it.

Source: OpenAI's and Azure OpenAI's (`error` with `type`, `code`), Anthropic's (`type: error`) and
Google's (`error` with `code`, `status`) references of errors; Databricks' REST API and MLflow
(`error_code`, `message`; of external models `external_model_error`); SageMaker's `ModelError` and
`ModelStreamError` (`OriginalStatusCode`, `ErrorCode`); Azure API Management (`statusCode`,
`message`); Cloudflare's API (`success`, `errors`); Text Generation Inference (`error`,
`error_type`), vLLM (`object: error`) and FastAPI (`detail`).
"""

from __future__ import annotations

from typing import Any

_CODES = ("error_code", "ErrorCode", "OriginalStatusCode", "__type")
_LONGEST = 60
"""Characters of a name that are kept."""


def failure_of(body: dict[str, Any]) -> str | None:
    """Return the status of a call whose response's body is an error; null where it is none.

    Examples
    --------
    >>> failure_of({"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "Retry."})
    'error REQUEST_LIMIT_EXCEEDED'
    >>> failure_of({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED"}})
    '429'
    >>> failure_of({"statusCode": 401, "message": "No key."}), failure_of({"message": "Hello."})
    ('401', None)
    """
    if isinstance(body.get("external_model_error"), dict):
        return failure_of(body["external_model_error"]) or "error"
    error = body.get("error")
    if isinstance(error, dict):
        return _named(error)
    if body.get("object") == "error":
        return _named(body)
    if isinstance(error, str) and error:
        return _status(body.get("error_type"))
    if (code := next((body[n] for n in _CODES if body.get(n) is not None), None)) is not None:
        return _status(code)
    if "message" in body and isinstance(code := body.get("statusCode"), int) and code >= 400:
        return str(code)
    errors = body.get("errors")
    if body.get("success") is False and isinstance(errors, list):
        return _named(errors[0]) if errors and isinstance(errors[0], dict) else "error"
    return "error" if set(body) == {"detail"} else None


def _named(error: dict[str, Any]) -> str:
    """Name an error by its type, or by its code where the type is of what it is about."""
    kind, code = error.get("type"), error.get("code")
    named = isinstance(kind, str) and "error" in kind.lower()
    return _status(kind if named or code is None else code)


def _status(name: Any) -> str:
    """Return a name so that it reads as that of a failure; `error` where there is none."""
    if not isinstance(name, str | int) or isinstance(name, bool) or not str(name).strip():
        return "error"
    said = str(name).strip()[:_LONGEST]
    plain = said.isdecimal() or any(word in said.lower() for word in ("error", "exception"))
    return said if plain else f"error {said}"
