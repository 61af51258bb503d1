r"""STIX patterns: the few that are written, and the few that are read.

What is read is one observation of comparisons joined by OR, each an equality, `LIKE` for e-mail
domains, or `ISSUBSET` for networks. Anything else (AND, NOT, FOLLOWEDBY, qualifiers, regular
expressions) says that *several* things have to be seen, or not seen: to watch for one of them
would be a guess, so such patterns are refused with the reason. The full grammar's parser is not
used on what comes from outside: its time and depth are the sender's to choose. This one is linear.
"""

from __future__ import annotations

import re

from stillwatch.proof.share.observables import Value, canonical
from stillwatch.proof.share.vocabulary import EXTENDED, EXTENSION

LONGEST = 16_384
"""Characters of the longest pattern that is looked at."""

MOST = 200
"""Comparisons of one pattern."""

AGENT = "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'"
_OWN = {f"network-traffic:extensions.'{EXTENSION}'.{name}": name for name in EXTENDED}

_PATH = r"[a-z0-9-]{1,64}:[\w.-]{0,100}(?:'[\w.-]{1,100}'[\w.]{0,100}){0,4}"
_TEXT = r"'(?:[^'\\]|\\['\\])*'"
_COMPARISON = re.compile(
    rf"\s*(?P<path>{_PATH})\s*(?P<op>=|LIKE\b|ISSUBSET\b)\s*(?P<value>{_TEXT}|\d{{1,12}})\s*"
)


class Unread(Exception):
    """A pattern is not one that is read; the message says why, without quoting it."""


def written(value: Value) -> str:
    """Return the pattern that finds an observable.

    Examples
    --------
    >>> written(Value("ip_prefix", "8.8.8.0/24"))
    "[ipv4-addr:value ISSUBSET '8.8.8.0/24']"
    >>> written(Value("email_domain", "example.org"))
    "[email-addr:value LIKE '%@example.org']"
    """
    text = value.value
    if value.type == "ip_prefix":
        return f"[ipv{6 if ':' in text else 4}-addr:value ISSUBSET '{text}']"
    if value.type == "asn":
        return f"[autonomous-system:number = {text}]"
    if value.type == "email_domain":
        return f"[email-addr:value LIKE '%@{text}']"
    path = AGENT if value.type == "user_agent" else _path(value.type)
    return f"[{path} = '{_quoted(text)}']"


def understood(pattern: str) -> list[Value]:
    """Return the observables that a pattern finds, any one of which is enough.

    Raises
    ------
    Unread
        It is longer, or says something else.

    Examples
    --------
    >>> understood("[ipv4-addr:value = '8.8.8.8' OR autonomous-system:number = 15169]")
    [Value(type='ip_prefix', value='8.8.8.8/32'), Value(type='asn', value='15169')]
    """
    if len(pattern) > LONGEST:
        raise Unread(f"longer than {LONGEST:,} characters")
    text = pattern.strip()
    if not (text.startswith("[") and text.endswith("]")):
        raise Unread("more than one observation, or qualified in time")
    at, end, found = 1, len(text) - 1, []
    while True:
        match = _COMPARISON.match(text, at, end)
        if match is None:
            raise Unread("not a plain comparison of a known form")
        found.append(_value(match["path"], match["op"], match["value"]))
        if len(found) > MOST:
            raise Unread(f"more than {MOST} comparisons")
        at = match.end()
        if at == end:
            return found
        if not text.startswith("OR", at) or text[at + 2 : at + 3].isalnum():
            raise Unread("comparisons joined by something other than OR")
        at += 2


def _value(path: str, op: str, raw: str) -> Value:
    text = re.sub(r"\\(.)", r"\1", raw[1:-1], flags=re.DOTALL) if raw.startswith("'") else raw
    kind = None
    if path in ("ipv4-addr:value", "ipv6-addr:value") and op in ("=", "ISSUBSET"):
        kind = "ip_prefix"
    elif path == "autonomous-system:number" and op == "=":
        kind = "asn"
    elif path == "email-addr:value" and op == "LIKE" and text.startswith("%@"):
        kind, text = "email_domain", text[2:]
    elif path == AGENT and op == "=":
        kind = "user_agent"
    elif op == "=":
        kind = _OWN.get(path)
    if kind is None:
        raise Unread("compares something that no log of ours holds")
    value = canonical(kind, text)
    if value is None:
        raise Unread("a value that is private, too wide, or none of its type")
    return value


def _path(name: str) -> str:
    return f"network-traffic:extensions.'{EXTENSION}'.{name}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
