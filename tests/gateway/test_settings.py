"""Settings: one schema, three sources, errors that name the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from stillwatch.core.errors import InputError, UsageError
from stillwatch.gateway.changes import applied
from stillwatch.gateway.configure import configure
from stillwatch.gateway.settings import Binding, Client, Identity, Listen, Settings

URL = {"upstream": {"url": "https://api.example/v1"}}


def test_what_comes_later_counts_more(tmp_path: Path) -> None:
    file = tmp_path / "gateway.toml"
    file.write_text(
        '[upstream]\nurl = "http://file:1"\nread_seconds = 5\n[tap]\ntext = true\n'
        '[identity.front]\ncidrs = ["10.0.0.0/8"]\n'
    )
    environment = {
        "STILLWATCH_SERVE_UPSTREAM_URL": "http://environment:2",
        "STILLWATCH_SERVE_LISTEN_DRAIN_SECONDS": "2.5",
        "STILLWATCH_SERVE_CLIENT_TRUSTED": "10.0.0.0/8,192.168.0.0/16",
        "STILLWATCH_SERVE_IDENTITY_FRONT_ACCOUNT": "x-customer",
        "HOME": "/",
    }
    settings = configure(file, environment, {"upstream": {"url": "http://option:3"}})
    assert settings.upstream.url == "http://option:3" and settings.upstream.read_seconds == 5
    assert settings.listen.drain_seconds == 2.5 and settings.tap.text is True
    assert settings.client.trusted == ["10.0.0.0/8", "192.168.0.0/16"]
    front = settings.identity.front
    assert front is not None and (front.account, front.cidrs) == ("x-customer", ["10.0.0.0/8"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[listen]\nport = 80\n", "unknown field `port`: listen"),
        ("[tap]\ntext = 3\n", "Expected `bool`, got `int`: tap.text"),
        ("[listen]\ndrain_seconds = -1\n", "listen.drain_seconds"),
        ("[listen]\nleave_seconds = -1\n", "listen.leave_seconds"),
        ("[identity.jwt]\njwks = 'a'\n", "missing required field `algorithms`: identity.jwt"),
        ("nonsense", "not TOML"),
    ],
)
def test_a_wrong_file(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "gateway.toml"
    file.write_text(text)
    with pytest.raises(InputError, match=r"gateway\.toml") as caught:
        configure(file, {}, URL)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("STILLWATCH_SERVE_NONSENSE", "1", "NONSENSE: no such setting"),
        ("STILLWATCH_SERVE_TAP_NONSENSE", "1", "unknown field `nonsense`"),
        ("STILLWATCH_SERVE_TAP_TEXT", "perhaps", "tap.text"),
    ],
)
def test_a_wrong_variable(name: str, value: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        configure(None, {name: value}, URL)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({"upstream": {"url": ""}}, "upstream.url"),
        ({"upstream": {"url": "ftp://a"}}, "upstream.url"),
        ({"upstream": {"url": "https://a:b"}}, "upstream.url"),
        ({"upstream": {"url": "https://[::1"}}, "upstream.url"),
        ({"upstream": {"url": "https://a b"}}, "upstream.url"),
        ({"upstream": {"url": "https://u:secret@a"}}, "password"),
        ({"upstream": {"url": "https://a/?key=secret"}}, "upstream.url"),
        (URL | {"listen": {"at": "0.0.0.0:80"}}, "open to others"),
        (URL | {"listen": {"at": "name:80"}}, "no IP address"),
        (URL | {"listen": {"at": "80"}}, "HOST:PORT"),
        (URL | {"listen": {"tls_cert": "a"}}, "belong together"),
        (URL | {"client": {"hops": 1, "trusted": ["10.0.0.0/8"]}}, "one of them"),
    ],
)
def test_settings_that_contradict_each_other(
    sections: dict[str, dict[str, object]], said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        configure(None, {}, sections)
    assert said in str(caught.value) and "secret@" not in str(caught.value)


def test_a_front_that_ends_tls_is_meant() -> None:
    made = configure(None, {}, URL | {"listen": {"at": "0.0.0.0:80", "behind_front": True}})
    assert made.listen.behind_front


def test_what_a_running_gateway_cannot_change_stays_and_is_named() -> None:
    was = Settings(listen=Listen(public_url="https://a.example"))
    new = Settings(
        listen=Listen(public_url="https://b.example", drain_seconds=5.0, request_mb=8),
        client=Client(hops=1),
    )
    now, kept = applied(was, new)
    assert kept == ["listen.drain_seconds"]
    assert now.listen.drain_seconds == was.listen.drain_seconds and now.listen.request_mb == 8
    assert now.listen.public_url == "https://b.example" and now.client.hops == 1
    # proofs and certificates are judged by what the gateway began with
    bound = structs.replace(was, identity=Identity(binding=Binding(mode="record")))
    now, kept = applied(bound, structs.replace(new, identity=bound.identity))
    assert kept == ["listen.drain_seconds", "listen.public_url", "client.hops"]
    assert now.listen.public_url == "https://a.example" and now.client == bound.client
    assert now.listen.request_mb == 8
