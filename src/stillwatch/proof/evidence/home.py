"""The folder in which a firm keeps its proof: settings, log, vault.

::

    evidence.toml     settings, written once by `stillwatch evidence init`
    public.keys       public keys that sign, to be given to readers by another way
    log/              the evidence log
    vault.sqlite      sealed text
    keys/             signing and master key, unless they are kept elsewhere (better)
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import tomllib
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stillwatch.core.errors import InputError, remedy_of
from stillwatch.proof.evidence.keys import make_key, read_key
from stillwatch.proof.evidence.log import EvidenceLog, write_aside
from stillwatch.proof.evidence.masters import KEY_BYTES, Master, command_words, master
from stillwatch.proof.evidence.notes import Verifier
from stillwatch.proof.evidence.vault import Vault

CONFIG = "evidence.toml"
PUBLIC = "public.keys"
KEEP = ("never", "on_likely")


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `evidence.toml` says."""

    origin: str
    """Name of the log, such as ``example.com/stillwatch``."""
    signing_key: str
    """File of the Ed25519 key, from the folder's place on if relative."""
    master_key: str
    """Source of the master key: see `masters`."""
    keep_text: str = "never"
    """`never`, or `on_likely`: seal the text of members from the moment of `likely`."""
    retain_days: float = 365.0
    """Days after which sealed text is destroyed unless a legal hold stands against it."""
    timestamp_url: str = ""
    """Time stamp authority (RFC 3161); empty for none."""


@dataclass(frozen=True)
class Home:
    """An evidence folder and its settings."""

    folder: Path
    config: Config

    @classmethod
    def make(
        cls,
        folder: Path,
        origin: str,
        *,
        keys: Path | None = None,
        master_key: str = "",
        keep_text: str = "never",
        retain_days: float = 365.0,
        timestamp_url: str = "",
    ) -> Home:
        """Make a folder with its keys and a log.

        Parameters
        ----------
        folder
            Where; mode 0700.
        origin
            Name of the log.
        keys
            Folder for the keys that are made; by default `folder`/keys.
        master_key
            Source of a master key that exists; by default one is made in `keys`.
        keep_text, retain_days, timestamp_url
            See `Config`.

        Raises
        ------
        InputError
            There is such a folder already, or it cannot be written.
        """
        if (folder / CONFIG).exists():
            raise InputError("evidence is kept here already", path=str(folder))
        place = keys or folder / "keys"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not master_key:
                made = place / "master.key"
                if not made.exists():
                    write_aside(made, secrets.token_bytes(KEY_BYTES), new=True)
                master_key = f"file:{made}"
            master_key = master_source(master_key, folder)
        except OSError as error:
            where = place if folder.is_dir() else folder
            why = f"cannot write here: {error.strerror}"
            raise InputError(why, path=str(where), remedy=remedy_of(error)) from error
        signing = place / "signing.pem"
        key = read_key(signing) if signing.exists() else make_key(signing)
        config = Config(
            origin=origin,
            signing_key=relative(signing, folder),
            master_key=master_key,
            keep_text=keep_text,
            retain_days=retain_days,
            timestamp_url=timestamp_url,
        )
        home = cls(folder, config)
        home.vault(begin=True).close()
        with _begun(folder / "log", origin, key) as log:
            log.checkpoint(key)
        home.save()
        return home

    @classmethod
    def open(cls, folder: Path) -> Home:
        """Read the settings of a folder.

        Raises
        ------
        InputError
            There is none, or its settings cannot be understood.
        """
        path = folder / CONFIG
        try:
            if path.stat().st_mode & 0o022:
                raise InputError(
                    "others may write these settings, and they may name a program to run",
                    path=str(path),
                    remedy=f"look at it, then chmod 600 {path}",
                )
            config = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Config)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise InputError(
                "no evidence is kept here",
                path=str(folder),
                remedy="make the folder with `stillwatch evidence init`",
            ) from error
        except OSError as error:
            why = f"the settings cannot be read: {error.strerror}"
            raise InputError(why, path=str(path), remedy=remedy_of(error)) from error
        except (ValueError, msgspec.ValidationError) as error:
            raise InputError(f"cannot be understood: {error}", path=str(path)) from error
        if config.keep_text not in KEEP:
            raise InputError(
                f"keep_text is {config.keep_text!r}", path=str(path), remedy=" or ".join(KEEP)
            )
        return cls(folder, config)

    def save(self) -> None:
        """Write the settings, and the public keys for readers."""
        told = msgspec.to_builtins(self.config)
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        write_aside(self.folder / CONFIG, ("\n".join(lines) + "\n").encode())
        with self.log() as log:
            keys = "".join(f"{key}\n" for key in log.keys())
        write_aside(self.folder / PUBLIC, keys.encode())

    def log(self) -> EvidenceLog:
        """Open the log."""
        return EvidenceLog(self.folder / "log")

    def key(self) -> Ed25519PrivateKey:
        """Read the signing key."""
        return read_key(self.folder / self.config.signing_key)

    @property
    def vault_path(self) -> Path:
        """Where sealed text lies."""
        return self.folder / "vault.sqlite"

    def master(self) -> Master:
        """Open the source of the master key."""
        kind, _, where = self.config.master_key.partition(":")
        return master(f"file:{self.folder / where}" if kind == "file" else self.config.master_key)

    def vault(self, *, begin: bool = False) -> Vault:
        """Open the vault; with `begin`, make it where there is none.

        Raises
        ------
        InputError
            There is none: an empty one in its place would say that nothing is kept or held.
        """
        path = self.vault_path
        if not begin and not (path.exists() and path.stat().st_size):
            raise InputError(
                "the vault is not here, or empty",
                path=str(path),
                remedy="put it back; if it is lost, `stillwatch evidence rotate-master --lost` "
                "begins another",
            )
        return Vault(path, self.master())

    def set_aside(self) -> str:
        """Rename a vault that its key is lost of; return its new name, or nothing without one."""
        if not self.vault_path.exists():
            return ""
        taken = {path.name for path in self.folder.glob("vault-lost-*")}
        name = next(n for i in count(1) if (n := f"vault-lost-{i}.sqlite") not in taken)
        for tail in ("-wal", "-shm", ""):  # the vault itself last: until then it is begun again
            path = self.folder / f"vault.sqlite{tail}"
            if path.exists():
                path.rename(self.folder / f"{name}{tail}")
        return name


