"""What the outputs say of bars that are not the shipped ones: never in silence."""

from __future__ import annotations

from typing import Any

from stillwatch import __version__
from stillwatch.contract.settings import Settings, SettingsFile


def told(file: SettingsFile | None) -> dict[str, Any] | None:
    """Return what `summary.json` says of a settings file."""
    if file is None:
        return None
    return {
        "path": file.path,
        "sha256": file.sha256,
        "stillwatch": file.stillwatch,
        "changes": {
            name: {"shipped": getattr(Settings, name), "used": value}
            for name, value in file.values.items()
        },
    }


def notes(file: SettingsFile | None) -> list[str]:
    """Say which bars were used, and what no longer follows."""
    if file is None:
        return []
    changes = ", ".join(
        f"{name} {value:g} (shipped: {getattr(Settings, name):g})"
        for name, value in file.values.items()
    )
    out = [
        f"Bars come from {file.path}: {changes or 'none differs'}. Published error rates are for "
        "the shipped bars, not for these."
    ]
    if file.stillwatch != __version__:
        out.append(
            f"They were made with version {file.stillwatch or 'unknown'}; odds of another version "
            "are not the same measure."
        )
    return out
