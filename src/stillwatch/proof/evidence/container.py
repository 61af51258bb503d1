"""The file of a bundle: a zip archive with one possible form for given contents.

Members lie in order of name, stored and not compressed, all with the same date and rights. Whoever
reads one makes it again from its contents and compares: a byte that differs is found, wherever it
is.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

from stillwatch.core.errors import InputError

DATE = (1980, 1, 1, 0, 0, 0)
LIMIT = 2 << 30
"""Largest bundle that is read, in bytes."""
MEMBERS = 10_000
SPARE = 16 << 20
"""Of `LIMIT`, what the headers of members may take."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, DATE)
            info.create_system, info.external_attr = 3, 0o600 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def unpack(path: Path) -> tuple[dict[str, bytes], str]:
    """Return the files of an archive, and what is wrong with the archive itself (empty: nothing).

    Nothing is written to disk, and nothing is expanded.

    Raises
    ------
    InputError
        It cannot be read, is too large, or is no archive.
    """
    try:
        if path.stat().st_size > LIMIT:
            raise InputError("larger than any bundle that is read", path=str(path))
        data = path.read_bytes()
        files, starts = {}, []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS or sum(m.file_size for m in members) > len(data):
                raise InputError("no bundle: it would grow when read", path=str(path))
            for member in members:
                if member.compress_type != zipfile.ZIP_STORED:
                    raise InputError("no bundle: something in it is packed", path=str(path))
                starts.append((member.header_offset, member.filename))
                files[member.filename] = _member(data, archive, member)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        EOFError,
        struct.error,
    ) as error:
        raise InputError(
            f"not a whole bundle: {error}", path=str(path), remedy="ask for it again"
        ) from error
    return files, _differs(data, files, sorted(starts))


def _member(data: bytes, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes also where their checksum is wrong: what differs is named later."""
    try:
        with archive.open(member) as file:
            return file.read(member.file_size + 1)
    except zipfile.BadZipFile as error:
        if "CRC" not in str(error):
            raise
        lengths = struct.unpack_from("<HH", data, member.header_offset + 26)
        start = member.header_offset + 30 + sum(lengths)
        return data[start : start + member.file_size]


def _differs(data: bytes, files: Mapping[str, bytes], starts: list[tuple[int, str]]) -> str:
    again = pack(files)
    if again == data:
        return ""
    short = min(len(again), len(data))
    at = next((i for i in range(short) if again[i] != data[i]), short)
    before = [name for start, name in starts if start <= at]
    where = f"at or after {before[-1]}" if before else "at its beginning"
    return f"the archive itself was altered, {where} (byte {at:,})"
