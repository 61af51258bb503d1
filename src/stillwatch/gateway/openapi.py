"""The operators' listener as OpenAPI 3.1. Imported, and made, when somebody asks for it.

Only what is the same for every gateway is in it: nothing of its settings or its traffic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, get_type_hints

import msgspec

from stillwatch import __version__
from stillwatch.gateway.binding.holders import Spread

TEXT, HTML, JSON = "text/plain", "text/html", "application/json"
FORM = "application/x-www-form-urlencoded"
BEARER, SESSION = "bearer", "session"
"""Ways to say who one is: programs show the token, browsers have a cookie."""
ABOUT = """\
What operators ask of a running gateway, on a port of its own. Where there is a token, programs \
show it as bearer and browsers log in; without one, who calls this machine by its own name may \
look, and nobody may change anything.

What a session changes it changes by forms: `csrf` is a hidden field of the form as it was sent to \
that session, `Origin` (if any) must be the listener, and `Sec-Fetch-Site` (if any) `same-origin` \
or `none`. Programs change by the token alone; a cookie does not do.

`HEAD` is answered wherever `GET` is. Of a path that is known, any other method is answered with \
405 and `Allow`; what is no HTTP/1.1 with 400."""
_SCHEMES = {
    BEARER: {"type": "http", "scheme": "bearer", "description": "The operators' token."},
    SESSION: {"type": "apiKey", "in": "cookie", "name": "stillwatch",
              "description": "Of a browser that has logged in; lasts twelve hours."},
}  # fmt: skip
_TEMPLATE = "#/components/schemas/{name}"


class Reply(NamedTuple):
    """One way in which a request is answered."""

    status: int
    what: str
    body: Any = None
    """Type of the JSON; null: it is none."""
    kinds: tuple[str, ...] = (TEXT,)
    """Content types; none: it has no body. Of JSON they say nothing."""
    headers: Mapping[str, str] = {}
    """Those that it always has, and what they hold."""


class Operation(NamedTuple):
    """What one method does at one path."""

    method: str
    path: str
    name: str
    what: str
    replies: tuple[Reply, ...]
    who: tuple[str, ...] = ()
    """Any of these ways must be gone; none: whoever asks is answered."""
    query: Mapping[str, str] = {}
    """Names, and what they are. All are text, and may be left out."""
    body: Any = None
    """Type of what is sent; null: nothing is."""
    sent: str = JSON
    """How."""


def altered(name: str, of: type, /, **fields: Any) -> Any:
    """Return a struct with the fields of a type, some of them changed or added.

    Parameters
    ----------
    name
        What it is called in the description.
    of
        A struct, or a named tuple that is sent as an object.
    fields
        Their types.
    """
    typed = get_type_hints(of, include_extras=True) | fields
    return msgspec.defstruct(name, list(typed.items()), namespace={"__doc__": of.__doc__})


if TYPE_CHECKING:
    Organisation = dict[str, Any]
else:
    Organisation = altered("Organisation", Spread)


class Organisations(TypedDict):
    """Organisations with most holders first, a thousand at most."""

    organisations: list[Organisation]


NO_TOKEN = Reply(401, "The token was not shown.", headers={"www-authenticate": "Always `Bearer`."})
FOREIGN = Reply(
    421, "There is no token, and the listener was called by a name that is not this machine's."
)
LARGE = Reply(413, "More than 64 KiB were sent.")
NUMBERS = "application/openmetrics-text"

OWN = (
    Operation(
        "GET", "/healthz", "health", "Whether the process answers.", (Reply(200, "It does."),),
    ),
    Operation(
        "GET", "/readyz", "readiness", "Whether requests may come.",
        (Reply(200, "They may."), Reply(503, "They may not; the text says why.")),
    ),
    Operation(
        "GET", "/metrics", "metrics", "Numbers for Prometheus.",
        (Reply(200, "All numbers; as OpenMetrics where `Accept` names it.", kinds=(TEXT, NUMBERS)),
         NO_TOKEN, FOREIGN), (BEARER,),
    ),
    Operation(
        "GET", "/holders", "holders", "Organisations by how many holders' keys they use.",
        (Reply(200, "What was seen within the window.", Organisations), NO_TOKEN, FOREIGN),
        (BEARER,),
    ),
    Operation(
        "GET", "/openapi.json", "description", "This description.",
        (Reply(200, "OpenAPI 3.1.", dict[str, Any]), NO_TOKEN, FOREIGN), (BEARER,),
    ),
)  # fmt: skip
"""What the listener answers by itself."""


def document(operations: Iterable[Operation], locked: bool) -> dict[str, Any]:
    """Return the description.

    Parameters
    ----------
    operations
        All that are answered.
    locked
        Whether there is a token; without one nobody has to say who they are.
    """
    every = tuple(operations)
    types = list(dict.fromkeys(
        of for one in every for of in (one.body, *(reply.body for reply in one.replies)) if of
    ))  # fmt: skip
    made, named = msgspec.json.schema_components(types, ref_template=_TEMPLATE)
    known = dict(zip(types, made, strict=True))
    asked = {one.body.__name__ for one in every if one.body}
    paths: dict[str, dict[str, Any]] = {}
    for one in every:
        told = _told(one, known, locked)
        paths.setdefault(one.path, {})[one.method.lower()] = told
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "stillwatch gateway: operators", "version": __version__,
            "description": ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": {name: _plain(of, name in asked) for name, of in named.items()},
            "securitySchemes": _SCHEMES,
        },
    }  # fmt: skip


def _told(one: Operation, known: Mapping[Any, Any], locked: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": one.name, "summary": one.what,
        "security": [{who: []} for who in one.who] if locked else [],
        "responses": {str(reply.status): _reply(reply, known) for reply in one.replies},
    }  # fmt: skip
    if one.query:
        made["parameters"] = [
            {"name": name, "in": "query", "description": what, "schema": {"type": "string"}}
            for name, what in one.query.items()
        ]
    if one.body is not None:
        content = {one.sent: {"schema": known[one.body]}}
        sent: Any = msgspec.inspect.type_info(one.body)
        needed = any(field.required for field in sent.fields)
        made["requestBody"] = {"required": needed, "content": content}
    return made


def _reply(reply: Reply, known: Mapping[Any, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"description": reply.what or HTTPStatus(reply.status).phrase}
    if reply.headers:
        made["headers"] = {
            name: {"description": what, "required": True, "schema": {"type": "string"}}
            for name, what in reply.headers.items()
        }
    if reply.body is not None:
        made["content"] = {JSON: {"schema": known[reply.body]}}
    elif reply.kinds:
        made["content"] = {kind: {"schema": {"type": "string"}} for kind in reply.kinds}
    return made


def _plain(schema: dict[str, Any], asked: bool) -> dict[str, Any]:
    """Return a schema without what its docstring says to those who read code."""
    if not asked:  # we send all fields, also those that have a value by themselves
        schema["required"] = list(schema["properties"])
    if "description" in schema:
        first = schema["description"].partition("\n\n")[0]
        schema["description"] = " ".join(first.split())
    return schema
