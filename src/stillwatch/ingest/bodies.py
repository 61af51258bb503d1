"""Bodies of Bedrock's records that stand in files of their own: AWS puts those above 100 kB there.

In the folder of an hour, beside the files of records, lie `data/<request>_input.json.gz` and
`data/<request>_output.json.gz`. The record holds instead of the body its place in the bucket,
`inputBodyS3Path` or `outputBodyS3Path` (`s3://bucket/key`). Source: the user guide's page on model
invocation logging.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from stillwatch.core.errors import InputError
from stillwatch.ingest.base import LINE_LIMIT, RawBlock
from stillwatch.ingest.bounds import crowded
from stillwatch.ingest.bytesource import ByteSource, Ended, LogFile
from stillwatch.ingest.linelog import BOM

FOLDER = "data"
"""Folder of an hour that bodies lie in."""
TREE = "BedrockModelInvocationLogs"
"""Folder of a bucket that hours and regions lie in."""
DEEP = 16
"""Folders above a record's file that are compared with the key of a body."""
SIDES = (("input", "inputBodyJson", "inputBodyS3Path"),
         ("output", "outputBodyJson", "outputBodyS3Path"))  # fmt: skip
"""Of a request and of its response: the object of a record, its body, and the body's place."""

_NAME = re.compile(r".+_(?:input|output)\.json(?:\.gz|\.zst)?", re.IGNORECASE)
_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_NULL = b"null"


def without_bodies(paths: list[Path], records: Callable[[Path], bool]) -> list[Path]:
    """Return some log files without those that are bodies of Bedrock's records.

    Parameters
    ----------
    paths
        Files.
    records
        Tells whether a file holds records of Bedrock's: where a folder is named otherwise than AWS
        does, files in its `data` are bodies only beside such a file.
    """
    above = {
        path: folder
        for path in paths
        if _NAME.fullmatch(path.name) and (folder := _hour(path)) is not None
    }
    hours = set(above.values())
    bodies = {folder for folder in hours if TREE in folder.parts}
    if others := {str(folder): folder for folder in hours - bodies}:
        beside = {
            others[name]: path
            for path in reversed(paths)
            if path not in above and (name := os.path.abspath(path.parent)) in others
        }
        bodies |= {folder for folder, path in beside.items() if records(path)}
    return [path for path in paths if above.get(path) not in bodies]


def _hour(path: Path) -> Path | None:
    """Return the folder of the hour that a body would belong to; null for another place."""
    folder = Path(os.path.abspath(path)).parent
    return folder.parent if folder.name == FOLDER else None


def with_bodies(block: RawBlock, source: ByteSource, block_bytes: int) -> Iterator[RawBlock]:
    """Yield a block with the bodies of its records put in their places, those that are found.

    Parameters
    ----------
    block
        Lines of records.
    source
        The file that they are of; takes the files that were read besides.
    block_bytes
        Bytes above which the block is cut.
    """
    if not any(f'"{place}"'.encode() in block.data for _, _, place in SIDES):
        yield block
        return
    first, held, size, problems = block.first_line, list[bytes](), 0, block.problems
    for line in block.data.split(b"\n"):
        held.append(_joined(line, source))
        size += len(held[-1])
        if size >= block_bytes:
            # the line that follows begins anew: a newline ends this one
            data = b"\n".join([*held, b""])
            yield block._replace(data=data, first_line=first, problems=problems)
            first, held, size, problems = first + len(held), [], 0, ()
    if any(held) or problems:
        yield block._replace(data=b"\n".join(held), first_line=first, problems=problems)


def _joined(line: bytes, source: ByteSource) -> bytes:
    """Return a record's line with its bodies; as it is where it has them or none is found."""
    found: dict[str, msgspec.Raw] = {}
    try:
        record = _object(line) if b'BodyS3Path"' in line else {}
        for side, name, place in SIDES:
            inner = _object(record[side]) if side in record else {}
            if place in inner and bytes(inner.get(name, _NULL)) == _NULL:
                body = _read(msgspec.json.decode(inner[place]), source)
                if body is not None:
                    inner[name] = msgspec.Raw(body)
                    found[side] = msgspec.Raw(msgspec.json.encode(inner))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return line  # whoever parses it says what is wrong
    return msgspec.json.encode(record | found) if found else line


def _read(place: Any, source: ByteSource) -> bytes | None:
    """Return the body at a place of a bucket, on one line; null where it is not to be had."""
    path = find(place, source.path)
    if path is None:
        return None
    pieces, size = [], 0
    try:
        file = ByteSource(path)
        for piece in file.chunks():
            size += len(piece)
            if size > LINE_LIMIT:
                return None
            pieces.append(piece)
    except (InputError, Ended):
        return None
    body = b"".join(pieces).removeprefix(BOM).strip()
    try:
        body.decode()
        if crowded(body):
            return None
        msgspec.json.decode(body, type=msgspec.Raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    source.besides.append(LogFile(file.name, file.sha256, file.size, "bedrock body"))
    # a newline within a JSON text is white space: inside strings it is escaped
    return body.replace(b"\n", b" ").replace(b"\r", b" ")


def find(place: Any, log: Path) -> Path | None:
    """Return the file of a body, in the copy of the bucket that its record's file is of.

    It is `data/NAME` beside that file, or what the end of the key leads to from a folder above it
    that the key names, too.

    Parameters
    ----------
    place
        `s3://bucket/key`, as the record has it.
    log
        The record's file.
    """
    if not isinstance(place, str) or not place.startswith("s3://") or "\0" in place:
        return None
    key = PurePosixPath(place.removeprefix("s3://")).parts[1:]
    if len(key) < 2 or ".." in key or key[-2] != FOLDER or not _NAME.fullmatch(key[-1]):
        return None
    here = Path(os.path.abspath(log)).parent
    ways = [here / FOLDER / key[-1]]
    for folder in [here, *here.parents][:DEEP]:
        ways += [folder.joinpath(*key[at + 1 :]) for at, name in enumerate(key[:-2])
                 if name == folder.name]  # fmt: skip
    try:
        return next((path for path in ways if path.is_file()), None)
    except (OSError, ValueError):  # a name that no file can have
        return None
