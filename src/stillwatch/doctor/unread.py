"""What a file may be that no reader can make exchanges of, and what to do with it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from stillwatch.ingest.bytesource import MESSAGES, ByteSource
from stillwatch.ingest.shipped import fitting

_MAGIC = (
    (b"PK\x03\x04", "a zip archive (or a spreadsheet)", "unzip it, and give the files inside"),
    (b"\x1f\x8b", "a file that was compressed twice", "run: gzip -dc {path} > {stem}.jsonl.gz"),
    (b"BZh", "compressed with bzip2", "run: bunzip2 -c {path} | gzip > {stem}.jsonl.gz"),
    (b"\xfd7zXZ", "compressed with xz", "run: xz -dc {path} | gzip > {stem}.jsonl.gz"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it, and give the files inside"),
    (b"SQLite format 3", "a SQLite database", "export the table as JSON lines, an object a row"),
    (b"ORC", "an ORC file", "write it as Parquet"),
    (b"Obj\x01", "an Avro file", "write it as JSON lines or Parquet"),
    (b"\xff\xfe", "text in UTF-16", "run: iconv -f UTF-16 -t UTF-8 {path} > {stem}.jsonl"),
    (b"\xfe\xff", "text in UTF-16", "run: iconv -f UTF-16 -t UTF-8 {path} > {stem}.jsonl"),
)
_AS_JSON = "export it with `format: json`, or send it to: stillwatch collect"
_TAR_AT, _TAR = 257, b"ustar"
_ARRAY = re.compile(r"\[\s*(?:[{\[\]\"\d-]|true|false|null)")


def diagnose(path: Path) -> tuple[str, str]:
    """Say what a file looks like and what to try; both empty where nothing is known.

    Parameters
    ----------
    path
        A file that can be read.
    """
    if known := fitting(path):
        return f"this looks like {known.title}", f"give --map {known.name} (docs: Read other logs)"
    source = ByteSource(path)
    head = source.head()
    names = {"path": shlex.quote(str(path)), "stem": shlex.quote(path.name.partition(".")[0])}
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            return f"this looks like {what}", remedy.format(**names)
    packed = source.codec == MESSAGES and head[:1] == b"\n"
    if packed or (len(head) > 5 and head[4] == 0x0A and _proto(head)):
        return "this looks like OTLP in protobuf, as the Collector's file exporter writes", _AS_JSON
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return "this looks like a tar archive", "unpack it, and give the files inside"
    return _text(head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n"), names)


def _proto(head: bytes) -> bool:
    """Tell whether a file begins with the length of a message, and with resource spans in it."""
    size, at, inner, shift = int.from_bytes(head[:4], "big"), 5, 0, 0
    while at < min(len(head), 10):
        byte, at = head[at], at + 1
        inner |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return 2 <= size < 1 << 30 and 0 < inner <= size


def _text(head: str, names: dict[str, str]) -> tuple[str, str]:
    first = head.partition("\n")[0].strip()
    jq = "run: jq -c {filter} {path} > {stem}.jsonl"
    if _ARRAY.match(head):
        # an array is read as it is: what is missing is which of its fields are which
        return (
            "this looks like one JSON array of other fields",
            "say with --map FILE which field is which (docs: Read other logs)",
        )
    if first in ("{", "{ ") or (first.startswith("{") and not first.endswith("}")):
        remedy = jq.format(filter=".", **names)
        return "this looks like JSON spread over several lines", remedy
    if head.lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
        return "this looks like a web page or XML, perhaps an error page", "download it again"
    if "ModelInvocationLog" in head and not first.startswith(("{", "[")):
        return (
            "this looks like a table (CSV) of Bedrock's records, out of CloudWatch",
            "export them as JSON, or the log group to S3 (docs: Read other logs)",
        )
    if re.match(r"^[\w.@ \"-]+([,;\t][\w.@ \"-]+){2,}$", first):
        return (
            "this looks like a table (CSV) with a header",
            "say with --map FILE which column is which field (docs: Read other logs)",
        )
    if re.match(r"^\d{4}-\d\d-\d\d[T ]|^\[?\w{3} +\d|^\d{1,3}(\.\d{1,3}){3} ", first):
        return (
            "this looks like a program's text log",
            "have the gateway log each request as JSON, or convert it",
        )
    return "", ""