def _begun(folder: Path, origin: str, key: Ed25519PrivateKey) -> EvidenceLog:
    """Return a new log, or the one that an `init` had made before it was ended."""
    if not (folder / "entries.jsonl").exists():
        return EvidenceLog.create(folder, origin, key)
    log = EvidenceLog(folder)
    first = Verifier(origin, key.public_key().public_bytes_raw())
    if log.size != 1 or log.keys() != [first]:
        log.close()
        raise InputError(
            "there is a log here already, and no settings beside it",
            path=str(folder),
            remedy=f"put {CONFIG} back, or begin in another folder",
        )
    return log


def master_source(source: str, folder: Path, *, make: bool = False) -> str:
    """Return the source of a master key as the settings name it: from wherever it is called.

    Files are named as seen from the folder, a program that is named by its place by its whole path.
    With `make`, a file that does not exist is made.
    """
    kind, _, where = source.partition(":")
    if kind == "command" and (words := command_words(where)) and "/" in words[0]:
        return f"command:{shlex.join([os.path.abspath(words[0]), *words[1:]])}"
    if kind != "file" or not where:
        return source
    if make and not Path(where).exists():
        try:
            write_aside(Path(where), secrets.token_bytes(KEY_BYTES), new=True)
        except OSError as error:
            raise InputError(f"no key can be kept here: {error.strerror}", path=where) from error
    return f"file:{relative(Path(where), folder)}"


def relative(path: Path, folder: Path) -> str:
    """Return a path inside the folder as seen from it, another one whole."""
    full = path.resolve()
    home = folder.resolve()
    return str(full.relative_to(home) if full.is_relative_to(home) else full)
