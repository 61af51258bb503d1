"""Write a file whole: aside first, then moved into place, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from stillwatch.core.errors import InputError, shown


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` (mode 0600); whoever is interrupted leaves the old file.

    A link stays, and the file that it leads to is written.

    Raises
    ------
    InputError
        A device or a pipe is there.
    OSError
        The file cannot be written.
    """
    if path.exists() and not path.is_file():
        # what is put in place of a device or a pipe would take its name
        raise InputError("is no regular file", path=shown(path), remedy="name a file")
    place = Path(os.path.realpath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.parent / f".{place.name}.{secrets.token_hex(4)}.part"
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        draft.replace(place)
    except BaseException as error:
        draft.unlink(missing_ok=True)
        if isinstance(error, OSError):  # a full disk names no file, and nobody knows the draft
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
