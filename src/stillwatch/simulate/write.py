"""Files of the log: JSON lines, plain or compressed, or Parquet, in parts of bounded size."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import pyarrow as pa
import pyarrow.json
import pyarrow.parquet as pq

from stillwatch.core.errors import UsageError
from stillwatch.simulate.litellm import payloads

FORMATS = ("jsonl.gz", "jsonl.zst", "jsonl", "parquet", "litellm")
_PART_BYTES = 512 << 20  # of JSON text, before compression
_FRAME_BYTES = 16 << 20  # of JSON text in a zstd frame: a third of the size of small ones
_ZSTD_LEVEL = 12
_TEXT = pa.string()
_SCHEMA = pa.schema(
    [
        ("id", _TEXT),
        ("time", _TEXT),
        (
            "account",
            pa.struct(
                [(name, _TEXT) for name in (
                    "id", "end_user", "org", "key", "created", "country", "plan", "payment",
                    "email_domain",
                )] + [("verified", pa.bool_())]
            ),
        ),
        (
            "client",
            pa.struct(
                [("ip", _TEXT), ("asn", pa.int64()), ("country", _TEXT), ("user_agent", _TEXT),
                 ("ja4", _TEXT)]
            ),
        ),
        ("session", _TEXT),
        (
            "request",
            pa.struct(
                [
                    ("endpoint", _TEXT),
                    ("model", _TEXT),
                    ("messages", pa.list_(pa.struct([("role", _TEXT), ("content", _TEXT)]))),
                    ("batch_id", _TEXT),
                    ("temperature", pa.float64()),
                    ("top_p", pa.float64()),
                    ("max_tokens", pa.int64()),
                    ("seed", pa.int64()),
                    ("n", pa.int64()),
                    ("logprobs", pa.bool_()),
                    ("stream", pa.bool_()),
                    ("reasoning", pa.struct([("effort", _TEXT), ("summary", _TEXT)])),
                    ("tools", pa.list_(pa.struct([("name", _TEXT)]))),
                ]
            ),
        ),
        (
            "response",
            pa.struct(
                [("model", _TEXT), ("status", _TEXT), ("finish_reason", _TEXT),
                 ("latency_ms", pa.int64()), ("content", _TEXT)]
            ),
        ),
        ("usage", pa.struct([("input_tokens", pa.int64()), ("output_tokens", pa.int64())])),
    ]
)  # fmt: skip


class LogWriter:
    """Writes blocks of JSON lines as files `log-0001.<format>`, `log-0002.<format>` and so on.

    Raises
    ------
    UsageError
        The format is unknown.
    """

    def __init__(self, out: Path, form: str) -> None:
        if form not in FORMATS:
            raise UsageError(f"--format must be one of {', '.join(FORMATS)}, not {form!r}")
        self._out, self._form = out, form
        self._part, self._size = 0, 0
        self._file: BinaryIO | None = None
        self._zip: zlib._Compress | _Frames | None = None
        self._parquet: pq.ParquetWriter | None = None

    def write(self, block: bytes) -> None:
        """Append whole lines."""
        if self._form == "litellm":
            block = payloads(block)
        if self._file is None:
            self._open()
        assert self._file is not None
        if self._parquet is not None:
            self._parquet.write_table(_table(block))
        else:
            self._file.write(block if self._zip is None else self._zip.compress(block))
        self._size += len(block)
        if self._size >= _PART_BYTES:
            self.close()

    def close(self) -> None:
        """Finish the part that is open."""
        if self._file is None:
            return
        if self._parquet is not None:
            self._parquet.close()
        if self._zip is not None:
            self._file.write(self._zip.flush())
        self._file.close()
        self._file = self._zip = self._parquet = None

    def _open(self) -> None:
        self._part, self._size = self._part + 1, 0
        suffix = "jsonl.gz" if self._form == "litellm" else self._form
        path = self._out / f"log-{self._part:04d}.{suffix}"
        self._file = path.open("wb")
        if suffix == "jsonl.gz":
            # the gzip container without a file name or time, so that equal logs are equal files
            self._zip = zlib.compressobj(1, zlib.DEFLATED, 31)
        elif self._form == "jsonl.zst":
            self._zip = _Frames()
        elif self._form == "parquet":
            self._parquet = pq.ParquetWriter(self._file, _SCHEMA, compression="zstd")

    def __enter__(self) -> Self:
        """Return the writer; nothing is open yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the part that is open."""
        self.close()


class _Frames:
    """Compressor of whole zstd frames, with the interface of zlib's."""

    def __init__(self) -> None:
        self._codec = pa.Codec("zstd", compression_level=_ZSTD_LEVEL)
        self._waiting = bytearray()

    def compress(self, data: bytes) -> bytes:
        self._waiting += data
        return self.flush() if len(self._waiting) >= _FRAME_BYTES else b""

    def flush(self) -> bytes:
        waiting, self._waiting = bytes(self._waiting), bytearray()
        return bytes(self._codec.compress(waiting)) if waiting else b""


def _table(block: bytes) -> pa.Table:
    options = pyarrow.json.ParseOptions(explicit_schema=_SCHEMA)
    read = pyarrow.json.ReadOptions(use_threads=False, block_size=max(len(block), 1 << 20))
    return pyarrow.json.read_json(io.BytesIO(block), read, options).select(_SCHEMA.names)
