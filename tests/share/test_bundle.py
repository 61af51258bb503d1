"""Bundles that were made to do harm: bounded, harmless to look at, and believed in nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError
from stillwatch.proof.share import bundle as module
from stillwatch.proof.share.bundle import Unread, Watched, parse, read_bundle
from stillwatch.proof.share.vocabulary import TLP, marking

HOSTILE = ["<script>alert(1)</script>", "\x1b]0;owned\x07\x1b[2J", "a\u202eb", "=cmd|'/c calc'!A1"]


def indicator(**more) -> dict:
    return {
        "type": "indicator", "id": "indicator--1", "pattern_type": "stix",
        "pattern": "[autonomous-system:number = 7]", "valid_from": "2026-01-01T00:00:00Z", **more,
    }  # fmt: skip


def rows(*objects: dict) -> list[Watched | Unread]:
    return parse(json.dumps({"type": "bundle", "objects": objects}).encode(), "b")[1]


def one(*objects: dict) -> Watched | Unread:
    (found,) = rows(*objects)
    return found


@pytest.mark.parametrize("depth", [1000, 100_000])
@pytest.mark.parametrize("where", ["whole", "objects", "unknown", "pattern", "refs"])
def test_depth_is_refused_in_one_line(tmp_path, depth, where):
    deep = "[" * depth + "]" * depth
    text = {
        "whole": deep,
        "objects": f'{{"type": "bundle", "objects": {deep}}}',
        "unknown": f'{{"type": "bundle", "x": {deep}, "objects": []}}',
        "pattern": f'{{"type":"bundle","objects":[{{"type":"indicator","pattern":{deep}}}]}}',
        "refs": '{"type":"bundle","objects":[{"type":"indicator","pattern_type":"stix",'
        f'"pattern":"[autonomous-system:number = 7]","object_marking_refs":{deep}}}]}}',
    }[where]
    path = tmp_path / "b"
    path.write_text(text)
    try:
        _, found = read_bundle(path)
    except InputError as error:
        assert len(str(error).splitlines()) == 1
    else:  # passed over, and not understood as anything
        assert all(isinstance(row, Unread) or row.tlp == "unknown" for row in found)


def test_a_gigabyte_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(InputError, match="larger than 16 MB"):
        read_bundle(path)


def test_an_endless_stream_is_refused():
    with pytest.raises(InputError, match="larger than 16 MB"):
        read_bundle(Path("/dev/zero"))


@pytest.mark.parametrize(
    "body",
    [b"[" + b"0," * 4_000_000 + b"0]", b"[" + b"{}," * 4_000_000 + b"{}]",
     b"[" + b"[]," * 4_000_000 + b"[]]"],
    ids=["numbers", "objects", "lists"],
)  # fmt: skip
def test_many_things_that_are_no_objects_cost_nothing(tmp_path, body):
    path = tmp_path / "many"
    path.write_bytes(b'{"type":"bundle","objects":' + body + b"}")
    with pytest.raises(InputError, match="not a STIX bundle"):
        read_bundle(path)


@pytest.mark.parametrize(
    "data",
    [b"", b"null", b"{}", b'{"type": "bundle"', b"\xff\xfe", b'{"type": "report"}', b"[1]",
     b'{"type": "bundle", "objects": {}}', b'{"type": "bundle", "objects": null}'],
)  # fmt: skip
def test_what_is_no_bundle_is_one_line(tmp_path, data):
    path = tmp_path / "b"
    path.write_bytes(data)
    with pytest.raises(InputError):
        read_bundle(path)


def test_an_empty_bundle_is_one():
    assert parse(b'{"type": "bundle", "id": "bundle--1"}', "b")[1] == []


def test_references_in_a_circle_lead_nowhere():
    a = {"type": "identity", "id": "identity--a", "created_by_ref": "identity--b", "name": "A"}
    b = {"type": "identity", "id": "identity--b", "created_by_ref": "identity--a", "name": "B"}
    loop = {"type": "relationship", "id": "r", "source_ref": "r", "target_ref": "r"}
    mark = {"type": "marking-definition", "id": "m", "object_marking_refs": ["m"]}
    found = one(a, b, loop, mark, indicator(created_by_ref="identity--a",
                                            object_marking_refs=["m"]))  # fmt: skip
    assert isinstance(found, Watched)
    assert (found.source, found.tlp) == ("A", "unknown")


@pytest.mark.parametrize("level", list(TLP))
def test_levels_count_by_their_published_id(level):
    assert one(indicator(object_marking_refs=[TLP[level]])).tlp == level


def test_a_level_that_a_bundle_makes_up_is_the_strictest():
    fake = marking("red") | {"id": "marking-definition--11111111-1111-4111-8111-111111111111",
                             "name": "TLP:CLEAR"}  # fmt: skip
    lie = marking("red") | {"name": "TLP:CLEAR", "definition": {"tlp": "white"}}
    assert one(fake, indicator(object_marking_refs=[fake["id"]])).tlp == "unknown"
    assert one(lie, indicator(object_marking_refs=[lie["id"]])).tlp == "red"
    both = [TLP["clear"], TLP["amber"]]
    assert one(indicator(object_marking_refs=both)).tlp == "amber"
    assert one(indicator(object_marking_refs=[*both, fake["id"]])).tlp == "unknown"
    for odd in ("x", 5, [5], [None], {"a": 1}):
        assert one(indicator(object_marking_refs=odd)).tlp == "unknown"
    for none in ([], None):
        assert one(indicator(object_marking_refs=none)).tlp == "unmarked"


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_harmless_to_look_at(name):
    sharer = {"type": "identity", "id": name, "name": name * 50}
    found = one(sharer, indicator(id=name, created_by_ref=name))
    for text in (found.source, found.indicator):
        assert text.isprintable() and len(text) <= 80
    unread = one(indicator(id=name, pattern=name))
    assert isinstance(unread, Unread) and unread.indicator.isprintable()
    assert name not in unread.why


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"revoked": True}, "revoked"),
        ({"revoked": "yes"}, "revoked"),
        ({"pattern_type": "yara"}, "another language"),
        ({"pattern_type": None}, "another language"),
        ({"indicator_types": ["benign"]}, "benign"),
        ({"valid_until": "soon"}, "no date"),
        ({"valid_until": 7}, "no date"),
        ({"valid_until": "2025-01-01T00:00:00Z"}, "before it begins"),
        ({"pattern": ["x"]}, "observation"),
        ({"pattern": "[a:b = 'c' AND d:e = 'f']"}, "no log of ours"),
    ],
)
def test_what_is_not_watched_is_listed_with_the_reason(more, why):
    found = one(indicator(**more))
    assert isinstance(found, Unread)
    assert why in found.why


def test_the_latest_version_counts_within_one_bundle():
    old, new = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
    gone = one(indicator(modified=new, revoked=True), indicator(modified=old))
    assert isinstance(gone, Unread)
    back = one(indicator(modified=old, revoked=True), indicator(modified=new))
    assert isinstance(back, Watched)
    assert len(rows(indicator(id="a"), indicator(id="b"))) == 2


def test_fields_of_a_wrong_type_elsewhere_do_not_cost_the_bundle():
    odd = {"type": "x-thing", "id": 5, "name": {"a": []}, "pattern": 7, "modified": []}
    assert isinstance(one(odd, indicator(confidence=True, name=[])), Watched)
    assert one(indicator(confidence=101)).confidence is None
    assert one(indicator(confidence=70)).confidence == 70


FINITE = st.floats(allow_nan=False, allow_infinity=False)  # JSON has no others
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FINITE | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FIELDS = [f for f in module._Object.__struct_fields__ if f != "type"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3), max_size=3))
def test_any_indicator_is_watched_or_listed(objects):
    found = rows(*[indicator() | o | {"id": f"i{n}"} for n, o in enumerate(objects)])
    assert len(found) >= len(objects)
    for row in found:
        assert all(
            text.isprintable() for text in (row.indicator, row.origin, getattr(row, "source", ""))
        )


def test_a_folder_is_one_line(tmp_path):
    with pytest.raises(InputError):
        read_bundle(tmp_path)
