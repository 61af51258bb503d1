"""Where settings come from: defaults, then a file, then the environment, then the command line."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.settings import PROOF_ALGORITHMS, Enforce, Settings, Traces

PREFIX = "STILLWATCH_SERVE_"
"""`STILLWATCH_SERVE_UPSTREAM_URL` is `url` in `[upstream]`; lists are separated by commas."""

_PUBLIC = re.compile(r"https?://[A-Za-z0-9.\-_\[\]:]+(/[A-Za-z0-9._~%\-/]*)?")
_LISTS = ("cidrs", "algorithms", "trusted", "urls", "certificate_cidrs", "key_headers")
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~\-]+")  # of a header (RFC 9110, section 5.1)
_SECTIONS = (
    *("identity_jwt", "identity_front", "identity_mtls", "identity_binding_replays"),
    *("identity_binding", "enforce_limits", "enforce_challenge"),
    *("alerts_webhook", "alerts_slack", "alerts_syslog"),
    *Settings.__struct_fields__,
)


def configure(
    file: Path | None, environment: Mapping[str, str], options: Mapping[str, Mapping[str, Any]]
) -> Settings:
    """Read the settings; what comes later in the module's first line counts more.

    Parameters
    ----------
    file
        TOML file with a table for each section.
    environment
        Variables; those that do not begin with `PREFIX` are none of ours.
    options
        Section to field to value; values that are null were not given.

    Raises
    ------
    InputError
        The file cannot be read, or holds what the schema does not.
    UsageError
        A variable or an option is wrong, or settings contradict each other.
    """
    settings = given_settings(file, environment, options)
    _agree(settings)
    return settings


def given_settings(
    file: Path | None, environment: Mapping[str, str], options: Mapping[str, Mapping[str, Any]]
) -> Settings:
    """Read the settings, each for itself; what `configure` adds is that they agree.

    Parameters and errors are those of `configure`.
    """
    settings = _checked(_of_file(file), file)
    settings = _checked(msgspec.to_builtins(settings), None, _of_environment(environment))
    given = {s: {k: v for k, v in f.items() if v is not None} for s, f in options.items()}
    return _checked(msgspec.to_builtins(settings), None, given)


def _of_file(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=str(file)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not TOML: {error}", path=str(file)) from None


def _of_environment(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, value in environment.items():
        if not name.startswith(PREFIX):
            continue
        rest = name.removeprefix(PREFIX).lower()
        section = next((s for s in _SECTIONS if rest.startswith(f"{s}_")), None)
        if section is None:
            raise UsageError(f"{name}: no such setting")
        found.setdefault(section, {})[rest.removeprefix(f"{section}_")] = value
    return found


def _checked(
    plain: dict[str, Any], file: Path | None, over: Mapping[str, Mapping[str, Any]] | None = None
) -> Settings:
    """Lay values over others and check the result against the schema."""
    for section, fields in (over or {}).items():
        into = plain
        for part in section.split("_"):
            if into.get(part) is None:
                into[part] = {}
            into = into[part]
        for name, value in fields.items():
            old = into.get(name)
            is_list = isinstance(old, list) or name in _LISTS
            into[name] = value.split(",") if is_list and isinstance(value, str) else value
    try:
        return msgspec.convert(plain, Settings, strict=over is None)
    except msgspec.ValidationError as error:
        where = str(error).replace(" - at `$.", ": ").replace(" - at `$", "").rstrip("`")
        if file is None:
            raise UsageError(f"settings: {where}") from None
        raise InputError(where, path=str(file)) from None


def _agree(settings: Settings) -> None:
    """Refuse settings that contradict each other."""
    _reachable(settings.upstream.url)
    listen = settings.listen
    if (listen.tls_cert is None) != (listen.tls_key is None):
        raise UsageError("listen.tls_cert and listen.tls_key belong together")
    if settings.identity.mtls is not None and listen.tls_cert is None:
        raise UsageError("identity.mtls needs listen.tls_cert and listen.tls_key")
    host, _ = address(listen.at)
    if not ipaddress.ip_address(host).is_loopback and not (listen.tls_cert or listen.behind_front):
        raise UsageError(
            f"listen.at: {host} is open to others and keys would pass in plain text: give "
            "listen.tls_cert and listen.tls_key, or say listen.behind_front"
        )
    if settings.admin.at is not None:
        host, _ = address(settings.admin.at, "admin.at")
        secret = settings.admin.token_file or settings.admin.token
        if not ipaddress.ip_address(host).is_loopback and not secret:
            raise UsageError(f"admin.at: {host} is open to others: give admin.token_file")
    if settings.admin.token_file and settings.admin.token:
        raise UsageError("admin.token and admin.token_file: give one of them")
    if (public := settings.listen.public_url) is not None and not _PUBLIC.fullmatch(public):
        raise UsageError(f"listen.public_url: expected https://HOST[:PORT][/PATH], not {public!r}")
    if settings.client.hops and settings.client.trusted:
        raise UsageError("client.hops and client.trusted: give one of them")
    if odd := [name for name in settings.identity.key_headers if not _NAME.fullmatch(name)]:
        raise UsageError(f"identity.key_headers: {odd[0]!r} is no name of a header")
    enforceable(settings.enforce)
    _bindable(settings)
    _traceable(settings.traces)


def _reachable(given: str) -> None:
    """Refuse an address of the API that is none."""
    usable = not any(c <= " " for c in given)
    try:
        url = urlsplit(given)
        if url.username or url.password:
            raise UsageError("upstream.url: a password has no place in it")
        usable = usable and url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
        usable = usable and not (url.query or url.fragment)
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"upstream.url: expected https://HOST[:PORT][/PATH], not {given!r}")


def _bindable(settings: Settings) -> None:
    """Refuse settings of sender constraints that contradict each other, or protect nobody."""
    binding = settings.identity.binding
    if binding is None:
        return
    urls = binding.urls or [url for url in (settings.listen.public_url,) if url]
    if not urls or not all(map(_PUBLIC.fullmatch, urls)):
        raise UsageError(
            "identity.binding.urls: give https://HOST[:PORT][/PATH] by which clients come, or "
            "listen.public_url: proofs are for one address"
        )
    if not binding.algorithms or not set(PROOF_ALGORITHMS).issuperset(binding.algorithms):
        raise UsageError(f"identity.binding.algorithms: choose among {', '.join(PROOF_ALGORITHMS)}")
    networks(binding.certificate_cidrs, "identity.binding.certificate_cidrs")
    if (binding.certificate_header is None) != (not binding.certificate_cidrs):
        raise UsageError(
            "identity.binding: certificate_header and certificate_cidrs belong together"
        )
    if not (settings.identity.secret_file or settings.tap.out):
        for what in ("first_use", "nonces", "store"):
            if getattr(binding, what):
                raise UsageError(f"identity.binding.{what} needs identity.secret_file, or tap.out")
    if binding.first_use and not (binding.store or settings.tap.out):
        raise UsageError("identity.binding.first_use needs identity.binding.store, or tap.out")
    replays = binding.replays
    if replays.store == "valkey" and not replays.url:
        raise UsageError(
            "identity.binding.replays.store: valkey needs identity.binding.replays.url"
        )
    if replays.store == "process" and settings.listen.workers > 1:
        raise UsageError(
            "identity.binding.replays.store: with process each worker takes a proof once: choose "
            "machine"
        )


def _traceable(traces: Traces) -> None:
    """Refuse an address of the collector that is none."""
    if traces.url is None:
        return
    try:
        url = urlsplit(traces.url)
        usable = url.scheme in ("http", "https") and url.hostname and url.port != 0
    except ValueError:
        usable = False
    if not usable or url.username or url.password or url.query or url.fragment:
        raise UsageError("traces.url: expected https://HOST:PORT[/PATH], without a password")
    if traces.protocol == "grpc" and url.path.strip("/"):
        raise UsageError("traces.url: grpc has no path")
    if traces.ca_file is not None and not Path(traces.ca_file).is_file():
        raise UsageError(f"traces.ca_file: no such file {traces.ca_file!r}")


def enforceable(enforce: Enforce) -> None:
    """Refuse settings of enforcement that contradict each other.

    Raises
    ------
    UsageError
        They do.
    """
    if enforce.mode == "enforce" and enforce.decisions is None:
        raise UsageError("enforce.mode: there is nothing to enforce: give enforce.decisions")
    if enforce.limits.store == "valkey" and not enforce.limits.url:
        raise UsageError("enforce.limits.store: valkey needs enforce.limits.url")
    challenge = enforce.challenge
    if challenge.url is None:
        return
    if challenge.key_file is None:
        raise UsageError("enforce.challenge.url needs enforce.challenge.key_file")
    try:
        page = urlsplit(challenge.url)
        usable = page.hostname and page.port != 0
    except ValueError:
        usable = False
    local = usable and page.hostname in ("127.0.0.1", "localhost", "::1")
    if not usable or not (page.scheme == "https" or (page.scheme == "http" and local)):
        raise UsageError("enforce.challenge.url: expected https://HOST[:PORT][/PATH]")
    odd = not challenge.url.isascii() or any(c <= " " or c in '<>"' for c in challenge.url)
    if page.fragment or page.username or odd:
        raise UsageError("enforce.challenge.url: no password, fragment or space has a place in it")


def address(given: str, setting: str = "listen.at") -> tuple[str, int]:
    """Read `HOST:PORT` of a setting.

    Raises
    ------
    UsageError
        It is none.

    Examples
    --------
    >>> address("localhost:80"), address("[::1]:8080")
    (('127.0.0.1', 80), ('::1', 8080))
    """
    host, colon, port = given.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") or "127.0.0.1"
    if not colon or not (port.isascii() and port.isdecimal() and int(port) < 65536):
        raise UsageError(f"{setting}: expected HOST:PORT, not {given!r}")
    host = "127.0.0.1" if host == "localhost" else host
    try:
        ipaddress.ip_address(host)
    except ValueError:
        raise UsageError(f"{setting}: {host!r} is no IP address") from None
    return host, int(port)


def networks(
    given: list[str], setting: str
) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """Read networks in CIDR notation.

    Raises
    ------
    UsageError
        One of them is none.
    """
    try:
        return tuple(ipaddress.ip_network(text.strip()) for text in given)
    except ValueError as error:
        raise UsageError(f"{setting}: {error}") from None
