"""Pseudonyms for identifiers: equal values stay equal, and only the key's owner can link them.

HMAC-SHA256 under the operator's key, cut to 96 bits. An address becomes one of a private range
(RFC 4193) that keeps equality of its network and of itself, since networks are what cohorts
share: pseudonyms of two addresses share their /48 exactly when the addresses share their /24
(IPv4) or /48 (IPv6), and their /64 when IPv6 addresses do.
"""

from __future__ import annotations

import hmac
import ipaddress
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

PREFIXES = {
    "account": "acct",
    "end_user": "user",
    "org": "org",
    "key": "key",
    "payment": "pay",
    "holder": "holder",
    "email_domain": "mail",
    "session": "sess",
}
"""Columns that are replaced, with the prefix of their pseudonyms; and `ip` and `id`."""

_MAIL = r"[\w.+%-]+@[\w.-]+"


def pseudonymise_batch(batch: pa.RecordBatch, key: bytes) -> pa.RecordBatch:
    """Return a batch of exchanges with its identifiers replaced.

    Parameters
    ----------
    batch
        Columns of `stillwatch.contract.exchange.SCHEMA`, or any of them.
    key
        Secret; keep it to find an account again.
    """
    for name in (*PREFIXES, "ip"):
        at = batch.schema.get_field_index(name)
        if at < 0 or batch.column(at).null_count == batch.num_rows:
            continue
        coded = pc.dictionary_encode(batch.column(at))
        fakes = [pseudonym(name, value, key) for value in coded.dictionary.to_pylist()]
        column = pa.array(fakes, pa.string()).take(coded.indices)
        batch = batch.set_column(at, batch.schema.field(at), column)
    at = batch.schema.get_field_index("id")
    if at >= 0:  # all differ: nothing to look up twice
        fakes = [f"ex_{_mac('id', value, key)[:24]}" for value in batch.column(at).to_pylist()]
        batch = batch.set_column(at, batch.schema.field(at), pa.array(fakes, pa.string()))
    at = batch.schema.get_field_index("user_agent")
    if at >= 0:  # programs name their author's address there
        column = pc.replace_substring_regex(batch.column(at), _MAIL, "[address]")
        batch = batch.set_column(at, batch.schema.field(at), column)
    return batch


def pseudonym(column: str, value: str, key: bytes) -> str:
    """Return the pseudonym of one value of a column of `PREFIXES`, or of `ip`."""
    # long values would make the cache a store of whatever a log holds
    return (_remembered if len(value) <= 128 else _made)(column, value, key)


def _made(column: str, value: str, key: bytes) -> str:
    if column == "ip":
        return _address(value, key)
    return f"{PREFIXES[column]}_{_mac(column, value, key)[:24]}"


_remembered = lru_cache(maxsize=1 << 17)(_made)


def _address(value: str, key: bytes) -> str:
    try:
        address = ipaddress.ip_address(value.strip())
    except ValueError:
        return f"ip_{_mac('ip', value, key)[:24]}"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    packed = address.packed
    site = _mac("site", packed[: 3 if address.version == 4 else 6].hex(), key)[:10]
    net = _mac("net", packed[:8].hex(), key)[:4] if address.version == 6 else "0000"
    host = _mac("host", packed.hex(), key)[:16]
    return str(ipaddress.IPv6Address(bytes.fromhex(f"fd{site}{net}{host}")))


def _mac(kind: str, value: str, key: bytes) -> str:
    # the kind keeps equal strings of two columns apart
    return hmac.digest(key, f"{kind}\0{value}".encode(), "sha256").hex()
