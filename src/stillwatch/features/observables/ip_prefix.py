"""Network prefix of the client's address: /24 for IPv4, /48 for IPv6."""

from __future__ import annotations

import ipaddress

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.features.base import Keyed, Observable, keyed_column
from stillwatch.features.context import Coded, Context


class IpPrefix(Observable):
    """Network prefix of the client's address: /24 for IPv4, /48 for IPv6."""

    name = "ip_prefix"
    family = "infrastructure"

    def compute(self, ctx: Context) -> Keyed:
        """See `Observable.compute`."""
        coded = ctx.coded("ip")
        prefixes = pc.replace_substring_regex(coded.values, _IPV4, r"\1.0/24")
        odd = np.flatnonzero(~np.asarray(pc.ends_with(prefixes, ".0/24")))
        if len(odd):
            found = prefixes.to_pylist()
            for i in odd:
                found[i] = _prefix(found[i])
            prefixes = pa.array(found, pa.string())
        encoded = prefixes.dictionary_encode()
        inner = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        codes = np.append(inner, -1)[coded.codes]
        return keyed_column(ctx, self.name, Coded(codes, encoded.dictionary))


_IPV4 = r"^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}(?::\d+)?$"


def _prefix(address: str) -> str | None:
    """Prefix of an address of another form, or None when it is not an address."""
    try:
        parsed = ipaddress.ip_address(address.strip("[] ").split("%")[0])
    except ValueError:
        # a pseudonym is still a value that accounts can share
        return address or None
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    length = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, length), strict=False))
