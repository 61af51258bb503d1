"""The usage of OpenAI streams: asked for on the way in, taken out on the way back.

An API tells the tokens of a stream in one last chunk without choices, and only with
`stream_options.include_usage`; chunks before it then say `usage: null`. That is taken out. Usage
beside choices is of an API that sends it without being asked, and stays, as does every other value
of request and reply, byte for byte.
"""

from __future__ import annotations

import re

import msgspec

from stillwatch.gateway.sse import Splitter

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_DATA = re.compile(rb"^data:[ ]?([^\r\n]*)", re.MULTILINE)
_BAD = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def asking(body: bytes) -> bytes | None:
    """Return the body of a request that asks for usage; null where it must stay as it is.

    Examples
    --------
    >>> asking(b'{"model":"m","stream":true,"seed":1.50}')
    b'{"model":"m","stream":true,"seed":1.50,"stream_options":{"include_usage":true}}'
    >>> asking(b'{"stream":true,"stream_options":{"include_usage":true}}') is None
    True
    """
    if b'"stream"' not in body:
        return None
    try:
        fields = _fields(body)
        if bytes(fields.get("stream", b"")) != b"true":
            return None
        given = bytes(fields.get("stream_options", b"null"))
        options = {} if given == b"null" else _fields(given)
    except _BAD:
        return None  # the API will say what is wrong with it
    if bytes(options.get("include_usage", b"")) == b"true":
        return None
    options["include_usage"] = msgspec.Raw(b"true")
    fields["stream_options"] = msgspec.Raw(msgspec.json.encode(options))
    return msgspec.json.encode(fields)


class Stripper:
    """Takes out of a stream what a client that did not ask for usage would not see.

    Events are handed on once they are whole; nothing else is held.
    """

    def __init__(self) -> None:
        self._splitter = Splitter()

    def takes(self, kind: str, coding: str | None) -> bool:
        """Whether a reply is a stream that can be cut into events."""
        return not coding and kind.lower().startswith("text/event-stream")

    def feed(self, chunk: bytes) -> bytes:
        """Take what came; return what goes to the client."""
        return b"".join(map(without_usage, self._splitter.feed(chunk)))

    def rest(self) -> bytes:
        """Return what was held when the stream ended."""
        return self._splitter.rest()


def without_usage(block: bytes) -> bytes:
    r"""Return an event without the usage that was asked for; nothing where it was the last chunk.

    Examples
    --------
    >>> without_usage(b'data: {"choices":[{"index":0}],"usage":null}\n\n')
    b'data: {"choices":[{"index":0}]}\n\n'
    >>> without_usage(b'data: {"choices":[],"usage":{"total_tokens":3}}\n\n')
    b''
    >>> without_usage(b'data: {"choices":[{}],"usage":{"total_tokens":3}}\n\n')
    b'data: {"choices":[{}],"usage":{"total_tokens":3}}\n\n'
    """
    if b'"usage"' not in block:
        return block
    found = _DATA.search(block)
    if found is None or _DATA.search(block, found.end()):
        return block
    try:
        fields = _fields(found[1])
    except _BAD:
        return block
    usage = fields.pop("usage", None)
    if usage is None:
        return block
    if bytes(usage) != b"null":
        none = b"".join(bytes(fields.get("choices", b"")).split()) == b"[]"
        return b"" if none else block
    return block[: found.start(1)] + msgspec.json.encode(fields) + block[found.end(1) :]
