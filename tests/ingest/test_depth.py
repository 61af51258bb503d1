"""Requests nested just as deeply as can be decoded: none ends an audit, whatever its depth.

A value that passed as part of its line may be too deep to be encoded, or decoded, further down the
stack: whoever calls the API chooses the depth.
"""

from __future__ import annotations

import json
import sys

import pytest

from stillwatch.ingest.base import RawBlock
from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import formats, parse_block

OWN = '{"id":"a","time":1793600000,"account":{"id":"x"},"request":{"model":"m",%s}%s}'
LINES = {
    "reply": ("jsonl", OWN % ('"n":1', ',"response":{"content":@,"output":@}')),
    "content": ("jsonl", OWN % ('"messages":[{"role":"user","content":{"a":@}}]', "")),
    "prompt": ("jsonl", OWN % ('"prompt":@', "")),
    "settings": ("jsonl", OWN % ('"tools":@,"reasoning":@,"metadata":@', "")),
    "settings, slowly": ("jsonl", OWN % ('"n":[],"tools":@,"reasoning":@,"metadata":@', "")),
    "langfuse": ("langfuse", '{"id":"o","type":"GENERATION","trace_id":"t","user_id":"u","model":'
                 '"m","start_time":"2026-11-02 09:30:00","input":@,"output":@,'
                 '"model_parameters":{"reasoning":@,"tools":@}}'),
    "bedrock": ("bedrock", '{"schemaType":"ModelInvocationLog","timestamp":"2026-11-02T09:30:00Z",'
                '"identity":{"arn":"a"},"requestId":"r","operation":"Converse","modelId":"m",'
                '"input":{"inputBodyJson":{"messages":[{"role":"user","content":[{"toolResult":'
                '{"content":[{"json":@}]}}]}],"reasoning":@}},'
                '"output":{"outputBodyJson":{"output":{"message":{"content":@}}}}}'),
    "map": ("json", '{"id":"a","time":1793600000,"who":"u","m":"m","r":@,"p":@,"o":@,"x":@}'),
    "map of texts": ("json", '{"id":"a","time":1793600000,"who":"u","m":"m","r":$,"p":$,"x":$}'),
}  # fmt: skip
MAP = Mapping.of({"fields": {
    "id": "id", "time": "time", "account.id": "who", "request.model": "m", "response.content": "r",
    "request.messages": "p", "request.prompt": "p", "response.output": "o",
    "request.reasoning": "x", "request.tools": "x", "session": "x.a.b",
}})  # fmt: skip
NESTS = {"list": ("[", "]"), "object": ('{"a":', "}"), "message": ('{"message":', "}"),
         "part": ('[{"type":"text","content":', "}]")}  # fmt: skip


@pytest.mark.parametrize("nest", NESTS)
@pytest.mark.parametrize("line", LINES)
def test_no_depth_ends_an_audit(line: str, nest: str) -> None:
    (kind, text), (opened, closed) = LINES[line], NESTS[nest]
    levels = opened.count("[") + opened.count("{")
    most = sys.getrecursionlimit()
    for depth in {*range((most - 150) // levels, most // levels + 5), 20_000}:
        value = opened * depth + "1" + closed * depth
        data = text.replace("@", value).replace("$", json.dumps(value)).encode()
        mapping = MAP if kind == "json" else None
        assert kind in formats()
        parsed = parse_block(RawBlock("a", kind, 1, data, 0, mapping=mapping))
        assert parsed.batch.num_rows + len(parsed.malformed) == 1
