"""What the console adds to the description of the operators' listener."""

from __future__ import annotations

from stillwatch.console import shapes
from stillwatch.console.asked import End, Turn
from stillwatch.console.pages import METHODS
from stillwatch.console.render import ASSETS
from stillwatch.gateway.openapi import (
    BEARER,
    FOREIGN,
    FORM,
    HTML,
    LARGE,
    SESSION,
    TEXT,
    Operation,
    Reply,
)

_BOTH = (BEARER, SESSION)
_CHALLENGE = {"www-authenticate": "Always `Bearer`."}
_NOBODY = Reply(401, "Nobody has logged in, and the token was not shown.", headers=_CHALLENGE)
_NOBODY_JSON = _NOBODY._replace(body=shapes.Error)
_OVER = _NOBODY._replace(what="Nobody has logged in; nothing was changed.", kinds=(HTML,))
_FOREIGN_JSON = FOREIGN._replace(body=shapes.Error)
_TO_LOGIN = Reply(303, "Log in first.", kinds=(), headers={"location": "`/login`"})
_NO_STORE = Reply(404, "No decisions are looked up.")
_LOST = Reply(404, "No decisions are looked up, or none is meant.", kinds=(HTML, TEXT))
_NOT_OURS = Reply(403, "No session, or the form is not of this session and of this listener.")
_DONE = Reply(303, "It is done.", kinds=(), headers={"location": "The page that says so."})
_UNSAID = Reply(400, "A field is missing or wrong; the page asks again.", kinds=(HTML,))
_FAILED = Reply(409, "Not done, or not in the evidence log; the page says why.", kinds=(HTML,))
_CHOICE = {
    "id": "Of the decision.", "campaign": "Of all decisions about it.", "rule": "Of all of it.",
}  # fmt: skip
_CHANGED_JSON = (
    Reply(400, "Not such an object.", shapes.Error), _NOBODY_JSON,
    Reply(403, "A session changes by forms only.", shapes.Error),
    Reply(404, "No decisions are looked up.", shapes.Error),
    Reply(409, "Not done, or not in the evidence log; the message says which.", shapes.Error),
    LARGE, _FOREIGN_JSON,
)  # fmt: skip


def _page(
    path: str, name: str, what: str, *more: Reply, query: dict[str, str] | None = None
) -> Operation:
    replies = (Reply(200, "The page.", kinds=(HTML,)), _TO_LOGIN, *more, FOREIGN)
    return Operation("GET", path, name, what, replies, _BOTH, query or {})


def _twin(part: str, what: str, of: object, query: dict[str, str] | None = None) -> Operation:
    replies = (Reply(200, what, of), _NOBODY_JSON, _FOREIGN_JSON)
    return Operation("GET", f"/api/{part}", part, what, replies, _BOTH, query or {})


_ABOUT = "Only what is about this account, end user, campaign, rule or id."
_ALL = (
    _page("/", "overview", "What happens, what was found and decided, and who was told.", query={
        "about": _ABOUT, "page": "Number of a page of decisions.",
        "ended": "How many were ended just before.", "done": "`paused` or `resumed` just before.",
    }),
    Operation("GET", "/login", "askLogin", "The form to log in.", (
        Reply(200, "The form.", kinds=(HTML,)),
        Reply(303, "There is no token.", kinds=(), headers={"location": "`/`"}), FOREIGN,
    )),
    Operation("POST", "/login", "login", "Log in.", (
        Reply(303, "Logged in: `Set-Cookie` is the session.", kinds=(),
              headers={"location": "`/`"}),
        Reply(400, "There is no name.", kinds=(HTML,)),
        Reply(403, "Not the token, or another site's form.", kinds=(HTML, TEXT)), LARGE, FOREIGN,
        Reply(429, "Too many try at a time."),
    ), body=shapes.LoginForm, sent=FORM),
    Operation("GET", "/logout", "leave", "Changes nothing.", (
        Reply(303, "To the page.", kinds=(), headers={"location": "`/`"}), FOREIGN,
    )),
    Operation("POST", "/logout", "logout", "End the session.", (
        Reply(303, "It has ended.", kinds=(), headers={"location": "`/login`"}),
        Reply(403, "The form is not of this session and of this listener."), LARGE, FOREIGN,
    ), body=shapes.LogoutForm, sent=FORM),
    _page("/decisions/end", "askEnd", "What would end, and the form to end it.", _LOST,
          query=_CHOICE),
    Operation("POST", "/decisions/end", "end", "End decisions.", (
        _DONE, _UNSAID, _OVER, _NOT_OURS, _LOST, _FAILED, LARGE, FOREIGN,
    ), (SESSION,), body=shapes.EndForm, sent=FORM),
    _page("/switch", "askSwitch", "The form to turn the kill switch.", _LOST),
    Operation("POST", "/switch", "turn", "Turn the kill switch.", (
        _DONE, _UNSAID, _OVER, _NOT_OURS, _NO_STORE, _FAILED, LARGE, FOREIGN,
    ), (SESSION,), body=shapes.SwitchForm, sent=FORM),
    *(
        Operation("GET", f"/assets/{name}", name, "A file that pages are made with.", (
            Reply(200, "The file.", kinds=(kind,)), FOREIGN,
        ))
        for name, (_, kind) in ASSETS.items()
    ),
    _twin("now", "What is happening.", shapes.Now),
    _twin("campaigns", "The campaigns of the latest audit.", shapes.Campaigns),
    _twin("decisions", "The decisions that stand.", shapes.Decisions, {"about": _ABOUT}),
    _twin("switch", "How the kill switch stands.", shapes.Switch),
    _twin("alerts", "Who is told, and the latest alerts.", shapes.Alerts),
    Operation("POST", "/api/decisions/end", "endByProgram", "End decisions.", (
        Reply(200, "They have ended.", shapes.Ended), *_CHANGED_JSON,
    ), (BEARER,), body=End),
    Operation("POST", "/api/switch", "turnByProgram", "Turn the kill switch.", (
        Reply(200, "It is turned.", shapes.Turned), *_CHANGED_JSON,
    ), (BEARER,), body=Turn),
)  # fmt: skip
_BY_PLACE = {(one.method, one.path): one for one in _ALL}

OPERATIONS = tuple(
    _BY_PLACE[method, path]
    for path, methods in METHODS.items()
    for method in methods
    if method != "HEAD"
)
"""What is routed, described; what is not described fails here."""
