"""One file of settings, named in the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from stillwatch.core.errors import InputError, StillwatchError, UsageError
from stillwatch.gateway.litellm.settings import VARIABLE, settings_of


def read(tmp_path: Path, text: str) -> object:
    file = tmp_path / "stillwatch.toml"
    file.write_text(text)
    return settings_of({VARIABLE: str(file)})


def test_the_sections_are_the_gateways(tmp_path: Path) -> None:
    made = settings_of({VARIABLE: str(_written(tmp_path))})
    assert made.account == "team" and made.log.out == "log" and made.log.text is False
    assert made.enforce.mode == "shadow" and made.enforce.limits.store == "machine"


def _written(tmp_path: Path) -> Path:
    file = tmp_path / "stillwatch.toml"
    file.write_text(
        'account = "team"\n[log]\nout = "log"\n[enforce]\ndecisions = "d.db"\n'
        '[enforce.limits]\nstore = "machine"\n'
    )
    return file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[log]\nfolder = 1\n", "unknown field `folder`"), ('account = "org"', "org"),
        ("[upstream]\n", "unknown field `upstream"), ("[", "not TOML"),
        ('[enforce]\nmode = "enforce"\n', "nothing to enforce"),
        ('[client]\nhops = 1\ntrusted = ["10.0.0.0/8"]\n', "give one of them"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StillwatchError, match=said):
        read(tmp_path, text)


def test_a_file_is_needed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=VARIABLE):
        settings_of({})
    with pytest.raises(InputError, match="no such file"):
        settings_of({VARIABLE: str(tmp_path / "none")})
