"""What fields of the exchange log are called elsewhere, and what their values look like."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from stillwatch.ingest.columns import as_float, as_int, as_text
from stillwatch.ingest.times import EARLIEST, LATEST, ZONELESS, parse_times

NEARLY = 0.95
"""Share of the values that have to be of a kind."""
FEW = 60
"""Most different names of models."""
LONG = 300
"""Characters that an identifier has at most."""

_JA4 = re.compile(r"[tqd]\d\d[di]\d{4}\w\w_[0-9a-f]{12}_[0-9a-f]{12}")
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


class Fit(NamedTuple):
    """How values fit a field."""

    why: str
    """What they are, in few words."""
    form: str = ""
    """What a map has to say of their form."""


def _share(values: list[Any], test: Callable[[Any], bool]) -> bool:
    return sum(map(test, values)) >= NEARLY * len(values)


def _name(value: Any) -> bool:
    plain = isinstance(value, str | int) and not isinstance(value, bool)
    return plain and len(as_text(value) or "") <= LONG


def identifier(values: list[Any]) -> Fit | None:
    """Take texts or numbers, each but once."""
    once = len({as_text(v) for v in values if _name(v)}) >= NEARLY * len(values)
    return Fit("another in each record") if _share(values, _name) and once else None


def name(values: list[Any]) -> Fit | None:
    """Take texts or numbers."""
    many = len({as_text(v) for v in values if _name(v)})
    return Fit(f"{many:,} different in {len(values):,}") if _share(values, _name) else None


def few(values: list[Any]) -> Fit | None:
    """Take texts, of a few kinds."""
    if not _share(values, lambda v: isinstance(v, str) and len(v) <= LONG):
        return None
    many = len({v for v in values if isinstance(v, str)})
    return Fit(f"{many:,} different in {len(values):,}") if many <= FEW else None


def text(values: list[Any]) -> Fit | None:
    """Take texts, not all alike, and what stands for them."""
    texts = _share(values, lambda v: isinstance(v, str | dict | list))
    return Fit("texts") if texts and len({str(v)[:LONG] for v in values}) > 1 else None


def number(values: list[Any]) -> Fit | None:
    """Take numbers, also in text."""
    return Fit("numbers") if _share(values, lambda v: as_float(v) is not None) else None


def count(values: list[Any]) -> Fit | None:
    """Take whole numbers, also in text."""
    return Fit("whole numbers") if _share(values, _digits) else None


def _digits(value: Any) -> bool:
    number = None if str(value)[:2].upper() == "AS" else as_int(value)
    return number is not None and number >= 0


def messages(values: list[Any]) -> Fit | None:
    """Take lists of objects with roles."""
    fits = _share(values, lambda v: isinstance(v, list) and any(map(_has_role, v)))
    return Fit("lists with roles") if fits else None


def _has_role(value: Any) -> bool:
    return isinstance(value, dict) and "role" in value and "content" in value


def choices(values: list[Any]) -> Fit | None:
    """Take lists of choices or items of an answer."""

    def fits(value: Any) -> bool:
        held = value[0] if isinstance(value, list) and value else None
        return isinstance(held, dict) and bool({"message", "content", "text"} & held.keys())

    return Fit("lists of answers") if _share(values, fits) else None


def address(values: list[Any]) -> Fit | None:
    """Take network addresses."""

    def fits(value: Any) -> bool:
        try:
            return isinstance(value, str) and bool(ipaddress.ip_address(value.strip()))
        except ValueError:
            return False

    return Fit("addresses: the customer's, not a proxy's?") if _share(values, fits) else None


def network(values: list[Any]) -> Fit | None:
    """Take numbers of networks."""
    return Fit("numbers of networks") if _share(values, lambda v: (as_int(v) or 0) > 0) else None


def ja4(values: list[Any]) -> Fit | None:
    """Take TLS fingerprints of the kind."""
    fits = _share(values, lambda v: isinstance(v, str) and _JA4.fullmatch(v) is not None)
    return Fit("JA4 fingerprints") if fits else None


def country(values: list[Any]) -> Fit | None:
    """Take codes of two letters."""
    fits = _share(values, lambda v: isinstance(v, str) and len(v) == 2 and v.isalpha())
    return Fit("codes of countries") if fits else None


def time(values: list[Any]) -> Fit | None:
    """Take moments: RFC 3339, or numbers since 1970 in some unit, also in text."""
    if _share(values, lambda v: isinstance(v, str) and ZONELESS.fullmatch(v) is not None):
        return Fit("they name no zone: say which it is", 'zone = "UTC"')
    if _share(values, lambda v: isinstance(v, str) and not parse_times([v]).null_count):
        return Fit("times with a zone")
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("us", 1e6), ("ns", 1e9)):
        low, high = EARLIEST * factor, LATEST * factor
        if _share(values, lambda v, a=low, b=high: a <= (as_float(v) or 0) < b):  # type: ignore[misc]
            plain = unit == "s" and not isinstance(values[0], str)
            return Fit(f"numbers since 1970, in {unit}", "" if plain else f'unit = "{unit}"')
    return None


class Field(NamedTuple):
    """A field that a map may read."""

    target: str
    fits: Callable[[list[Any]], Fit | None]
    names: tuple[str, ...]
    """Patterns of names, in lower case with `_` between words; the clearest first."""
    what: str = ""
    unless: str = ""
    """Field that leaves no need of this one."""

    @property
    def required(self) -> bool:
        """Whether there is no exchange without it."""
        return bool(self.what)

    def rank(self, names: list[str]) -> int | None:
        """Return how clearly a name means this, 0 at best; null where none does."""
        plain = [_WORDS.sub("_", name).strip("_").lower() for name in names]
        for place, pattern in enumerate(self.names):
            if any(re.fullmatch(pattern, one) for one in plain):
                return place
        return None


_IN, _OUT = "(?:in|input|prompt|request)", "(?:out|output|completion|response|generated)"
_TOK = "(?:tok|toks|token|tokens)"

FIELDS = (
    Field("id", identifier, (
        "(?:req|request|call|exchange|completion)_?(?:id|uuid)", "id|uuid|guid",
        "(?:event|log|trace|span|message)_?(?:id|uuid)",
    ), "a text that is another in each record"),
    Field("time", time, (
        "(?:request|req|received|start|started|arrived)(?:_?(?:at|time|ts|timestamp|ms|date))?",
        r"(?:start|request)_?time.*|received.*|ts(?:_.*)?|time|timestamp(?:_.*)?",
        "created(?:_?at)?|date(?:_?time)?|logged_?at|event_?time|.*_(?:at|ts|time|timestamp)",
    ), "when the request arrived"),
    Field("account.id", name, (
        "(?:account|acct|acc|customer|client|subscriber)(?:_?(?:id|uuid|no|number))?",
        "tenant(?:_?(?:id|uuid))?",
        "(?:project|workspace|team)(?:_?id)?|organi[sz]ation_?id|org_?id|company(?:_?id)?",
        "user_?id|user|login|owner",
    ), "what tells your customers apart"),
    Field("account.org", name, ("(?:org|organi[sz]ation|company)(?:_?id)?",)),
    Field("account.key", name, ("(?:api_?)?key(?:_?(?:id|hash|alias))?|hashed_?token",)),
    Field("account.end_user", name, ("end_?user.*|safety_?identifier|sub_?user.*",)),
    Field("client.ip", address, (
        "(?:client|remote|source|src|user|peer)?_?(?:ip|addr|address)(?:_?addr(?:ess)?)?",
        "x_?forwarded_?for|.*_ip|peer",
    )),
    Field("client.asn", network, ("asn|as_?(?:number|no)",)),
    Field("client.country", country, ("(?:client|ip|geo)_?country|geo|country",)),
    Field("client.user_agent", text, ("user_?agent|ua|agent",)),
    Field("client.ja4", ja4, (".*",)),
    Field("session", name, ("(?:session|conversation|conv|thread|chat)(?:_?(?:id|ref))?",)),
    Field("request.endpoint", few, ("endpoint|route|path|url|operation",)),
    Field("request.model", few, (
        "(?:request|req)_?model", "model(?:_?(?:id|name))?", "deployment(?:_?.*)?|engine",
    ), "the model that was asked for"),
    Field("request.messages", messages, ("(?:request_)?messages.*", "msgs|conversation|input.*",
          ".*")),
    Field("request.prompt", text, ("prompt(?:_?text)?", "input(?:_?text)?|question|query|q|ask"),
          unless="request.messages"),
    Field("request.temperature", number, ("temp|temperature",)),
    Field("request.max_tokens", count, (f"max_?(?:{_OUT}_?)?(?:{_TOK})?|max_out",)),
    Field("response.output", choices, ("choices|candidates", "output|items")),
    Field("response.content", text, (
        "(?:response|completion|output|reply|answer|result)_?(?:text|content)",
        "response|completion|output|reply|answer|out|result",
        "text|content",
    ), unless="response.output"),
    Field("response.status", name, ("(?:http_?)?status(?:_?code)?|http",)),
    Field("response.finish_reason", few, ("(?:finish|stop)(?:_?reason)?",)),
    Field("response.latency_ms", number, ("(?:latency|duration|total|elapsed)_?ms",)),
    Field("usage.input_tokens", count, (f"{_IN}_?{_TOK}|{_TOK}_?{_IN}",)),
    Field("usage.output_tokens", count, (f"{_OUT}_?{_TOK}|{_TOK}_?{_OUT}",)),
)  # fmt: skip
"""Fields that are guessed, in the order in which a map has them."""
