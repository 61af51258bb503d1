"""YAML as policies use it: what is read, and what is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError
from stillwatch.respond.policy.yamlfile import DEEPEST, LARGEST, MOST, parse, read_yaml


def read(text: str):
    return parse(text.encode(), "p.yaml")


def test_values_and_lines():
    found = read("a: 1\nb:\n  - {c: no, d: 1.5}\n  - 'true'\ne: true\nf: >-\n  two\n  lines\n")
    assert found.value == {"a": 1, "b": [{"c": "no", "d": 1.5}, "true"], "e": True,
                           "f": "two lines"}  # fmt: skip
    assert [found.line(p) for p in ("$.a", "$.b[0].d", "$.b[1]", "$.f", "$.b[0].none")] == [
        1, 3, 4, 6, 3,
    ]  # fmt: skip


@pytest.mark.parametrize("word, value", [
    ("no", "no"), ("on", "on"), ("yes", "yes"), ("~", None), ("null", None), ("12", 12),
    ("-3", -3), ("1e3", 1000.0), ("0x10", "0x10"), ("010", 10), ("1_000", "1_000"),
    ("2026-03-01", "2026-03-01"), ("12:30:45", "12:30:45"), ("'1'", "1"), ("24h", "24h"),
])  # fmt: skip
def test_words_are_what_they_look_like(word, value):
    """Not YAML 1.1, where `no` is false, 010 is eight and 12:30:45 is 45,045."""
    assert read(f"a: {word}\n").value == {"a": value}


BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi",
                                                                       strict=True)
)  # fmt: skip


@pytest.mark.parametrize("text, why, line", [
    (BOMB, "alias or anchor", 1), ("a: 1\nb: *x\n", "alias", 2), ("a: !!python/name:os.system x\n",
     "tag", 1), ("a: !include /etc/passwd\n", "tag", 1), ("a: 1\nb: 2\na: 3\n", "twice", 3),
    ("x:\n  a: 1\n  a: 2\n", "twice", 3), ("a: 1\n---\nb: 2\n", "second document", 2),
    ("? [1, 2]\n: 3\n", "key that is no word", 1), ("a: [1\n", "not YAML", 2),
    ("a: b: c\n", "not YAML", 1), ("\ta: 1\n", "not YAML", 1), ("a: .inf\n", "no number", 1),
    ("a: " + "9" * 400 + "\n", "no number", 1), ("<<: {a: 1}\nb: 2\n<<: {c: 1}\n", "twice", 3),
    ("a: " + "[" * (DEEPEST + 2) + "]" * (DEEPEST + 2), "deep", 1),
    ("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", "not YAML", 2),
])  # fmt: skip
def test_what_is_refused(text, why, line):
    with pytest.raises(InputError) as refused:
        read(text)
    assert why in refused.value.reason and refused.value.line == line
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [
    b"[" * 200_000, b"{a: " * 50_000, b"- " * 100_000, b"a: [" + b"1," * (MOST + 5) + b"]",
    b"\xff\xfe", b"a: \x00", b"a: \x1b[31m", b"x" * (LARGEST + 1), b"? " * 60_000,
    b"a:\n" + b"".join(b" " * i + b"a:\n" for i in range(1, 300)), b"&a " * 30_000, b"!" * 200_000,
])  # fmt: skip
def test_bombs(tmp_path, data):
    path = tmp_path / "p.yaml"
    path.write_bytes(data)
    if data[:1] == b"x":
        with pytest.raises(InputError, match="larger"):
            read_yaml(path)
    else:
        with pytest.raises(InputError):
            parse(data, "p.yaml")


def test_a_merge_key_merges_nothing():
    assert read("<<: {a: 1}\n").value == {"<<": {"a": 1}}


@given(st.one_of(st.binary(max_size=200), st.text("ab:-[]{}&*!|>'\"#%@`\n ,?.~0", max_size=80)))
@settings(max_examples=300)
def test_anything_is_read_or_refused(data):
    try:
        parse(data if isinstance(data, bytes) else data.encode(), "p.yaml")
    except InputError as error:
        assert "\n" not in str(error)
