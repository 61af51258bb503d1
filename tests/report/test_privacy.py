"""Addresses and text are left out unless asked for; nothing else is lost."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.report.privacy import Redactor


@pytest.mark.parametrize(
    "text",
    [
        "from 192.0.2.7.",
        "(192.0.2.0/24)",
        "2001:db8::1 and",
        "2001:db8:77::/48",
        "at ::1,",
        "192.0.2.7:8080",
        "ip_192.0.2.7",
        "http://192.0.2.7/x",
        "[2001:db8::1]:443",
        "::ffff:192.0.2.7",
    ],
)
def test_addresses_go(text):
    out = Redactor().line(text)
    assert "withheld" in out and "192.0.2" not in out and "db8" not in out
    assert Redactor(show_addresses=True).line(text) == text


@pytest.mark.parametrize(
    "text",
    ["at 10:15:30 UTC", "3.14 and 1.2.3", "Chrome/120.0.6099.109", "Chrome/120.0.0.0 Safari/537.36",
     "std::vector", "7 %: 1,204.5",
     "t13d1516h2_8daaf6152771_b0da82dd1658", "a 1.5 to 2.5 share", "2026-03-01T10:15:30Z"],
)  # fmt: skip
def test_what_only_looks_like_an_address_stays(text):
    assert Redactor().line(text) == text


@given(st.ip_addresses(), st.sampled_from(["{}", "from {}.", "[{}]", "{}, again", "{}: x"]))
def test_every_address_goes(address, frame):
    assert str(ipaddress.ip_address(address)) not in Redactor().line(frame.format(address))


def test_one_address_has_one_label_everywhere():
    redactor = Redactor()
    label = redactor.observable("ip_prefix", "203.0.113.0/24")
    assert redactor.line("out of 203.0.113.0/24") == f"out of {label}"
    assert redactor.observable("ip_prefix", "198.51.100.0/24") != label


def test_values_are_redacted_at_any_depth():
    given_ = {"ip": "10.0.0.1", "a": [{"b": "via 10.0.0.1"}], "excerpt": "write to me", "n": 3}
    out = Redactor().value("", given_)
    assert "10.0.0.1" not in str(out) and "write" not in str(out)
    assert out["n"] == 3
    assert given_["ip"] == "10.0.0.1", "the input is left as it was"


def test_a_template_is_named_by_a_digest():
    redactor = Redactor()
    out = redactor.observable("system_template", "You are a careful grader")
    assert out.startswith("text ") and "grader" not in out
    assert redactor.observable("template", "9f2c4e1ab07d3355") == "9f2c4e1ab07d3355"
    shown = Redactor(show_text=True).observable("system_template", "mail jo@example.com now")
    assert shown == "mail […] now"
