"""Private matching: both firms learn what both have; what else is sent says nothing."""

from __future__ import annotations

import json
import secrets
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.core.errors import InputError, UsageError
from stillwatch.proof.share import curve, keyed, private
from stillwatch.proof.share.observables import Value

A = [Value("ip_prefix", f"8.8.{i}.0/24") for i in range(6)] + [Value("asn", "7")]
B = [Value("ip_prefix", f"8.8.{i}.0/24") for i in range(4, 9)] + [Value("asn", "8")]
BOTH = [Value("ip_prefix", "8.8.4.0/24"), Value("ip_prefix", "8.8.5.0/24")]


@pytest.fixture
def firms(tmp_path):
    """Run the first step at both firms; returns a function that names a file."""

    def at(name: str):
        return tmp_path / name

    private.start(A, at("a.key"), at("a1"), pad=20)
    private.start(B, at("b.key"), at("b1"))
    return at


def test_both_learn_what_both_have_and_how_many_there_were(firms):
    private.answer(firms("b1"), firms("a.key"), firms("a2"))
    private.answer(firms("a1"), firms("b.key"), firms("b2"))
    at_a = private.finish(firms("b2"), firms("a.key"))
    at_b = private.finish(firms("a2"), firms("b.key"))
    assert at_a.both == at_b.both == BOTH
    assert (at_a.mine, at_a.theirs) == (20, 6) == (at_b.theirs, at_b.mine)


def test_nothing_that_is_sent_holds_or_repeats_a_value(firms, tmp_path):
    private.answer(firms("b1"), firms("a.key"), firms("a2"))
    sent = [set(json.loads(firms(name).read_bytes())["points"]) for name in ("a1", "b1", "a2")]
    plain = {curve.hashed(f"{v.type}\x00{v.value}".encode()).hex() for v in A + B}
    assert not (sent[0] & sent[1]) and not (sent[0] | sent[1] | sent[2]) & plain
    # under another secret the same values are other points
    private.start(A, tmp_path / "again.key", tmp_path / "again")
    assert not sent[0] & set(json.loads((tmp_path / "again").read_bytes())["points"])
    for name in ("a1", "b1", "a2"):
        assert b"8.8." not in firms(name).read_bytes()


def test_every_point_that_is_sent_is_on_the_curve(firms):
    """One on the twist would tell a bit of its value."""
    for name in ("a1", "b1"):
        for point in json.loads(firms(name).read_bytes())["points"]:
            assert curve.on_curve(int.from_bytes(bytes.fromhex(point), "little"))


def test_the_key_is_for_its_owner_and_good_for_one_match(firms, tmp_path):
    assert stat.S_IMODE(firms("a.key").stat().st_mode) == 0o600
    with pytest.raises(InputError, match="is there already"):
        private.start(A, firms("a.key"), firms("a1"))
    private.answer(firms("b1"), firms("a.key"), firms("a2"))
    first = firms("a2").read_bytes()
    private.answer(firms("b1"), firms("a.key"), firms("a2"))
    assert firms("a2").read_bytes() == first
    private.start(B[:2], tmp_path / "c.key", tmp_path / "c1")
    with pytest.raises(InputError, match="another offer already"):
        private.answer(tmp_path / "c1", firms("a.key"), firms("a2"))
    private.answer(firms("a1"), firms("b.key"), firms("b2"))
    private.finish(firms("b2"), firms("a.key"))
    assert json.loads(firms("a.key").read_bytes())["scalar"] == ""
    with pytest.raises(InputError, match="used up"):
        private.answer(firms("b1"), firms("a.key"), firms("a3"))


def test_the_key_is_neither_overwritten_nor_left_without_an_offer(firms, tmp_path):
    with pytest.raises(UsageError, match="name two files"):
        private.start(A, tmp_path / "c.key", tmp_path / "c.key")
    with pytest.raises(InputError, match="cannot be written"):
        private.start(A, tmp_path / "c.key", tmp_path / "missing" / "c1")
    assert not (tmp_path / "c.key").exists()
    before = firms("a.key").read_bytes()
    with pytest.raises(UsageError, match="name two files"):
        private.answer(firms("b1"), firms("a.key"), firms("a.key"))
    assert firms("a.key").read_bytes() == before


ORDER_8 = (
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
)
SMALL = [n.to_bytes(32, "little").hex() for n in (0, 1, curve.P - 1, *ORDER_8)]
"""u-coordinates of points whose order divides 8."""


