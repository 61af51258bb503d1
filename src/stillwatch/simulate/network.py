"""Where requests come from: providers with prefixes, and client software with its TLS shape.

Addresses are from 240.0.0.0/4 (reserved, RFC 1112) and AS numbers from the private range
(RFC 6996), so that nothing here points at anyone. Software is a handful of popular clients,
each shared by thousands of accounts, as JA4 fingerprints are.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import numpy as np

COUNTRIES = (
    "US US US US GB GB DE DE FR IN IN IN BR BR JP JP KR CN CN SG VN ID PH MX ES IT PL TR NG KE "
    "EG SA AE ZA CA CA AU NL SE AR CO UA RO PK BD TH"
).split()
"""Countries, repeated by weight."""
ZONES = {
    "US": -6, "CA": -5, "MX": -6, "BR": -3, "AR": -3, "CO": -5, "GB": 0, "ES": 1, "FR": 1,
    "DE": 1, "IT": 1, "NL": 1, "SE": 1, "PL": 1, "NG": 1, "ZA": 2, "UA": 2, "RO": 2, "EG": 2,
    "TR": 3, "KE": 3, "SA": 3, "AE": 4, "PK": 5, "IN": 5, "BD": 6, "TH": 7, "VN": 7, "ID": 7,
    "CN": 8, "SG": 8, "PH": 8, "KR": 9, "JP": 9, "AU": 10,
}  # fmt: skip
"""Hours east of UTC."""
_SHARED = {"mobile": 8, "vpn": 24}
# addresses of a /16 that customers leave by: carriers and VPNs put many behind few
KINDS = ("residential", "mobile", "hosting", "corporate", "education", "vpn")


class Place(NamedTuple):
    """An address on the network."""

    ip: str
    asn: int
    country: str


class Software(NamedTuple):
    """A client program of one version."""

    user_agent: str
    ja4: str


class _Provider(NamedTuple):
    asn: int
    country: str
    blocks: tuple[int, ...]
    """/16 prefixes, as their upper 16 bits."""


def _ja4(name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return (
        f"t13d{10 + int(digest[0], 16)}{10 + int(digest[1], 16)}h2_{digest[2:14]}_{digest[14:26]}"
    )


_BROWSERS = [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/{}.0.0.0 Safari/537.36",
     "chromium", (142, 143, 144, 145)),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/{}",
     "webkit", (18, 19, 26)),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:{}.0) Gecko/20100101 Firefox/{}.0",
     "gecko", (145, 146, 147)),
    ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/{}.0.0.0 Mobile Safari/537.36",
     "chromium", (142, 144)),
]  # fmt: skip
_LIBRARIES = [
    ("llm-python/{}.0", "python", ("1.97", "1.99", "2.3", "2.4", "2.6")),
    ("llm-node/{}.1", "node", ("4.2", "5.0", "5.1")),
    ("python-requests/{}", "urllib3", ("2.31.0", "2.32.3")),
    ("python-httpx/{}", "httpx", ("0.27.2", "0.28.1")),
    ("axios/{}", "node", ("1.7.9", "1.8.2")),
    ("Go-http-client/{}", "go", ("1.1", "2.0")),
    ("okhttp/{}", "okhttp", ("4.12.0", "5.1.0")),
    ("langtools/{}", "httpx", ("0.3.14", "0.3.21", "1.0.2")),
    ("curl/{}", "curl", ("8.5.0", "8.12.1")),
]


def _catalog(rows: list[tuple[str, str, tuple[object, ...]]]) -> list[Software]:
    # the fingerprint goes with the TLS stack and only loosely with the version
    return [
        Software(agent.replace("{}", str(version)), _ja4(f"{stack}{i // 2}"))
        for agent, stack, versions in rows
        for i, version in enumerate(versions)
    ]


BROWSERS = _catalog(_BROWSERS)  # type: ignore[arg-type]
LIBRARIES = _catalog(_LIBRARIES)  # type: ignore[arg-type]
AGENT = Software("opencoder-cli/0.9.3 (terminal)", _ja4("opencoder"))
"""A popular open-source agent: thousands of unrelated accounts look like this."""


class Network:
    """Providers of each kind, the same for every world."""

    def __init__(self) -> None:
        rng = np.random.default_rng(240)
        blocks = iter(0xF000 + rng.permutation(0x0FF0))
        self._by: dict[str, dict[str, list[_Provider]]] = {kind: {} for kind in KINDS}
        count = {
            "residential": 3,
            "mobile": 2,
            "hosting": 1,
            "corporate": 2,
            "education": 2,
            "vpn": 1,
        }
        asn = 64_512
        for kind in KINDS:
            for country in sorted(set(COUNTRIES)):
                for _ in range(count[kind]):
                    size = 8 if kind in ("residential", "mobile") else 2
                    taken = tuple(int(next(blocks)) for _ in range(size))
                    provider = _Provider(asn, country, taken)
                    self._by[kind].setdefault(country, []).append(provider)
                    asn += 1
        # two clouds of the world's hosting carry most of what is not at home
        self._clouds = [p for c in ("US", "SG", "DE") for p in self._by["hosting"][c]]

    def place(self, rng: np.random.Generator, kind: str, country: str) -> Place:
        """Return a random address of a provider of this kind in a country."""
        providers = self._by[kind].get(country) or self._by[kind]["US"]
        if kind == "hosting" and rng.random() < 0.7:
            providers = self._clouds
        provider = providers[int(rng.integers(len(providers)))]
        block = provider.blocks[int(rng.integers(len(provider.blocks)))]
        if kind in _SHARED:
            ip = f"{block >> 8}.{block & 255}.0.{int(rng.integers(1, _SHARED[kind] + 1))}"
        else:
            ip = _address(block, rng)
        return Place(ip, provider.asn, provider.country)

    def near(self, rng: np.random.Generator, place: Place) -> Place:
        """Return another address of the same /24."""
        head = place.ip.rpartition(".")[0]
        return place._replace(ip=f"{head}.{int(rng.integers(1, 255))}")

    def same_provider(self, rng: np.random.Generator, place: Place) -> Place:
        """Return another address of the same /16, as a new lease or a rented neighbour gives."""
        first, second, *_ = place.ip.split(".")
        return place._replace(ip=_address((int(first) << 8) + int(second), rng))


def _address(block: int, rng: np.random.Generator) -> str:
    third, fourth = int(rng.integers(256)), int(rng.integers(1, 255))
    return f"{block >> 8}.{block & 255}.{third}.{fourth}"
