"""Patterns: those that are written are read back; what is not plain is refused, and fast."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.proof.share.observables import TEMPLATES, Value, canonical, stored
from stillwatch.proof.share.pattern import LONGEST, Unread, understood, written

AGENTS = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=80)
VALUES = st.one_of(
    st.integers(1, 2**32 - 1).map(lambda n: ("asn", str(n))),
    AGENTS.map(lambda s: ("user_agent", s)),
    st.integers(1, 2**64 - 1).map(lambda n: (TEMPLATES[n % 4], f"{n:016x}")),
    st.ip_addresses(v=4).map(lambda a: ("ip_prefix", f"{a}/24")),
    st.ip_addresses(v=6).map(lambda a: ("ip_prefix", f"{a}/48")),
    st.from_regex(r"[a-z0-9]{1,9}\.[a-z]{2,4}", fullmatch=True).map(lambda d: ("email_domain", d)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_a_written_pattern_is_read_back(pair):
    value = canonical(*pair)
    if value is not None:
        assert understood(written(value)) == [value]
        assert canonical(*value) == value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_the_standards_own_parser_takes_what_is_written(pair):
    stix2patterns = pytest.importorskip("stix2patterns.v21.pattern", reason="needs stix2-patterns")
    value = canonical(*pair)
    if value is not None:
        stix2patterns.Pattern(written(value))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        found = understood(text)
    except Unread as error:
        assert str(error)
    else:
        assert found and all(canonical(*value) == value for value in found)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "[]",
        "[ipv4-addr:value = '8.8.8.8'",
        "[ipv4-addr:value = '8.8.8.8'] FOLLOWEDBY [ipv4-addr:value = '8.8.4.4']",
        "[ipv4-addr:value = '8.8.8.8'] WITHIN 5 SECONDS",
        "[ipv4-addr:value = '8.8.8.8'] OR [ipv4-addr:value = '8.8.4.4']",
        "[ipv4-addr:value = '8.8.8.8' AND autonomous-system:number = 1]",
        "[ipv4-addr:value != '8.8.8.8']",
        "[NOT ipv4-addr:value = '8.8.8.8']",
        "[ipv4-addr:value NOT = '8.8.8.8']",
        "[ipv4-addr:value MATCHES '(a+)+$']",
        "[ipv4-addr:value IN ('8.8.8.8')]",
        "[(ipv4-addr:value = '8.8.8.8')]",
        "[ipv4-addr:value = '8.8.8.8' ORipv4-addr:value = '8.8.8.8']",
        "[file:hashes.'SHA-256' = 'aa']",
        "[email-addr:value = 'a@example.org']",
        "[email-addr:value LIKE '%@%.org']",
        "[domain-name:value = 'example.org']",
        "[ipv4-addr:value = '10.0.0.1']",
        "[ipv4-addr:value = '127.0.0.1']",
        "[ipv4-addr:value ISSUBSET '0.0.0.0/0']",
        "[ipv4-addr:value ISSUBSET '8.0.0.0/8']",
        "[ipv6-addr:value = '::ffff:8.8.8.8']",
        "[autonomous-system:number = 0]",
        "[autonomous-system:number = 4294967296]",
        "[autonomous-system:number = '12\x1b[31m']",
    ],
)
def test_what_is_not_a_plain_comparison_is_refused_and_not_guessed(pattern):
    with pytest.raises(Unread):
        understood(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "[" * 100_000 + "]" * 100_000,
        "[" + "(" * 8000 + "a:b = 'c'" + ")" * 8000 + "]",
        "[a:b" + " " * 16_000 + "]",
        "[" + " OR ".join(["autonomous-system:number = 7"] * 400) + "]",
        "[a:" + "b." * 8000 + "c = 'd']",
        "[a:b" + "'c'" * 5000 + " = 'd']",
        "[a:b = '" + "\\'" * 8000 + "]",
        "[" + "a" * LONGEST + "]",
    ],
    ids=range(8),
)
def test_huge_patterns_are_refused(pattern):
    with pytest.raises(Unread):
        understood(pattern)


def test_alternatives_are_all_watched():
    assert understood(" [ ipv4-addr:value='8.8.8.8'OR autonomous-system:number = 7 ] ") == [
        Value("ip_prefix", "8.8.8.8/32"),
        Value("asn", "7"),
    ]


def test_prefixes_are_looked_for_as_they_are_kept():
    assert stored("8.8.8.8/32") == ["8.8.8.0/24"]
    assert stored("8.8.8.0/24") == ["8.8.8.0/24"]
    assert len(stored("8.8.0.0/16")) == 256
    assert len(stored("2600:1f00::/40")) == 256
