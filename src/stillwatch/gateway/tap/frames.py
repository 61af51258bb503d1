"""What goes from the gateway to the appender: length-prefixed MessagePack over a pipe."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

_LENGTH = struct.Struct(">I")


class Head(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What is known when a request has come in."""

    time: float
    """When the headers had come, in seconds since 1970."""
    dialect: str
    target: str
    """Path and query as sent."""
    coding: str | None
    """`content-encoding` of the request."""
    account: str
    org: str | None
    key: str | None
    end_user: str | None
    ip: str | None
    user_agent: str | None
    ja4: str | None
    kind: str | None = None
    """`content-type` of a request that is passed on as it comes."""
    marks: list[tuple[str, str, bool, bool, str | None]] | None = None
    """Decisions that it fell under, as `enforce.asked.Mark`."""
    holder: str | None = None
    """Name of the key or certificate that it was proven with, a keyed hash."""


class ReplyHead(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What is known when the reply's head has come."""

    status: int
    kind: str
    """`content-type`."""
    coding: str | None
    """`content-encoding`."""


class End(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """How an exchange ended."""

    how: str
    """`done`, `cancelled` by the client, `broken` by the API, `refused` by the gateway."""
    status: int | None
    """What the client was told, where no reply came."""
    seconds: float
    """From when the request was here, whole."""
    torn: bool
    """Whether a part of the reply is missing here, because the pipe was full."""


class Frame(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A part of an exchange; the first holds `head`, the last `end`, often they are one."""

    id: str
    head: Head | None = None
    body: bytes = b""
    """The request's, whole, with the first part; of one that is passed on as it comes, what came
    since the part before."""
    reply: ReplyHead | None = None
    data: bytes = b""
    """Of the reply, what came since the part before."""
    end: End | None = None


_encoder = msgspec.msgpack.Encoder()
_decode = msgspec.msgpack.Decoder(Frame).decode


def pack(frame: Frame) -> bytearray:
    """Return a frame as it goes over the pipe."""
    out = bytearray(4)
    _encoder.encode_into(frame, out, 4)
    _LENGTH.pack_into(out, 0, len(out) - 4)
    return out


class Unpacker:
    """Cuts what comes out of the pipe into frames."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Take what came; yield the frames that are whole."""
        held = self._held
        held += data
        at = 0
        while len(held) - at >= 4:
            (size,) = _LENGTH.unpack_from(held, at)
            if len(held) - at - 4 < size:
                break
            with memoryview(held) as view:
                frame = _decode(view[at + 4 : at + 4 + size])
            at += 4 + size
            yield frame
        del held[:at]
