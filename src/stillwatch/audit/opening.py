"""Opening a state: one process at a time, and only if its rows may be judged with today's."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from stillwatch.audit.canary import text_version
from stillwatch.audit.manifest import ANEW, Manifest, load, save
from stillwatch.audit.state import MANIFEST, RUNS, State
from stillwatch.core import disk
from stillwatch.core.errors import InputError, shown

KEEP_DAYS = 90
"""Days with exchanges that a state judges where nobody says otherwise."""


@contextmanager
def kept(folder: Path, key: bytes | None, days: int | None) -> Iterator[State]:
    """Open the state in a folder, which is made if it is missing; nobody else may meanwhile.

    Parameters
    ----------
    folder
        Where it lies.
    key
        That its names are pseudonyms under; null: they are kept.
    days
        Days with exchanges that are judged, the latest; null: as many as were last asked for, or
        `KEEP_DAYS`.

    Raises
    ------
    InputError
        It is in use, damaged, of another version or key, or the folder holds something else.
    """
    place = shown(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with disk.owned(folder):
            strangers = {p.name for p in folder.iterdir()} - {RUNS}
            manifest = load(folder / MANIFEST, Manifest)
            if manifest is None:
                if strangers - {f"{MANIFEST}.new"}:
                    raise InputError(
                        "holds other files and no state", path=place,
                        remedy="give --state a folder of its own",
                    )  # fmt: skip
                manifest = Manifest(text=text_version(), key=_token(key))
            folder.chmod(0o700)
            _fits(manifest, key, folder)
            if days and days != manifest.keep:
                manifest = replace(manifest, keep=days)
                if manifest.number:  # else the first run writes it
                    save(folder / MANIFEST, manifest)
            yield State(folder, manifest, manifest.keep or KEEP_DAYS, lasting=True)
    except BlockingIOError:
        raise InputError(
            "another audit is using this state", path=place, remedy="wait until it is done"
        ) from None


def asked(folder: Path, days: int | None = None) -> int:
    """Days that an audit of a state judges: `days` if given, else as `kept` would find it.

    Raises
    ------
    InputError
        The state is damaged, or of another version.
    """
    known = None if days else load(folder / MANIFEST, Manifest)
    return days or (known and known.keep) or KEEP_DAYS


def thrown_away(folder: Path, days: int | None) -> State:
    """Make a state that nobody will open again, in a folder that is made."""
    folder.mkdir(mode=0o700)
    return State(folder, Manifest(), days, lasting=False)


def _fits(manifest: Manifest, key: bytes | None, folder: Path) -> None:
    if not hmac.compare_digest(manifest.key, _token(key)):
        made = "under another --pseudonymise key" if key and manifest.key else (
            "with --pseudonymise" if manifest.key else "without --pseudonymise"
        )  # fmt: skip
        raise InputError(
            f"the state was made {made}", path=shown(folder),
            remedy="give what it was made with, or begin a new --state",
        )  # fmt: skip
    if manifest.text != text_version():
        raise InputError(
            "the state was made by a version of stillwatch that reads text in another way",
            path=shown(folder), remedy=ANEW,
        )  # fmt: skip
    for run in manifest.runs:
        for part in run.parts:
            path = folder / part.path
            whole = path.is_file() and path.stat().st_size == part.bytes
            if not whole or disk.digest(path) != part.sha256:
                why = "damaged" if path.is_file() else "missing"
                raise InputError(f"a file of the state is {why}", path=shown(path), remedy=ANEW)


def _token(key: bytes | None) -> str:
    return hmac.digest(key, b"stillwatch state", "sha256").hex() if key else ""
