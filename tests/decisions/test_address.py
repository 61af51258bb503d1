"""Addresses of servers: what is meant is found, what is not meant is refused, nothing is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.core.errors import InputError, UsageError
from stillwatch.respond.decisions._address import Address, address_of, is_address


@pytest.mark.parametrize(
    ("url", "shown", "mode"),
    [
        ("postgresql://u:p@db.example/d", "postgresql://u@db.example:5432/d", "verify-full"),
        ("postgres://u@10.0.0.1:99/d?sslmode=require", "postgresql://u@10.0.0.1:99/d", "require"),
        ("postgresql://u@localhost/d", "postgresql://u@localhost:5432/d", "disable"),
        ("postgresql://u@[::1]:1/d", "postgresql://u@[::1]:1/d", "disable"),
        ("postgresql://u@/d?host=/run/postgresql", "postgresql://u@/run/postgresql//d", "disable"),
        ("postgresql://a%40b:p%3A@h/d%2Fe", "postgresql://a@b@h:5432/d/e", "verify-full"),
    ],
)
def test_what_an_address_means(url: str, shown: str, mode: str) -> None:
    found = address_of(url)
    assert (str(found), repr(found), found.mode) == (shown, shown, mode)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://h/d", "postgresql://u@h", "postgresql://u@/d", "postgresql://u:se:cret@h:x/d",
        "postgresql://u:secret@h/d?sslmode=prefer", "postgresql://u:secret@h/d?options=-c",
        "postgresql://u:secret@h/d?sslmode=require&sslmode=disable", "postgresql://u:secret@h/d#x",
        "postgresql://u:secret@h/d?x", "postgresql://u:secret@[h/d",
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_without_the_password(url: str) -> None:
    with pytest.raises(UsageError, match="address of the decisions") as caught:
        address_of(url)
    assert "cret" not in str(caught.value) and "\n" not in str(caught.value)


@given(st.text(max_size=40))
def test_whatever_it_is_it_is_one_clear_error(text: str) -> None:
    try:
        found = address_of(f"postgresql://{text}")
    except UsageError:
        return
    assert is_address(f"postgresql://{text}") and found.user and found.database


def of(**changes: object) -> Address:
    told = dict(user="u", host="h", port=5432, database="d", mode="require",
                files=(None, None, None), password=None, passfile=None)  # fmt: skip
    return Address(**(told | changes))  # type: ignore[arg-type]


def test_passwords_are_looked_for_as_libpq_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PGPASSWORD", "PGPASSFILE"):
        monkeypatch.delenv(name, raising=False)
    assert of().secret() is None
    file = tmp_path / ".pgpass"
    file.write_text("# none\nother:*:*:u:no\nh:5432:*:u:a\\:b\\\\c\n*:*:*:*:all\n")
    file.chmod(0o600)
    assert of().secret() == "a:b\\c"
    assert of(user="v").secret() == "all"
    file.chmod(0o640)
    with pytest.raises(InputError, match="others may read it"):
        of().secret()
    with pytest.raises(InputError, match="no such file"):
        of(passfile=str(tmp_path / "none")).secret()
    monkeypatch.setenv("PGPASSWORD", "of the environment")
    assert of().secret() == "of the environment"
    assert of(password="its own").secret() == "its own"


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        of(mode="verify-full", files=(str(tmp_path / "ca"), None, None)).tls()
    (tmp_path / "ca").write_text("no certificate")
    with pytest.raises(InputError, match="no certificate"):
        of(mode="verify-full", files=(str(tmp_path / "ca"), None, None)).tls()
    assert of(mode="disable").tls() is False and of(host="/run", mode="require").tls() is False
