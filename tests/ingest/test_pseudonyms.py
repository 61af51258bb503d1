"""Pseudonyms: equal stays equal, different stays different, nothing shines through."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.ingest.pseudonyms import PREFIXES, pseudonym, pseudonymise_batch
from stillwatch.ingest.read import open_logs

from .logs import exchange, write

# an IPv4 address written as IPv6 counts as what it is
addresses = st.ip_addresses(v=4) | st.ip_addresses(v=6).filter(lambda a: not a.ipv4_mapped)


def network(address: str, bits: int) -> str:
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


@given(addresses, addresses, st.binary(min_size=1, max_size=8))
def test_addresses_keep_equality_of_themselves_and_their_networks(
    one: ipaddress.IPv4Address, other: ipaddress.IPv4Address, key: bytes
) -> None:
    fakes = [pseudonym("ip", str(address), key) for address in (one, other)]
    assert (fakes[0] == fakes[1]) == (one == other)
    assert all(ipaddress.ip_address(fake) in ipaddress.ip_network("fd00::/8") for fake in fakes)
    if one.version == other.version:
        bits = 24 if one.version == 4 else 48
        same = network(str(one), bits) == network(str(other), bits)
        assert (network(fakes[0], 48) == network(fakes[1], 48)) == same


def test_neighbours() -> None:
    a, b, c = (pseudonym("ip", f"192.0.{x}", b"k") for x in ("2.1", "2.9", "3.1"))
    assert network(a, 48) == network(b, 48) != network(c, 48)
    d, e, f = (pseudonym("ip", f"2001:db8:{x}::1", b"k") for x in ("1:1", "1:2", "2:1"))
    assert network(d, 48) == network(e, 48) != network(f, 48)
    assert network(d, 64) != network(e, 64)
    assert pseudonym("ip", "::ffff:192.0.2.1", b"k") == a
    assert pseudonym("ip", "no address", b"k").startswith("ip_")


def test_columns_and_keys_are_apart() -> None:
    values = {pseudonym(column, "same", key) for column in PREFIXES for key in (b"1", b"2")}
    assert len(values) == 2 * len(PREFIXES)
    assert pseudonym("account", "same", b"1").startswith("acct_")
    assert len(pseudonym("account", "same", b"1")) == len("acct_") + 24


def test_batch(tmp_path: Path) -> None:
    identity = {
        name: f"secret-{name}" for name in ("end_user", "org", "key", "payment", "email_domain")
    } | {"id": "secret-account", "plan": "open"}
    lines = [
        exchange(i, account=identity, session="secret-s", client={"ip": f"192.0.2.{i}"})
        for i in range(2)
    ]
    lines.append(exchange(2))
    path = write(tmp_path / "a.jsonl", lines)
    (plain,) = open_logs([path])
    (hidden,) = open_logs([path], pseudonymise=b"key")
    assert hidden.equals(pseudonymise_batch(plain, b"key"))
    assert hidden.schema == plain.schema
    text = str(hidden.to_pylist())
    assert "secret" not in text
    assert "192.0.2" not in text
    for name in (*PREFIXES, "ip"):
        column, was = hidden.column(name).to_pylist(), plain.column(name).to_pylist()
        assert [x is None for x in column] == [x is None for x in was]
        assert len(set(column)) == len(set(was))
    assert hidden.column("plan").to_pylist() == ["open", "open", None]
    ids = hidden.column("id").to_pylist()
    assert len(set(ids)) == len(ids) and all(name.startswith("ex_") for name in ids)


def test_an_address_in_the_name_of_the_client_goes() -> None:
    batch = pa.RecordBatch.from_pydict({"user_agent": ["bot/1 (ann.b+c@mail.example)", None]})
    hidden = pseudonymise_batch(batch, b"key").column("user_agent").to_pylist()
    assert hidden == ["bot/1 ([address])", None]
