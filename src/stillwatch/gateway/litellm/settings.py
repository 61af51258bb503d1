"""Settings of what runs in a LiteLLM proxy: one TOML file, named in the environment."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.configure import enforceable
from stillwatch.gateway.settings import Client, Enforce, Megabytes, Seconds

VARIABLE = "STILLWATCH_LITELLM_CONFIG"
"""Names the file. In LiteLLM's own settings it may stand under `environment_variables`."""


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`log`: the exchange log that the callback writes."""

    out: str | None = None
    """Folder of the log."""
    text: bool = False
    """Whether prompts and replies are kept. Without, detectors that read text are left out."""
    segment_mb: Megabytes = 64
    """Size at which a segment is closed."""
    segment_seconds: Seconds = 300.0
    """Age at which a segment is closed."""
    buffer_mb: Megabytes = 64
    """What may wait to be written; beyond, exchanges are dropped and counted."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings."""

    account: Literal["key", "user", "team"] = "key"
    """What an account is, in the log and for decisions: a virtual key (or, where there is none,
    the user, team or end user), an internal user, or a team. Where a user or a team is asked for
    and there is none, the call has no account."""
    secret_file: str | None = None
    """Key (32 bytes or more) of the references that refusals quote; without, one is made beside
    the log."""
    client: Client = Client()
    """As the gateway's: where requests come from when something stands in front."""
    log: Log = Log()
    enforce: Enforce = Enforce()
    """As the gateway's."""


def settings_of(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Parameters
    ----------
    environment
        Variables.

    Raises
    ------
    UsageError
        None are named, or they contradict each other.
    InputError
        The file cannot be read, or holds what the schema does not.
    """
    named = environment.get(VARIABLE)
    if not named:
        raise UsageError(f"{VARIABLE}: name the file of stillwatch's settings")
    try:
        plain = tomllib.loads(Path(named).read_text(encoding="utf-8"))
        made = msgspec.convert(plain, Settings)
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=named) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not TOML: {error}", path=named) from None
    except msgspec.ValidationError as error:
        where = str(error).replace(" - at `$.", ": ").replace(" - at `$", "").rstrip("`")
        raise InputError(where, path=named) from None
    enforceable(made.enforce)
    if made.client.hops and made.client.trusted:
        raise UsageError("client.hops and client.trusted: give one of them")
    return made