@pytest.mark.parametrize(
    "point",
    [
        *SMALL,
        (2).to_bytes(32, "little").hex(),  # on the twist
        (curve.P + 9).to_bytes(32, "little").hex(),  # a second form of 9
        (9 + (1 << 255)).to_bytes(32, "little").hex(),  # a third
        "", "zz" * 32, "09", "09" * 33, "09 " * 32,
        "09" + 31 * "00" + " ", curve.hashed(b"a").hex().upper(),
    ],
)  # fmt: skip
def test_a_hostile_point_is_refused(firms, point):
    offer = json.loads(firms("b1").read_bytes())
    offer["points"][1] = point
    firms("b1").write_text(json.dumps(offer))
    with pytest.raises(InputError, match="not a point of the curve"):
        private.answer(firms("b1"), firms("a.key"), firms("a2"))
    assert not firms("a2").exists()


def test_guesses_are_bounded_by_the_limit(firms, tmp_path):
    with pytest.raises(InputError, match=r"6 points, where 1 to 5"):
        private.answer(firms("b1"), firms("a.key"), firms("a2"), limit=5)
    with pytest.raises(UsageError, match="agree on a --limit"):
        private.start(A, tmp_path / "k", tmp_path / "o", limit=3)
    with pytest.raises(UsageError, match="nothing to match"):
        private.start([], tmp_path / "k", tmp_path / "o")


def test_a_list_that_was_changed_after_it_was_named_is_refused(firms):
    with pytest.raises(InputError, match="not the one expected"):
        private.answer(firms("b1"), firms("a.key"), firms("a2"), expect="00" * 32)


def test_a_repeated_point_our_own_offer_and_an_early_finish_are_refused(firms):
    private.answer(firms("a1"), firms("b.key"), firms("b2"))
    with pytest.raises(InputError, match="not answered yet"):
        private.finish(firms("b2"), firms("a.key"))
    with pytest.raises(InputError, match="our own offer"):
        private.answer(firms("a1"), firms("a.key"), firms("a2"))
    offer = json.loads(firms("b1").read_bytes())
    offer["points"][0] = offer["points"][1]
    firms("b1").write_text(json.dumps(offer))
    with pytest.raises(InputError, match="a point twice"):
        private.answer(firms("b1"), firms("a.key"), firms("a2"))


def test_an_answer_to_somebody_else_is_refused(firms):
    private.answer(firms("b1"), firms("a.key"), firms("a2"))
    with pytest.raises(InputError, match="answers another offer"):
        private.finish(firms("a2"), firms("a.key"))
    with pytest.raises(InputError, match="not a stillwatch-match-offer"):
        private.answer(firms("a2"), firms("b.key"), firms("x"))


def ladder(u: int, scalar: bytes) -> int:
    """Multiply by the Montgomery ladder of RFC 7748, section 5, written out."""
    number = int.from_bytes(scalar, "little") & ~7 & ~(3 << 254) | 1 << 254
    x2, z2, x3, z3 = 1, 0, u, 1
    for bit in reversed(range(255)):
        swap = number >> bit & 1
        if swap:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb = a * a % curve.P, b * b % curve.P
        da, cb = d * a, c * b
        x3, z3 = (da + cb) ** 2 % curve.P, u * (da - cb) ** 2 % curve.P
        x2, z2 = aa * bb % curve.P, (aa - bb) * (aa + 121_665 * (aa - bb)) % curve.P
        if swap:
            x2, z2, x3, z3 = x3, z3, x2, z2
    return x2 * pow(z2, curve.P - 2, curve.P) % curve.P


def test_multiplication_is_that_of_the_standard():
    for number in range(5):
        point, scalar = curve.hashed(bytes([number])), curve.new_scalar()
        expected = ladder(int.from_bytes(point, "little"), scalar)
        assert int.from_bytes(curve.blinded(point, scalar), "little") == expected


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60))
def test_the_order_of_blindings_does_not_matter(value):
    one, two = curve.new_scalar(), curve.new_scalar()
    point = curve.hashed(value)
    assert curve.accepted(point.hex()) == point
    assert curve.blinded(curve.blinded(point, one), two) == curve.blinded(
        curve.blinded(point, two), one
    )


def test_half_of_all_numbers_are_on_the_curve():
    """So that trying on succeeds, and a check that lets all through would show."""
    hits = sum(curve.on_curve(secrets.randbelow(curve.P)) for _ in range(400))
    assert 130 < hits < 270  # 7 standard deviations


def test_keyed_hashes_match_under_one_secret_only(tmp_path):
    key, out = b"k" * 32, tmp_path / "h.json"
    assert keyed.write(B, key, out) == 6
    assert keyed.both(A, key, out) == BOTH
    assert keyed.both(A, b"l" * 32, out) == []
    assert "8.8" not in out.read_text()
    out.write_text('{"hashes": ["x"], "kind": "stillwatch-keyed-hashes"}')
    with pytest.raises(InputError, match="no hash"):
        keyed.both(A, key, out)
    short = tmp_path / "s"
    short.write_text("short")
    with pytest.raises(InputError, match="openssl rand"):
        keyed.secret(short)
