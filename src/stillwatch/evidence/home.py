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
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stillwatch.errors import InputError
from stillwatch.evidence.keys import make_key, read_key
from stillwatch.evidence.log import EvidenceLog, write_aside
from stillwatch.evidence.masters import KEY_BYTES, master
from stillwatch.evidence.vault import Vault

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
                    write_aside(made, secrets.token_bytes(KEY_BYTES))
                master_key = f"file:{_relative(made, folder)}"
        except OSError as error:
            raise InputError(f"cannot write here: {error.strerror}", path=str(folder)) from error
        signing = place / "signing.pem"
        key = read_key(signing) if signing.exists() else make_key(signing)
        config = Config(
            origin=origin,
            signing_key=_relative(signing, folder),
            master_key=master_key,
            keep_text=keep_text,
            retain_days=retain_days,
            timestamp_url=timestamp_url,
        )
        home = cls(folder, config)
        home.vault().close()
        with EvidenceLog.create(folder / "log", origin, key) as log:
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
            config = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Config)
        except OSError as error:
            raise InputError(
                "no evidence is kept here",
                path=str(folder),
                remedy="make the folder with `stillwatch evidence init`",
            ) from error
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

    def vault(self) -> Vault:
        """Open the vault."""
        kind, _, where = self.config.master_key.partition(":")
        source = f"file:{self.folder / where}" if kind == "file" else self.config.master_key
        return Vault(self.folder / "vault.sqlite", master(source))


def _relative(path: Path, folder: Path) -> str:
    """Return a path inside the folder as seen from it, another one whole."""
    full = path.resolve()
    home = folder.resolve()
    return str(full.relative_to(home) if full.is_relative_to(home) else full)
