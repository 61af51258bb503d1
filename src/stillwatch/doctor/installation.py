"""The installation: Python, packages beside the ranges that are asked for, and extras."""

from __future__ import annotations

import platform
import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata

from packaging.requirements import Requirement

from stillwatch import __version__
from stillwatch.doctor.findings import Finding

GIVES: dict[str, str] = {
    "gateway": "stands in front of a model API",
    "valkey": "limits that several gateways share",
    "postgres": "decisions that several gateways share",
    "traces": "traces of the gateway",
    "policy": "policy as code",
    "otlp": "receives OpenTelemetry",
    "share": "STIX and TAXII",
    "screen": "screening of names",
    "pdf": "reports as PDF",
    "timestamp": "outside time stamps",
    "pkcs11": "keys in a PKCS#11 token",
}
"""Extra to what it gives. A test holds it against the package's own list."""


@dataclass(frozen=True)
class Package:
    """A package that is asked for."""

    name: str
    needed: str
    """Range of versions that works, as pip writes it; empty: any."""
    installed: str | None
    """Version; null: it is missing."""
    suits: bool
    """Whether it is installed, in a version that works."""


@dataclass(frozen=True)
class Extra:
    """A set of packages that add something and can be left out."""

    name: str
    gives: str
    packages: list[Package]
    installed: bool
    command: str
    """`run: ` and the command that installs what is missing into this very environment; empty:
    nothing is."""


@dataclass(frozen=True)
class Installation:
    """What is installed."""

    stillwatch: str
    python: str
    executable: str
    packages: list[Package]
    extras: list[Extra]


def look(distribution: str = "stillwatch") -> Installation:
    """Compare what is installed with what the package asks for."""
    requirements = _requirements(distribution)
    base = [r for r in requirements if _asked(r, "")]
    optional = [r for r in requirements if not _asked(r, "")]
    return Installation(
        __version__,
        platform.python_version(),
        sys.executable,
        sorted((_package(r) for r in base), key=lambda p: p.name),
        [_extra(name, optional) for name in _extras(distribution)],
    )


def findings(found: Installation) -> list[Finding]:
    """Judge an installation."""
    out = [Finding("installation", "python", "ok", f"Python {found.python}")]
    wrong = [p for p in found.packages if not p.suits]
    for package in wrong:
        asked = f"{package.name}{package.needed}"
        if package.installed is None:
            level, said = "error", f"{package.name} is missing"
        else:
            level = "warning"
            said = f"{package.name} {package.installed} is outside the supported range "
            said += f"({package.needed}): an audit may fail, or be wrong"
        out.append(Finding("installation", package.name, level, said, _pip([asked])))
    if not found.packages:
        out.append(
            Finding(
                "installation", "packages", "warning",
                "it runs from source: which packages it needs is not recorded",
                "install it: pip install .",
            )
        )  # fmt: skip
    elif not wrong:
        every = f"all {len(found.packages)} packages are in their supported ranges"
        out.append(Finding("installation", "packages", "ok", every))
    for extra in found.extras:
        said = f"extra {extra.name}: {extra.gives}"
        level = "ok" if extra.installed else "note"
        state = "installed" if extra.installed else "not installed"
        out.append(Finding("installation", extra.name, level, f"{said} ({state})", extra.command))
    return out


def _requirements(distribution: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in metadata.requires(distribution) or ()]
    except metadata.PackageNotFoundError:
        return []


def _extras(distribution: str) -> list[str]:
    try:
        return sorted(metadata.metadata(distribution).get_all("Provides-Extra") or ())
    except metadata.PackageNotFoundError:
        return []


def _asked(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _package(requirement: Requirement) -> Package:
    try:
        installed = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return Package(requirement.name, str(requirement.specifier), None, False)
    suits = requirement.specifier.contains(installed, prereleases=True)
    return Package(requirement.name, str(requirement.specifier), installed, suits)


def _extra(name: str, optional: list[Requirement]) -> Extra:
    packages = [_package(r) for r in optional if _asked(r, name)]
    missing = [f"{p.name}{p.needed}" for p in packages if not p.suits]
    gives = GIVES.get(name) or "adds " + ", ".join(p.name for p in packages)
    return Extra(name, gives, packages, not missing, _pip(missing) if missing else "")


def _pip(requirements: Iterable[str]) -> str:
    """Return the command that installs requirements into the environment that runs this."""
    return "run: " + shlex.join([sys.executable, "-m", "pip", "install", *requirements])
