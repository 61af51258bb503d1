"""The master key that wraps each account's key: in a file, the environment, a program, a token.

A source is named by one line::

    file:PATH               32 bytes or their base64, mode 0600
    env:NAME                base64 of 32 bytes
    command:PROGRAM ARG…    a key service: called with `wrap` or `unwrap` added, the context in
                            STILLWATCH_CONTEXT; base64 on standard input and output
    pkcs11:LABEL            an AES key in the token of STILLWATCH_PKCS11_MODULE, unlocked by
                            STILLWATCH_PKCS11_PIN (needs the extra `pkcs11`)

With a program or a token the master key is never in this process.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import shlex
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stillwatch.core.errors import InputError, UsageError

KEY_BYTES = 32
NONCE_BYTES = 12
COMMAND_SECONDS = 30
"""How long a key service may take for one key."""


class Master(ABC):
    """Wraps keys, and unwraps them in the same context only."""

    @abstractmethod
    def wrap(self, key: bytes, context: str) -> bytes:
        """Return a key sealed under the master key; InputError if that fails."""

    @abstractmethod
    def unwrap(self, sealed: bytes, context: str) -> bytes:
        """Return a key that was wrapped in this context; InputError if it was not."""


def master(source: str) -> Master:
    """Open the source of a master key.

    Raises
    ------
    UsageError
        There is no such kind of source.
    InputError
        The key is missing, of the wrong length, or readable by others.
    """
    kind, _, where = source.partition(":")
    if kind == "file" and where:
        return _Local(_of_file(Path(where)), source)
    if kind == "env" and where.isidentifier():
        return _Local(_of_variable(where, source), source)
    if kind == "command" and (words := command_words(where)):
        return _Command(words)
    if kind == "pkcs11" and where:
        return _Token(where)
    # what was given is not repeated: it may be the key itself
    raise UsageError(
        "no source of a master key; there are file:PATH, env:NAME (of a variable), "
        "command:PROGRAM and pkcs11:LABEL"
    )


def command_words(where: str) -> list[str]:
    """Return the program and its arguments as a shell would part them.

    Raises
    ------
    UsageError
        A quotation has no end.
    """
    try:
        return shlex.split(where)
    except ValueError as error:  # what was given may hold secrets: not repeated
        raise UsageError(f"the master key's command:PROGRAM cannot be read: {error}") from None


def _of_variable(name: str, source: str) -> bytes:
    if name not in os.environ:
        raise InputError(
            "this variable is not set",
            path=source,
            remedy="set it to the key; `openssl rand -base64 32` makes a new one",
        )
    return _decoded(os.environ[name], source)


def _of_file(path: Path) -> bytes:
    try:
        if path.stat().st_mode & 0o077:
            raise InputError("others may read this key", path=str(path), remedy=f"chmod 600 {path}")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the master key cannot be read: {error.strerror}",
            path=str(path),
            remedy="put it there again; if it is lost, `stillwatch evidence rotate-master --lost`",
        ) from error
    return data if len(data) == KEY_BYTES else _decoded(data.decode("ascii", "replace"), str(path))


def _decoded(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise InputError(
            f"not a master key of {KEY_BYTES} bytes",
            path=source,
            remedy="make one with `openssl rand -base64 32`",
        )
    return key


class _Local(Master):
    """AES-256-GCM under a key in this process."""

    def __init__(self, key: bytes, source: str) -> None:
        self._cipher, self._source = AESGCM(key), source

    def wrap(self, key: bytes, context: str) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, context.encode())

    def unwrap(self, sealed: bytes, context: str) -> bytes:
        try:
            return self._cipher.decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise InputError(
                "a key was not wrapped under this master key, or was changed", path=self._source
            ) from error


class _Command(Master):
    """A program of the operator's, such as a call to a key service."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def wrap(self, key: bytes, context: str) -> bytes:
        sealed = self._call("wrap", key, context)
        if not sealed or key in sealed:
            raise InputError("the key service wraps nothing", path=self._words[0])
        return sealed

    def unwrap(self, sealed: bytes, context: str) -> bytes:
        key = self._call("unwrap", sealed, context)
        if len(key) != KEY_BYTES:
            raise InputError("the key service answered no key", path=self._words[0])
        return key

    def _call(self, what: str, data: bytes, context: str) -> bytes:
        program = self._words[0]
        try:
            done = subprocess.run(
                [*self._words, what],
                input=base64.b64encode(data),
                capture_output=True,
                timeout=COMMAND_SECONDS,
                env={**os.environ, "STILLWATCH_CONTEXT": context},
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            # the error may repeat the whole command line, and that may hold secrets
            why = getattr(error, "strerror", None) or f"{COMMAND_SECONDS} s are over"
            raise InputError(f"the key service did not answer: {why}", path=program) from None
        if done.returncode:
            # what it wrote may hold secrets: not repeated
            raise InputError(
                f"the key service would not {what} a key: exit status {done.returncode}",
                path=program,
            )
        try:
            return base64.b64decode(done.stdout.strip(), validate=True)
        except binascii.Error as error:
            raise InputError("the key service answered no base64", path=program) from error


class _Token(Master):
    """AES-GCM inside a PKCS#11 token."""

    def __init__(self, label: str) -> None:
        try:
            import pkcs11
        except ImportError as error:
            raise UsageError(
                "a PKCS#11 token needs the extra: pip install 'stillwatch[pkcs11]'"
            ) from error
        module = os.environ.get("STILLWATCH_PKCS11_MODULE", "")
        pin = os.environ.get("STILLWATCH_PKCS11_PIN")
        try:
            tokens = pkcs11.lib(module).get_tokens()
            for token in tokens:
                try:
                    session = token.open(user_pin=pin)
                except pkcs11.exceptions.UserAlreadyLoggedIn:  # this process has it open
                    session = token.open()
                except pkcs11.exceptions.TokenNotRecognised:  # a slot without a token in use
                    continue
                found = list(
                    session.get_objects(
                        {
                            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY,
                            pkcs11.Attribute.LABEL: label,
                        }
                    )
                )
                if found:
                    self._key: Any = found[0]
                    self._pkcs11, self._session = pkcs11, session
                    return
                session.close()
        except (RuntimeError, pkcs11.exceptions.PKCS11Error) as error:
            raise InputError(
                f"the token cannot be used: {type(error).__name__}",
                path=module or "STILLWATCH_PKCS11_MODULE",
                remedy="set STILLWATCH_PKCS11_MODULE and STILLWATCH_PKCS11_PIN",
            ) from error
        raise InputError(f"no token holds a secret key called {label!r}", path=module)

    def wrap(self, key: bytes, context: str) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + bytes(self._key.encrypt(key, **self._how(nonce, context)))

    def unwrap(self, sealed: bytes, context: str) -> bytes:
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return bytes(self._key.decrypt(rest, **self._how(nonce, context)))
        except self._pkcs11.exceptions.PKCS11Error as error:
            raise InputError(
                "a key was not wrapped in this token, or was changed", path="pkcs11"
            ) from error

    def _how(self, nonce: bytes, context: str) -> dict[str, object]:
        return {
            "mechanism": self._pkcs11.Mechanism.AES_GCM,
            "mechanism_param": self._pkcs11.GCMParams(nonce=nonce, aad=context.encode()),
        }
