"""Headers of one connection end with it, whichever way they are named."""

from __future__ import annotations

import random

from multidict import CIMultiDict, CIMultiDictProxy

from stillwatch.gateway.headers import HOP, passing

NAMES = (*HOP, "x-a", "x-b", "authorization", "host", "content-length")


def test_what_a_connection_header_names_does_not_pass() -> None:
    came = CIMultiDict([
        ("Connection", " "), ("X-A", "1"), ("x-b", "2"), ("CONNECTION", ",x-A ,,\tKeep-Alive"),
        ("Te", "trailers"), ("x-a", "3"), ("X-B", "4"), ("connection", "x-none"), ("Host", "h"),
    ])  # fmt: skip
    whole = list(came.items())
    made = passing(CIMultiDictProxy(came), ("HOST",))
    assert list(made.items()) == [("x-b", "2"), ("X-B", "4")]
    assert list(came.items()) == whole, "what came stays as it is"


def test_no_header_by_which_a_request_is_read_is_named_away() -> None:
    named = ("Content-Encoding", "content-type", "Authorization", "X-Api-Key", "api-key")
    came = CIMultiDict([("connection", ", ".join(named)), *((name, "1") for name in named)])
    assert list(passing(came)) == list(named)


def test_any_headers() -> None:
    chance = random.Random(1)

    def spelled() -> str:
        return "".join(chance.choice((c, c.upper())) for c in chance.choice(NAMES))

    for _ in range(2000):
        came = CIMultiDict[str]()
        for at in range(chance.randrange(12)):
            name = spelled()
            named = chance.choice((",", " , ", ",,")).join(spelled() for _ in range(at % 3))
            came.add(name, named if name.lower() == "connection" else str(at))
        told = ",".join(came.getall("connection", ())).lower().split(",")
        gone = {*HOP, "host", *(name.strip() for name in told)} - {"authorization"}
        wanted = [(name, value) for name, value in came.items() if name.lower() not in gone]
        assert list(passing(came, ("host",)).items()) == wanted
